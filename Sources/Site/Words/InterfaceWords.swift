import Book
import Markdown

/// The words of the pages themselves, around the author's: one table for each language.
///
/// A language that has no table gets the English one. Numbers of chapters, listings and figures come as the page shows them.
package protocol InterfaceWords: Sendable {
  // The frame.
  var skip: String { get }
  var contents: String { get }
  var book: String { get }
  var close: String { get }
  var allChapters: String { get }
  var colours: String { get }
  var light: String { get }
  var dark: String { get }
  var system: String { get }
  func chapter(_ number: ChapterNumber) -> String
  /// The title of the part that has them.
  var appendices: String { get }
  var previous: String { get }
  var next: String { get }
  var neighbours: String { get }
  var source: String { get }
  var madeWith: String { get }
  /// Two names, or three and more, as one phrase.
  func list(_ names: [String]) -> String

  /// Of the search and of keys.
  var finding: FindingWords { get }
  /// Of figures with which a reader can do something.
  var figures: FigureWords { get }
  /// Of the reference of modules.
  var reference: ReferenceWords { get }
  /// Of questions whose answer is an output.
  var questions: QuestionWords { get }
  /// Of the cover and of what is published beside the chapters.
  var publication: PublicationWords { get }

  // The buttons that a script adds.
  var copy: String { get }
  var copied: String { get }
  var copyByHand: String { get }

  // Cells.
  var code: String { get }
  func listing(_ number: String) -> String
  var table: String { get }
  func table(_ number: String) -> String
  func equation(_ number: String) -> String
  func exercise(_ number: String) -> String
  func section(_ number: String) -> String
  /// The list of terms and names at the end of the book.
  var index: String { get }

  // Works that are cited.
  /// The works of a chapter, and those of the book.
  var references: String { get }
  var bibliography: String { get }
  /// What stands for all authors but the first.
  var others: String { get }
  var noYear: String { get }
  /// What follows the names of those who edited a book.
  var editors: String { get }
  /// What stands before the book that holds a work.
  var within: String { get }
  /// - Parameter name: a number, or what the bibliography's file has, such as "Second".
  func edition(_ name: String) -> String
  /// Of a book, in which volumes have no issues.
  func volume(_ number: String) -> String
  /// - Parameter pages: "7", "7–9", or several of these.
  func pages(_ pages: String) -> String
  /// - Parameters:
  ///   - month: from 1.
  func date(day: Int, month: Int, year: Int) -> String
  /// The name of a link from a work to where it is cited, counted from 1.
  func back(toCitation citation: Int) -> String
  /// - Parameter places: chapters, as one phrase.
  func citedIn(_ places: String) -> String

  /// What a sign unfolds: the places of the next phrase.
  var whereUsed: String { get }
  /// - Parameter places: sections and chapters, as one phrase.
  func usedIn(_ places: String) -> String
  /// Of a task in a list, its box's state.
  var taskDone: String { get }
  var taskOpen: String { get }
  func name(of alert: Node.Alert) -> String
  var footnotes: String { get }
  func footnote(_ number: Int) -> String
  /// The name of a link from a footnote to a reference to it, counted from 1.
  func back(toReference reference: Int, ofFootnote footnote: Int) -> String
  func figure(_ number: String) -> String
  /// What a button does that copies the code of this name.
  func copy(_ name: String) -> String
  func codeNote(_ number: Int) -> String
  func hiddenLines(_ count: Int) -> String
  /// The file of a chapter's code.
  var codeFile: String { get }
  var solution: String { get }
  /// - Parameter number: nil of one that has none.
  func output(ofListing number: String?) -> String
  /// What is folded away of a long output.
  func moreLines(_ count: Int) -> String
  /// Stands above what a cell wrote to the error stream.
  var errorStream: String { get }
  var notRun: String { get }
  var isolated: String { get }
  var notCompared: String { get }
  var notReached: String { get }
  var failsOnPurpose: String { get }
  var undocumented: String { get }
  var drifted: String { get }
  var outputDrifted: String { get }
  func line(_ number: Int) -> String
  var didNotCompile: String { get }
  var didNotFail: String { get }
  var ranOutOfTime: String { get }
  var ranOutOfMemory: String { get }
  var failed: String { get }

  // What exports say besides.
  /// A picture that is described and not shown.
  var picture: String { get }
  /// What an export for programs says of all of it.
  var checkedText: String { get }
  /// On which page of a printed book something is.
  func page(_ number: String) -> String
  /// - Parameter pages: numbers of pages of a printed book, as links.
  func cited(onPages pages: [String]) -> String
  /// Of a value, in brackets behind it.
  var unchecked: String { get }

  // Checked values. Expressions and values come as HTML.
  var values: ValueWords { get }
  func checked(_ expression: String, value: String) -> String
  func drifted(_ expression: String, value: String) -> String
  func notCompared(_ expression: String) -> String
  func notChecked(_ expression: String) -> String
  func failed(_ expression: String, message: String) -> String

  // What the check of a chapter found.
  func outputs(_ count: Int) -> String
  func numbers(_ count: Int) -> String
  func outputsChecked(_ count: Int) -> String
  func cellsFailed(_ count: Int) -> String
  func cellsNotRun(_ count: Int) -> String
  func cellsUndocumented(_ count: Int) -> String
  func outputsDrifted(_ count: Int) -> String
  func numbersDrifted(_ count: Int) -> String
  func numbersNotChecked(_ count: Int) -> String
  /// All that was checked agrees.
  /// - Parameter count: how many things `what` speaks of.
  func allAgrees(_ what: String, count: Int) -> String
  /// Some of it does not; `what` is what does, where there is any.
  func problems(_ problems: [String], agreeing what: String?, count: Int) -> String
}

extension InterfaceWords {
  /// A date as the language writes it.
  ///
  /// - Parameter date: as "2026-03-31"; what is none stays as it is.
  package func date(_ date: String) -> String {
    let parts = date.split(separator: "-").map { Int($0) }
    guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2], (1...12).contains(month)
    else { return date }
    return self.date(day: day, month: month, year: year)
  }
}

/// A book's language and what follows from it for the pages.
package struct PageLanguage: Sendable {
  /// As HTML's `lang` wants it.
  package let tag: String
  package let words: any InterfaceWords
  package let isRightToLeft: Bool

  package init(_ tag: String) {
    self.tag = tag
    let parts = tag.lowercased().split(separator: "-")
    switch parts.first {
    case "de": words = GermanWords()
    case "he": words = HebrewWords()
    default: words = EnglishWords()
    }
    let script = parts.dropFirst().first { $0.utf8.count == 4 }
    isRightToLeft = script.map(Self.rightToLeftScripts.contains) ?? Self.rightToLeft.contains(parts.first ?? "")
  }

  private static let rightToLeft: Set<Substring> = [
    "ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi",
  ]
  private static let rightToLeftScripts: Set<Substring> = ["arab", "hebr", "nkoo", "syrc", "thaa"]
}

extension BookConfiguration.Part {
  /// What it is called; nil for chapters that belong to none.
  package func title(in words: any InterfaceWords) -> String? { title ?? (isAppendices ? words.appendices : nil) }
}
