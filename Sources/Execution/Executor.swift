import Book
import CellHost
import Foundation
import Storage
import Text

/// Runs chapters: the entry point of this module.
package struct Executor: Sendable {
  private let book: BookConfiguration
  private let folder: String
  private let toolchain: Result<Toolchain, Toolchain.NotFound>
  private let cache: Cache
  private let executable: String
  /// nil where the book does not ask for one.
  private let sandbox: Result<Sandbox, Sandbox.Unavailable>?
  package var compilerLimits = CompilerLimits()
  /// Whether chapters run again whose compared cells asked for the time or for random numbers: one run says nothing of another.
  package var repeatsVariations = false
  /// Ends runs before their time; nil where nobody will.
  package var cancellation: Cancellation?

  /// The program that runs cells, beside this one.
  private var host: String { (executable as NSString).deletingLastPathComponent + "/cell-host" }

  /// - Parameters:
  ///   - folder: the absolute path of the book's folder, which cells in a sandbox may write to.
  ///   - executable: the path of this tool, beside which the cell host and the modules that cells import lie.
  ///   - environment: this process's.
  ///   - cache: where earlier results are; one that keeps nothing runs everything.
  package init(
    book: BookConfiguration, folder: String, executable: String, environment: [String: String], cache: Cache
  ) {
    self.book = book
    self.folder = folder
    self.executable = executable
    self.cache = cache
    let searchPath = environment["PATH"] ?? ""
    toolchain = Result { () throws(Toolchain.NotFound) in
      try Toolchain(searchPath: searchPath, environment: environment.map { "\($0.key)=\($0.value)" })
    }
    sandbox =
      book.isSandboxed
      ? Result { () throws(Sandbox.Unavailable) in try Sandbox(searchPath: searchPath) } : nil
  }

  /// The Swift that each segment of a chapter is compiled from, for people who want to see it.
  package func segmentSources(of chapter: Chapter) -> [(module: String, text: String)] {
    var sources: [(String, String)] = []
    let file = ChapterRun.file(of: chapter)
    for program in ChapterPlan(chapter).programs.map({ $0.hoistingAhead(but: []) }) {
      var header = SegmentSource.Header(modules: book.modules)
      for (index, segment) in program.segments.enumerated() {
        sources.append(
          (segment.module.file, SegmentSource(segment: segment, header: header, chapterFile: file).text))
        for cell in program.failing where cell.segment == index {
          let above = StepSource.steps(of: segment.parts.prefix(cell.partsAbove))
          var own = above.isEmpty ? header : header.following(segment.module, above)
          for part in cell.parts {
            sources.append((part.module.file, SegmentSource(failing: part, header: own, chapterFile: file).text))
            own = own.following(part.module, [part.source])
          }
        }
        header = header.following(segment.module, segment.steps)
      }
    }
    return sources
  }

  /// Runs a chapter, or takes what an earlier run of the same cells gave.
  ///
  /// - Parameter refused: steps that must not run, since the chapter has an error there; it is reported by whoever found it.
  /// - Throws: `Cancellation.Cancelled`, and `ExecutionError` or a file's error where nothing can run; what goes wrong in cells is part of the results.
  package func run(
    _ chapter: Chapter, refusing refused: Set<Int> = [], progress: @escaping (ExecutionProgress) -> Void = { _ in }
  ) throws -> ChapterResults {
    if let results = Self.resultsWithoutRun(of: chapter) { return results }
    if let results = try earlierResults(of: chapter) {
      progress(.reused(chapter: chapter.name))
      return results
    }
    let toolchain = try toolchain.get()
    let record = try runFromScratch(
      chapter, refusing: refused, toolchain: toolchain, sandbox: try sandbox?.get(), progress: progress)
    if record.isReusable, let entry = try? encoder.encode(record) {
      cache.store(Array(entry), "chapters", cacheKey(of: chapter, toolchain: toolchain))
    }
    progress(.finished(chapter: chapter.name))
    return record.results(for: chapter)
  }

  /// What an earlier run of the same cells gave, or what is known without a run; nil where it has to be run.
  package func earlierResults(of chapter: Chapter) throws -> ChapterResults? {
    if let results = Self.resultsWithoutRun(of: chapter) { return results }
    _ = try sandbox?.get()
    guard let entry = cache.entry("chapters", cacheKey(of: chapter, toolchain: try toolchain.get())),
      let record = try? JSONDecoder().decode(RunRecord.self, from: Data(entry)),
      record.steps.count == chapter.steps.count, record.inputs.allSatisfy(\.isUnchanged),
      !repeatsVariations || !record.varies(in: chapter)
    else { return nil }
    return record.results(for: chapter)
  }

  /// The results of a chapter of which nothing runs.
  private static func resultsWithoutRun(of chapter: Chapter) -> ChapterResults? {
    guard !chapter.steps.contains(where: { chapter.runs($0) }) else { return nil }
    return RunRecord(steps: chapter.steps.map { _ in .init(outcome: .notRun(.noRun)) }).results(for: chapter)
  }

  private func runFromScratch(
    _ chapter: Chapter, refusing refused: Set<Int>, toolchain: Toolchain, sandbox: Sandbox?,
    progress: @escaping (ExecutionProgress) -> Void
  ) throws -> RunRecord {
    let plan = ChapterPlan(chapter, refusing: refused)
    let workshop = try workshop(toolchain: toolchain, sandbox: sandbox, remembers: false)
    var run = workshop.run(chapter, moduleCount: plan.moduleCount, progress: progress)
    try withExtendedLifetime(workshop) { try run.run(plan) }
    return run.record
  }

  /// A session in which a chapter is run again and again.
  package func session() throws -> ChapterSession {
    let toolchain = try toolchain.get()
    let workshop = try workshop(toolchain: toolchain, sandbox: try sandbox?.get(), remembers: true)
    return try ChapterSession(workshop) { [self] record, chapter in
      guard record.isReusable, let entry = try? encoder.encode(record) else { return }
      cache.store(Array(entry), "chapters", cacheKey(of: chapter, toolchain: toolchain))
    }
  }

  private func workshop(toolchain: Toolchain, sandbox: Sandbox?, remembers: Bool) throws -> ChapterWorkshop {
    let folder = try TemporaryFolder()
    let modules = folder.path + "/modules"
    try CellModules.link(of: executable, into: modules)
    let confined = try sandbox.map {
      try ChapterSandbox(
        $0, book: self.folder, folder: folder.path, programs: (executable as NSString).deletingLastPathComponent,
        toolchain: toolchain, cache: cache)
    }
    try confined?.check(host: host)
    let environment =
      confined == nil
      ? ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" } : Sandbox.environment
    var compiler = SegmentCompiler(
      toolchain: toolchain, modules: modules, languageMode: book.swiftVersion, folder: folder.path,
      environment: environment, sandbox: confined, limits: compilerLimits,
      memory: remembers ? try CompilerMemory(folder: folder.path + "/kept") : nil)
    compiler.cancellation = cancellation
    let runner = ProgramRunner(host: host, limits: book.limits, sandbox: confined, cancellation: cancellation)
    return ChapterWorkshop(folder: folder, compiler: compiler, runner: runner, modules: book.modules)
  }

  private var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return encoder
  }

  /// Everything that the results of a chapter depend on: tool and engine, compiler, and the cells' text and those of
  /// their options that touch execution. Prose, captions and documented outputs are not among them.
  private func cacheKey(of chapter: Chapter, toolchain: Toolchain) -> CacheKey {
    var parts = [
      "2", BuildIdentity.of(executable), BuildIdentity.of(host), toolchain.fingerprint, chapter.name, chapter.folder,
      String(book.swiftVersion), "\(book.isSandboxed)",
      "\(book.limits)", book.modules.joined(separator: " "),
    ]
    if chapter.mentionsEnvironment {
      let environment = ProcessInfo.processInfo.environment
      parts += CellHost.inheritedVariables.map { "\($0)=\(environment[$0] ?? "none")" }
    }
    let showsLines = chapter.mentionsLines
    for step in chapter.steps {
      switch step {
      case .checkedValue(let index): parts += ["value", chapter.checkedValues[index].expression]
      case .cell(let index):
        let cell = chapter.cells[index]
        let options = cell.options
        parts += [
          "cell", cell.code, "\(options.noRun) \(options.fails) \(options.isolated) \(options.timeout ?? -1)",
        ]
        if showsLines { parts.append("\(chapter.source.position(at: cell.range.lowerBound).line)") }
      }
    }
    return CacheKey(parts)
  }
}

extension Chapter {
  fileprivate func runs(_ step: Step) -> Bool {
    switch step {
    case .checkedValue: true
    case .cell(let index): !cells[index].options.noRun
    }
  }
}
