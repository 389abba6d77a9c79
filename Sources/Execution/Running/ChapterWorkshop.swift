import Book
import Storage

/// Where a chapter is compiled and run: a folder of its own, the compiler, and the cell host.
struct ChapterWorkshop: Sendable {
  let folder: LockedFolder
  private(set) var compiler: SegmentCompiler
  var runner: ProgramRunner
  let modules: [String]

  /// The same with modules of its own, for segments that are only looked at.
  var apart: ChapterWorkshop {
    get throws {
      var workshop = self
      workshop.compiler = try compiler.apart
      return workshop
    }
  }

  /// A run of a chapter from its beginning.
  func run(
    _ chapter: Chapter, moduleCount: Int, _ cancellation: Cancellation?, progress: @escaping (ExecutionProgress) -> Void
  ) -> ChapterRun {
    var compiler = compiler
    compiler.moduleCount = moduleCount
    compiler.cancellation = cancellation
    return ChapterRun(
      chapter: chapter, compiler: compiler, runner: runner, cancellation: cancellation, modules: modules,
      progress: progress)
  }
}
