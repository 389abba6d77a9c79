/// Constants and variables that get their value in a cell further below.
///
/// To Swift only the file that declares such a constant may give it a value, and only there it sees whether such a variable
/// has one. Where nothing mentions it before that cell, the declaration moves down to it, and nothing else changes.
extension Program {
  /// The program with declarations of variables without a value moved down to what mentions them; those that stay where they
  /// are must have one at the end of their segment, where others need it.
  var withVariablesThatHaveValues: Program {
    var program = self
    for index in segments.indices.dropFirst() {
      let mentioned = segments[index].steps.reduce(into: Set<String>()) { $0.formUnion($1.syntax.mentioned) }
      let open = program.segments[..<index].flatMap { $0.steps.flatMap { $0.syntax.variablesWithoutValue.map(\.name) } }
      for name in Set(open).intersection(mentioned).sorted() {
        program = program.lowering(name, to: index) ?? program
      }
    }
    for index in program.segments.indices {
      let open = Set(program.segments[index].steps.flatMap { $0.syntax.variablesWithoutValue.map(\.name) })
      guard !open.isEmpty else { continue }
      let below = program.segments[(index + 1)...].flatMap(\.steps)
      program.segments[index].neededVariables = open.filter { name in
        below.contains { $0.syntax.mentioned.contains(name) }
      }
    }
    return program
  }

  /// The program with declarations of constants without a value moved down to a segment.
  ///
  /// - Returns: nil where none of the names is such a constant, or one is mentioned in between.
  func lowering(_ names: Set<String>, to index: Int) -> Program? {
    guard !names.isEmpty else { return nil }
    var program = self
    for name in names.sorted() {
      guard let next = program.lowering(name, to: index) else { return nil }
      program = next
    }
    return program
  }

  private func lowering(_ name: String, to index: Int) -> Program? {
    for origin in segments[..<index].indices.reversed() {
      for (position, part) in segments[origin].parts.enumerated().reversed() {
        guard case .step(let source) = part, source.syntax.isWithoutValue(name),
          let item = source.syntax.items.first(where: { $0.variables.contains(name) }),
          item.variables.allSatisfy(source.syntax.isWithoutValue)
        else { continue }
        return lowering(item, of: source, from: (origin, position), to: index)
      }
    }
    return nil
  }

  private func lowering(
    _ item: CellSyntax.Item, of source: StepSource, from origin: (segment: Int, part: Int),
    to index: Int
  ) -> Program? {
    let rest = StepSource(source, without: [item.range])
    var declaration = StepSource(
      source, without: [0..<item.range.lowerBound, item.range.upperBound..<source.code.utf8.count])
    declaration.isFirst = false
    declaration.isLast = false
    let mentions = { (step: StepSource) in !step.syntax.mentioned.isDisjoint(with: item.variables) }
    guard
      let target = segments[index].parts.firstIndex(where: { part in
        if case .step(let step) = part { mentions(step) } else { false }
      })
    else { return nil }
    let between =
      segments[origin.segment..<index].flatMap(\.steps).filter { $0.step != source.step } + [rest]
      + StepSource.steps(of: segments[index].parts[..<target])
    let failing = failing.filter { $0.segment < index }.flatMap { $0.parts.map(\.source) }
    guard !(between + failing).contains(where: mentions), declaration.meansTheSame(above: between) else { return nil }
    var program = self
    program.segments[origin.segment].parts[origin.part] = .step(rest)
    program.segments[index].parts.insert(.step(declaration), at: target)
    for cell in program.failing.indices
    where program.failing[cell].segment == index && program.failing[cell].partsAbove > target {
      program.failing[cell].partsAbove += 1
    }
    return program
  }
}
