import Book
import SwiftSyntax

/// Extensions that are compiled in the file of the type they extend.
///
/// Some of what an extension may do is possible only there: to initialise a structure's properties, to use what is private to
/// the type, to have a conformance written by the compiler. Such an extension moves up to the segment that declares the
/// type, where nothing that stands between can give it another meaning, and is seen from its own cell on; everything else
/// stays where it was.
extension Program {
  /// What of an extension moves up: its members alone, so that the conformance is there for the cells below only, or all.
  enum Hoisting { case members, all }

  /// The program with those extensions of a segment moved up in which the compiler found an error.
  ///
  /// - Parameters:
  ///   - index: the segment's.
  ///   - lines: the lines of the chapter with errors.
  /// - Returns: nil where there is none, or one that means something else further up.
  func hoisting(_ hoisting: Hoisting, from index: Int, at lines: Set<Int>) -> Program? {
    var program = self
    for (position, part) in segments[index].parts.enumerated() {
      guard case .step(let source) = part else { continue }
      let faulty = source.syntax.types.filter { type in
        guard let parts = type.extensionParts else { return false }
        return !lines.isDisjoint(with: source.lines(of: parts.range))
          && (hoisting == .all || parts.conformances != nil && !parts.members.isEmpty)
      }
      for type in faulty {
        guard let target = program.target(of: type, above: index) else { continue }
        guard let next = program.hoisting(hoisting, type, from: index, position, to: target) else { return nil }
        program = next
      }
    }
    return program.hoistedCount > hoistedCount ? program : nil
  }

  /// The program with one extension of a part moved up.
  ///
  /// - Returns: nil where it would mean something else there.
  func hoisting(
    _ hoisting: Hoisting, _ type: TypeSyntax, from index: Int, _ position: Int, to target: Int
  ) -> Program? {
    guard case .step(let source) = segments[index].parts[position], !source.syntax.hasError,
      let parts = type.extensionParts, source.syntax.items.contains(where: { $0.range == parts.range })
    else { return nil }
    let rest = source.without(parts, hoisting)
    let piece = source.with(parts, hoisting)
    let between = segments[(target + 1)...index].flatMap(\.steps).filter { $0.step != source.step } + [rest]
    guard piece.meansTheSame(above: between) else { return nil }
    var program = self
    program.segments[target].hoisted.append(piece)
    program.segments[index].parts[position] = .step(rest)
    return program
  }

  /// The index of the segment above another one that declares the type of an extension.
  func target(of type: TypeSyntax, above index: Int) -> Int? {
    segments[..<index].lastIndex { $0.declaration(of: type.name) != nil }
  }

  private var hoistedCount: Int { segments.reduce(0) { $0 + $1.hoisted.count } }
}

extension Segment {
  /// The type of a name that is declared at the top level.
  func declaration(of name: String) -> TypeSyntax? {
    for step in steps {
      if let type = step.syntax.types.first(where: { !$0.isExtension && $0.name == name }) { return type }
    }
    return nil
  }
}

extension StepSource {
  /// The lines of the chapter on which a range of the code stands.
  func lines(of range: Range<Int>) -> ArraySlice<Int> {
    lines[location(of: range.lowerBound).line...location(of: range.upperBound).line]
  }

  /// The step without an extension, or without its members.
  fileprivate func without(_ parts: TypeSyntax.ExtensionParts, _ hoisting: Program.Hoisting) -> StepSource {
    StepSource(self, without: [hoisting == .all ? parts.range : parts.members])
  }

  /// An extension, or one that has its members only.
  fileprivate func with(_ parts: TypeSyntax.ExtensionParts, _ hoisting: Program.Hoisting) -> StepSource {
    var others = [0..<parts.range.lowerBound, parts.range.upperBound..<code.utf8.count]
    if hoisting == .members, let conformances = parts.conformances { others.append(conformances) }
    var piece = StepSource(self, without: others)
    piece.isFirst = false
    piece.isLast = false
    return piece
  }

  /// Whether nothing that some steps declare or import can be meant here.
  func meansTheSame(above steps: [StepSource]) -> Bool {
    let referenced = SwiftParsing.parse(code) { $0.references }
    let hasCode = syntax.types.contains { $0.extensionParts?.members.isEmpty == false }
    return steps.allSatisfy { step in
      (step.syntax.imports.isEmpty || !hasCode) && referenced.isDisjoint(with: step.syntax.declared.map(\.name))
        && referenced.isDisjoint(with: step.syntax.memberNames)
    }
  }
}

extension SyntaxProtocol {
  /// Every word in it but the names of what it declares.
  fileprivate var references: Set<String> {
    var references: Set<String> = []
    for token in tokens(viewMode: .sourceAccurate) {
      if case .stringSegment = token.tokenKind { continue }
      guard token.parent?.asProtocol(NamedDeclSyntax.self)?.name != token,
        token.parent?.is(IdentifierPatternSyntax.self) != true
      else { continue }
      references.insert(token.text.withoutBackticks)
    }
    return references
  }
}
