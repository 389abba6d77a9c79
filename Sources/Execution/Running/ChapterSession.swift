import Book
import Foundation
import Synchronization

/// A chapter that is run again and again while it is written.
///
/// Every run gives what a run from scratch would give, and runs as little as it can: cells whose code, and what stands above
/// them, are as they were keep what they gave, and the others go on from the state before the first of them. One run at a time.
package final class ChapterSession: Sendable {
  private let workshop: ChapterWorkshop
  /// The same with modules of its own.
  private let apart: ChapterWorkshop
  private let programs = Mutex<[ProgramSession]>([])
  private let store: @Sendable (RunRecord, Chapter) -> Void

  /// A run that was cancelled, because its results are not wanted any more.
  package struct Cancelled: Error {}

  init(_ workshop: ChapterWorkshop, store: @escaping @Sendable (RunRecord, Chapter) -> Void) throws {
    self.workshop = workshop
    apart = try workshop.apart
    self.store = store
  }

  /// - Parameter refused: steps that must not run, since the chapter has an error there; it is reported by whoever found it.
  package func run(
    _ chapter: Chapter, refusing refused: Set<Int> = [], progress: @escaping (ExecutionProgress) -> Void = { _ in }
  ) throws -> ChapterResults {
    workshop.compiler.memory?.beginVersion()
    apart.compiler.memory?.beginVersion()
    let plan = ChapterPlan(chapter, refusing: refused, cellByCell: true, hasFixedLines: true)
    var run = workshop.run(chapter, moduleCount: plan.moduleCount, progress: progress)
    run.session = self
    do {
      try run.run(plan)
    } catch is ProgramSession.Cancelled {
      throw Cancelled()
    }
    if run.record.hasCompileErrors { run.record.takeErrors(of: try errors(in: chapter, refusing: refused)) }
    store(run.record, chapter)
    progress(.finished(chapter: chapter.name))
    return run.record.results(for: chapter)
  }

  /// What the compiler says of all cells: below one that does not compile, those in one segment with it can still be looked at.
  private func errors(in chapter: Chapter, refusing refused: Set<Int>) throws -> RunRecord {
    let plan = ChapterPlan(chapter, refusing: refused, hasFixedLines: true)
    var run = apart.run(chapter, moduleCount: plan.moduleCount) { _ in }
    try run.findErrors(plan)
    return run.record
  }

  /// Whether something that cells read has changed since the last run. Not to be asked during one.
  package var hasChangedInputs: Bool { programs.withLock { $0 }.contains(where: \.hasChangedInputs) }

  /// Ends the run that is under way; the states before the cell that it had come to are kept.
  package func cancel() {
    for program in programs.withLock({ $0 }) { program.cancel() }
  }

  /// The session of one of the chapter's programs, by its index.
  func program(_ index: Int) -> ProgramSession {
    programs.withLock { programs in
      while programs.count <= index {
        // Only the first is more than a cell.
        programs.append(ProgramSession(workshop.runner, keepsStates: programs.isEmpty))
      }
      return programs[index]
    }
  }
}
