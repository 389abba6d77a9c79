import Book
import Storage
import Testing

@testable import Site

@Suite("The language of the pages")
struct LanguageTests {
  /// The pages of a book with everything a page can show.
  private func pages(in language: String) throws -> String {
    var book = BookConfiguration(
      title: "T", parts: [.init(chapters: ["a.md", "convolutions.md", "z.md", "padding.md"])])
    book.authors = ["A", "B"]
    book.language = language
    let weaver = SiteWeaver(book: book, cache: Cache(folder: nil), theme: try Theme.bundled(), math: Sample.sharedMath)
    var sample = SampleChapter.sample
    sample.report.cells[0].verdict = .undocumented
    sample.report.cells[1].verdict = .drifted
    sample.report.checkedValues[0].verdict = .drifted
    let padding = Sample("# Why\n\n## Why\n", file: "padding.md")
    let others = ["a.md", "z.md"].map { Sample("# X\n\nA [7](<=x>).\n", file: $0) }
    let site = weaver.weave([others[0], sample, others[1], padding].map { ($0.chapter, $0.report) })
    return ["index", "a", "convolutions", "z"].map { site.files.text("\($0).html") }.joined()
  }

  /// The words of a table that stand by themselves.
  private func words(_ table: any InterfaceWords) -> [String: String] {
    var words = [String: String]()
    for child in Mirror(reflecting: table).children {
      if let name = child.label, let word = child.value as? String { words[name] = word }
    }
    return words
  }

  static let tables: [String: any InterfaceWords] = [
    "en": EnglishWords(), "de": GermanWords(), "he": HebrewWords(), "de-AT": GermanWords(), "fr": EnglishWords(),
  ]

  @Test("Every word of the frame is of the book's language", arguments: ["en", "de", "he"])
  func words(language: String) throws {
    let page = try pages(in: language)
    let table = try #require(Self.tables[language])
    let shown = [
      "skip", "contents", "book", "close", "allChapters", "colours", "light", "dark", "system", "previous", "next",
      "neighbours", "source", "madeWith", "copy", "copied", "copyByHand", "code", "notRun", "notCompared", "notReached",
      "undocumented", "drifted", "failed",
    ]
    let own = words(table)
    for name in shown { #expect(page.contains(try #require(own[name])), "\(name)") }
    for sentence in [
      table.chapter(2), table.listing("2.1"), table.figure("2.1"), table.output(ofListing: "2.1"),
      table.list(["A", "B"]),
      table.line(163), table.checked("<code translate=\"no\">x</code>", value: "7"),
      table.allAgrees(table.numbers(1), count: 1),
      table.cellsFailed(1),
      table.cellsNotRun(1), table.cellsUndocumented(1), table.numbersDrifted(1),
    ] {
      #expect(page.contains(sentence), "\(sentence)")
    }
    for (other, table) in Self.tables where !other.hasPrefix(language) && other.utf8.count == 2 && other != "fr" {
      let foreign = words(table).filter { $0.value != own[$0.key] && $0.value.count > 7 }
      for (name, word) in foreign where !own.values.contains(where: { $0.contains(word) }) {
        #expect(!page.contains(word), "\(name) of \(other): \(word)")
      }
    }
  }

  @Test(
    "The language says which way its lines run, and a language without words of its own has the English",
    arguments: [
      ("en", false), ("de", false), ("de-AT", false), ("fr", false), ("he", true), ("ar", true), ("fa-IR", true),
      ("az-Arab", true), ("ar-Latn", false), ("pt-BR", false),
    ])
  func direction(language: String, isRightToLeft: Bool) throws {
    let page = try pages(in: language)
    #expect(page.hasPrefix("<!doctype html>\n<html lang=\"\(language)\"\(isRightToLeft ? " dir=\"rtl\"" : "")>\n"))
    let table = Self.tables[language] ?? Self.tables[String(language.prefix(2))] ?? EnglishWords()
    #expect(page.contains(table.skip))
  }

  @Test("A table speaks of one and of many")
  func plurals() {
    let german = GermanWords()
    #expect(
      CheckSummaryTests.sentence([CheckSummaryTests.cell(.agrees, checked: 1)], in: german)
        == "Beim Bau dieser Seite wurde 1 Ausgabe geprüft.")
    #expect(
      CheckSummaryTests.sentence([CheckSummaryTests.cell(.agrees, checked: 12)], [.agrees, .agrees], in: german)
        == "Beim Bau dieser Seite wurden 12 Ausgaben und 2 Zahlen im Text geprüft.")
    #expect(
      CheckSummaryTests.sentence(
        [CheckSummaryTests.cell(.drifted), CheckSummaryTests.cell(.notRun)], [.agrees], in: german)
        == "Beim Bau dieser Seite: 1 Zelle wurde nicht ausgeführt, 1 Ausgabe weicht von der dokumentierten ab; "
        + "1 Zahl im Text stimmt überein.")
    let hebrew = HebrewWords()
    #expect(hebrew.list(["פלט אחד", "3 מספרים"]) == "פלט אחד ו-3 מספרים")
    #expect(hebrew.list(["דנה", "משה"]) == "דנה ומשה")
    #expect(EnglishWords().list(["A", "B", "C"]) == "A, B and C")
  }

  @Test("Nothing in the style sheet knows left from right but what runs so in every language")
  func logicalProperties() throws {
    let css = try Theme.bundled().assets.text("assets/book.css")
    let physical = css.matches(
      of: /(?:margin|padding|border)-(?:left|right):|[ {;](?:left|right):|float: ?(?:left|right)/)
    #expect(physical.map { String($0.0) } == [])
  }

  @Test("An output whose listing has no number is called so without one, in each language")
  func unnumbered() {
    let shown = [ShownOutput(.text("a"))]
    for (words, name) in [
      (EnglishWords() as any InterfaceWords, "Output"), (GermanWords(), "Ausgabe"), (HebrewWords(), "הפלט"),
    ] {
      let html = OutputWeaver(listing: .init(id: "x"), words: words).html(shown)
      #expect(html.hasPrefix("<div class=\"output\" role=\"group\" aria-label=\"\(name)\">\n"))
    }
  }
}
