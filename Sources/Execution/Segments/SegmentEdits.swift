/// What is changed in the code of a segment's steps, beyond what each step needs by itself.
struct SegmentEdits: Sendable {
  private let exposed: [Int: [TypeSyntax.Declaration]]
  private let superseded: [Int: [Int]]

  /// - Parameter names: functions, by name and parameters, that a later segment declares again.
  init(_ steps: [StepSource], superseded names: Set<FunctionName> = []) {
    exposed = Self.exposedDeclarations(of: steps)
    var superseded: [Int: [Int]] = [:]
    for step in steps {
      for function in step.syntax.functions where names.contains(function.name) {
        superseded[step.step, default: []].append(function.offset)
      }
    }
    self.superseded = superseded
  }

  /// The edits of a step, in order.
  func edits(of step: StepSource) -> [CellSyntax.Edit] {
    var edits = step.syntax.edits
    edits += (exposed[step.step] ?? []).map { declaration in
      declaration.hasAttributes
        ? .insert("public ", at: declaration.offset) : .prefix("public", at: declaration.offset)
    }
    edits += (superseded[step.step] ?? []).map { .prefix("@_disfavoredOverload", at: $0) }
    return edits.sorted { $0.offset < $1.offset }
  }

  /// The declarations, by step, that must be public.
  ///
  /// What a module sees of another by a `@testable` import counts as public for the compiler, and what makes a public type
  /// conform to a public protocol must be so too. So the members of an extension are public where the type stands in a
  /// segment above, and with them every type of this segment that they name.
  private static func exposedDeclarations(of steps: [StepSource]) -> [Int: [TypeSyntax.Declaration]] {
    let types = steps.flatMap { step in step.syntax.types.map { (step: step.step, type: $0) } }
    let declared = Set(types.filter { !$0.type.isExtension }.map(\.type.name))
    var isExposed = types.map { $0.type.addsConformance && !declared.contains($0.type.name) }
    guard isExposed.contains(true) else { return [:] }
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      let words = zip(types, isExposed).filter(\.1).reduce(into: Set<String>()) { $0.formUnion($1.0.type.mentioned) }
      for (index, type) in types.enumerated() where !isExposed[index] && words.contains(type.type.name) {
        isExposed[index] = true
        hasChanged = true
      }
    }
    var offsets: [Int: [TypeSyntax.Declaration]] = [:]
    for (type, isExposed) in zip(types, isExposed) where isExposed {
      offsets[type.step, default: []] += type.type.declarations
    }
    return offsets
  }
}
