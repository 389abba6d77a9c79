import Book
import CellHost
import Foundation

/// A chapter that is run again from its beginning, with something else beneath it on which its results should not depend.
///
/// What it gives is no result of the chapter, and is kept nowhere. It can change no file, so that what cells have written is what they
/// wrote in a build, whatever ends the run. It is compiled once.
package struct RepeatedRuns: Sendable {
  private let chapter: Chapter
  private let workshop: ChapterWorkshop
  private let cancellation: Cancellation?

  init(_ chapter: Chapter, _ workshop: ChapterWorkshop, _ cancellation: Cancellation?) {
    self.chapter = chapter
    self.workshop = workshop
    self.cancellation = cancellation
  }

  /// What the chapter gives in other conditions, of which there may be several.
  package func run(
    varying condition: RunCondition, progress: @escaping (ExecutionProgress) -> Void = { _ in }
  ) throws -> [ChapterResults] {
    try HostJob.Conditions.others(condition).map { conditions in
      var workshop = workshop
      workshop.runner.conditions = conditions
      workshop.runner.allowsChanges = false
      workshop.compiler.memory?.beginVersion()
      let plan = ChapterPlan(chapter, refusing: [])
      var run = workshop.run(chapter, moduleCount: plan.moduleCount, cancellation, progress: progress)
      try run.run(plan)
      return run.record.results(for: chapter)
    }
  }
}

extension HostJob.Conditions {
  /// Those that differ from a build's in one condition.
  fileprivate static func others(_ condition: RunCondition) -> [HostJob.Conditions] {
    var conditions = HostJob.Conditions()
    switch condition {
    case .threads:
      conditions.threads = ProcessInfo.processInfo.activeProcessorCount > 1 ? 1 : 2
    case .generatorSeed:
      conditions.generatorSeed = 1
    case .hashSeed:
      // Two, because a set of two elements has another order with one seed of two.
      return [6, 10].map { seed in
        conditions.hashSeed = seed
        return conditions
      }
    case .run: break
    }
    return [conditions]
  }
}
