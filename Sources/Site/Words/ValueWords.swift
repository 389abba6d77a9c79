/// The words of the notes that unfold beside a checked number and at an output.
package struct ValueWords: Sendable {
  /// How the value was compared with the text.
  var exact: String
  var lastDigit: String
  /// All but what three dots stand for.
  var elided: String
  /// How an output was compared, and when it may be another.
  var outputExact: String
  var outputLastDigit: String
  var outputElided: String
  var volatile: String
  /// Of what unfolds the note about an output.
  var aboutOutput: String
  private let withinText: String
  private let afterText: String
  private let outputWithinText: String
  private let drawingWithinText: String
  private let usingText: String

  /// - Parameters:
  ///   - within: `#` stands for the greatest difference.
  ///   - after: `#` stands for the name of the listing after which the value was computed.
  ///   - outputWithin: `#` stands for the greatest difference.
  ///   - drawingWithin: `#` stands for how far the marks of a picture may be moved.
  ///   - using: `#` stands for the names of the listings that an output was computed with.
  init(
    exact: String, lastDigit: String, elided: String, within: String, after: String, outputExact: String,
    outputLastDigit: String, outputElided: String, outputWithin: String, drawingWithin: String, volatile: String,
    using: String,
    aboutOutput: String
  ) {
    self.outputExact = outputExact
    self.outputLastDigit = outputLastDigit
    self.outputElided = outputElided
    outputWithinText = outputWithin
    drawingWithinText = drawingWithin
    self.volatile = volatile
    usingText = using
    self.aboutOutput = aboutOutput
    self.exact = exact
    self.lastDigit = lastDigit
    self.elided = elided
    withinText = within
    afterText = after
  }

  func within(_ tolerance: String) -> String { withinText.replacing("#", with: tolerance) }
  func outputWithin(_ tolerance: String) -> String { outputWithinText.replacing("#", with: tolerance) }
  func drawingWithin(_ tolerance: String) -> String { drawingWithinText.replacing("#", with: tolerance) }
  func using(_ listings: String) -> String { usingText.replacing("#", with: listings, maxReplacements: 1) }
  func after(_ listing: String) -> String { afterText.replacing("#", with: listing, maxReplacements: 1) }
}

extension EnglishWords {
  package var values: ValueWords {
    ValueWords(
      exact: "compared exactly", lastDigit: "compared to the last digit shown",
      elided: "compared but for what … stands for", within: "compared within #",
      after: "after #",
      outputExact: "Compared exactly: it changes only with the program",
      outputLastDigit: "Compared to the last digit shown, which may be another on another machine",
      outputElided: "Compared but for what … stands for",
      outputWithin: "Compared within #: its numbers may move by as much",
      drawingWithin: "Compared within # units of the drawing: its marks may move by as much",
      volatile: "Not compared: it may be another each time", using: "may depend on #",
      aboutOutput: "About this output")
  }
}

extension GermanWords {
  package var values: ValueWords {
    ValueWords(
      exact: "genau verglichen", lastDigit: "bis zur letzten Stelle verglichen",
      elided: "verglichen bis auf das, wofür … steht", within: "mit Abstand # verglichen",
      after: "nach #",
      outputExact: "Genau verglichen: Sie ändert sich nur mit dem Programm",
      outputLastDigit: "Bis zur letzten Stelle verglichen, die auf einem anderen Rechner eine andere sein kann",
      outputElided: "Verglichen bis auf das, wofür … steht",
      outputWithin: "Mit Abstand # verglichen, um den Zahlen sich bewegen können",
      drawingWithin: "Mit Abstand von # Einheiten der Zeichnung verglichen, um den ihre Marken sich bewegen können",
      volatile: "Nicht verglichen: Sie kann jedes Mal eine andere sein", using: "kann abhängen von #",
      aboutOutput: "Über diese Ausgabe")
  }
}

extension HebrewWords {
  package var values: ValueWords {
    ValueWords(
      exact: "הושווה במדויק", lastDigit: "הושווה עד הספרה האחרונה",
      elided: "הושווה פרט למה ש־… מייצג", within: "הושווה בטווח #", after: "אחרי #",
      outputExact: "הושווה במדויק: משתנה רק עם התוכנית",
      outputLastDigit: "הושווה עד הספרה האחרונה, שעשויה להיות שונה במחשב אחר",
      outputElided: "הושווה פרט למה ש־… מייצג", outputWithin: "הושווה בטווח #, שבו מספרים עשויים לזוז",
      drawingWithin: "הושווה בטווח # יחידות של הציור, שבו הסימנים עשויים לזוז",
      volatile: "לא הושווה: עשוי להיות שונה בכל פעם", using: "עשוי להיות תלוי ב־#", aboutOutput: "על הפלט הזה")
  }
}
