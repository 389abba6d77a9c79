import Foundation
import TestSupport
import Testing

@Suite("PDF")
struct PDFTests {
  /// The text of each page.
  private func pages(_ file: String) throws -> [String] {
    let result = try tool(["-layout", file, "-"], in: "/", program: try #require(Readers.pdftotext))
    try #require(result.exitCode == 0, "\(result.errors)")
    return result.output.components(separatedBy: "\u{C}")
  }

  @Test(
    "Contents, references and the feet of pages have the numbers of the pages that are meant",
    .enabled(if: Readers.pdftotext != nil && Readers.chromium != nil))
  func pageNumbers() throws {
    let book = try ExportSample.book()
    let result = try ExportSample.export(book, to: "pdf")
    try #require(result.exitCode == 0, "\(result.errors)")
    let pages = try pages(book.folder + "/../export/two--two.pdf")
    #expect(pages[0].contains("Two & two") && pages[0].contains("Ada Example and Bob Example"))
    let contents = pages[1].split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    #expect(contents.first == "Contents")
    #expect(contents.contains("First part") && contents.contains("Second part"))
    for title in ["Numbers & sums", "A sum", "Pictures"] {
      let line = try #require(contents.first { $0.contains(" \(title) ") }, "\(title)")
      let page = try #require(Int(line.split(separator: " ").last ?? ""))
      #expect(pages[page - 1].contains(title))
      #expect(pages[page - 1].split(separator: "\n").last?.trimmingCharacters(in: .whitespaces) == "\(page)")
    }
    // Chapters begin on pages of their own, whose heads name them.
    let second = try #require(pages.firstIndex { $0.contains("Chapter 2") })
    #expect(pages[second].hasPrefix("2 Pictures") || pages[second].hasPrefix("2\u{2002}Pictures"))
    #expect(!pages[second].contains("Numbers & sums"))
    let first = try #require(pages.firstIndex { $0.contains("Chapter 1") })
    // Links with words of their own are part of their sentence.
    #expect(pages[first].contains("see pictures and data"))
    #expect(pages[second].contains("Back to the sum and to a section."))
  }

  @Test(
    "The bibliography and the index stand at the end, with the pages on which works are cited and names are used",
    .enabled(if: Readers.pdftotext != nil && Readers.chromium != nil))
  func lists() throws {
    let book = try ExportSample.bookWithWorks()
    let result = try ExportSample.export(book, to: "pdf")
    try #require(result.exitCode == 0, "\(result.errors)")
    let pages = try pages(book.folder + "/../export/test.pdf").map { page in
      page.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    func page(_ text: String) throws -> Int { try #require(pages.firstIndex { $0.contains(text) }, "\(text)") + 1 }
    let (first, second) = (try page("Chapter 1 First"), try page("Chapter 2 Second"))
    let (bibliography, index) = (try page("Some Press."), try page("LineChart \(second)"))
    #expect(bibliography == index - 1)
    #expect(pages[bibliography - 1].hasPrefix("Bibliography Bibliography LeCun, Y. (1998)."))
    #expect(pages[bibliography - 1].contains("Some Press. Cited on pages \(first) and \(second)."))
    #expect(pages[index - 1].hasPrefix("Index Index"))
    #expect(pages[index - 1].contains("term \(first)"))
    #expect(pages[1].contains("Bibliography \(bibliography) Index \(index)"))
    // The works are listed once.
    #expect(!pages[first - 1].contains("Some Press."))
    let alone = try ExportSample.export(book, to: "pdf", "first", "--output", "../alone.pdf")
    try #require(alone.exitCode == 0, "\(alone.errors)")
    #expect(try !self.pages(book.folder + "/../alone.pdf").contains { $0.contains("LineChart") })
  }

  @Test(
    "A cell is on one page with what it gave, and with the sentence that leads to it, wherever it stands",
    .enabled(if: Readers.pdftotext != nil && Readers.chromium != nil))
  func pageBreaks() throws {
    let cells = (10..<40).map { number in
      """
      ## Section \(number)

      Sentence \(number) before:

      ```swift
      // code \(number)
      let value\(number) = \(number)
      print("gave \\(value\(number))")
      ```

      ```output
      gave \(number)
      ```

      \(String(repeating: "And more is said of it. ", count: number % 7 * 4))

      """
    }
    let book = try TemporaryBook(["a": "# Breaks\n\n" + cells.joined()])
    let result = try ExportSample.export(book, to: "pdf")
    try #require(result.exitCode == 0, "\(result.errors)")
    let pages = try pages(book.folder + "/../export/test.pdf")
    func page(_ text: String) -> Int? { pages.lastIndex { $0.contains(text) } }
    // The outline has the sections below their chapter, each once.
    let file = try Data(contentsOf: URL(fileURLWithPath: book.folder + "/../export/test.pdf"))
    for number in 10..<40 {
      #expect(file.range(of: Data("/Title (1.\(number - 9) Section \(number))\n".utf8)) != nil, "\(number)")
    }
    for number in 10..<40 {
      let parts = ["Section \(number)", "Sentence \(number) before", "code \(number)"]
      let gave = try #require(
        pages.lastIndex {
          $0.split(separator: "\n").contains { $0.trimmingCharacters(in: .whitespaces) == "gave \(number)" }
        })
      #expect(parts.map(page) == [gave, gave, gave], "\(number)")
    }
  }

  @Test("Without Chromium a sentence says what to install, and nothing is written")
  func missingBrowser() throws {
    let book = try ExportSample.book()
    // The compiler needs no search path where nothing is to be compiled.
    try book.run("export", "--to", "md", environment: ExportSample.environment)
    let path = try TemporaryFolder()
    for program in ["swiftc", "swift", "clang"] {
      let found = try tool(["-c", "command -v \(program)"], in: "/", program: "/bin/sh").output
        .trimmingCharacters(in: .newlines)
      try FileManager.default.createSymbolicLink(atPath: path.path + "/" + program, withDestinationPath: found)
    }
    let result = try book.run(
      ["export", "--to", "pdf"], environment: ExportSample.environment.merging(["PATH": path.path]) { $1 })
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("install Debian's package chromium"), "\(result.errors)")
    #expect(!book.exists(book.folder + "/../export/two--two.pdf"))
  }
}
