import Book
import CellHost
import Foundation
import Storage

/// One run of one chapter from scratch: its programs are compiled and run, one after the other.
struct ChapterRun {
  let chapter: Chapter
  let compiler: SegmentCompiler
  let runner: ProgramRunner
  /// Ends it before its time; nil where nobody will.
  let cancellation: Cancellation?
  let modules: [String]
  let progress: (ExecutionProgress) -> Void

  /// nil for a run from scratch.
  var session: ChapterSession?
  /// Which of the session's runs it is.
  var number = 0
  /// Steps of which an earlier run is known, that was none of the session.
  var knownSteps: Set<Int> = []
  /// The step that is only tried, in a session; nil where the whole chapter runs.
  var scratchStep: Int?
  /// Where it is tried, if that is no program of the session.
  var scratchProgram: ProgramSession?
  var record: RunRecord
  /// How long each step took, by its index.
  var seconds: [Int: Double] = [:]
  /// Where names are defined, by what they stand for.
  var definitions: [String: RunRecord.Finding.Location] = [:]
  /// The steps of the chapter's own program, in order.
  var sources: [StepSource] = []

  init(
    chapter: Chapter, compiler: SegmentCompiler, runner: ProgramRunner, cancellation: Cancellation?, modules: [String],
    progress: @escaping (ExecutionProgress) -> Void
  ) {
    self.chapter = chapter
    self.compiler = compiler
    self.runner = runner
    self.cancellation = cancellation
    self.modules = modules
    self.progress = progress
    record = RunRecord(steps: chapter.steps.map { _ in RunRecord.StepRecord() })
    for (step, content) in chapter.steps.enumerated() {
      if case .cell(let index) = content, chapter.cells[index].options.noRun {
        record.steps[step].outcome = .notRun(.noRun)
      }
    }
  }

  mutating func run(_ plan: ChapterPlan) throws {
    var compiled = try compile(plan)
    let start = self
    var search = OneFileSearch(others: Array(compiled.dropFirst()), start: start)
    if let program = plan.programs.first { try search.withdrawExtensions(of: &compiled[0], in: program) }
    let failure = compiled.first.flatMap(failure(of:))
    try run(compiled, mayBeMended: compiled.first.map { mayBeMended(failure, in: $0.compilation.program) } ?? false)
    guard let first = compiled.first, let failure else { return }
    try run(first.compilation.program, after: failure, search)
  }

  /// Notes what the compiler says, and runs nothing.
  mutating func findErrors(_ plan: ChapterPlan) throws {
    for program in try compile(plan) {
      for attempt in program.attempts.segments {
        if attempt.product.succeeded {
          note(attempt.product.messages, in: attempt.segment, below: attempt.header)
        } else if attempt.segment.steps.contains(where: \.syntax.hasError) {
          try noteSyntaxErrors(of: attempt)
        } else {
          noteErrors(attempt.product, in: attempt.segment, below: attempt.header)
        }
      }
      try noteErrorsBelow(program)
    }
  }

  /// Notes what is wrong with the syntax of cells, and compiles nothing.
  mutating func findSyntaxErrors(_ plan: ChapterPlan) throws {
    begin(plan)
    let header = SegmentSource.Header(modules: modules)
    for segment in plan.programs.flatMap(\.segments) {
      for source in segment.steps where source.syntax.hasError {
        try noteSyntaxErrors(of: source, module: segment.module, below: header)
      }
    }
  }

  private mutating func begin(_ plan: ChapterPlan) {
    record.findings = plan.findings
    for finding in plan.findings { fail(finding.location.step) }
    sources = plan.programs.flatMap { $0.segments.flatMap(\.steps) + $0.failing.flatMap { $0.parts.map(\.source) } }
      .sorted { $0.step < $1.step }
  }

  private mutating func compile(_ plan: ChapterPlan) throws -> [CompiledProgram] {
    begin(plan)
    progress(.compiling(chapter: chapter.name))
    // Side by side, so that nobody waits for one that could be made meanwhile.
    let compiling = plan.programs.map { program in
      let compilation = compilation(of: program.hoistingAhead(but: []))
      return (compilation, BackgroundTask { try compilation.attempts() })
    }
    return try compiling.map { CompiledProgram(compilation: $0, attempts: try $1.value()) }
  }

  /// Runs programs in turn.
  ///
  /// - Parameter mayBeMended: whether what does not compile may do so in other segments, so that nobody hears of it yet.
  mutating func run(_ programs: [CompiledProgram], mayBeMended: Bool = false) throws {
    let jobs = try programs.map { try job(of: $0.compilation, $0.attempts) }
    for program in programs { try noteErrorsBelow(program) }
    var results = record.results(for: chapter)
    if mayBeMended {
      results.diagnostics.removeAll { $0.severity >= .drift }
      for index in results.cells.indices {
        if case .failed = results.cells[index].outcome { results.cells[index].outcome = .notRun(.pending) }
      }
    }
    progress(.compiled(chapter: chapter.name, results))
    for (index, job) in jobs.enumerated() where !job.segments.isEmpty {
      let progress = { [progress, chapter, sources] (event: ProgramRunner.Progress) in
        switch event {
        case .restarted(let restart): progress(.restarted(chapter: chapter.name, restart.sentence(in: chapter)))
        case .began(let step): progress(.running(chapter: chapter.name, step: step))
        case .gave(let step, let output):
          // A cell can call what reports steps and invent some.
          guard chapter.steps.indices.contains(step) else { return }
          progress(.gave(chapter: chapter.name, step: step, output.findingCalls(in: sources)))
        }
      }
      guard let program = scratchProgram ?? session?.program(index) else {
        take(try runner.run(job, cancellation, progress: progress), job: job)
        continue
      }
      if let scratchStep {
        guard let start = job.segments.firstIndex(where: { $0.steps.contains(scratchStep) }) else {
          takeOutputs(program.known(of: job), job: job)
          continue
        }
        take(
          try program.evaluate(job, scratchStart: start, cancellation: cancellation, progress: progress), job: job)
      } else if let session {
        let report = try session.waiting(number) {
          try program.run(job, known: knownSteps, cancellation: cancellation, progress: progress)
        }
        take(report, job: job)
      }
    }
  }

  func compile(_ program: Program) throws -> CompiledProgram {
    let compilation = compilation(of: program)
    return CompiledProgram(compilation: compilation, attempts: try compilation.attempts())
  }

  private func compilation(of program: Program) -> ProgramCompilation {
    ProgramCompilation(program: program, compiler: compiler, modules: modules, chapterFile: chapterFile)
  }

  // MARK: Compiling

  /// What is left to run of a program when what does not compile is left out.
  private mutating func job(
    of compilation: ProgramCompilation, _ attempts: ProgramCompilation.Attempts
  ) throws -> HostJob {
    var job = HostJob(
      timeouts: timeouts, outputLimit: runner.limits.output,
      memoryLimit: runner.limits.memory, folder: chapter.folder)
    for cell in attempts.failing { take(cell, job: &job) }
    for (index, attempt) in attempts.segments.enumerated() {
      try attempt.product.checkToolchain()
      if attempt.product.succeeded {
        note(attempt.product.messages, in: attempt.segment, below: attempt.header)
        note(attempt.product.names, in: attempt.segment, below: attempt.header)
        job.add(attempt.segment, attempt.product)
        continue
      }
      // The cells above the first error run by themselves, so that their outputs are there.
      let (segment, product) = try compileWhatStandsAboveErrors(attempt, compilation)
      try withdrawParts(of: attempts.segments[..<index], compilation, &job)
      if let product { job.add(segment, product) }
      let due = compilation.program.failing.filter { $0.segment == index && $0.partsAbove <= segment.parts.count }
      // Where nothing of the segment is left, a cell that must fail above all of it still has a program to be due in.
      guard product != nil else { break }
      for cell in try compilation.compile(due, in: segment, insteadOf: attempt) { take(cell, job: &job) }
      break
    }
    return job
  }

  private mutating func compileWhatStandsAboveErrors(
    _ attempt: ProgramCompilation.Attempt, _ compilation: ProgramCompilation
  ) throws -> (Segment, SegmentCompiler.Product?) {
    var segment = attempt.segment
    var product = attempt.product
    try noteSyntaxErrors(of: attempt)
    if let first = attempt.segment.steps.first(where: \.syntax.hasError) {
      segment.cut(before: first.step)
      guard !segment.parts.isEmpty else { return (segment, nil) }
      product = try compilation.compile(segment, insteadOf: attempt)
    }
    while !product.succeeded {
      guard let first = noteErrors(product, in: segment, below: attempt.header) else {
        segment.parts = []
        return (segment, nil)
      }
      segment.cut(before: first)
      guard !segment.parts.isEmpty else { return (segment, nil) }
      product = try compilation.compile(segment, insteadOf: attempt)
    }
    note(product.messages, in: segment, below: attempt.header)
    note(product.names, in: segment, below: attempt.header)
    return (segment, product)
  }

  private mutating func noteSyntaxErrors(of attempt: ProgramCompilation.Attempt) throws {
    for source in attempt.segment.steps where source.syntax.hasError {
      try noteSyntaxErrors(of: source, module: attempt.segment.module, below: attempt.header)
    }
  }

  /// Notes what the compiler says of a segment that does not compile, and gives the first step that has an error.
  @discardableResult
  private mutating func noteErrors(
    _ product: SegmentCompiler.Product, in segment: Segment, below header: SegmentSource.Header
  ) -> Int? {
    note(product.messages, in: segment, below: header)
    let edits = SegmentEdits(segment, below: header)
    let faulty = Set(
      product.messages.filter { $0.severity == .error }.compactMap { location(of: $0, in: segment, edits)?.step })
    if faulty.isEmpty { noteUnexplained(product, in: segment) }
    for step in faulty { fail(step) }
    return faulty.min()
  }

  /// Keeps what the compiler says of a step that does not parse.
  private mutating func noteSyntaxErrors(
    of source: StepSource, module: ModuleName, below header: SegmentSource.Header
  ) throws {
    let alone = Segment(module: module, parts: [.step(source)])
    let text = SegmentSource(segment: alone, header: header, chapterFile: chapterFile)
    let count = record.findings.count
    note(try compiler.parse(text, module: module), in: alone, below: header)
    if record.findings.count == count {
      record.findings.append(
        .init(
          severity: .error, location: source.location(of: source.syntax.errorOffset ?? 0),
          text: "the code cannot be read from here on, although the compiler finds nothing wrong with it",
          explanation:
            "Write what stands here on a line of its own; of what nests deep, give inner parts names of their own."))
    }
    fail(source.step)
  }

  /// Takes back the first parts of cells of which a later part does not compile: such a cell does not run at all.
  private mutating func withdrawParts(
    of attempts: ArraySlice<ProgramCompilation.Attempt>, _ compilation: ProgramCompilation, _ job: inout HostJob
  ) throws {
    for (index, attempt) in attempts.enumerated().reversed() {
      let failed = attempt.segment.steps.first { source in
        if case .failed = record.steps[source.step].outcome { true } else { false }
      }
      guard let failed else { return }
      job.segments.removeSubrange(index...)
      var segment = attempt.segment
      segment.cut(before: failed.step)
      guard !segment.parts.isEmpty else { continue }
      let product = try compilation.compile(segment, insteadOf: attempt)
      if product.succeeded { job.add(segment, product) }
    }
  }

  private mutating func take(_ attempt: ProgramCompilation.FailingAttempt, job: inout HostJob) {
    let step = attempt.cell.step
    guard let product = attempt.products.last else { return }
    if product.succeeded {
      job.failing[step] = zip(attempt.products, attempt.cell.parts).map { product, part in
        .init(library: product.library, entry: part.module.entry, firstStep: step)
      }
    } else if product.isCrash {
      record.hasCompilerFailures = true
      fail(step)
      record.findings.append(
        .init(
          severity: .error, location: .init(step: step, line: 0, column: 0),
          text: product.limit ?? "the cell could not be compiled, because the compiler itself failed",
          explanation: product.limit == nil ? nil : CompilerLimits.explanation))
    } else {
      let errors = product.messages.filter { $0.severity == .error }
      let words = errors.map { "error: \($0.text)" }
      record.steps[step].outcome = .failedAsDocumented
      record.steps[step].output.outputs = [.text(words.map { $0 + "\n" }.joined())]
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

  /// The name under which the compiler knows the chapter: the file's, without what a literal of Swift cannot hold.
  var chapterFile: String { Self.file(of: chapter) }

  static func file(of chapter: Chapter) -> String {
    let name = chapter.name.split(separator: "/").last.map(String.init) ?? chapter.name
    return String(
      String.UnicodeScalarView(
        (name + ".md").unicodeScalars.map {
          $0.value < 0x20 || $0.value == 0x7F || "\"\\".unicodeScalars.contains($0) ? "_" : $0
        }))
  }
}

/// A program and what the compiler made of it.
struct CompiledProgram: Sendable {
  var compilation: ProgramCompilation
  var attempts: ProgramCompilation.Attempts
}

/// A segment of a program that does not compile.
struct ProgramFailure: Sendable {
  /// The segment's index.
  var index: Int
  /// The first step with an error.
  var step: Int
  /// The errors of that step.
  var errors: [CompilerMessage]

  func isFurther(than other: ProgramFailure) -> Bool {
    step > other.step || step == other.step && errors.count < other.errors.count
  }
}

extension Segment {
  /// Leaves out a step and all that follows it.
  fileprivate mutating func cut(before step: Int) {
    parts.removeAll { part in
      switch part {
      case .step(let source): source.step >= step
      case .failing(let due): due >= step
      }
    }
    hoisted.removeAll { $0.step >= step }
  }
}

extension HostJob {
  fileprivate mutating func add(_ segment: Segment, _ product: SegmentCompiler.Product) {
    let step =
      switch segment.parts.first {
      case .step(let source)?: source.step
      case .failing(let step)?: step
      case nil: 0
      }
    var module = Module(library: product.library, entry: segment.module.entry, firstStep: step)
    if case .step(let source)? = segment.parts.first { module.beginsStep = source.isFirst }
    module.steps = segment.parts.map { part in
      switch part {
      case .step(let source): source.step
      case .failing(let step): step
      }
    }
    segments.append(module)
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
      throw ExecutionError(
        "this 'build-book' was built by another Swift compiler than the 'swiftc' in the search path: build it again")
    }
  }
}
