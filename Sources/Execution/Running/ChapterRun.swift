import Book
import Foundation
import Storage

/// One run of one chapter from scratch: its programs are compiled and run, one after the other.
struct ChapterRun {
  let chapter: Chapter
  let compiler: SegmentCompiler
  let runner: ProgramRunner
  let modules: [String]
  let progress: (Executor.Progress) -> Void

  var record: RunRecord

  init(
    chapter: Chapter, compiler: SegmentCompiler, runner: ProgramRunner, modules: [String],
    progress: @escaping (Executor.Progress) -> Void
  ) {
    self.chapter = chapter
    self.compiler = compiler
    self.runner = runner
    self.modules = modules
    self.progress = progress
    record = RunRecord(steps: chapter.steps.map { _ in RunRecord.StepRecord() })
    for (step, content) in chapter.steps.enumerated() {
      if case .cell(let index) = content, chapter.cells[index].options.noRun {
        record.steps[step].outcome = .notRun(.noRun)
      }
    }
  }

  mutating func run(_ program: Program) throws {
    let compileStart = Date()
    progress(.compiling(chapter: chapter.name))
    let job = try compile(program)
    record.compileSeconds += Date().timeIntervalSince(compileStart)
    guard !job.segments.isEmpty else { return }
    let runStart = Date()
    let outcome = try runner.run(job) { progress(.running(chapter: chapter.name, step: $0)) }
    record.runSeconds += Date().timeIntervalSince(runStart)
    try take(outcome, of: program, job: job)
  }

  // MARK: Compiling

  private mutating func compile(_ program: Program) throws -> HostJob {
    var job = HostJob(
      segments: [], failing: [:], timeouts: timeouts, outputLimit: runner.limits.output,
      memoryLimit: runner.limits.memory, folder: chapter.folder)
    var header = SegmentSource.Header(modules: modules)
    for (index, segment) in program.segments.enumerated() {
      var segment = segment
      let isWhole = try compile(&segment, header: header, isLast: index == program.segments.count - 1, job: &job)
      let compiled = segment
      for cell in program.failing where cell.segment == index && cell.partsAbove <= compiled.parts.count {
        guard !compiled.parts.isEmpty || cell.partsAbove == 0 else { continue }
        try compile(cell, in: compiled, header: header, job: &job)
      }
      guard isWhole else { break }
      header.earlierModules = [segment.moduleName]
      header.add(importsOf: segment.steps)
    }
    return job
  }

  /// Compiles a segment, or what stands above its first error; false where something had to be left out.
  private mutating func compile(
    _ segment: inout Segment, header: SegmentSource.Header, isLast: Bool, job: inout HostJob
  ) throws -> Bool {
    var isWhole = true
    for source in segment.steps where source.syntax.hasError {
      let alone = Segment(number: segment.number, parts: [.step(source)])
      let text = SegmentSource(segment: alone, header: header, chapterFile: chapterFile, isLast: false)
      note(try compiler.parse(text, module: "Parsed_\(source.step)"), in: alone)
      fail(source.step)
      if isWhole { segment.cut(before: source.step) }
      isWhole = false
    }
    var isFirstAttempt = true
    while !segment.parts.isEmpty {
      let text = SegmentSource(segment: segment, header: header, chapterFile: chapterFile, isLast: isLast || !isWhole)
      let product = try compiler.compile(
        text, module: segment.moduleName, importing: header.importedModules + segment.steps.importedModules)
      try product.checkToolchain()
      // What a second attempt says follows from what was left out.
      if isFirstAttempt { note(product.messages, in: segment) }
      isFirstAttempt = false
      if product.succeeded {
        job.segments.append(.init(library: product.library, entry: segment.moduleName + "_main"))
        return isWhole
      }
      isWhole = false
      let faulty = Set(
        product.messages.filter { $0.severity == .error }.compactMap { location(of: $0, in: segment)?.step })
      guard let first = faulty.min() else {
        noteUnexplained(product, in: segment)
        segment.parts = []
        return false
      }
      for step in faulty { fail(step) }
      segment.cut(before: first)
    }
    return isWhole
  }

  private mutating func compile(
    _ cell: FailingCell, in segment: Segment, header: SegmentSource.Header, job: inout HostJob
  ) throws {
    var above = segment
    above.parts = Array(segment.parts.prefix(cell.partsAbove))
    var header = header
    var searchPaths: [String] = []
    if !above.steps.isEmpty {
      header.earlierModules = [segment.moduleName]
      header.add(importsOf: above.steps)
      // The cell must not see what is declared below it.
      if above.steps.count < segment.steps.count {
        let folder = "\(compiler.folder)/\(cell.moduleName)"
        var own = SegmentSource.Header(modules: modules)
        own.earlierModules = segment.number > 1 ? ["Segment_\(segment.number - 1)"] : []
        own.earlierImports = header.earlierImports
        try compiler.emitModule(
          SegmentSource(segment: above, header: own, chapterFile: chapterFile, isLast: false),
          module: segment.moduleName, to: folder)
        searchPaths = [folder]
      }
    }
    let text = SegmentSource(failing: cell, header: header, chapterFile: chapterFile)
    let product = try compiler.compile(
      text, module: cell.moduleName, importing: header.importedModules + [cell.source].importedModules,
      searchPaths: searchPaths)
    try product.checkToolchain()
    if product.succeeded {
      job.failing[cell.source.step] = .init(library: product.library, entry: cell.moduleName + "_main")
    } else {
      let errors = product.messages.filter { $0.severity == .error }
      let words = errors.isEmpty ? ["error: the compiler failed"] : errors.map { "error: \($0.text)" }
      record.steps[cell.source.step].outcome = .failedAsDocumented
      record.steps[cell.source.step].output.outputs = [.text(words.map { $0 + "\n" }.joined())]
    }
  }

  /// The seconds that each step may run.
  var timeouts: [Int: Double] {
    var timeouts: [Int: Double] = [:]
    for (step, content) in chapter.steps.enumerated() {
      timeouts[step] = runner.limits.timeout
      if case .cell(let index) = content, let own = chapter.cells[index].options.timeout { timeouts[step] = own }
    }
    return timeouts
  }

  /// The name under which the compiler knows the chapter.
  var chapterFile: String { chapter.name + ".md" }
}

extension Segment {
  /// Leaves out a step and all that follows it.
  fileprivate mutating func cut(before step: Int) {
    let index = parts.firstIndex { part in
      switch part {
      case .step(let source): source.step >= step
      case .failing(let due): due >= step
      }
    }
    if let index { parts.removeSubrange(index...) }
  }
}

extension SegmentSource.Header {
  fileprivate mutating func add(importsOf steps: [StepSource]) {
    for statement in steps.flatMap(\.syntax.imports) where !earlierImports.contains(statement.text) {
      earlierImports.append(statement.text)
      importedModules.append(statement.module)
    }
  }
}

extension [StepSource] {
  fileprivate var importedModules: [String] { flatMap { $0.syntax.imports.map(\.module) } }
}

extension SegmentCompiler.Product {
  /// A compiler other than the one that built the tool cannot read the tool's modules.
  fileprivate func checkToolchain() throws {
    let isForeign = messages.contains { message in
      message.severity == .error
        && (message.text.contains("cannot be imported by the Swift")
          || message.text.contains("was created by a different version of the compiler"))
    }
    if isForeign {
      throw Executor.Problem(
        "this 'build-book' was built by another Swift compiler than the 'swiftc' in the search path: build it again")
    }
  }
}
