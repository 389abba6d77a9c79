import Book
import Foundation
import Synchronization

/// A chapter that is run again and again while it is written.
///
/// Every run gives what a run from scratch would give, and runs as little as it can: cells whose code, and what stands above
/// them, are as they were keep what they gave, and the others go on from the state before the first of them.
///
/// A run may begin, on another thread, while one is under way, and takes its place: what the compiler says of it is known at once, and
/// the cell that runs goes on where it and all that stands above it are the same in both.
package final class ChapterSession: Sendable {
  private let workshop: ChapterWorkshop
  /// The same with modules of its own.
  private let apart: ChapterWorkshop
  private let programs = Mutex<[ProgramSession]>([])
  /// Held by the run that compiles, or does anything else but to wait for cells.
  private let workbench = NSLock()
  /// How many runs have begun.
  private let begun = Mutex(0)
  private let store: @Sendable (ChapterRun) -> Void

  init(_ workshop: ChapterWorkshop, store: @escaping @Sendable (ChapterRun) -> Void) throws {
    self.workshop = workshop
    apart = try workshop.apart
    self.store = store
  }

  /// - Parameters:
  ///   - refused: steps that must not run, since the chapter has an error there; it is reported by whoever found it.
  ///   - known: steps whose results are known from an earlier run, of no session: where they run nevertheless, it is reported why.
  ///   - cancellation: what may end the run before its end; the states before the cell that it had come to are kept.
  /// - Throws: `Cancellation.Cancelled`, also where another run has taken its place.
  package func run(
    _ chapter: Chapter, refusing refused: Set<Int> = [], known: Set<Int> = [], cancellation: Cancellation? = nil,
    progress: @escaping (ExecutionProgress) -> Void = { _ in }
  ) throws -> ChapterResults {
    try finishedRun(chapter, refusing: refused, known: known, cancellation: cancellation, progress: progress).results(
      for: chapter)
  }

  /// The number of the next run, which takes the place of those with smaller ones, in whatever order their threads come to it.
  package func enter() -> Int {
    begun.withLock { begun in
      begun += 1
      return begun
    }
  }

  /// The same, for whatever becomes of the chapter's text.
  ///
  /// - Parameter number: what `enter` gave; nil to enter now.
  package func finishedRun(
    _ chapter: Chapter, number: Int? = nil, refusing refused: Set<Int> = [], known: Set<Int> = [],
    cancellation: Cancellation? = nil,
    progress: @escaping (ExecutionProgress) -> Void = { _ in }
  ) throws -> FinishedRun {
    let number = number ?? enter()
    workbench.lock()
    defer { workbench.unlock() }
    try checkTurn(of: number)
    workshop.compiler.memory?.beginVersion()
    apart.compiler.memory?.beginVersion()
    let plan = ChapterPlan(chapter, refusing: refused, cellByCell: true)
    var run = workshop.run(chapter, moduleCount: plan.moduleCount, cancellation, progress: progress)
    run.session = self
    run.number = number
    run.knownSteps = known
    try run.run(plan)
    if run.record.hasCompileErrors {
      run.record.takeErrors(of: try errors(in: chapter, refusing: refused, cancellation))
    }
    store(run)
    let finished = FinishedRun(run.record, of: chapter, refusing: refused)
    progress(.finished(chapter: chapter.name, seconds: run.seconds))
    return finished
  }

  private func checkTurn(of run: Int) throws {
    if begun.withLock({ $0 > run }) { throw Cancellation.Cancelled() }
  }

  /// Waits for the cells of a run, and meanwhile lets the next one compile.
  func waiting<Value>(_ run: Int, for body: () throws -> Value) throws -> Value {
    workbench.unlock()
    let value = Result { try body() }
    workbench.lock()
    try checkTurn(of: run)
    return try value.get()
  }

  /// What the compiler says of all cells: below one that does not compile, those in one segment with it can still be looked at.
  private func errors(
    in chapter: Chapter, refusing refused: Set<Int>, _ cancellation: Cancellation?
  ) throws -> RunRecord {
    let plan = ChapterPlan(chapter, refusing: refused)
    var run = apart.run(chapter, moduleCount: plan.moduleCount, cancellation) { _ in }
    try run.findErrors(plan)
    return run.record
  }

  /// Tries one cell, in the state that those above it leave, and leaves everything as it was: the next run is what it would have been.
  /// Where these have not run in the session yet, they do so first, once.
  ///
  /// - Parameters:
  ///   - cell: the index of the cell, in a chapter that has it and is else the one that was run.
  /// - Returns: results of which those of the cell, and of what stands above it as far as it is known, count.
  /// - Throws: `Cancellation.Cancelled`.
  package func evaluate(
    cell: Int, of chapter: Chapter, refusing refused: Set<Int> = [], cancellation: Cancellation? = nil,
    progress: @escaping (ExecutionProgress) -> Void = { _ in }
  ) throws -> ChapterResults {
    guard let step = chapter.steps.firstIndex(of: .cell(cell)) else {
      return ChapterResults(cells: [], checkedValues: [])
    }
    workbench.lock()
    defer { workbench.unlock() }
    let plan = ChapterPlan(chapter, refusing: refused, downTo: step, cellByCell: true)
    var run = workshop.run(chapter, moduleCount: plan.moduleCount, cancellation, progress: progress)
    run.session = self
    run.scratchStep = step
    if plan.isApart { run.scratchProgram = ProgramSession(workshop.runner, keepsStates: false) }
    workshop.compiler.memory?.beginScratch()
    defer { workshop.compiler.memory?.endScratch() }
    try run.run(plan)
    return run.record.results(for: chapter)
  }

  /// Whether something that cells read has changed since the last run. Not to be asked during one.
  package var hasChangedInputs: Bool { programs.withLock { $0 }.contains(where: \.hasChangedInputs) }

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
