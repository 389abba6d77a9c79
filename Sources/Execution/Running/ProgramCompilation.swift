import Book
import Foundation
import Synchronization

/// Compiles the segments of a program and its cells that must fail, side by side: a module needs no more of the one
/// above it than what can be imported, which is there before that one's code is.
struct ProgramCompilation: Sendable {
  let program: Program
  let compiler: SegmentCompiler
  let modules: [String]
  let chapterFile: String

  /// A module that the compiler has been asked for.
  struct Attempt: Sendable {
    var segment: Segment
    var header: SegmentSource.Header
    /// Folders with modules that come before the chapter's own.
    var searchPaths: [String]
    var product: SegmentCompiler.Product
  }

  struct FailingAttempt: Sendable {
    var cell: FailingCell
    /// What the compiler made of its parts, down to the first that does not compile.
    var products: [SegmentCompiler.Product]
  }

  struct Attempts: Sendable {
    var segments: [Attempt]
    var failing: [FailingAttempt]
  }

  private typealias Compiling = BackgroundTask<SegmentCompiler.Product>
  private typealias CompilingParts = BackgroundTask<[SegmentCompiler.Product]>

  /// A segment of which the module can be imported, or never will be.
  private struct Started {
    var segment: Segment
    var header: SegmentSource.Header
    var searchPaths: [String]
    /// nil where the code is made when all that is hoisted into the segment can be seen.
    var task: Compiling?
    /// What the compiler says of it without what is hoisted into it.
    var alone: Compiling?
  }

  /// Everything as it stands in the chapter, at once. After a segment that does not compile none is tried.
  func attempts() throws -> Attempts {
    var header = SegmentSource.Header(modules: modules)
    var views = try ModuleViews(folder: compiler.folder + "/views", compiler.memory)
    var started: [Started] = []
    var failing: [(cell: FailingCell, task: CompilingParts)] = []
    segments: for (index, segment) in program.segments.enumerated() {
      for change in views.changes(above: segment, of: program.segments[..<index]) {
        guard try show(change, in: &started, &views) else { break segments }
      }
      let cells = program.failing.filter { $0.segment == index }
      // Where the next segment sees all of it and no other sees less, nobody waits for what it is by itself.
      let isAwaited =
        !cells.isEmpty || index + 1 == program.segments.count
        || segment.seen(by: program.segments[index + 1]).hoisted.count < segment.hoisted.count
      let (own, isImportable) = try start(segment, header, &views, isAwaited: isAwaited)
      started.append(own)
      guard isImportable else { break }
      failing += try start(cells, in: segment, header: header, views.searchPaths)
      header = header.following(segment.module, segment.steps)
    }
    for index in started.indices {
      guard let product = try started[index].alone?.value(), !product.succeeded else { continue }
      started[index].task = Compiling { product }
      started.removeSubrange((index + 1)...)
      failing.removeAll { $0.cell.segment >= index }
      break
    }
    // Of what was hoisted from below the last segment that was tried nothing has been seen.
    if let last = started.last?.segment {
      for index in started.indices where started[index].task == nil {
        started[index].segment = started[index].segment.seen(by: last)
        startCode(
          of: &started[index], views.searchPaths(after: started[index].searchPaths), moduleFolder: views.lastFolder)
      }
    }
    return Attempts(
      segments: try started.map {
        Attempt(
          segment: $0.segment, header: $0.header, searchPaths: $0.searchPaths,
          product: try $0.task?.value() ?? SegmentCompiler.Product.nothing)
      }, failing: try failing.map { FailingAttempt(cell: $0.cell, products: try $0.task.value()) })
  }

  /// What the compiler says of all segments, also of those below one that does not compile. Cells that do not parse are left out.
  ///
  /// - Returns: attempts without code.
  func attemptsDespiteErrors() throws -> [Attempt] {
    let tolerant = ProgramCompilation(
      program: Program(segments: program.segments.map(\.withoutSyntaxErrors), failing: []),
      compiler: try compiler.toleratingErrors, modules: modules, chapterFile: chapterFile)
    return try tolerant.tolerantAttempts()
  }

  private func tolerantAttempts() throws -> [Attempt] {
    var header = SegmentSource.Header(modules: modules)
    var views = try ModuleViews(folder: compiler.folder + "/views", nil)
    var started: [Started] = []
    var attempts: [Attempt] = []
    for segment in program.segments {
      for change in views.changes(above: segment, of: started.map(\.segment)[...]) {
        _ = try show(change, in: &started, &views)
      }
      let own = segment.seen(by: segment)
      let source = SegmentSource(segment: own, header: header, chapterFile: chapterFile)
      let product = try compiler.emitModule(
        source, module: segment.module, searchPaths: views.searchPaths, to: compiler.folder)
      attempts.append(Attempt(segment: own, header: header, searchPaths: views.searchPaths, product: product))
      started.append(
        Started(segment: segment, header: header, searchPaths: views.searchPaths, task: Compiling { product }))
      header = header.following(segment.module, segment.steps)
    }
    return attempts
  }

  /// Makes a segment's module as those that follow are to see it; false where it cannot be.
  private func show(_ change: ModuleViews.Change, in started: inout [Started], _ views: inout ModuleViews) throws
    -> Bool
  {
    let other = started[change.index]
    if change.hasMoreHoisted {
      let paths = views.searchPaths(after: other.searchPaths)
      let folder = try views.add()
      if other.task == nil, change.segment.hoisted.count == other.segment.hoisted.count {
        guard startCode(of: &started[change.index], paths, moduleFolder: folder) else { return false }
      } else {
        let source = SegmentSource(segment: change.segment, header: other.header, chapterFile: chapterFile)
        try compiler.emitModule(source, module: other.segment.module, searchPaths: paths, to: folder)
      }
    }
    if !change.superseded.isEmpty { try showSuperseded(change, started, &views) }
    return true
  }

  private func showSuperseded(_ change: ModuleViews.Change, _ started: [Started], _ views: inout ModuleViews) throws {
    for hiding in views.hiding(for: change, above: started.map(\.segment)) {
      let other = started[hiding.index]
      let source = SegmentSource(
        segment: other.segment.seen(by: change.segment), header: other.header, chapterFile: chapterFile,
        hidden: hiding.functions)
      let paths = views.searchPathsOfSuperseded
      try compiler.emitModule(
        source, module: other.segment.module, searchPaths: paths, to: try views.add(for: .superseded))
    }
    let source = SegmentSource(
      segment: change.segment, header: started[change.index].header, chapterFile: chapterFile,
      superseded: change.superseded)
    let module = change.segment.module
    let paths = views.searchPathsOfSuperseded
    let folder = try views.add(for: .segments)
    // Where a cell needs the function of its name above too, that one is not hidden.
    if try !compiler.emitModule(source, module: module, searchPaths: paths, to: folder).succeeded {
      try compiler.emitModule(source, module: module, searchPaths: views.plainSearchPaths, to: folder)
    }
  }

  /// Starts to compile a segment and waits until it can be imported; false where it never can.
  private func start(
    _ segment: Segment, _ header: SegmentSource.Header, _ views: inout ModuleViews, isAwaited: Bool
  ) throws -> (started: Started, isImportable: Bool) {
    let searchPaths = views.searchPaths
    var started = Started(segment: segment, header: header, searchPaths: searchPaths)
    if segment.steps.contains(where: \.syntax.hasError) {
      // Its own parts are compiled by whoever finds out where the error is.
      started.task = Compiling { .nothing }
      return (started, false)
    }
    guard !segment.hoisted.isEmpty else {
      let isImportable = startCode(of: &started, searchPaths, moduleFolder: nil)
      return (started, isImportable)
    }
    let source = SegmentSource(segment: segment.seen(by: segment), header: header, chapterFile: chapterFile)
    let folder = try views.add()
    let compiler = compiler
    let alone = Compiling {
      try compiler.emitModule(source, module: segment.module, searchPaths: searchPaths, to: folder)
    }
    started.alone = alone
    return (started, isAwaited ? try alone.value().succeeded : true)
  }

  @discardableResult
  private func startCode(of started: inout Started, _ searchPaths: [String], moduleFolder: String?) -> Bool {
    let decided = DispatchSemaphore(value: 0)
    let segment = started.segment
    let source = SegmentSource(segment: segment, header: started.header, chapterFile: chapterFile)
    let imports = segment.importedModules
    let compiler = compiler
    let isReady = Flag()
    started.searchPaths = searchPaths
    started.task = Compiling {
      defer { decided.signal() }
      let product = try compiler.compile(
        source, module: segment.module, importing: imports, searchPaths: searchPaths, moduleFolder: moduleFolder
      ) {
        isReady.raise()
        decided.signal()
      }
      if product.succeeded { isReady.raise() }
      return product
    }
    decided.wait()
    return isReady.isRaised
  }

  /// What an attempt was made for, again with fewer parts.
  func compile(_ segment: Segment, insteadOf attempt: Attempt) throws -> SegmentCompiler.Product {
    try compiler.compile(
      SegmentSource(segment: segment, header: attempt.header, chapterFile: chapterFile), module: segment.module,
      importing: segment.importedModules, searchPaths: attempt.searchPaths)
  }

  /// The cells that must fail and whose segment, or what of it stands above them, has been compiled.
  func compile(_ cells: [FailingCell], in segment: Segment, insteadOf attempt: Attempt) throws -> [FailingAttempt] {
    try start(cells, in: segment, header: attempt.header, attempt.searchPaths).map {
      FailingAttempt(cell: $0.cell, products: try $0.task.value())
    }
  }

  private func start(
    _ cells: [FailingCell], in segment: Segment, header: SegmentSource.Header, _ searchPaths: [String]
  ) throws -> [(cell: FailingCell, task: CompilingParts)] {
    var views: [Int: BackgroundTask<String>] = [:]
    return cells.map { cell in
      let whole = segment.seen(by: segment)
      var above = whole
      above.parts = Array(segment.parts.prefix(cell.partsAbove))
      above.hoisted.removeAll { $0.step > cell.step }
      let steps = above.steps
      let below =
        StepSource.steps(of: segment.parts.dropFirst(cell.partsAbove)) + whole.hoisted.filter { $0.step > cell.step }
      let own = steps.isEmpty ? header : header.following(segment.module, steps)
      @Sendable func compile(_ searchPaths: [String]) throws -> [SegmentCompiler.Product] {
        try self.compile(cell.parts, below: own, searchPaths: searchPaths)
      }
      if steps.isEmpty || below.isEmpty { return (cell, CompilingParts { try compile(searchPaths) }) }
      // The cell must not see what is declared below it.
      let part = SegmentSource(segment: above, header: header, chapterFile: chapterFile)
      @Sendable func emitView(_ name: String) throws -> String {
        let folder = "\(compiler.folder)/\(segment.module.file)-\(name)"
        try compiler.emitModule(part, module: segment.module, searchPaths: searchPaths, to: folder)
        return folder
      }
      guard cell.isChanged(by: below) else {
        let task = CompilingParts {
          let products = try compile(searchPaths)
          // What nothing of the cell names the compiler may still propose.
          guard products.contains(where: { $0.names(anyOf: below) }) else { return products }
          return try compile([emitView(cell.parts[0].module.file)] + searchPaths)
        }
        return (cell, task)
      }
      let view = views[steps.count] ?? BackgroundTask { try emitView(String(steps.count)) }
      views[steps.count] = view
      return (cell, CompilingParts { try compile([view.value()] + searchPaths) })
    }
  }

  /// Compiles the parts of a cell that must fail, one after the other.
  private func compile(
    _ parts: [FailingCell.Part], below header: SegmentSource.Header, searchPaths: [String]
  ) throws -> [SegmentCompiler.Product] {
    var header = header
    var products: [SegmentCompiler.Product] = []
    for part in parts {
      let source = SegmentSource(failing: part, header: header, chapterFile: chapterFile)
      let product = try compiler.compile(
        source, module: part.module, importing: part.source.syntax.imports.map(\.module), searchPaths: searchPaths)
      products.append(product)
      if !product.succeeded { break }
      header = header.following(part.module, [part.source])
    }
    return products
  }
}

extension Segment {
  fileprivate var withoutSyntaxErrors: Segment {
    let broken = Set(steps.filter(\.syntax.hasError).map(\.step))
    var segment = self
    segment.parts.removeAll { part in
      switch part {
      case .step(let source): broken.contains(source.step)
      case .failing: true
      }
    }
    segment.hoisted.removeAll { broken.contains($0.step) }
    return segment
  }

  /// The modules that it imports itself. The libraries of those that segments above it import are loaded with these.
  fileprivate var importedModules: [String] { Array(Set(steps.flatMap { $0.syntax.imports.map(\.module) })).sorted() }
}

extension SegmentCompiler.Product {
  /// Of code that was not given to the compiler.
  fileprivate static var nothing: Self { .init(succeeded: false, messages: [], output: "") }

  /// Whether the compiler speaks of something that some steps declare.
  fileprivate func names(anyOf steps: [StepSource]) -> Bool {
    guard !output.isEmpty else { return false }
    let words = output.split { !($0.isLetter || $0.isNumber || $0 == "_") }
    let names = Set(words.map(String.init))
    return steps.contains { $0.syntax.declares(anyOf: names) }
  }
}

/// Something that one thread finds out and another asks for.
private final class Flag: Sendable {
  private let value = Atomic(false)
  var isRaised: Bool { value.load(ordering: .acquiring) }
  func raise() { value.store(true, ordering: .releasing) }
}
