/// Extensions of which it can be seen beforehand that Swift wants them in one file with their type, so that they are moved up
/// before anything is compiled.
///
/// Only where nothing above could notice: whether a type conforms to a protocol may be asked as the program runs, and there
/// is one type, whichever cell it is that makes it conform. Where code above could ask, what the chapter gives decides
/// (`ChapterRun`).
extension Program {
  /// - Parameter excluded: steps whose extensions stay where they are.
  func hoistingAhead(but excluded: Set<Int>) -> Program {
    var program = self
    /// What the steps above mention, other than to say what a type conforms to.
    var asked = failing.reduce(into: Set<String>()) { words, cell in
      for part in cell.parts { words.formUnion(part.source.syntax.mentionedBesideConformances) }
    }
    for index in segments.indices {
      for position in segments[index].parts.indices {
        guard case .step(let source) = segments[index].parts[position] else { continue }
        // One after the other: each that moves leaves blanks.
        for type in excluded.contains(source.step) ? [] : source.syntax.types where type.isExtension {
          guard segments[index].declaration(of: type.name) == nil, let target = program.target(of: type, above: index),
            let hoisting = program.hoisting(ahead: type, of: source.step, to: target, below: asked)
          else { continue }
          program = program.hoisting(hoisting, type, from: index, position, to: target) ?? program
        }
        asked.formUnion(source.syntax.mentionedBesideConformances)
      }
    }
    return program
  }

  /// How an extension has to move, and can without being noticed.
  private func hoisting(
    ahead type: TypeSyntax, of step: Int, to target: Int, below asked: Set<String>
  ) -> Hoisting? {
    guard let declaration = segments[target].declaration(of: type.name) else { return nil }
    let protocols = type.inherited.map(DerivedConformance.init)
    if protocols.contains(where: { $0?.isDerived(in: type) == true }) {
      let isAsked = asked.contains { name in
        // Foundation's classes of old compare whatever they hold as values that can be compared or not.
        name.hasPrefix("NS") || protocols.contains { $0?.names.contains(name) == true }
      }
      guard !protocols.contains(nil), !isAsked, !isNoticed(type, of: step, declaration) else { return nil }
      return .all
    }
    let isOfOneFile =
      type.initializesProperties && declaration.isStructure
      || !type.mentioned.isDisjoint(with: declaration.privateMembers)
    guard isOfOneFile, !isNoticed(type, of: step, declaration) else { return nil }
    return type.addsConformance ? .members : .all
  }

  private static let askingAttributes: Set = [
    "dynamicMemberLookup", "dynamicCallable", "resultBuilder", "propertyWrapper",
  ]

  /// Whether code above an extension could mean a member of it, or a protocol there ask for one.
  ///
  /// Whoever names a member of a value means one that the type has by then; within the type, and in what inherits from it,
  /// a name alone may come to mean the member.
  private func isNoticed(_ type: TypeSyntax, of step: Int, _ declaration: TypeSyntax) -> Bool {
    guard !type.members.isEmpty else { return false }
    // Some types are asked for members by code that names none of them.
    if !declaration.mentioned.isDisjoint(with: Self.askingAttributes) { return true }
    if !type.members.isDisjoint(with: MemberFinder.implicit) { return true }
    return segments.contains { segment in
      segment.steps.contains { source in
        source.step < step
          && (source.syntax.inheriting.contains(type.name)
            || source.syntax.functions.contains { type.members.contains($0.name.base) }
            || source.syntax.types.contains { other in
              other.inherited.contains(type.name)
                || other.name == type.name && !other.mentioned.isDisjoint(with: type.members)
            })
      }
    }
  }
}

/// A protocol for which the compiler writes what a type needs, in the file of the type alone.
private struct DerivedConformance: Equatable {
  /// The members with which nothing is left for the compiler to write.
  var members: Set<String>
  /// What code mentions that asks whether a type conforms to it, or to what it inherits.
  var names: Set<String>

  init?(_ name: String) {
    guard let known = Self.all[name.hasPrefix("Swift.") ? String(name.dropFirst(6)) : name] else { return nil }
    self = known
  }

  private init(members: Set<String>, names: Set<String>) {
    self.members = members
    self.names = names
  }

  func isDerived(in type: TypeSyntax) -> Bool { !members.isSubset(of: type.members) }

  private static let codable: Set = ["Codable", "Encodable", "Decodable"]
  private static let all: [String: DerivedConformance] = [
    "Equatable": .init(members: ["=="], names: ["Equatable"]),
    "Comparable": .init(members: ["<", "=="], names: ["Comparable", "Equatable"]),
    "Hashable": .init(members: ["hash", "=="], names: ["Hashable", "Equatable", "AnyHashable"]),
    "CaseIterable": .init(members: ["allCases"], names: ["CaseIterable"]),
    "Codable": .init(members: ["init", "encode"], names: codable),
    "Encodable": .init(members: ["encode"], names: codable),
    "Decodable": .init(members: ["init"], names: codable),
  ]
}
