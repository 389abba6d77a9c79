import Book
import Pipeline
import TestSupport
import Testing

/// The book of this package, run afresh: what it documents is what its cells give.
@Suite("The book")
struct ChapterTests {
  @Test("It reads without a problem, and has chapters, cells and checked values")
  func reads() throws {
    let book = try PublishedBook.book.get()
    #expect(book.diagnostics.isEmpty, "\(PublishedBook.text(book.diagnostics))")
    #expect(book.chapters.map(\.name) == book.configuration.chapterFiles.map { String($0.dropLast(3)) })
    #expect(book.chapters.allSatisfy { !$0.cells.isEmpty })
    #expect(!PublishedBook.checkedValues.isEmpty)
  }

  @Test("The outputs of a cell are those that the chapter documents", arguments: PublishedBook.cells)
  func cell(_ location: PublishedBook.Location) throws {
    let report = try PublishedBook.report(of: location)
    let verdict = report.cells[location.index].verdict
    #expect(
      verdict == .agrees || verdict == .notCompared, "\(PublishedBook.text(report.diagnostics(of: location)))")
  }

  @Test("A value in the text is what its expression gives", arguments: PublishedBook.checkedValues)
  func checkedValue(_ location: PublishedBook.Location) throws {
    let report = try PublishedBook.report(of: location)
    let verdict = report.checkedValues[location.index].verdict
    #expect(
      verdict == .agrees || verdict == .notCompared, "\(PublishedBook.text(report.diagnostics(of: location)))")
  }

  @Test("No cell and no value has anything else to be reported: no warning, no error")
  func silent() throws {
    for report in try PublishedBook.reports.get() {
      let reported = report.diagnostics.filter { $0.severity > .note }
      #expect(reported.isEmpty, "\(PublishedBook.text(reported))")
    }
  }

  /// The chapter starts where a well-known published run starts, and must arrive where that run arrives.
  @Test("The learned kernel's figures are those of the published run")
  func publishedRun() throws {
    let book = try PublishedBook.book.get()
    let chapter = try #require(book.chapters.first { $0.name == "convolutions-for-images" })
    let cell = try #require(chapter.cells.first { $0.id == "learn" })
    guard case .text(let fence)? = cell.documented.first else {
      Issue.record("'\(cell.name)' documents no text")
      return
    }
    #expect(
      fence.text == """
        step  2   loss 6.740
        step  4   loss 1.719
        step  6   loss 0.529
        step  8   loss 0.188
        step 10   loss 0.072
        [[ 1.01624, -0.96218]]
        shape [1, 2]

        """)
  }

  @Test("site/ is, byte for byte, what the chapters give in that same run")
  func site() throws {
    let book = try PublishedBook.book.get()
    // The chapters have run, and are not run again.
    _ = try PublishedBook.reports.get()
    nonisolated(unsafe) var reused: Set<String> = []
    var request = PublishedBook.request
    request.progress = { progress in
      if case .reused(let chapter) = progress { reused.insert(chapter) }
    }
    let report = try Build(request).check()
    #expect(reused == Set(book.chapters.map(\.name)))
    #expect(report.site == packageRoot + "/site")
    let reported = report.diagnostics.filter { $0.severity > .note }
    #expect(reported.isEmpty, "\(PublishedBook.text(reported))")
    #expect(report.exitCode == 0)
  }
}
