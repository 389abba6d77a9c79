import Book

/// The words of the notes that unfold beside a checked number and at an output.
package struct ValueWords: Sendable {
  /// Of what unfolds the note about an output.
  var aboutOutput: String

  // What an output is.
  var printed: String
  var errors: String
  var value: String
  var picture: String
  /// The message of a cell that fails as it should.
  var message: String

  // How it was compared.
  var exact: String
  var lastDigit: String
  /// What is added where a picture holds pixels.
  var pixels: String
  var elided: String
  var volatile: String
  /// `#` stands for the greatest difference.
  var within: String
  var drawingWithin: String

  // What it may change with.
  /// `#` stands for the names of what it may depend on.
  var using: String
  var usingNothing: String
  /// Cells that readers do not see, and checked values.
  var hiddenCode: String
  var numbers: String
  /// `#` stands for what was asked for.
  var outside: String
  var noOutside: String
  var asks: [CodeFacts.Question: String]

  // What is said of a checked number. `#1` stands for its expression, `#2` for the text, `#3` for the greatest difference.
  var near: String
  var agrees: String
  /// The difference is one that the author set.
  var byTolerance: String

  func fill(_ text: String, _ values: String...) -> String {
    var result = ""
    var rest = text[...]
    while let mark = rest.firstIndex(of: "#") {
      result += rest[..<mark]
      rest = rest[rest.index(after: mark)...]
      var index = 0
      if let digit = rest.first?.wholeNumberValue {
        index = digit - 1
        rest = rest.dropFirst()
      }
      result += values.indices.contains(index) ? values[index] : ""
    }
    return result + rest
  }
}

extension EnglishWords {
  package var values: ValueWords {
    ValueWords(
      aboutOutput: "About this output",
      printed: "printed text", errors: "text of the error stream", value: "a value", picture: "a picture",
      message: "the message of a failure",
      exact: "compared exactly",
      lastDigit:
        "numbers with a decimal point compared to the last digit shown, which may be another on another machine, all else exactly",
      pixels: "pixels exactly",
      elided: "compared but for what … stands for", volatile: "not compared: it may be another each time",
      within: "compared within #: its numbers may move by as much",
      drawingWithin: "compared within # units of the drawing: its marks may move by as much",
      using: "may depend on #", usingNothing: "depends on no code above",
      hiddenCode: "code that is not shown", numbers: "checked numbers in the text",
      outside: "may change with #", noOutside: "asked for no file, time or chance",
      asks: [
        .files: "files that were read", .environment: "variables of the environment", .time: "the time",
        .chance: "chance", .unfollowed: "what other programs did",
      ],
      near: "checked: #1 is within #3 of #2", agrees: "checked: #1 agrees with #2",
      byTolerance: "the difference that the author allows")
  }
}

extension GermanWords {
  package var values: ValueWords {
    ValueWords(
      aboutOutput: "Über diese Ausgabe",
      printed: "ausgegebener Text", errors: "Text des Fehlerstroms", value: "ein Wert", picture: "ein Bild",
      message: "die Meldung eines Fehlers",
      exact: "genau verglichen",
      lastDigit:
        "Zahlen mit Dezimalpunkt bis zur letzten Stelle verglichen, die auf einem anderen Rechner eine andere sein kann, alles andere genau",
      pixels: "Bildpunkte genau",
      elided: "verglichen bis auf das, wofür … steht", volatile: "nicht verglichen: kann jedes Mal anders sein",
      within: "mit Abstand # verglichen, um den Zahlen sich bewegen können",
      drawingWithin: "mit Abstand von # Einheiten der Zeichnung verglichen, um den ihre Marken sich bewegen können",
      using: "kann abhängen von #", usingNothing: "hängt von keinem Code darüber ab",
      hiddenCode: "Code, der nicht gezeigt wird", numbers: "geprüften Zahlen im Text",
      outside: "kann sich ändern mit: #", noOutside: "hat keine Datei, keine Zeit und keinen Zufall abgefragt",
      asks: [
        .files: "gelesenen Dateien", .environment: "Variablen der Umgebung", .time: "der Zeit",
        .chance: "dem Zufall", .unfollowed: "dem, was andere Programme taten",
      ],
      near: "geprüft: #1 weicht von #2 um höchstens #3 ab", agrees: "geprüft: #1 stimmt mit #2 überein",
      byTolerance: "der Abstand, den der Autor zulässt")
  }
}

extension HebrewWords {
  package var values: ValueWords {
    ValueWords(
      aboutOutput: "על הפלט הזה",
      printed: "טקסט שהודפס", errors: "טקסט מזרם השגיאות", value: "ערך", picture: "תמונה", message: "הודעה של כישלון",
      exact: "הושווה במדויק",
      lastDigit: "מספרים עם נקודה עשרונית הושוו עד הספרה האחרונה, שעשויה להיות שונה במחשב אחר, וכל השאר במדויק",
      pixels: "פיקסלים במדויק",
      elided: "הושווה פרט למה ש־… מייצג", volatile: "לא הושווה: עשוי להיות שונה בכל פעם",
      within: "הושווה בטווח #, שבו מספרים עשויים לזוז",
      drawingWithin: "הושווה בטווח # יחידות של הציור, שבו הסימנים עשויים לזוז",
      using: "עשוי להיות תלוי ב: #", usingNothing: "אינו תלוי בקוד שמעליו",
      hiddenCode: "קוד שאינו מוצג", numbers: "מספרים שנבדקו בטקסט",
      outside: "עשוי להשתנות עם: #", noOutside: "לא פנה לדבר מחוץ לתוכנית",
      asks: [
        .files: "קבצים שנקראו", .environment: "משתני הסביבה", .time: "הזמן", .chance: "המקרה",
        .unfollowed: "מה שתוכניות אחרות עשו",
      ],
      near: "נבדק: \(leftToRight("#1")) רחוק לכל היותר \(leftToRight("#3")) מ־\(leftToRight("#2"))",
      agrees: "נבדק: \(leftToRight("#1")) מתאים ל־\(leftToRight("#2"))", byTolerance: "הפרש שהמחבר מתיר")
  }
}
