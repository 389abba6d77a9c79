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
  private let tool: ToolFiles
  /// nil where the book does not ask for one.
  private let sandbox: Result<Sandbox, Sandbox.Unavailable>?
  package var compilerLimits = CompilerLimits()
  /// Whether chapters run again whose compared cells asked for the time or for random numbers: one run says nothing of another.
  package var repeatsVariations = false
  /// Ends runs before their time; nil where nobody will.
  package var cancellation: Cancellation?

  /// - Parameters:
  ///   - folder: the absolute path of the book's folder, which cells in a sandbox may write to.
  ///   - tool: where the cell host and the modules that cells import lie.
  ///   - environment: this process's.
  ///   - cache: where earlier results are; one that keeps nothing runs everything.
  package init(
    book: BookConfiguration, folder: String, tool: ToolFiles, environment: [String: String], cache: Cache
  ) {
    self.book = book
    self.folder = folder
    self.tool = tool
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
  package func segmentSources(of chapter: Chapter) -> [(module: String, level: String, text: String)] {
    var sources: [(String, String, String)] = []
    let file = ChapterRun.file(of: chapter)
    for program in ChapterPlan(chapter).programs.map({ $0.hoistingAhead(but: []) }) {
      var header = SegmentSource.Header(modules: book.modules)
      for (index, segment) in program.segments.enumerated() {
        let source = SegmentSource(segment: segment, header: header, chapterFile: file)
        sources.append((segment.module.file, source.optimizationLevel(book.optimizes), source.text))
        for cell in program.failing where cell.segment == index {
          let above = StepSource.steps(of: segment.parts.prefix(cell.partsAbove))
          var own = above.isEmpty ? header : header.following(segment.module, above)
          for part in cell.parts {
            let source = SegmentSource(failing: part, header: own, chapterFile: file)
            sources.append((part.module.file, source.optimizationLevel(book.optimizes), source.text))
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
    if let earlier = try earlierRun(of: chapter) {
      if chapter.hasSteps {
        progress(.reused(chapter: chapter.name))
        ResultStore(cache).noteUse(of: earlier.record, by: chapter, dependencies(of: chapter, try toolchain.get()))
      }
      return earlier.results(for: chapter)
    }
    let toolchain = try toolchain.get()
    let sandbox = try sandbox?.get()
    func runAll(but earlier: EarlierResults?) throws -> ChapterRun {
      try runFromTop(
        chapter, refusing: refused, but: earlier, toolchain: toolchain, sandbox: sandbox, progress: progress)
    }
    var earlier = refused.isEmpty ? self.earlier(chapter, dependencies(of: chapter, toolchain)) : nil
    var run = try runAll(but: earlier)
    if earlier != nil, run.record.mayHaveWritten {
      // What was not run may read what was written.
      earlier = nil
      run = try runAll(but: nil)
    }
    let seconds = run.seconds
    run.record.hasRefusedSteps = !refused.isEmpty
    if let earlier {
      earlier.add(to: &run.record)
      run.seconds.merge(earlier.seconds) { own, _ in own }
    }
    keep(run, toolchain)
    progress(.finished(chapter: chapter.name, seconds: seconds))
    return run.record.results(for: chapter)
  }

  /// What an earlier run of the same cells gave, or what is known without a run; nil where it has to be run.
  package func earlierResults(of chapter: Chapter) throws -> ChapterResults? {
    try earlierRun(of: chapter)?.results(for: chapter)
  }

  /// The same, for whatever becomes of the chapter's text.
  package func earlierRun(of chapter: Chapter) throws -> FinishedRun? {
    if let record = Self.recordWithoutRun(of: chapter) { return FinishedRun(record, of: chapter) }
    _ = try sandbox?.get()
    chapter.recallCode(from: cache, tool: BuildIdentity.of(self.tool.executable))
    guard let kept = ResultStore(cache).run(of: dependencies(of: chapter, try toolchain.get())),
      kept.record.isReusable, kept.record.steps.count == chapter.steps.count, kept.concerns(chapter),
      kept.record.inputs.allSatisfy(\.isUnchanged),
      !repeatsVariations || !kept.record.varies(in: chapter)
    else { return nil }
    return FinishedRun(kept.record, of: chapter)
  }

  /// Whether the chapter would run, and why.
  package func forecast(of chapter: Chapter) throws -> RunForecast {
    if let earlier = try earlierResults(of: chapter) { return RunForecast(chapter, [], results: earlier) }
    let store = ResultStore(cache)
    let dependencies = dependencies(of: chapter, try toolchain.get())
    var reasons: [RunReason] = [.neverRan]
    if let kept = store.run(of: dependencies), kept.record.isReusable {
      reasons =
        kept.concerns(chapter)
        ? kept.record.inputs.filter { !$0.isUnchanged }.map { .input($0, step: $0.step) } : [.name]
    } else if let last = store.lastRun(of: chapter) ?? store.lastRunBeforeRenaming(of: chapter, dependencies) {
      reasons = RunReason.all(since: last, for: dependencies, names: chapter.stepNames)
    }
    let known = earlier(chapter, dependencies)?.steps.keys.map { $0 } ?? []
    return RunForecast(chapter, reasons, dependencies.programs, known: Set(known))
  }

  /// How many seconds the cells of a chapter took when it ran last; nil where it never did.
  package func lastSeconds(of chapter: Chapter) -> Double? {
    // In one order, since sums of fractions are not the same in another.
    ResultStore(cache).lastRun(of: chapter)?.seconds.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
  }

  /// The results of a chapter of which nothing runs.
  private static func recordWithoutRun(of chapter: Chapter) -> RunRecord? {
    guard !chapter.hasSteps else { return nil }
    return RunRecord(steps: chapter.steps.map { _ in .init(outcome: .notRun(.noRun)) })
  }

  /// What of a chapter need not run.
  private func earlier(_ chapter: Chapter, _ dependencies: RunDependencies) -> EarlierResults? {
    let store = ResultStore(cache)
    guard let last = store.lastRun(of: chapter) ?? store.lastRunBeforeRenaming(of: chapter, dependencies),
      let kept = store.run(of: last.dependencies), kept.concerns(chapter)
    else { return nil }
    return EarlierResults(last, kept.record, of: chapter, dependencies, repeatsVariations: repeatsVariations)
  }

  /// Runs the programs of a chapter, each from its top, but for those whose results are known.
  private func runFromTop(
    _ chapter: Chapter, refusing refused: Set<Int>, but earlier: EarlierResults?, toolchain: Toolchain,
    sandbox: Sandbox?, progress: @escaping (ExecutionProgress) -> Void
  ) throws -> ChapterRun {
    var plan = ChapterPlan(chapter, refusing: refused)
    if let earlier { plan.programs.removeAll { $0.stepIndices.allSatisfy { earlier.steps[$0] != nil } } }
    let workshop = try workshop(toolchain: toolchain, sandbox: sandbox, remembers: false)
    var run = workshop.run(chapter, moduleCount: plan.moduleCount, cancellation, progress: progress)
    try withExtendedLifetime(workshop) { try run.run(plan) }
    return run
  }

  private func keep(_ run: ChapterRun, _ toolchain: Toolchain) {
    ResultStore(cache).keep(
      run.record, of: run.chapter, dependencies(of: run.chapter, toolchain), seconds: run.seconds)
  }

  /// What looks at the syntax of cells while they are written.
  package func syntaxChecker() throws -> SyntaxChecker {
    SyntaxChecker(try workshop(toolchain: try toolchain.get(), sandbox: try sandbox?.get(), remembers: false))
  }

  /// The toolchain's language server for the cells of some chapters; nil where the toolchain has none, and for a book in a sandbox,
  /// which it would leave.
  ///
  /// - Parameters:
  ///   - chapters: their files, relative to the book's folder.
  ///   - received: takes what it writes, piece by piece, and nothing when it has ended.
  package func sourceKitServer(
    for chapters: [String], received: @escaping @Sendable (ArraySlice<UInt8>) -> Void
  ) throws -> SourceKitServer? {
    let toolchain = try toolchain.get()
    guard sandbox == nil, FileManager.default.isExecutableFile(atPath: toolchain.languageServer) else { return nil }
    return try SourceKitServer(
      toolchain, book: book, modulesOf: tool, chapters: chapters, received: received)
  }

  /// What modules of the tool offer to cells.
  ///
  /// - Parameter modules: by default those for which the book asks in its reference.
  ///
  /// - Throws: `ExecutionError` where the toolchain does not say it.
  package func moduleReferences(of modules: [String]? = nil) throws -> [ModuleReference] {
    let modules = modules ?? book.reference
    guard !modules.isEmpty else { return [] }
    let toolchain = try toolchain.get()
    return try modules.map { module in
      let files = tool.interface(of: module, architecture: Toolchain.architecture)
      let key = CacheKey(["3", module, toolchain.fingerprint] + (try files.map(Cache.digest(ofFile:))))
      var failure: (any Error)?
      let reference = cache.value(
        "modules", key, read: ModuleReference.init(entry:), write: \.entry,
        make: {
          do {
            return try SymbolGraphExtractor(
              toolchain: toolchain, tool: tool, imported: CellModules.names
            ).reference(of: module)
          } catch {
            failure = error
            return nil
          }
        })
      if let failure { throw failure }
      return reference!
    }
  }

  /// A session in which a chapter is run again and again.
  package func session() throws -> ChapterSession {
    let toolchain = try toolchain.get()
    return try ChapterSession(try workshop()) { [self] in keep($0, toolchain) }
  }

  /// Runs of a chapter that has no errors and changes no files, in other conditions than a build's.
  package func repeatedRuns(of chapter: Chapter) throws -> RepeatedRuns {
    guard CellHost.canRefuseChanges else {
      throw ExecutionError(
        "this system has no Landlock, so nothing would keep cells that run with other threads and seeds from changing files"
      )
    }
    return RepeatedRuns(chapter, try workshop(), cancellation)
  }

  /// Where a chapter is run more than once.
  private func workshop() throws -> ChapterWorkshop {
    try workshop(toolchain: try toolchain.get(), sandbox: try sandbox?.get(), remembers: true)
  }

  private func workshop(toolchain: Toolchain, sandbox: Sandbox?, remembers: Bool) throws -> ChapterWorkshop {
    let folder = try LockedFolder()
    let modules = folder.path + "/modules"
    try CellModules.link(of: tool, into: modules)
    let confined = try sandbox.map {
      try ChapterSandbox(
        $0, book: self.folder, folder: folder.path, tool: tool.folders,
        toolchain: toolchain, cache: cache)
    }
    try confined?.check(host: tool.cellHost)
    let environment =
      confined == nil
      ? ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" } : Sandbox.environment
    let compiler = SegmentCompiler(
      toolchain: toolchain, modules: modules, languageMode: book.swiftVersion, optimizes: book.optimizes,
      folder: folder.path,
      environment: environment, sandbox: confined, limits: compilerLimits,
      memory: remembers ? try CompilerMemory(folder: folder.path + "/kept") : nil)
    let runner = ProgramRunner(host: tool.cellHost, limits: book.limits, sandbox: confined)
    return ChapterWorkshop(folder: folder, compiler: compiler, runner: runner, modules: book.modules)
  }

  /// What the results of a chapter depend on before it runs. Prose, captions and documented outputs are not among them.
  private func dependencies(of chapter: Chapter, _ toolchain: Toolchain) -> RunDependencies {
    RunDependencies(
      of: chapter, book: book, tool: BuildIdentity.of(tool.executable), cellHost: BuildIdentity.of(tool.cellHost),
      compiler: toolchain.fingerprint)
  }
}

extension Chapter {
  /// Whether anything of it runs.
  fileprivate var hasSteps: Bool { steps.indices.contains(where: runs) }

  func runs(step: Int) -> Bool {
    if case .cell(let index) = steps[step] { !cells[index].options.noRun } else { true }
  }
}

extension Program {
  /// The steps that run in it.
  fileprivate var stepIndices: [Int] { segments.flatMap { $0.steps.map(\.step) } + failing.map(\.step) }
}
