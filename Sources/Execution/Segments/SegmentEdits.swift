/// What is changed in the code of a segment's steps, beyond what each step needs by itself.
struct SegmentEdits: Sendable {
  /// A column at which no author writes; see `SegmentSource`.
  let callColumn: Int
  private let exposed: [Int: [TypeSyntax.Declaration]]
  private let superseded: Set<FunctionName>
  private let hidden: Set<FunctionName>
  private let nonisolatedConstants: Set<String>
  private let header: SegmentSource.Header

  /// - Parameters:
  ///   - header: what the steps see of other modules.
  ///   - superseded: functions, by name and parameters, that a later segment declares again.
  ///   - hidden: functions that no other segment sees.
  ///   - nonisolatedConstants: constants, by name, that are not isolated.
  init(
    _ steps: [StepSource], below header: SegmentSource.Header, superseded: Set<FunctionName> = [],
    hidden: Set<FunctionName> = [], nonisolatedConstants: Set<String> = []
  ) {
    // What is inserted into a line makes it longer, by less than its own length. Few lines are so long that a comment at the
    // end of one changes it.
    callColumn = max(1000, 2 * (steps.map(\.greatestLineLength).max() ?? 0))
    self.header = header
    self.superseded = superseded
    self.hidden = hidden
    self.nonisolatedConstants = nonisolatedConstants
    exposed = Self.exposedDeclarations(of: steps)
  }

  init(
    _ segment: Segment, below header: SegmentSource.Header, superseded: Set<FunctionName> = [],
    hidden: Set<FunctionName> = []
  ) {
    self.init(
      segment.steps, below: header, superseded: superseded, hidden: hidden,
      nonisolatedConstants: segment.nonisolatedConstants)
  }

  /// The edits of a step, in order.
  func edits(of step: StepSource) -> [CellSyntax.Edit] {
    var edits = step.syntax.edits
    // Parts of one step may stand in one segment.
    let declarations = Set(step.syntax.types.flatMap(\.declarations))
    edits += (exposed[step.step] ?? []).filter(declarations.contains).map { declaration in
      declaration.hasAttributes
        ? .insert("public ", at: declaration.offset) : .prefix("public", at: declaration.offset)
    }
    for function in step.syntax.functions where superseded.contains(function.name) {
      edits.append(.prefix("@_disfavoredOverload", at: function.offset))
    }
    for function in step.syntax.functions where hidden.contains(function.name) {
      edits.append(.prefix("fileprivate", at: function.offset))
    }
    let constants = step.syntax.constants.filter { nonisolatedConstants.contains($0.name) }
    edits += Set(constants.map(\.offset)).map { .insert("nonisolated ", at: $0) }
    if step.attributesCalls {
      edits += step.syntax.printCalls.map { offset in
        .insert(StepSource.attributedPrintMarker(step.callIndex(ofPrintAt: offset)), at: offset)
      }
    }
    for item in step.syntax.items {
      guard let binding = item.binding, isVariableOfModule(binding) else { continue }
      edits += binding.edits
      guard let module = header.earlier.last else { continue }
      edits += binding.shadowed.map { name in
        .insert(
          name.isShorthand ? " = \(module.identifier).\(name.name)" : "\(module.identifier).", at: name.offset)
      }
    }
    return edits.sorted { $0.offset < $1.offset }
  }

  /// Whether what a `guard` binds can become variables of the module: all that it binds to something of the same name is
  /// declared in cells above.
  func isVariableOfModule(_ binding: GuardSyntax) -> Bool {
    binding.shadowed.allSatisfy { header.declared.contains($0.name.withoutBackticks) }
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
