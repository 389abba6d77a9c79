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

  private(set) var record: RunRecord

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
      note(try compiler.parse(text, module: "Parsed_\(source.step)"), in: alone, onlyFirst: false)
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
      if isFirstAttempt { note(product.messages, in: segment, onlyFirst: false) }
      isFirstAttempt = false
      if product.succeeded {
        job.segments.append(.init(library: product.library, entry: segment.moduleName + "_main"))
        return isWhole
      }
      isWhole = false
      let faulty = Set(
        product.messages.filter { $0.severity == .error }.compactMap { place(of: $0, in: segment)?.step })
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

  // MARK: What the compiler says

  private mutating func note(_ messages: [CompilerMessage], in segment: Segment, onlyFirst: Bool) {
    for message in messages {
      let place = place(of: message, in: segment)
      switch message.severity {
      case .remark: break
      case .note:
        guard !record.findings.isEmpty else { break }
        record.findings[record.findings.count - 1].notes.append(.init(place: place, text: message.text))
      case .warning, .error:
        let isGenerated = message.file == SegmentSource.generatedFile || message.column > SegmentSource.callColumn
        guard let place, !(isGenerated && message.severity == .warning) else { break }
        let finding = RunRecord.Finding(
          severity: message.severity == .error ? .error : .warning, place: place, text: message.text)
        if !record.findings.contains(finding) { record.findings.append(finding) }
      }
    }
  }

  private mutating func noteUnexplained(_ product: SegmentCompiler.Product, in segment: Segment) {
    guard let first = segment.steps.first else { return }
    record.findings.append(
      .init(
        severity: .error, place: .init(step: first.step, line: 0, column: 0),
        text: "the cells could not be compiled, and the compiler named no place",
        explanation: product.output.split(separator: "\n").prefix(20).joined(separator: "\n")))
    for source in segment.steps { fail(source.step) }
  }

  private func place(of message: CompilerMessage, in segment: Segment) -> RunRecord.Finding.Place? {
    if message.file == SegmentSource.generatedFile {
      let step = message.line - 1
      let source = segment.steps.first { $0.step == step } ?? segment.steps.first
      return source.map { .init(step: $0.step, line: $0.lastItemLine, column: 0) }
    }
    if message.file == chapterFile {
      if message.column > SegmentSource.callColumn {
        let source = segment.steps.first { $0.lines.contains(message.line + 1) && $0.isCell }
        return source.map { .init(step: $0.step, line: $0.lastItemLine, column: 0) }
      }
      for source in segment.steps {
        guard source.isCell, let line = source.lines.firstIndex(of: message.line) else { continue }
        return .init(step: source.step, line: line, column: max(0, message.column - 1))
      }
      // An error at the end of a file is told on the line after the last.
      if let last = segment.steps.last(where: { ($0.lines.last ?? .max) < message.line }) {
        return .init(step: last.step, line: last.lines.count - 1, column: 0)
      }
    }
    for source in segment.steps where message.file == SegmentSource.valueFile(step: source.step) {
      let isCall = message.column > SegmentSource.callColumn
      return .init(step: source.step, line: max(0, message.line - 2), column: isCall ? 0 : max(0, message.column - 1))
    }
    // Something in a macro's expansion or in a module: it belongs to some cell, but only the message knows which.
    return message.severity == .note ? nil : segment.steps.first.map { .init(step: $0.step, line: 0, column: 0) }
  }

  private mutating func fail(_ step: Int) {
    record.steps[step].outcome = .failed(Failure(kind: .compileError, message: "does not compile", line: nil))
  }

  // MARK: What the run gave

  private mutating func take(_ outcome: ProgramRunner.Outcome, of program: Program, job: HostJob) throws {
    guard let end = outcome.end else {
      throw Executor.Problem(
        "the cell host of chapter '\(chapter.name)' ended without a word: \(outcome.problem ?? "it could not start")")
    }
    for (step, output) in outcome.outputs {
      record.steps[step].output = output
      record.steps[step].outcome = .completed
    }
    for (step, end) in outcome.failingEnds { takeFailing(step, end) }
    guard !end.isComplete else { return }
    // The program ended before its end: by the step that was being evaluated.
    let step = end.step
    guard record.steps.indices.contains(step) else {
      let words = record.steps.indices.isEmpty ? "" : "before its first cell"
      throw Executor.Problem("the program of chapter '\(chapter.name)' ended \(words)")
    }
    let message = failureMessage(end, step: step, modules: job.segments)
    record.steps[step].outcome = .failed(message.failure)
    record.steps[step].output.outputs = message.outputs
    record.steps[step].failureLine = line(of: message, end: end, step: step)
  }

  /// A cell that must fail came to its end.
  private mutating func takeFailing(_ step: Int, _ end: ProcessEnd) {
    if end.isComplete {
      record.steps[step].outcome = .failed(
        Failure(kind: .didNotFail, message: "is marked '.fails' and did not fail", line: nil))
      record.steps[step].failureLine = 0
      return
    }
    let message = failureMessage(end, step: step, modules: [])
    record.steps[step].outcome = .failedAsDocumented
    record.steps[step].output.outputs = message.outputs
    record.steps[step].output.append(text: message.documentedText)
  }

  /// - Parameter modules: the modules of the program in the order in which they were loaded; the line tables of cells
  ///   that must fail are not asked, since their message names no line.
  private func failureMessage(_ end: ProcessEnd, step: Int, modules: [HostJob.Module]) -> FailureMessage {
    var location: FaultLocation?
    if let fault = end.fault, modules.indices.contains(fault.module) {
      location = FaultLocation(
        offset: fault.offset, library: modules[fault.module].library, toolchain: compiler.toolchain,
        chapterFile: chapterFile, environment: compiler.environment)
    }
    return FailureMessage(
      end: end, outputs: record.steps[step].output.outputs, limit: timeouts[step] ?? runner.limits.timeout,
      memoryLimit: runner.limits.memory, chapterFile: chapterFile, location: location)
  }

  private func line(of message: FailureMessage, end: ProcessEnd, step: Int) -> Int {
    if let line = message.runtimeLine, case .cell(let index) = chapter.steps[step] {
      let lines = chapter.cells[index].lines.map { chapter.source.position(at: $0.lowerBound).line }
      if let found = lines.firstIndex(of: line) { return found }
    }
    return end.line
  }

  private var timeouts: [Int: Double] {
    var timeouts: [Int: Double] = [:]
    for (step, content) in chapter.steps.enumerated() {
      timeouts[step] = runner.limits.timeout
      if case .cell(let index) = content, let own = chapter.cells[index].options.timeout { timeouts[step] = own }
    }
    return timeouts
  }

  private var chapterFile: String { chapter.name + ".md" }
}

extension StepOutput {
  fileprivate mutating func append(text: String) {
    if case .text(let last)? = outputs.last {
      outputs[outputs.count - 1] = .text(last.hasSuffix("\n") ? last + text : last + "\n" + text)
    } else {
      outputs.append(.text(text))
    }
  }
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

extension StepSource {
  fileprivate var isCell: Bool {
    if case .cell = kind { true } else { false }
  }

  /// The line of the last statement, from 0.
  fileprivate var lastItemLine: Int {
    guard let last = syntax.items.last else { return 0 }
    return code.utf8.prefix(last.range.lowerBound).count { $0 == UInt8(ascii: "\n") }
  }
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
