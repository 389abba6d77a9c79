import Foundation
import Markdown
import TestSupport
import Testing

@testable import Site

@Suite("Fields of templates")
struct TemplateTests {
  private static let folder = packageRoot + "/Sources/Site/Theme"

  /// The documentation of a template's fields, as the theme's README has it.
  private static func table(_ heading: String, _ fields: [TemplateField]) -> String {
    let rows = TemplateField.paths(fields).map { "| `\($0)` | \($1) |\n" }
    return "\(heading)\n\n| field | it is |\n| --- | --- |\n\(rows.joined())"
  }

  @Test("The theme's README has each template and each field, as they are declared")
  func documentation() throws {
    let readme = try String(contentsOfFile: Self.folder + "/README.md", encoding: .utf8)
    let templates = ThemeTemplate.allCases.map { "| `\($0.file)` | \($0.documentation) |\n" }.joined()
    #expect(readme.contains("| --- | --- |\n\(templates)"))
    for (heading, fields) in [
      ("### All pages", ThemeTemplate.page), ("### `chapter.mustache`", ThemeTemplate.ofChapter),
      ("### `index.mustache` and `cover.mustache`", ThemeTemplate.ofIndex),
      ("### `list.mustache`", ThemeTemplate.ofList),
      ("### `missing.mustache`", ThemeTemplate.ofMissing), ("### `redirect.mustache`", ThemeTemplate.ofRedirect),
      ("### `drifts.mustache`", ThemeTemplate.ofDrifts),
    ] {
      let table = Self.table(heading, fields)
      #expect(readme.contains(table), "\(table)")
    }
  }

  @Test("The theme's own templates name fields alone", arguments: ThemeTemplate.allCases)
  func own(template: ThemeTemplate) throws {
    let text = try String(contentsOfFile: "\(Self.folder)/\(template.file)", encoding: .utf8)
    #expect(TemplateChecker(template, SourceText(name: "x", text: text)).diagnostics == [])
  }

  @Test("Values for which no field is declared are found, in sections and lists too")
  func unknown() {
    let fields = [TemplateField("a", ""), TemplateField("b", "", [TemplateField("c", "")])]
    let values: [String: Any] = ["a": 1, "b": [["c": 1, "d": 2]] as [Any], "e": ["f": 1]]
    #expect(TemplateField.unknown(in: values, among: fields) == ["b.d", "e"])
  }

  @Test(
    "A name that is no field is an error at its place, with the nearest that is",
    arguments: [
      ("{{#next}}{{«hrefs»}}{{/next}}\n", "Did you mean 'href'?"), ("{{{ «txt» }}}\n", "Did you mean 'text'?"),
      ("{{words.«copi»}}\n", "Did you mean 'copy'?"),
      ("{{#«summery»}}{{sentence}}{{/summery}}\n", "Did you mean 'summary'?"),
      ("{{> «haed»}}\n", "Did you mean 'head'?"), ("{{^«descripton»}}{{/descripton}}\n", "Did you mean 'description'?"),
      ("{{uppercased(«headin»)}}\n", "Did you mean 'heading'?"),
      ("<p>{{«title»}}</p>{{#next}}{{title}}{{/next}}\n", "The fields are"),
    ])
  func misspelt(_ text: String, _ advice: String) {
    let marked = MarkedText(text)
    let diagnostics = TemplateChecker(.chapter, SourceText(name: "chapter.mustache", text: marked.text)).diagnostics
    #expect(diagnostics.first?.location?.range == marked.ranges[0])
    #expect(diagnostics.first?.explanation?.contains(advice) == true, "\(diagnostics)")
    #expect(diagnostics.first?.severity == .error)
  }

  @Test(
    "Names that are fields are accepted, in sections, in what is around these and with transformations",
    arguments: [
      "{{! about it }}{{heading}}{{&heading}}{{{heading}}}", "{{#next}}{{href}} {{bookTitle}}{{/next}}",
      "{{#metadata}}{{#names}}{{name}}{{^last()}}, {{/last()}}{{/names}}{{/metadata}}", "{{#label}}{{.}}{{/label}}",
      "{{#entry}}{{> entry}}{{/entry}}", "{{words.next}}", "{{^summary}}none{{/summary}}",
    ])
  func known(_ text: String) {
    #expect(TemplateChecker(.chapter, SourceText(name: "x", text: text)).diagnostics == [])
  }
}
