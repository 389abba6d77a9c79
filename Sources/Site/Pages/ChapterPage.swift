import Book
import Mustache

/// The page of a chapter.
struct ChapterPage {
  let html: String
  let fonts: MathFonts
  let diagnostics: [Diagnostic]
  /// The HTML of what other chapters refer to, by its anchor.
  let targets: [String: String]

  /// - Parameter index: the chapter's index among those of the frame.
  init(
    _ chapter: Chapter, _ report: ChapterReport, at index: Int, in frame: PageFrame, highlighter: SwiftHighlighter,
    math: MathTypesetter
  ) {
    let outline = frame.chapters[index].outline
    let text = ChapterText(
      chapter, report, outline: outline, references: frame.references,
      words: frame.language.words, highlighter: highlighter, math: math)
    targets = text.targets
    let summary = CheckSummary(report)
    var values = frame.values(
      title: outline.title, description: outline.description, hasMath: !text.fonts.files.isEmpty, here: index)
    values["hasReferences"] = ["reference", "citation"].contains { text.html.contains("<a class=\"\($0)\"") }
    values["label"] = frame.language.words.chapter(outline.number)
    values["heading"] = text.title
    values["headingID"] = outline.titleID ?? false
    values["text"] = text.html
    let words = frame.language.words
    if let sentence = summary.sentence(in: words) {
      values["summary"] =
        ["sentence": sentence, "sign": summary.hasProblems ? "✗" : "✓", "hasProblems": summary.hasProblems]
        as [String: Any]
    }
    let previous = index > 0 ? frame.chapters[index - 1] : nil
    let next = index + 1 < frame.chapters.count ? frame.chapters[index + 1] : nil
    values["hasNeighbours"] = previous != nil || next != nil
    values["previous"] = Self.values(of: previous, from: chapter)
    values["next"] = Self.values(of: next, from: chapter)
    values["facts"] = Self.facts(summary, words)
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
  private static func facts(_ summary: CheckSummary, _ words: any InterfaceWords) -> String {
    summary.outputs > 0 ? "\(words.madeWith) · \(words.outputsChecked(summary.outputs))" : words.madeWith
  }
}
