import Book

/// Which steps of a chapter may have had a part in what others gave, as the compiler knows their names.
///
/// A step depends on those above it that define what it names, and on those that may have changed it since. A function is all that it
/// names, a type all that its members name and whatever conforms to it or inherits from it, a value its type. What may be changed through
/// other names, such as an object or a closure, counts as changed by whoever hands it on, and with it all that it was ever handed on
/// together with; only where it is plain that somebody merely looks at it does it not. What cannot be followed is taken to have changed: it
/// lists too much rather than too little.
struct ChapterDependences {
  /// What a step may depend on.
  struct Origins: Equatable {
    /// The cells above it, by their indices.
    var cells: [Int] = []
    /// Whether there are checked values among what it may depend on.
    var hasValues = false
    /// What it, or what it depends on, asked of the world around the program.
    var asks: Set<CodeFacts.Question> = []
  }

  private(set) var cells: [Int: Origins] = [:]
  private(set) var values: [Int: Origins] = [:]

  init(_ chapter: Chapter, _ report: ChapterReport, _ reader: CodeStructureReader) {
    let steps = StepCode.steps(of: chapter, report, reader)
    var model = ProgramModel(steps)
    /// The steps that define something or may have changed it.
    var origins: [DependenceNode: Set<Int>] = [:]
    /// Those of which nothing is known.
    var unknown: Set<Int> = []
    /// For each step those on which it depends.
    var above: [Set<Int>] = []
    for (index, step) in steps.enumerated() {
      guard step.runs else {
        above.append([])
        continue
      }
      let reach = model.run(index)
      var own: Set<Int> = []
      if !step.isApart {
        for node in reach.read { own.formUnion(origins[node] ?? []) }
        own.formUnion(origins[.everywhere] ?? [])
        own.formUnion(unknown)
        let isUnknown = step.lasts && step.facts.names.isEmpty && !step.structure.words.isEmpty
        if isUnknown { own.formUnion(steps.indices.prefix(index).filter { steps[$0].runs && !steps[$0].isApart }) }
        if isUnknown { unknown.insert(index) }
      }
      if !step.facts.asks.isDisjoint(with: [.files, .unfollowed]) { own.formUnion(origins[.world] ?? []) }
      for other in own { own.formUnion(above[other]) }
      own.remove(index)
      above.append(own)
      var found = Origins(asks: step.facts.asks)
      for other in own {
        found.asks.formUnion(steps[other].facts.asks)
        switch steps[other].kind {
        case .cell(let cell): found.cells.append(cell)
        case .value: found.hasValues = true
        }
      }
      found.cells.sort()
      switch step.kind {
      case .cell(let cell): cells[cell] = found
      case .value(let value): values[value] = found
      }
      if step.facts.changesWorld { origins[.world, default: []].insert(index) }
      guard step.lasts else { continue }
      for node in reach.changed.union(model.defined[index]) { origins[node, default: []].insert(index) }
    }
  }
}
