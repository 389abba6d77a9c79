import Book
import Mustache

/// The page of a chapter.
struct ChapterPage {
  let html: String
  let fonts: MathFonts
  let diagnostics: [Diagnostic]

  init(
    _ chapter: Chapter, _ report: ChapterReport, at index: Int, in frame: PageFrame, templates: MustacheLibrary,
    highlighter: SwiftHighlighter, math: MathTypesetter
  ) {
    let outline = frame.outlines[index].outline
    let text = ChapterText(
      chapter, report, outline: outline, chapters: Set(frame.outlines.map(\.name)), highlighter: highlighter, math: math
    )
    let summary = CheckSummary(report)
    var values = frame.values(
      title: outline.title, description: outline.description, hasMath: !text.fonts.files.isEmpty, here: chapter.name)
    values["number"] = outline.number
    values["heading"] = text.title
    values["text"] = text.html
    if let sentence = summary.sentence {
      let hasProblems = !summary.problems.isEmpty
      values["summary"] =
        ["sentence": sentence, "sign": hasProblems ? "✗" : "✓", "hasProblems": hasProblems] as [String: Any]
    }
    let previous = index > 0 ? Self.neighbour(frame.outlines[index - 1]) : nil
    let next = index + 1 < frame.outlines.count ? Self.neighbour(frame.outlines[index + 1]) : nil
    values["hasNeighbours"] = previous != nil || next != nil
    values["previous"] = previous ?? false
    values["next"] = next ?? false
    values["facts"] = Self.facts(summary)
    values["sourceHref"] = HTMLEscape.url("\(chapter.name).md")
    html = templates.render(values, withTemplate: "chapter") ?? ""
    fonts = text.fonts
    diagnostics = text.diagnostics
  }

  private static func neighbour(_ chapter: (name: String, outline: ChapterOutline)) -> Any {
    ["href": HTMLEscape.url("\(chapter.name).html"), "title": chapter.outline.title]
  }

  /// Only what is the same wherever the book is built.
  private static func facts(_ summary: CheckSummary) -> String {
    let checked = summary.outputs > 0 ? " · \(CheckSummary.counted(summary.outputs, "output")) checked" : ""
    return "Made with Colophon and Swift 6.3\(checked)"
  }
}

/// The book's first page: its title, its authors, its chapters.
enum IndexPage {
  static func html(in frame: PageFrame, templates: MustacheLibrary) -> String {
    var values = frame.values(title: nil, description: nil)
    let authors = frame.book.authors
    if let last = authors.last {
      values["byline"] = authors.count == 1 ? last : "\(authors.dropLast().joined(separator: ", ")) and \(last)"
    }
    return templates.render(values, withTemplate: "index") ?? ""
  }
}
