import Foundation
import Pipeline

/// What is written into the chapters from their pages.
extension LiveBook {
  /// Writes what a cell gave, or all that a chapter or the book gave, into the chapters, as `accept` does.
  func accept(_ name: String) async -> WritingAnswer {
    await write { [request] in
      let report = try Accepting(request, names: name.isEmpty ? [] : [name]).accept(onlyListing: false)
      let problem = report.problems.first { $0.severity >= .drift }?.summary
      return WritingAnswer(changes: report.changes.count, problem: problem)
    }
  }

  /// Writes a cell that was typed on a page into its chapter.
  func insert(_ request: ScratchRequest) async -> WritingAnswer {
    await write { [self, location] in
      let (chapter, new) = try queue.sync { try newCell(of: request) }
      try new.write(in: location, of: chapter)
      return WritingAnswer(changes: 1)
    }
  }

  private func write(_ body: @escaping @Sendable () throws -> WritingAnswer) async -> WritingAnswer {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        do { continuation.resume(returning: try body()) } catch {
          continuation.resume(returning: WritingAnswer(changes: 0, problem: "\(error)"))
        }
      }
    }
  }
}
