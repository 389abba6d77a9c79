import Book
import Mustache
import Storage
import Text

/// The templates, the style sheet, the script and the fonts of the pages.
///
/// They stand as files beside the program, in the resource folder that the build makes. `Bundle.module` would find them too, but
/// it ends the program where they are missing; here that is an error with a sentence.
package struct Theme: Sendable {
  /// What goes to the site's `assets` as it is.
  package internal(set) var assets: [SiteFile]
  /// The colour of links and marks.
  private(set) var accent = AccentColour.usual
  /// What a site with formulas says about KaTeX.
  let mathLicence: SiteFile
  /// The signs that most formulas use, of KaTeX's fonts.
  let commonMathFonts: [SiteFile]
  var templates: MustacheLibrary
  /// A book's own rules, which follow all others of the style sheet.
  var style: [UInt8] = []
  /// The style sheet of the page of drifts, with the colours of all other pages.
  let driftStyle: String
  /// What other formats add to the style sheet, or have in its place, by their names: `print`, `one-file`, `epub`.
  package let exportStyles: [String: String]

  /// What searches on a page.
  package var searchScript: SiteFile { assets.first { $0.path == "assets/search.js" } ?? SiteFile(path: "", text: "") }

  package struct Missing: UserError {
    package let description: String
  }

  private static let exportStyleNames = ["print", "one-file", "epub"]
  private static let assetNames =
    [
      "book.css", "book.js", "figures.js", "steps.js", "questions.js", "reference.css", "references.js", "search.css",
      "search.js",
      "fonts/LICENSE.txt",
    ]
    + ["mono", "serif", "serif-italic", "serif-semibold", "serif-semibold-italic"].flatMap { face in
      ["", "-western", "-more"].map { "fonts/\(face)\($0).woff2" }
    }

  /// The theme that was built with the program.
  package static func bundled() throws(Missing) -> Theme {
    try Theme(folder: (ToolFiles.running?.resources(of: "Site") ?? ".") + "/Theme")
  }

  package init(folder: String) throws(Missing) {
    var assets = [SiteFile]()
    var templates = MustacheLibrary()
    do {
      for name in Self.assetNames {
        let bytes = try AtomicFile.read("\(folder)/\(name)")
        let smaller =
          name.hasSuffix(".css")
          ? SmallerText.ofStyle(bytes) : name.hasSuffix(".js") ? SmallerText.ofScript(bytes) : bytes
        assets.append(SiteFile(path: "assets/\(name)", bytes: smaller))
      }
      mathLicence = SiteFile(
        path: "assets/katex-LICENSE.txt", bytes: try AtomicFile.read("\(folder)/katex-LICENSE.txt"))
      commonMathFonts = try CommonMathFont.allCases.map { font in
        SiteFile(path: "assets/fonts/\(font.file)", bytes: try AtomicFile.read("\(folder)/fonts/\(font.file)"))
      }
      let style = { (name: String) in
        String(decoding: try AtomicFile.read("\(folder)/\(name)"), as: UTF8.self)
      }
      driftStyle = Self.colours(of: try style("book.css")) + (try style("drifts.css"))
      exportStyles = try Self.exportStyleNames.reduce(into: [:]) { $0[$1] = try style("exports/\($1).css") }
      for template in ThemeTemplate.allCases {
        let text = String(decoding: try AtomicFile.read("\(folder)/\(template.file)"), as: UTF8.self)
        try templates.register(text, named: template.rawValue)
      }
    } catch let error as FileError {
      throw Missing(
        description:
          "the pages' theme is not whole: \(error); it is built with the program: run 'swift build' again, and "
          + "move the program with 'build-book install'")
    } catch {
      throw Missing(description: "a template of the theme in '\(folder)' cannot be read: \(error)")
    }
    self.assets = assets
    self.templates = templates
  }

  /// The theme as the pages of a book have it.
  ///
  /// - Parameter colour: that of links and marks, as in `#8b2c72`; nil for the theme's own.
  func dressed(accent colour: String?) -> Theme {
    var theme = self
    var rules: [UInt8] = []
    if let accent = colour.flatMap(AccentColour.init) {
      theme.accent = accent
      rules += Array(accent.rules.utf8)
    }
    if !style.isEmpty { rules += Array("\n".utf8) + style }
    for index in assets.indices where assets[index].path == "assets/book.css" { theme.assets[index].bytes += rules }
    return theme
  }

  /// A page that a template makes of values, all of which are fields that it knows.
  func render(_ values: [String: Any], _ template: ThemeTemplate) -> String {
    #if DEBUG
      let unknown = TemplateField.unknown(in: values, among: template.fields)
      precondition(unknown.isEmpty, "\(template.file) has no fields \(unknown)")
    #endif
    return templates.render(values, withTemplate: template.rawValue) ?? ""
  }

  /// The colour of the paper, as the style sheet declares it last.
  var paper: (light: String, dark: String) {
    let css = assets.first { $0.path == "assets/book.css" }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
    let declaration = "--paper: light-dark("
    guard let start = css.ranges(of: declaration).last?.upperBound else { return ("#fdfcfa", "#15171b") }
    let colours = css[start...].prefix { $0 != ")" }.split(separator: ",").map { $0.filter { $0 != " " } }
    return colours.count == 2 ? (colours[0], colours[1]) : ("#fdfcfa", "#15171b")
  }

  /// The part of a style sheet that declares the colours: the first rules about the root, up to the next comment.
  private static func colours(of style: String) -> String {
    let lines = style.split(separator: "\n", omittingEmptySubsequences: false)
    let start = lines.drop { !$0.hasPrefix(":root {") }
    return start.prefix { !$0.hasPrefix("[dir=") }.map { $0 + "\n" }.joined()
  }
}
