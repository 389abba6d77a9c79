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
    #expect(pages[first].contains("see pictures, page \(second + 1)"))
    #expect(pages[second].contains("the sum, page \(first + 1)"))
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
