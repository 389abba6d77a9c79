import Book
import Outputs

/// What an executor is doing, for whoever waits.
package enum ExecutionProgress: Sendable {
  case compiling(chapter: String)
  /// What the compiler says of it, before anything runs: its diagnostics, and the cells that have failed.
  case compiled(chapter: String, ChapterResults)
  /// Cells that are as they were run again; one sentence says which and why, without the chapter.
  case restarted(chapter: String, String)
  case running(chapter: String, step: Int)
  /// What a step has given, by its end or, in a session, so far.
  case gave(chapter: String, step: Int, StepOutput)
  /// An earlier run gave the same and was taken instead.
  case reused(chapter: String)
  /// - Parameter seconds: how long steps took, by their index; nothing where that is not known.
  case finished(chapter: String, seconds: [Int: Double] = [:])
}
