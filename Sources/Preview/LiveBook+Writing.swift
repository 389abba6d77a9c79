import Foundation
import Pipeline

/// What is written into the chapters from their pages.
extension LiveBook {
  /// Writes what a cell, a checked value or all of a chapter gave into it, as `accept` does.
  func accept(_ target: AcceptRequest) async -> WritingAnswer {
    await write { [self, request] in
      let chapter = queue.sync { chapters.values.first { Self.page(of: $0.chapter.file) == target.page }?.chapter.name }
      guard let chapter else { return WritingAnswer(changes: 0, problem: "The chapter is gone.") }
      let accepting =
        if let value = target.value {
          Accepting(request, values: [.init(chapter: chapter, index: value.index, expression: value.expression)])
        } else {
          Accepting(request, names: [target.cell ?? chapter])
        }
      let report = try accepting.accept(onlyListing: false)
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
