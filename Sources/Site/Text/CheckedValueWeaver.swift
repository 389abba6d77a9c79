import Book
import Text

/// A number in the prose that the build compared with the program, and what there is to know of it: a note that unfolds beside it.
struct CheckedValueWeaver {
  private let chapter: Chapter
  private let report: ChapterReport
  private let words: any InterfaceWords
  /// For each value, by its index, the listing after which it was computed.
  private let listings: [Int: ChapterOutline.Listing]

  init(_ chapter: Chapter, _ report: ChapterReport, outline: ChapterOutline, words: any InterfaceWords) {
    self.chapter = chapter
    self.report = report
    self.words = words
    var listings = [Int: ChapterOutline.Listing]()
    var above: ChapterOutline.Listing?
    for step in chapter.steps {
      switch step {
      case .cell(let index):
        let cell = chapter.cells[index]
        if !cell.options.noRun, !cell.options.isolated, outline.listings[index].number != nil {
          above = outline.listings[index]
        }
      case .checkedValue(let index):
        let own = chapter.cell(captionedBy: chapter.checkedValues[index]).map { outline.listings[$0.index] }
        listings[index] = own?.number == nil ? above : own
      }
    }
    self.listings = listings
  }

  /// Only what the chapter says is shown where it agrees: the fresh value may differ in digits that nobody documented, from
  /// machine to machine.
  func html(_ index: Int) -> String {
    let (value, report) = (chapter.checkedValues[index], report.checkedValues[index])
    let code = "<code>\(VisibleText.html(value.expression))</code>"
    let shown = VisibleText.html(MinusSign.set(in: report.shown))
    switch report.verdict {
    case .agrees:
      return span("checked", [words.checked(code, value: shown), comparison(of: value), listing(index)], shown)
    case .drifted: return span("checked drifted", [words.drifted(code, value: shown), listing(index)], shown)
    case .notCompared: return span("checked unchecked", [words.notCompared(code), listing(index)], shown)
    case .notRun: return span("checked unchecked", [words.notChecked(code), listing(index)], shown)
    case .failed(let failure):
      return span(
        "checked failed", [words.failed(code, message: VisibleText.html(failure.message)), listing(index)], shown)
    }
  }

  /// How far the value may be from what the text says.
  private func comparison(of value: CheckedValue) -> String {
    switch Comparison.kind(of: value) {
    case .exact: words.values.exact
    case .lastDigit: words.values.lastDigit
    case .within(let tolerance): words.values.within(tolerance.shortText)
    case .elided: words.values.elided
    }
  }

  private func listing(_ index: Int) -> String {
    guard let listing = listings[index], let number = listing.number else { return "" }
    return words.values.after(
      "<a href=\"#\(VisibleText.html(listing.id))\">\(HTMLEscape.text(words.listing(number)))</a>")
  }

  private func span(_ style: String, _ about: [String], _ text: String) -> String {
    let about = about.filter { !$0.isEmpty }.joined(separator: " · ")
    return "<span class=\"\(style)\" tabindex=\"0\">\(text)<span class=\"about\">\(about)</span></span>"
  }
}
