import Book
import Markdown
import Text

struct EnglishWords: InterfaceWords {
  let skip = "Skip to the text"
  let contents = "Contents"
  let book = "Book"
  let close = "Close"
  let allChapters = "All chapters"
  let colours = "Colours"
  let light = "Light"
  let dark = "Dark"
  let system = "System"
  func chapter(_ number: ChapterNumber) -> String { "\(number.isAppendix ? "Appendix" : "Chapter") \(number)" }
  let appendices = "Appendices"
  let previous = "Before"
  let next = "Next"
  let neighbours = "Neighbouring chapters"
  let source = "source of this chapter"
  let madeWith = "Made with Colophon and Swift 6.3"
  func list(_ names: [String]) -> String {
    names.count < 2 ? names.joined() : "\(names.dropLast().joined(separator: ", ")) and \(names.last!)"
  }

  let copy = "Copy"
  let copied = "Copied"
  let copyByHand = "Press Ctrl-C"

  func copy(_ name: String) -> String { "Copy \(name)" }
  func codeNote(_ number: Int) -> String { "Note \(number)" }
  func hiddenLines(_ count: Int) -> String { counted(count, "hidden line") }
  let codeFile = "its code as one file"
  let code = "Code"
  func listing(_ number: String) -> String { "Listing \(number)" }
  let table = "Table"
  func table(_ number: String) -> String { "Table \(number)" }
  func equation(_ number: String) -> String { "Equation \(number)" }
  func exercise(_ number: String) -> String { "Exercise \(number)" }
  func section(_ number: String) -> String { "Section \(number)" }
  let index = "Index"
  let references = "References"
  let bibliography = "Bibliography"
  let others = "et al."
  let noYear = "n.d."
  let editors = "ed."
  let within = "In"
  func edition(_ name: String) -> String {
    guard let number = Int(name) else {
      return name.lowercased().contains("ed") ? name : name.lowercased() + " edition"
    }
    let ending =
      switch (number % 100, number % 10) {
      case (11...13, _): "th"
      case (_, 1): "st"
      case (_, 2): "nd"
      case (_, 3): "rd"
      default: "th"
      }
    return "\(number)\(ending) edition"
  }
  func volume(_ number: String) -> String { "vol.\u{A0}\(number)" }
  func pages(_ pages: String) -> String { (pages.allSatisfy(\.isNumber) ? "p." : "pp.") + "\u{A0}\(pages)" }
  func date(day: Int, month: Int, year: Int) -> String {
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ]
    return "\(day) \(months[month - 1]) \(year)"
  }
  func back(toCitation citation: Int) -> String { "Back to where it is cited" + (citation == 1 ? "" : ", \(citation)") }
  func citedIn(_ places: String) -> String { "Cited in \(places)." }
  let whereUsed = "Where it is used"
  func usedIn(_ places: String) -> String { "Used in \(places)." }
  let taskDone = "Done"
  let taskOpen = "Not done"
  func name(of alert: Node.Alert) -> String {
    switch alert {
    case .note: "Note"
    case .tip: "Tip"
    case .important: "Important"
    case .warning: "Warning"
    case .caution: "Caution"
    }
  }
  let footnotes = "Footnotes"
  func footnote(_ number: Int) -> String { "Footnote \(number)" }
  func back(toReference reference: Int, ofFootnote footnote: Int) -> String {
    "Back to footnote \(footnote) in the text" + (reference == 1 ? "" : ", \(reference)")
  }
  func figure(_ number: String) -> String { "Figure \(number)" }
  let solution = "Solution"
  func output(ofListing number: String?) -> String { number.map { "Output of listing \($0)" } ?? "Output" }
  let errorStream = "Error stream"
  func moreLines(_ count: Int) -> String { counted(count, "more line") }
  let notRun = "Not run when this page was built."
  let isolated = "A program of its own, which sees no other cell."
  let notCompared = "Differs from run to run, so it is not compared."
  let notReached = "Not run, because of an error in this chapter."
  let failsOnPurpose = "This cell fails on purpose."
  let undocumented = "No output is documented for this cell, so nothing was compared."
  let drifted = "The output of this cell has drifted from the documented one."
  let outputDrifted = "This output has drifted from the documented one."
  func line(_ number: Int) -> String { "line \(number) of the chapter" }
  let didNotCompile = "This cell did not compile."
  let didNotFail = "This cell should have failed."
  let ranOutOfTime = "This cell ran out of time."
  let ranOutOfMemory = "This cell ran out of memory."
  let failed = "This cell failed."

  let picture = "Picture"
  let checkedText =
    "Every listing was run, and every output and number was compared with what it gave, unless it says that it was not."
  func page(_ number: String) -> String { "page \(number)" }
  func cited(onPages pages: [String]) -> String {
    "Cited on \(pages.count == 1 ? "page" : "pages")\u{A0}\(list(pages))."
  }
  let unchecked = "not checked"

  func checked(_ expression: String, value: String) -> String { "checked: \(expression) = \(value)" }
  func drifted(_ expression: String, value: String) -> String { "drifted: \(expression) is now \(value)" }
  func notCompared(_ expression: String) -> String { "\(notCompared) \(expression)" }
  func notChecked(_ expression: String) -> String { "not checked, because an earlier cell failed: \(expression)" }
  func failed(_ expression: String, message: String) -> String { "failed: \(expression): \(message)" }

  func outputs(_ count: Int) -> String { counted(count, "output") }
  func numbers(_ count: Int) -> String { counted(count, "number") + " in the text" }
  func outputsChecked(_ count: Int) -> String { counted(count, "output") + " checked" }
  func cellsFailed(_ count: Int) -> String { counted(count, "cell") + " failed" }
  func cellsNotRun(_ count: Int) -> String { counted(count, "cell") + " did not run" }
  func cellsUndocumented(_ count: Int) -> String {
    counted(
      count, "cell has an output that is not documented", plural: "cells have outputs that are not documented")
  }
  func outputsDrifted(_ count: Int) -> String { counted(count, "output") + " drifted from what is documented" }
  func numbersDrifted(_ count: Int) -> String { counted(count, "number") + " in the text drifted" }
  func numbersNotChecked(_ count: Int) -> String { counted(count, "number") + " in the text could not be checked" }
  func allAgrees(_ what: String, count: Int) -> String {
    "\(what) \(count == 1 ? "was" : "were") checked when this page was built."
  }
  func problems(_ problems: [String], agreeing what: String?, count: Int) -> String {
    let sentence = problems.joined(separator: ", ") + " when this page was built"
    return what.map { "\(sentence); \($0) \(count == 1 ? "agrees" : "agree")." } ?? sentence + "."
  }
}
