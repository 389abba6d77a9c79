import Markdown
import TestSupport
import Testing

@testable import Site

@Suite("Extensions on pages")
struct ExtensionTests {
  @Test("A table has heads of columns, alignments without obsolete attributes, and scrolls with the keyboard")
  func table() throws {
    let html = try Sample("# A\n\n| a | b |\n| - | --: |\n| *c* | [1](<=x>) |\n| d |\n").fragment
    #expect(
      html.contains("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Table\">\n<table>\n<thead>"))
    #expect(html.contains("<th scope=\"col\">a</th>\n<th scope=\"col\" class=\"right\">b</th>"))
    #expect(html.contains("<td><em>c</em></td>\n<td class=\"right\"><span class=\"checked\""))
    #expect(html.contains("<td>d</td>\n<td></td>\n</tr>\n</tbody>\n</table>\n</div>"))
    #expect(HTMLChecker(html).problems == [])
  }

  @Test("Footnotes stand at the end of the chapter, with links there and back")
  func footnotes() throws {
    let html = try Sample("# A\n\na[^x] b[^x]\n\n[^x]: *c* [1](<=x>)\n\nd\n").fragment
    #expect(html.contains("<a href=\"#_note-1\" id=\"_ref-1\" role=\"doc-noteref\" aria-label=\"Footnote 1\""))
    #expect(html.contains("<a href=\"#_note-1\" id=\"_ref-1-2\""))
    #expect(
      html.contains(
        "<p>d</p>\n<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Footnotes\">\n<ol>\n<li id=\"_note-1\""
      ))
    #expect(html.contains("<p><em>c</em> <span class=\"checked\""))
    #expect(
      html.contains("<a href=\"#_ref-1-2\" role=\"doc-backlink\" aria-label=\"Back to footnote 1 in the text, 2\">"))
    #expect(HTMLChecker(html).problems == [])
  }

  @Test("Boxes of tasks and notes have names in the page's language")
  func names() throws {
    let text = "# A\n\n- [ ] a\n- [x] b\n\n> [!WARNING]\n> ~~c~~ https://x.org\n"
    let html = try Sample(text).fragment
    #expect(html.contains("<li><input type=\"checkbox\" disabled aria-label=\"Not done\"> a</li>"))
    #expect(html.contains("<li><input type=\"checkbox\" disabled checked aria-label=\"Done\"> b</li>"))
    #expect(
      html.contains(
        "<aside class=\"alert warning\" aria-label=\"Warning\">\n<p class=\"alert-name\" aria-hidden=\"true\">Warning</p>"
      ))
    #expect(html.contains("<p><del>c</del> <a href=\"https://x.org\">https://x.org</a></p>\n</aside>"))
    #expect(HTMLChecker(html).problems == [])
    let german = GermanWords()
    #expect(Node.Alert.allCases.map(german.name(of:)) == ["Hinweis", "Tipp", "Wichtig", "Warnung", "Vorsicht"])
  }
}
