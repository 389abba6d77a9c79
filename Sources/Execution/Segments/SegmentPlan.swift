import Book
import Markdown

/// The programs of a chapter: its own, and one for each cell marked `.isolated`.
struct ChapterPlan: Sendable {
  var programs: [Program]
  /// What stands in the way of running steps, which are left out.
  var findings: [RunRecord.Finding] = []
  var moduleCount = 0
  /// Whether the only program is that of an isolated cell.
  var isApart = false
}

/// What runs in one process: segments, one after the other, and the cells that must fail, each when it is due.
struct Program: Sendable {
  var segments: [Segment]
  var failing: [FailingCell]
}

/// Consecutive steps that are compiled as one module.
struct Segment: Sendable {
  var module: ModuleName
  /// The steps, among them those of failing cells as `.failing`: the point at which they are due.
  var parts: [Part]
  /// Extensions of types of this segment that stand in cells below it and that Swift wants in one file with the type.
  /// Segments see them from that cell on.
  var hoisted: [StepSource] = []
  /// Whether it is a task that may wait: from the first top-level `await` of the program on. Variables of such a segment
  /// belong to the main actor, so that what stands below must be part of it too.
  var isAsynchronous = false
  /// Variables declared in it that other segments need: at its end they must have a value.
  var neededVariables: Set<String> = []
  /// Constants, by name, that the code of other segments may read wherever it runs, as in one file with them.
  var nonisolatedConstants: Set<String> = []

  enum Part: Sendable {
    case step(StepSource)
    case failing(step: Int)
  }

  var steps: [StepSource] { StepSource.steps(of: parts[...]) + hoisted }

  /// What the author wants the compiler to do with its cells; nil where nobody says.
  var optimizes: Bool? { StepSource.steps(of: parts[...]).lazy.compactMap(\.optimizes).first }

  /// The segment as another one sees it, or as it is by itself: without what stands below that one.
  func seen(by other: Segment) -> Segment {
    guard !hoisted.isEmpty else { return self }
    let steps = StepSource.steps(of: other.parts[...])
    var segment = self
    segment.hoisted.removeAll { piece in !steps.contains { !piece.isBelow($0) } }
    return segment
  }
}

extension StepSource {
  static func steps(of parts: ArraySlice<Segment.Part>) -> [StepSource] {
    parts.compactMap { part in
      if case .step(let step) = part { step } else { nil }
    }
  }
}

/// A cell marked `.fails`: modules of its own that see the cells above it, and that no other cell sees.
struct FailingCell: Sendable {
  var parts: [Part]
  /// The segment at whose end, or within which, it is due, and how many of that segment's parts stand above it.
  var segment: Int
  var partsAbove: Int

  /// What of the cell is compiled as one module.
  struct Part: Sendable {
    var module: ModuleName
    var source: StepSource
  }

  var step: Int { parts[0].source.step }

  /// Whether it could mean something else if it saw what stands below it in its segment.
  func isChanged(by below: [StepSource]) -> Bool {
    parts.contains { part in
      part.source.syntax.looksUpNames
        || below.contains { step in
          // The member of an extension may be what a type of the cell is asked for, and is not named there.
          step.syntax.reachesUpward || !step.syntax.extended.isEmpty || !step.syntax.imports.isEmpty
            || step.syntax.declares(anyOf: part.source.syntax.mentioned)
        }
    }
  }
}

extension ChapterPlan {
  /// Groups the steps of a chapter into segments, such that no cell depends on what stands below it.
  ///
  /// - Parameters:
  ///   - refused: steps that must not run, since the chapter has an error there.
  ///   - last: the step with which a program ends, which is then the only one: that of an isolated cell right above the step, or
  ///     the chapter's own. nil for the whole chapter.
  ///   - cellByCell: whether each cell is a segment of its own, so that it can be run again without those above it.
  init(
    _ chapter: Chapter, refusing refused: Set<Int> = [], downTo last: Int? = nil, cellByCell: Bool = false
  ) {
    var modules = ModuleNames()
    var main = ProgramBuilder()
    main.isCellByCell = cellByCell
    var lines = LineNumbers(for: chapter)
    var isolated: [(cell: Int, program: ProgramBuilder)] = []
    var isCut = false
    for (step, content) in chapter.steps.enumerated() where step <= last ?? step {
      switch content {
      case .checkedValue(let index):
        let value = chapter.checkedValues[index]
        let source = StepSource(step: step, value: value, in: chapter.source, &lines)
        if !source.syntax.mayBeValue {
          findings.append(
            .init(
              severity: .error, location: source.location(of: 0),
              text: "a checked value is an expression that has a value, and no statement"))
          continue
        }
        if let cell = chapter.cell(captionedBy: value), cell.options.isolated {
          // What a caption says of a cell is worked out where the cell runs.
          if isolated.last?.cell == cell.index { isolated[isolated.count - 1].program.append(source, &modules) }
        } else if !isCut {
          main.append(source, &modules)
        }
      case .cell(let index):
        let cell = chapter.cells[index]
        if cell.options.noRun {
          if cell.options.isolated { isolated.append((index, ProgramBuilder())) }
          continue
        }
        let source = StepSource(step: step, cell: index, of: chapter, &lines)
        let parts = source.parts
        let problems = Self.problems(of: source, parts, options: cell.options, below: main)
        findings += problems
        if isCut, !cell.options.isolated { continue }
        isApart = step == last && isolated.last?.cell == index - 1
        if isApart, problems.isEmpty {
          for part in parts { isolated[isolated.count - 1].program.append(part, &modules) }
        } else if !problems.isEmpty || refused.contains(step) {
          // What stands below may need the cell, unless nothing can see it.
          if !cell.options.isolated, !cell.options.fails { isCut = true }
        } else if cell.options.isolated {
          var own = ProgramBuilder()
          if cell.options.fails {
            own.appendFailing(parts, &modules)
          } else {
            for part in parts { own.append(part, &modules) }
          }
          isolated.append((index, own))
        } else if cell.options.fails {
          main.appendFailing(parts, &modules)
        } else {
          for part in parts { main.append(part, &modules) }
        }
      }
    }
    moduleCount = modules.count
    let builders = last == nil ? [main] + isolated.map(\.program) : isApart ? isolated.suffix(1).map(\.program) : [main]
    programs = builders.map(\.program).filter { !$0.segments.isEmpty }
      .map(\.withVariablesThatHaveValues)
  }

  private static func problems(
    of source: StepSource, _ parts: [StepSource], options: CellOptions, below program: ProgramBuilder
  ) -> [RunRecord.Finding] {
    var problems = source.syntax.defers.map { offset in
      RunRecord.Finding(
        severity: .error, location: source.location(of: offset),
        text: options.isolated || options.fails
          ? "'defer' at the top level of this cell would run only at the end of its program, when nobody asks for its output"
          : "'defer' at the top level of a cell would run only at the end of the chapter",
        explanation: "Put the statements that it belongs to into a block: do { defer { … } … }")
    }
    problems += source.syntax.sourceLocations.map { offset in
      RunRecord.Finding(
        severity: .error, location: source.location(of: offset),
        text: "'#sourceLocation' cannot stand in a cell: messages would name other lines than those of the chapter",
        explanation: "Remove it.")
    }
    problems += parts.flatMap { part in
      part.shadowedInOnePart.map { name in
        RunRecord.Finding(
          severity: .error, location: source.location(of: name.offset),
          text: "'\(name.name)' is bound to a variable of its own name that functions of this cell need as well",
          explanation: "Bind it under another name, or declare the variable in a cell above.")
      }
    }
    problems += source.syntax.selfReads.map { name in
      RunRecord.Finding(
        severity: .error, location: source.location(of: name.offset),
        text: "'\(name.name)' is read in its own declaration, before it has a value",
        explanation: "To Swift the name means the new variable from there on. Give one of the two another name.")
    }
    if options.fails, !options.isolated, program.isAsynchronous, let offset = source.syntax.awaiting {
      problems.append(
        RunRecord.Finding(
          severity: .error, location: source.location(of: offset),
          text: "a cell that must fail cannot wait at its top level below another cell that does",
          explanation: """
            It runs in a copy of the chapter's program, in which no other thread goes on. Mark the cell '.isolated' too, \
            or let a function that is not asynchronous show the failure.
            """))
    }
    return problems
  }
}

private struct ModuleNames {
  private(set) var count = 0

  mutating func next() -> ModuleName {
    defer { count += 1 }
    return ModuleName(number: count)
  }
}

/// Collects the segments of one program.
///
/// A cell means what it means with the cells above it alone. So a segment, whose cells the compiler sees together, ends
/// before a cell that could change what stands above: one that declares a name which is mentioned there in any way, that
/// extends a type of the segment which conforms to something, that imports a module, or that reaches upward without
/// naming anything. Below code that looks names up while it runs, every cell is a segment.
private struct ProgramBuilder {
  /// The time that the optimiser takes over one long top level grows with its square. A cell without code, of which only the line is
  /// left that says where it begins, counts as a part of one with code.
  static let greatestWeight = 24 * weightOfCode
  static let weightOfCode = 8
  static let greatestLineCount = 300

  var isCellByCell = false
  private(set) var program = Program(segments: [], failing: [])
  private(set) var isAsynchronous = false
  /// Whether code above may look names up while it runs, and so find what stands further below in its module.
  private var looksUpNames = false
  private var lastIsCell = false
  /// What the author wants the compiler to do with the cells of the segment.
  private var optimizes: Bool??
  private var mentioned: Set<String> = []
  /// Types of the segment that inherit or conform to something.
  private var inheriting: Set<String> = []
  private var imported: Set<String> = []
  private var stepCount = 0
  private var weight = 0
  private var lineCount = 0

  mutating func append(_ source: StepSource, _ modules: inout ModuleNames) {
    if program.segments.isEmpty || stepCount > 0 && mustEnd(before: source) {
      beginSegment(&modules)
    }
    program.segments[program.segments.count - 1].parts.append(.step(source))
    mentioned.formUnion(source.syntax.mentioned)
    inheriting.formUnion(source.syntax.inheriting)
    imported.formUnion(source.syntax.imports.map(\.path))
    if source.syntax.looksUpNames { looksUpNames = true }
    lastIsCell = source.isCell
    if source.isCell { optimizes = .some(source.optimizes) }
    stepCount += 1
    weight += source.syntax.items.isEmpty ? 1 : Self.weightOfCode
    lineCount += source.lines.count
    if source.syntax.awaiting != nil {
      isAsynchronous = true
      program.segments[program.segments.count - 1].isAsynchronous = true
    }
  }

  private mutating func beginSegment(_ modules: inout ModuleNames) {
    program.segments.append(Segment(module: modules.next(), parts: [], isAsynchronous: isAsynchronous))
    mentioned = []
    inheriting = []
    optimizes = nil
    stepCount = 0
    weight = 0
    lineCount = 0
  }

  private func mustEnd(before source: StepSource) -> Bool {
    isCellByCell && (source.isCell || lastIsCell) || looksUpNames || source.syntax.reachesUpward
      || source.syntax.awaiting != nil && !isAsynchronous
      || weight >= Self.greatestWeight
      || lineCount + source.lines.count > Self.greatestLineCount
      || source.syntax.declares(anyOf: mentioned)
      || !source.syntax.extended.isDisjoint(with: inheriting)
      || source.isCell && optimizes != nil && optimizes != .some(source.optimizes)
      || source.syntax.imports.contains { !imported.contains($0.path) }
  }

  mutating func appendFailing(_ parts: [StepSource], _ modules: inout ModuleNames) {
    // An edit of it is none of the cell above, nor one of the cell below one of it.
    if program.segments.isEmpty || isCellByCell && stepCount > 0 { beginSegment(&modules) }
    if isCellByCell { (stepCount, lastIsCell) = (stepCount + 1, true) }
    let last = program.segments.count - 1
    program.failing.append(
      FailingCell(
        parts: parts.map { .init(module: modules.next(), source: $0) }, segment: last,
        partsAbove: program.segments[last].parts.count))
    program.segments[last].parts.append(.failing(step: parts[0].step))
  }
}
