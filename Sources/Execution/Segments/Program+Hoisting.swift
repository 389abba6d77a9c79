import Book
import SwiftSyntax

/// Extensions that are compiled in the file of the type they extend.
///
/// Some of what an extension may do is possible only there: to initialise a structure's properties, to use what is private to
/// the type, to have a conformance written by the compiler. Such an extension moves up to the segment that declares the
/// type, where nothing that stands between can give it another meaning; everything else stays where it was.
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
    var hasChanged = false
    for (position, part) in segments[index].parts.enumerated() {
      guard case .step(let source) = part, !source.syntax.hasError else { continue }
      let moved = source.syntax.types.compactMap { type -> (parts: TypeSyntax.ExtensionParts, target: Int)? in
        guard let parts = type.extensionParts, source.syntax.items.contains(where: { $0.range == parts.range }),
          !lines.isDisjoint(with: source.lines(of: parts.range)),
          hoisting == .all || parts.conformances != nil && !parts.members.isEmpty,
          let target = segments[..<index].lastIndex(where: { $0.declaresType(type.name) })
        else { return nil }
        return (parts, target)
      }
      guard !moved.isEmpty else { continue }
      let rest = source.without(moved.map(\.parts), hoisting)
      for (parts, target) in moved {
        let piece = source.with(parts, hoisting)
        let between = segments[(target + 1)...index].flatMap(\.steps).filter { $0.step != source.step } + [rest]
        guard piece.meansTheSame(above: between) else { return nil }
        program.segments[target].parts.append(.step(piece))
      }
      program.segments[index].parts[position] = .step(rest)
      hasChanged = true
    }
    return hasChanged ? program : nil
  }
}

extension Segment {
  fileprivate func declaresType(_ name: String) -> Bool {
    steps.contains { step in step.syntax.types.contains { !$0.isExtension && $0.name == name } }
  }
}

extension StepSource {
  /// The lines of the chapter on which a range of the code stands.
  func lines(of range: Range<Int>) -> ArraySlice<Int> {
    lines[location(of: range.lowerBound).line...location(of: range.upperBound).line]
  }

  /// The step without some extensions, or without their members.
  fileprivate func without(_ extensions: [TypeSyntax.ExtensionParts], _ hoisting: Program.Hoisting) -> StepSource {
    StepSource(self, blanking: extensions.map { hoisting == .all ? $0.range : $0.members })
  }

  /// An extension, or one that has its members only.
  fileprivate func with(_ parts: TypeSyntax.ExtensionParts, _ hoisting: Program.Hoisting) -> StepSource {
    var blanks = [0..<parts.range.lowerBound, parts.range.upperBound..<code.utf8.count]
    if hoisting == .members, let conformances = parts.conformances { blanks.append(conformances) }
    var piece = StepSource(self, blanking: blanks)
    piece.isFirst = false
    piece.isLast = false
    return piece
  }

  /// Whether nothing that some steps declare or import can be meant here.
  fileprivate func meansTheSame(above steps: [StepSource]) -> Bool {
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
