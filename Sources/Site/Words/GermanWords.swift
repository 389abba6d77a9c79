import Book
import Markdown
import Text

struct GermanWords: InterfaceWords {
  let skip = "Zum Text springen"
  let contents = "Inhalt"
  let book = "Buch"
  let close = "Schließen"
  let allChapters = "Alle Kapitel"
  let colours = "Farben"
  let light = "Hell"
  let dark = "Dunkel"
  let system = "System"
  func chapter(_ number: ChapterNumber) -> String { "\(number.isAppendix ? "Anhang" : "Kapitel") \(number)" }
  let appendices = "Anhänge"
  let previous = "Zurück"
  let next = "Weiter"
  let neighbours = "Benachbarte Kapitel"
  let source = "Quelltext dieses Kapitels"
  let madeWith = "Erstellt mit Colophon und Swift 6.3"
  func list(_ names: [String]) -> String {
    names.count < 2 ? names.joined() : "\(names.dropLast().joined(separator: ", ")) und \(names.last!)"
  }

  let copy = "Kopieren"
  let copied = "Kopiert"
  let copyByHand = "Strg-C drücken"

  func copy(_ name: String) -> String { "\(name) kopieren" }
  func codeNote(_ number: Int) -> String { "Anmerkung \(number)" }
  func hiddenLines(_ count: Int) -> String { count == 1 ? "eine verborgene Zeile" : "\(count) verborgene Zeilen" }
  let codeFile = "sein Code als eine Datei"
  let code = "Code"
  func listing(_ number: String) -> String { "Listing \(number)" }
  let table = "Tabelle"
  func table(_ number: String) -> String { "Tabelle \(number)" }
  func equation(_ number: String) -> String { "Gleichung \(number)" }
  func exercise(_ number: String) -> String { "Aufgabe \(number)" }
  func section(_ number: String) -> String { "Abschnitt \(number)" }
  let index = "Register"
  let references = "Literatur"
  let bibliography = "Literaturverzeichnis"
  let others = "u. a."
  let noYear = "o. J."
  let editors = "Hrsg."
  let within = "In:"
  func edition(_ name: String) -> String {
    if Int(name) != nil { return "\(name). Auflage" }
    return name.lowercased().contains("aufl") ? name : "Auflage \(name)"
  }
  func volume(_ number: String) -> String { "Bd.\u{A0}\(number)" }
  func pages(_ pages: String) -> String { "S.\u{A0}\(pages)" }
  func date(day: Int, month: Int, year: Int) -> String {
    let months = [
      "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
      "Dezember",
    ]
    return "\(day). \(months[month - 1]) \(year)"
  }
  func back(toCitation citation: Int) -> String {
    "Zurück zur Stelle, an der es zitiert wird" + (citation == 1 ? "" : ", \(citation)")
  }
  func citedIn(_ places: String) -> String { "Zitiert in \(places)." }
  let whereUsed = "Wo darauf verwiesen wird"
  func usedIn(_ places: String) -> String { "Verwendet in \(places)." }
  let taskDone = "Erledigt"
  let taskOpen = "Offen"
  func name(of alert: Node.Alert) -> String {
    switch alert {
    case .note: "Hinweis"
    case .tip: "Tipp"
    case .important: "Wichtig"
    case .warning: "Warnung"
    case .caution: "Vorsicht"
    }
  }
  let footnotes = "Fußnoten"
  func footnote(_ number: Int) -> String { "Fußnote \(number)" }
  func back(toReference reference: Int, ofFootnote footnote: Int) -> String {
    "Zurück zur Fußnote \(footnote) im Text" + (reference == 1 ? "" : ", \(reference)")
  }
  func figure(_ number: String) -> String { "Abbildung \(number)" }
  let solution = "Lösung"
  func output(ofListing number: String?) -> String { number.map { "Ausgabe von Listing \($0)" } ?? "Ausgabe" }
  let errorStream = "Fehlerausgabe"
  func moreLines(_ count: Int) -> String { counted(count, "weitere Zeile", plural: "weitere Zeilen") }
  let notRun = "Beim Bau dieser Seite nicht ausgeführt."
  let isolated = "Ein Programm für sich, das keine andere Zelle sieht."
  let notCompared = "Ändert sich von Lauf zu Lauf und wird deshalb nicht verglichen."
  let notReached = "Nicht ausgeführt wegen eines Fehlers in diesem Kapitel."
  let failsOnPurpose = "Diese Zelle schlägt absichtlich fehl."
  let undocumented = "Für diese Zelle ist keine Ausgabe dokumentiert, also wurde nichts verglichen."
  let drifted = "Die Ausgabe dieser Zelle weicht von der dokumentierten ab."
  let outputDrifted = "Diese Ausgabe weicht von der dokumentierten ab."
  func line(_ number: Int) -> String { "Zeile \(number) des Kapitels" }
  let didNotCompile = "Diese Zelle ließ sich nicht übersetzen."
  let didNotFail = "Diese Zelle hätte fehlschlagen sollen."
  let ranOutOfTime = "Diese Zelle lief zu lange."
  let ranOutOfMemory = "Diese Zelle brauchte zu viel Speicher."
  let failed = "Diese Zelle ist fehlgeschlagen."

  let picture = "Bild"
  let checkedText =
    "Jedes Listing wurde ausgeführt und jede Ausgabe und Zahl mit dem Ergebnis verglichen, sofern nichts anderes dabei steht."
  func page(_ number: String) -> String { "Seite \(number)" }
  func cited(onPages pages: [String]) -> String {
    "Zitiert auf \(pages.count == 1 ? "Seite" : "den Seiten")\u{A0}\(list(pages))."
  }
  let unchecked = "nicht geprüft"

  func checked(_ expression: String, value: String) -> String { "geprüft: \(expression) = \(value)" }
  func drifted(_ expression: String, value: String) -> String { "abgewichen: \(expression) ist jetzt \(value)" }
  func notCompared(_ expression: String) -> String { "\(notCompared) \(expression)" }
  func notChecked(_ expression: String) -> String {
    "nicht geprüft, weil eine frühere Zelle fehlgeschlagen ist: \(expression)"
  }
  func failed(_ expression: String, message: String) -> String { "fehlgeschlagen: \(expression): \(message)" }

  func outputs(_ count: Int) -> String { counted(count, "Ausgabe", plural: "Ausgaben") }
  func numbers(_ count: Int) -> String { counted(count, "Zahl im Text", plural: "Zahlen im Text") }
  func outputsChecked(_ count: Int) -> String { outputs(count) + " geprüft" }
  func cellsFailed(_ count: Int) -> String {
    counted(count, "Zelle ist fehlgeschlagen", plural: "Zellen sind fehlgeschlagen")
  }
  func cellsNotRun(_ count: Int) -> String {
    counted(count, "Zelle wurde nicht ausgeführt", plural: "Zellen wurden nicht ausgeführt")
  }
  func cellsUndocumented(_ count: Int) -> String {
    counted(
      count, "Zelle hat eine Ausgabe, die nicht dokumentiert ist",
      plural: "Zellen haben Ausgaben, die nicht dokumentiert sind")
  }
  func outputsDrifted(_ count: Int) -> String {
    counted(count, "Ausgabe weicht von der dokumentierten ab", plural: "Ausgaben weichen von den dokumentierten ab")
  }
  func numbersDrifted(_ count: Int) -> String {
    counted(count, "Zahl im Text ist abgewichen", plural: "Zahlen im Text sind abgewichen")
  }
  func numbersNotChecked(_ count: Int) -> String {
    counted(count, "Zahl im Text konnte nicht geprüft werden", plural: "Zahlen im Text konnten nicht geprüft werden")
  }
  func allAgrees(_ what: String, count: Int) -> String {
    "Beim Bau dieser Seite \(count == 1 ? "wurde" : "wurden") \(what) geprüft."
  }
  func problems(_ problems: [String], agreeing what: String?, count: Int) -> String {
    let sentence = "Beim Bau dieser Seite: " + problems.joined(separator: ", ")
    return what.map { "\(sentence); \($0) \(count == 1 ? "stimmt" : "stimmen") überein." } ?? sentence + "."
  }
}
