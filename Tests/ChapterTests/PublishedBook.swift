import Book
import Foundation
import Pipeline
import Storage
import TestSupport
import Testing

/// This package's own book, read and run once for all tests, from scratch: the cache is empty at first.
enum PublishedBook {
  static let request: Request = {
    var request = Request(tool: ToolFiles(executable: toolPath))
    request.workingFolder = packageRoot
    request.environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "COLOPHON_CACHE": sharedCache]
    return request
  }()

  static let book: Result<LoadedBook, any Error> = Result { try LoadedBook.read(request) }

  /// One for each chapter, in order.
  static let reports: Result<[ChapterReport], any Error> = Result {
    let book = try Self.book.get()
    let results = try book.run(book.chapters, request: request)
    return zip(book.chapters, results).map { ChapterReport($0, $1) }
  }

  /// A cell or a checked value.
  struct Location: Sendable, CustomTestStringConvertible {
    var chapter: Int
    /// Among the cells, or the checked values, of its chapter.
    var index: Int
    var name: String
    /// Where diagnostics about it stand: from it to the next cell or value.
    var range: Range<Int>

    var testDescription: String { name }
  }

  static let cells = locations(\.cells) { chapter, cell in
    let end = cell.documented.map { output in
      switch output {
      case .text(let fence): fence.range.upperBound
      case .picture(let picture): picture.range.upperBound
      }
    }.max()
    return (cell.name, cell.range.lowerBound..<max(cell.range.upperBound, end ?? 0))
  }

  static let checkedValues = locations(\.checkedValues) { chapter, value in
    let line = chapter.source.position(at: value.documentedRange.lowerBound).line
    return ("\(chapter.name):\(line) \(value.expression)", chapter.document.nodes[value.node].range)
  }

  private static func locations<Element>(
    _ elements: KeyPath<Chapter, [Element]>, _ describe: (Chapter, Element) -> (String, Range<Int>)
  ) -> [Location] {
    let chapters = (try? book.get().chapters) ?? []
    return chapters.enumerated().flatMap { number, chapter in
      chapter[keyPath: elements].enumerated().map { index, element in
        let (name, range) = describe(chapter, element)
        return Location(chapter: number, index: index, name: name, range: range)
      }
    }
  }

  static func report(of location: Location) throws -> ChapterReport {
    let reports = try reports.get()
    return try #require(reports.indices.contains(location.chapter) ? reports[location.chapter] : nil)
  }

  /// Diagnostics as the command reports them.
  static func text(_ diagnostics: [Diagnostic]) -> String { TerminalFormatter(colour: false).format(diagnostics) }
}

extension ChapterReport {
  func diagnostics(of location: PublishedBook.Location) -> [Diagnostic] {
    diagnostics.filter { diagnostic in
      diagnostic.location.map { location.range.contains($0.range.lowerBound) } ?? true
    }
  }
}
