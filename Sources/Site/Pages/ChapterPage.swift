import Book
import Mustache
import Text

/// The page of a chapter.
struct ChapterPage {
  let html: String
  let fonts: MathFonts
  let diagnostics: [Diagnostic]

  /// - Parameter index: the chapter's place among those of the frame.
  init(
    _ chapter: Chapter, _ report: ChapterReport, at index: Int, in frame: PageFrame, highlighter: SwiftHighlighter,
    math: MathTypesetter
  ) {
    let outline = frame.chapters[index].outline
    let text = ChapterText(
      chapter, report, outline: outline, links: frame.links, highlighter: highlighter, math: math)
    let summary = CheckSummary(report)
    var values = frame.values(
      title: outline.title, description: outline.description, hasMath: !text.fonts.files.isEmpty, here: index)
    values["number"] = outline.number
    values["heading"] = text.title
    values["headingID"] = outline.titleID ?? false
    values["text"] = text.html
    if let sentence = summary.sentence {
      let hasProblems = !summary.problems.isEmpty
      values["summary"] =
        ["sentence": sentence, "sign": hasProblems ? "✗" : "✓", "hasProblems": hasProblems] as [String: Any]
    }
    let previous = index > 0 ? frame.chapters[index - 1] : nil
    let next = index + 1 < frame.chapters.count ? frame.chapters[index + 1] : nil
    values["hasNeighbours"] = previous != nil || next != nil
    values["previous"] = Self.values(of: previous, from: chapter)
    values["next"] = Self.values(of: next, from: chapter)
    values["facts"] = Self.facts(summary)
    values["sourceHref"] = PageLinks.url(to: chapter.file, from: chapter.file)
    html = frame.templates.render(values, withTemplate: "chapter") ?? ""
    fonts = text.fonts
    diagnostics = text.diagnostics
  }

  private static func values(of neighbour: PageFrame.Entry?, from chapter: Chapter) -> Any {
    guard let neighbour else { return false }
    return ["href": PageLinks.url(to: neighbour.page, from: chapter.file), "title": neighbour.outline.title]
  }

  /// Only what is the same wherever the book is built.
  private static func facts(_ summary: CheckSummary) -> String {
    let checked = summary.outputs > 0 ? " · \(counted(summary.outputs, "output")) checked" : ""
    return "Made with Colophon and Swift 6.3\(checked)"
  }
}
