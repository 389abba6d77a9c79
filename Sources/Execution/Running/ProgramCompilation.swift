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

  /// Everything as it stands in the chapter, at once. After a segment that does not compile none is tried.
  func attempts() throws -> Attempts {
    var header = SegmentSource.Header(modules: modules)
    var superseded = SupersededFunctions(folder: compiler.folder + "/superseded")
    var started: [(segment: Segment, header: SegmentSource.Header, searchPaths: [String], task: Compiling)] = []
    var failing: [(cell: FailingCell, task: CompilingParts)] = []
    for (index, segment) in program.segments.enumerated() {
      for earlier in superseded.add(segment, below: started.map(\.segment)) {
        let other = started[earlier]
        let source = SegmentSource(
          segment: other.segment, header: other.header, chapterFile: chapterFile,
          superseded: superseded.names(in: other.segment.module))
        try compiler.emitModule(source, module: other.segment.module, to: superseded.folder)
      }
      let searchPaths = superseded.searchPaths
      if segment.steps.contains(where: \.syntax.hasError) {
        // Its own parts are compiled by whoever finds out where the error is.
        let nothing = SegmentCompiler.Product(succeeded: false, library: "", messages: [], output: "")
        started.append((segment, header, searchPaths, Compiling { nothing }))
        break
      }
      let (task, isImportable) = start(segment, header, searchPaths)
      started.append((segment, header, searchPaths, task))
      guard isImportable else { break }
      let cells = program.failing.filter { $0.segment == index }
      failing += try start(cells, in: segment, header: header, searchPaths)
      header = header.following(segment.module, segment.steps)
    }
    return Attempts(
      segments: try started.map {
        Attempt(segment: $0.segment, header: $0.header, searchPaths: $0.searchPaths, product: try $0.task.value())
      }, failing: try failing.map { FailingAttempt(cell: $0.cell, products: try $0.task.value()) })
  }

  /// Starts to compile a segment and waits until it can be imported; false where it never can.
  private func start(
    _ segment: Segment, _ header: SegmentSource.Header, _ searchPaths: [String]
  ) -> (task: Compiling, isImportable: Bool) {
    let decided = DispatchSemaphore(value: 0)
    let source = SegmentSource(segment: segment, header: header, chapterFile: chapterFile)
    let imports = importedModules(above: segment)
    let (compiler, module) = (compiler, segment.module)
    let isReady = Flag()
    let task = Compiling {
      defer { decided.signal() }
      let product = try compiler.compile(source, module: module, importing: imports, searchPaths: searchPaths) {
        isReady.raise()
        decided.signal()
      }
      if product.succeeded { isReady.raise() }
      return product
    }
    decided.wait()
    return (task, isReady.isRaised)
  }

  /// What an attempt was made for, again with fewer parts.
  func compile(_ segment: Segment, insteadOf attempt: Attempt) throws -> SegmentCompiler.Product {
    try compiler.compile(
      SegmentSource(segment: segment, header: attempt.header, chapterFile: chapterFile), module: segment.module,
      importing: importedModules(above: segment), searchPaths: attempt.searchPaths)
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
    var partFolders: [Int: BackgroundTask<Void>] = [:]
    return cells.map { cell in
      var above = segment
      above.parts = Array(segment.parts.prefix(cell.partsAbove))
      let steps = above.steps
      let own = steps.isEmpty ? header : header.following(segment.module, steps)
      let imports = importedModules(above: segment)
      guard !steps.isEmpty, steps.count < segment.steps.count else {
        return (
          cell, CompilingParts { try compile(cell.parts, below: own, importing: imports, searchPaths: searchPaths) }
        )
      }
      // The cell must not see what is declared below it.
      let folder = "\(compiler.folder)/\(segment.module.file)-\(steps.count)"
      let part = SegmentSource(segment: above, header: header, chapterFile: chapterFile)
      let emitted =
        partFolders[steps.count]
        ?? BackgroundTask { [compiler] in try compiler.emitModule(part, module: segment.module, to: folder) }
      partFolders[steps.count] = emitted
      return (
        cell,
        CompilingParts {
          try emitted.value()
          return try compile(cell.parts, below: own, importing: imports, searchPaths: [folder] + searchPaths)
        }
      )
    }
  }

  /// Compiles the parts of a cell that must fail, one after the other.
  private func compile(
    _ parts: [FailingCell.Part], below header: SegmentSource.Header, importing imports: [String], searchPaths: [String]
  ) throws -> [SegmentCompiler.Product] {
    var header = header
    var imports = imports
    var products: [SegmentCompiler.Product] = []
    for part in parts {
      imports += part.source.syntax.imports.map(\.module)
      let source = SegmentSource(failing: part, header: header, chapterFile: chapterFile)
      let product = try compiler.compile(source, module: part.module, importing: imports, searchPaths: searchPaths)
      products.append(product)
      if !product.succeeded { break }
      header = header.following(part.module, [part.source])
    }
    return products
  }

  /// The modules that steps down to a segment's end import.
  private func importedModules(above segment: Segment) -> [String] {
    var imports: [String] = []
    for other in program.segments {
      for module in other.steps.flatMap({ $0.syntax.imports.map(\.module) }) where !imports.contains(module) {
        imports.append(module)
      }
      if other.module == segment.module { break }
    }
    return imports
  }
}

/// Functions that a segment declares again with the same parameters, another result perhaps: for it and for what stands
/// below, the later one is meant. Overloads of one file would be ambiguous, so those segments are shown the earlier
/// function as one that is taken only where no other fits; its own segment and those between know nothing of that.
private struct SupersededFunctions {
  let folder: String
  private var names: [ModuleName: Set<FunctionName>] = [:]

  init(folder: String) { self.folder = folder }

  var searchPaths: [String] { names.isEmpty ? [] : [folder] }

  func names(in module: ModuleName) -> Set<FunctionName> { names[module] ?? [] }

  /// The indices of segments above that have to be shown otherwise than before.
  mutating func add(_ segment: Segment, below others: [Segment]) -> [Int] {
    let declared = Set(segment.functions)
    guard !declared.isEmpty else { return [] }
    return others.indices.filter { index in
      let again = declared.intersection(others[index].functions)
      let known = names[others[index].module] ?? []
      guard !again.isSubset(of: known) else { return false }
      names[others[index].module] = known.union(again)
      return true
    }
  }
}

extension Segment {
  fileprivate var functions: [FunctionName] { steps.flatMap { $0.syntax.functions.map(\.name) } }
}

/// Something that one thread finds out and another asks for.
private final class Flag: Sendable {
  private let value = Atomic(false)
  var isRaised: Bool { value.load(ordering: .acquiring) }
  func raise() { value.store(true, ordering: .releasing) }
}
