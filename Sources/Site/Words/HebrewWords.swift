import Book
import Markdown

struct HebrewWords: InterfaceWords {
  let skip = "דילוג אל הטקסט"
  let contents = "תוכן העניינים"
  let book = "ספר"
  let close = "סגירה"
  let allChapters = "כל הפרקים"
  let colours = "צבעים"
  let light = "בהיר"
  let dark = "כהה"
  let system = "מערכת"
  func chapter(_ number: ChapterNumber) -> String { "\(number.isAppendix ? "נספח" : "פרק") \(number)" }
  let appendices = "נספחים"
  let previous = "הקודם"
  let next = "הבא"
  let neighbours = "פרקים סמוכים"
  let source = "המקור של פרק זה"
  let madeWith = "נוצר בעזרת Colophon ו-Swift 6.3"
  func list(_ names: [String]) -> String {
    names.count < 2 ? names.joined() : "\(names.dropLast().joined(separator: ", ")) ו\(joined(names.last!))"
  }

  let copy = "העתקה"
  let copied = "הועתק"
  let copyByHand = "הקישו Ctrl-C"

  func copy(_ name: String) -> String { "העתקת \(name)" }
  func codeNote(_ number: Int) -> String { "הערה \(number)" }
  func hiddenLines(_ count: Int) -> String { count == 1 ? "שורה מוסתרת אחת" : "\(count) שורות מוסתרות" }
  let codeFile = "הקוד של הפרק בקובץ אחד"
  let code = "קוד"
  func listing(_ number: String) -> String { "קטע קוד \(number)" }
  let table = "טבלה"
  func table(_ number: String) -> String { "טבלה \(number)" }
  func equation(_ number: String) -> String { "נוסחה \(number)" }
  func exercise(_ number: String) -> String { "תרגיל \(number)" }
  func section(_ number: String) -> String { "סעיף \(number)" }
  let index = "מפתח"
  let references = "מקורות"
  let bibliography = "רשימת המקורות"
  let others = "ואחרים"
  let noYear = "ללא תאריך"
  let editors = "עורכים"
  let within = "בתוך:"
  func edition(_ name: String) -> String { "מהדורה \(name)" }
  func volume(_ number: String) -> String { "כרך \(number)" }
  func pages(_ pages: String) -> String { "עמ׳ \(pages)" }
  func date(day: Int, month: Int, year: Int) -> String {
    let months = [
      "ינואר", "פברואר", "מרץ", "אפריל", "מאי", "יוני", "יולי", "אוגוסט", "ספטמבר", "אוקטובר", "נובמבר", "דצמבר",
    ]
    return "\(day) ב\(months[month - 1]) \(year)"
  }
  func back(toCitation citation: Int) -> String {
    "חזרה לציטוט בטקסט" + (citation == 1 ? "" : ", \(citation)")
  }
  func citedIn(_ places: String) -> String { "מצוטט: \(places)." }
  let whereUsed = "היכן נעשה בזה שימוש"
  func usedIn(_ places: String) -> String { "בשימוש: \(places)." }
  let taskDone = "בוצע"
  let taskOpen = "לא בוצע"
  func name(of alert: Node.Alert) -> String {
    switch alert {
    case .note: "הערה"
    case .tip: "טיפ"
    case .important: "חשוב"
    case .warning: "אזהרה"
    case .caution: "זהירות"
    }
  }
  let footnotes = "הערות שוליים"
  func footnote(_ number: Int) -> String { "הערת שוליים \(number)" }
  func back(toReference reference: Int, ofFootnote footnote: Int) -> String {
    "חזרה להערת שוליים \(footnote) בטקסט" + (reference == 1 ? "" : ", \(reference)")
  }
  func figure(_ number: String) -> String { "איור \(number)" }
  let solution = "פתרון"
  func output(ofListing number: String?) -> String { number.map { "הפלט של קטע קוד \($0)" } ?? "הפלט" }
  let errorStream = "זרם השגיאות"
  func moreLines(_ count: Int) -> String { count == 1 ? "עוד שורה אחת" : "עוד \(count) שורות" }
  let notRun = "לא הורץ בעת בניית הדף."
  let isolated = "תוכנית בפני עצמה, שאינה רואה אף תא אחר."
  let notCompared = "משתנה מהרצה להרצה, ולכן אינו מושווה."
  let notReached = "לא הורץ בגלל שגיאה בפרק."
  let failsOnPurpose = "תא זה נכשל בכוונה."
  let undocumented = "לא תועד פלט לתא זה, ולכן דבר לא הושווה."
  let drifted = "הפלט של תא זה סטה מן המתועד."
  let outputDrifted = "פלט זה סטה מן המתועד."
  func line(_ number: Int) -> String { "שורה \(number) בפרק" }
  let didNotCompile = "התא לא עבר הידור."
  let didNotFail = "התא היה אמור להיכשל."
  let ranOutOfTime = "התא חרג ממגבלת הזמן."
  let ranOutOfMemory = "התא חרג ממגבלת הזיכרון."
  let failed = "התא נכשל."

  let picture = "תמונה"
  let checkedText = "כל קטע קוד הורץ, וכל פלט וכל מספר הושוו לתוצאות ההרצה, אלא אם כתוב אחרת."
  func page(_ number: String) -> String { "עמוד \(number)" }
  func cited(onPages pages: [String]) -> String {
    "מצוטט \(pages.count == 1 ? "בעמוד" : "בעמודים")\u{A0}\(list(pages))."
  }
  let unchecked = "לא נבדק"

  func checked(_ expression: String, value: String) -> String { "נבדק: \(leftToRight("\(expression) = \(value)"))" }
  func drifted(_ expression: String, value: String) -> String {
    "סטה: \(leftToRight(expression)) הוא כעת \(leftToRight(value))"
  }
  func notCompared(_ expression: String) -> String { "\(notCompared) \(leftToRight(expression))" }
  func notChecked(_ expression: String) -> String { "לא נבדק, כי תא קודם נכשל: \(leftToRight(expression))" }
  func failed(_ expression: String, message: String) -> String {
    "נכשל: \(leftToRight(expression)): \(leftToRight(message))"
  }

  func outputs(_ count: Int) -> String { count == 1 ? "פלט אחד" : "\(count) פלטים" }
  func numbers(_ count: Int) -> String { count == 1 ? "מספר אחד בטקסט" : "\(count) מספרים בטקסט" }
  func outputsChecked(_ count: Int) -> String { "\(outputs(count)) \(count == 1 ? "נבדק" : "נבדקו")" }
  func cellsFailed(_ count: Int) -> String { count == 1 ? "תא אחד נכשל" : "\(count) תאים נכשלו" }
  func cellsNotRun(_ count: Int) -> String { count == 1 ? "תא אחד לא הורץ" : "\(count) תאים לא הורצו" }
  func cellsUndocumented(_ count: Int) -> String {
    count == 1 ? "בתא אחד יש פלט שאינו מתועד" : "ב-\(count) תאים יש פלט שאינו מתועד"
  }
  func outputsDrifted(_ count: Int) -> String {
    count == 1 ? "פלט אחד סטה מן המתועד" : "\(count) פלטים סטו מן המתועד"
  }
  func numbersDrifted(_ count: Int) -> String {
    count == 1 ? "מספר אחד בטקסט סטה" : "\(count) מספרים בטקסט סטו"
  }
  func numbersNotChecked(_ count: Int) -> String {
    count == 1 ? "מספר אחד בטקסט לא נבדק" : "\(count) מספרים בטקסט לא נבדקו"
  }
  func allAgrees(_ what: String, count: Int) -> String { "\(what) \(count == 1 ? "נבדק" : "נבדקו") בעת בניית הדף." }
  func problems(_ problems: [String], agreeing what: String?, count: Int) -> String {
    let sentence = "בעת בניית הדף: " + problems.joined(separator: ", ")
    return what.map { "\(sentence); \($0) \(count == 1 ? "תואם" : "תואמים")." } ?? sentence + "."
  }

  /// Code within a sentence, which runs from right to left.
  func leftToRight(_ text: String) -> String { "\u{2066}\(text)\u{2069}" }

  /// What follows the letter of "and": Hebrew words join it, others and numbers stand behind a hyphen.
  private func joined(_ name: String) -> String {
    let isHebrew = name.unicodeScalars.first.map { (0x0590...0x05FF).contains($0.value) } ?? false
    return isHebrew ? name : "-" + name
  }
}
