import Book
import Markdown

/// The programs of a chapter: its own, and one for each cell marked `.isolated`.
struct ChapterPlan: Sendable {
  var programs: [Program]
  /// What stands in the way of running anything: all of it is reported at once.
  var diagnostics: [Diagnostic]
}

/// What runs in one process: segments, one after the other, and the cells that must fail, each when it is due.
struct Program: Sendable {
  var segments: [Segment]
  var failing: [FailingCell]
}

/// Consecutive steps that are compiled as one module.
struct Segment: Sendable {
  /// Its place among the segments of the program, from 1; part of the module's name.
  var number: Int
  /// The steps, among them those of failing cells as `.failing`: the place at which they are due.
  var parts: [Part]

  enum Part: Sendable {
    case step(StepSource)
    case failing(step: Int)
  }

  var moduleName: String { "Segment_\(number)" }
  var steps: [StepSource] {
    parts.compactMap { part in
      if case .step(let step) = part { step } else { nil }
    }
  }
}

/// A cell marked `.fails`: a module of its own that sees the cells above it, and that no other cell sees.
struct FailingCell: Sendable {
  var source: StepSource
  /// The segment at whose end, or within which, it is due, and how many of that segment's parts stand above it.
  var segment: Int
  var partsAbove: Int

  var moduleName: String { "Failing_\(source.step)" }
}

extension ChapterPlan {
  /// Groups the steps of a chapter into as few segments as the language allows: a new one begins only where a cell
  /// declares again what an earlier cell of the segment declared.
  init(_ chapter: Chapter) {
    var main = ProgramBuilder()
    var isolated: [Program] = []
    var diagnostics: [Diagnostic] = []
    for (step, content) in chapter.steps.enumerated() {
      switch content {
      case .checkedValue(let index):
        let value = chapter.checkedValues[index]
        main.append(StepSource(step: step, value: value, in: chapter.source))
      case .cell(let index):
        let cell = chapter.cells[index]
        if cell.options.noRun { continue }
        let source = StepSource(step: step, cell: cell, in: chapter.source)
        diagnostics += Self.problems(of: source, cell: cell, chapter: chapter)
        if cell.options.isolated {
          var own = ProgramBuilder()
          if cell.options.fails { own.appendFailing(source) } else { own.append(source) }
          isolated.append(own.program)
        } else if cell.options.fails {
          if main.isAsynchronous, let range = source.syntax.awaiting {
            diagnostics.append(Self.nestedAwait(at: range, cell: cell, chapter: chapter))
          }
          main.appendFailing(source)
        } else if let again = main.append(source) {
          diagnostics.append(Self.redeclaration(of: again, cell: cell, chapter: chapter))
        }
      }
    }
    diagnostics += Self.usesBeforeDeclaration(in: main.program, chapter: chapter)
    diagnostics.sort { ($0.location?.range.lowerBound ?? 0) < ($1.location?.range.lowerBound ?? 0) }
    programs = (main.program.segments.isEmpty ? [] : [main.program]) + isolated
    self.diagnostics = diagnostics
  }

  private static func problems(of source: StepSource, cell: Cell, chapter: Chapter) -> [Diagnostic] {
    source.syntax.defers.map { range in
      Diagnostic(
        .error, at: chapter.location(of: range, in: cell),
        "'defer' at the top level of a cell would run only at the end of the chapter",
        explanation: "Put the statements that it belongs to into a block: do { defer { … } … }")
    }
  }

  private static func nestedAwait(at range: Range<Int>, cell: Cell, chapter: Chapter) -> Diagnostic {
    Diagnostic(
      .error, at: chapter.location(of: range, in: cell),
      "a cell that must fail cannot wait at its top level below another cell that does",
      explanation: """
        From its first top-level 'await' on, a chapter is one asynchronous program, and another cannot start within it. \
        Mark the cell '.isolated' too, or let a function that is not asynchronous show the failure.
        """)
  }

  /// Variables that are read above the cell that declares them. The compiler lets a script do so, and it reads memory
  /// that nothing was written to.
  private static func usesBeforeDeclaration(in program: Program, chapter: Chapter) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for segment in program.segments {
      var declaredBelow: [String: Int] = [:]
      for source in segment.steps.reversed() {
        for (name, range) in source.syntax.used.sorted(by: { $0.value.lowerBound < $1.value.lowerBound }) {
          guard let step = declaredBelow[name], case .cell(let below) = chapter.steps[step] else { continue }
          diagnostics.append(
            Diagnostic(
              .error, at: chapter.location(of: range, inStep: source.step),
              "'\(name)' is used above the cell that declares it",
              explanation:
                "Variables have their values from '\(chapter.cells[below].name)' on: use it below that cell.",
              notes: [
                Diagnostic.Note(
                  location: Diagnostic.Location(chapter.cells[below].range, in: chapter.source),
                  text: "declared in this cell"
                )
              ]))
        }
        for name in source.syntax.declared {
          if name.isVariable { declaredBelow[name.name] = source.step } else { declaredBelow[name.name] = nil }
        }
      }
    }
    return diagnostics
  }

  private static func redeclaration(of name: DeclaredName, cell: Cell, chapter: Chapter) -> Diagnostic {
    Diagnostic(
      .error, at: chapter.location(of: name.range, in: cell),
      "'\(name.name)' is declared again after a top-level 'await'",
      explanation: """
        From its first top-level 'await' on, a chapter is one program and a name can be declared once. Choose another \
        name than '\(name.name)' here, or put the cell's statements into a block: do { … }
        """)
  }
}

/// Collects the segments of one program.
private struct ProgramBuilder {
  private var segments: [Segment] = []
  private var failing: [FailingCell] = []
  private var declared: [DeclaredName] = []
  private(set) var isAsynchronous = false

  var program: Program { Program(segments: segments, failing: failing) }

  /// Adds a step; the answer is a name that cannot be declared again because the segment cannot end before it.
  @discardableResult
  mutating func append(_ source: StepSource) -> DeclaredName? {
    let conflict = source.syntax.declared.first { name in declared.contains { $0.conflicts(with: name) } }
    if let conflict, isAsynchronous { return conflict }
    if segments.isEmpty || conflict != nil {
      segments.append(Segment(number: segments.count + 1, parts: []))
      declared = []
    }
    segments[segments.count - 1].parts.append(.step(source))
    declared += source.syntax.declared
    if source.syntax.awaiting != nil { isAsynchronous = true }
    return nil
  }

  mutating func appendFailing(_ source: StepSource) {
    if segments.isEmpty { segments.append(Segment(number: 1, parts: [])) }
    let last = segments.count - 1
    failing.append(FailingCell(source: source, segment: last, partsAbove: segments[last].parts.count))
    segments[last].parts.append(.failing(step: source.step))
  }
}

extension Chapter {
  /// The place in the chapter of a byte range of a step's code.
  fileprivate func location(of range: Range<Int>, inStep step: Int) -> Diagnostic.Location {
    switch steps[step] {
    case .cell(let index): return location(of: range, in: cells[index])
    case .checkedValue(let index):
      let whole = checkedValues[index].expressionRange
      let start = min(whole.lowerBound + range.lowerBound, whole.upperBound)
      return Diagnostic.Location(start..<min(whole.lowerBound + range.upperBound, whole.upperBound), in: source)
    }
  }

  /// The place in the chapter of a byte range of a cell's code.
  func location(of range: Range<Int>, in cell: Cell) -> Diagnostic.Location {
    let start = offset(of: range.lowerBound, in: cell)
    return Diagnostic.Location(start..<max(start, offset(of: range.upperBound, in: cell)), in: source)
  }

  private func offset(of position: Int, in cell: Cell) -> Int {
    var line = 0
    var start = 0
    for (index, byte) in cell.code.utf8.enumerated() {
      if index >= position { break }
      if byte == UInt8(ascii: "\n") {
        line += 1
        start = index + 1
      }
    }
    guard line < cell.lines.count else { return cell.range.upperBound }
    return min(cell.lines[line].lowerBound + position - start, cell.lines[line].upperBound)
  }
}
