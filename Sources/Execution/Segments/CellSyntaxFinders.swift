import SwiftSyntax

// What a cell's syntax is asked for: each of these walks through it and collects.

/// Finds an `await` that belongs to the top level itself, not to a function, closure or type.
final class AwaitFinder: SyntaxVisitor {
  var found: Int?

  override func visit(_ node: AwaitExprSyntax) -> SyntaxVisitorContinueKind { note(node.awaitKeyword) }
  override func visit(_ node: ForStmtSyntax) -> SyntaxVisitorContinueKind {
    node.awaitKeyword.map(note) ?? .visitChildren
  }
  override func visit(_ node: VariableDeclSyntax) -> SyntaxVisitorContinueKind {
    if let modifier = node.modifiers.first(where: { $0.name.text == "async" }) { return note(modifier.name) }
    return .visitChildren
  }
  override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: ClosureExprSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: AccessorBlockSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: MemberBlockSyntax) -> SyntaxVisitorContinueKind { .skipChildren }

  private func note(_ token: TokenSyntax) -> SyntaxVisitorContinueKind {
    if found == nil { found = token.start }
    return .skipChildren
  }
}

/// Finds the first place that the parser could not read.
final class ErrorFinder: SyntaxVisitor {
  private(set) var found: Int?

  override func visit(_ node: UnexpectedNodesSyntax) -> SyntaxVisitorContinueKind {
    note(node.positionAfterSkippingLeadingTrivia.utf8Offset)
    return .skipChildren
  }

  override func visit(_ token: TokenSyntax) -> SyntaxVisitorContinueKind {
    if token.presence == .missing { note(token.position.utf8Offset) }
    return .skipChildren
  }

  private func note(_ offset: Int) { found = min(found ?? offset, offset) }
}

/// Finds each `#sourceLocation`.
final class SourceLocationFinder: SyntaxVisitor {
  var found: [Int] = []

  override func visit(_ node: PoundSourceLocationSyntax) -> SyntaxVisitorContinueKind {
    found.append(node.poundSourceLocation.start)
    return .skipChildren
  }
}

/// Collects the names that a pattern binds.
final class BindingFinder: SyntaxVisitor {
  var names: [TokenSyntax] = []
  /// Those among them that can be changed.
  var variables: Set<String> = []
  var isVariable = false

  override func visit(_ node: ValueBindingPatternSyntax) -> SyntaxVisitorContinueKind {
    isVariable = node.bindingSpecifier.tokenKind == .keyword(.var)
    return .visitChildren
  }
  override func visit(_ node: IdentifierPatternSyntax) -> SyntaxVisitorContinueKind {
    names.append(node.identifier)
    if isVariable { variables.insert(node.identifier.text) }
    return .skipChildren
  }
  // `case .some(let x) where { … }()`: what a closure binds is its own.
  override func visit(_ node: ClosureExprSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
}

/// Finds where names are read, other than as members, labels and names of a closure's own.
final class ReferenceFinder: SyntaxVisitor {
  private let names: Set<String>
  private(set) var found: [TokenSyntax] = []

  init(of names: Set<String>) {
    self.names = names
    super.init(viewMode: .sourceAccurate)
  }

  override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
    if node.parent?.as(MemberAccessExprSyntax.self)?.declName == node { return .visitChildren }
    if names.contains(node.baseName.text), !node.baseName.isNameInClosure { found.append(node.baseName) }
    return .visitChildren
  }
}

/// Finds casts that stop the program where they do not hold.
final class ForcedCastFinder: SyntaxVisitor {
  private(set) var found: [DeclaredName] = []

  override func visit(_ node: ExprListSyntax) -> SyntaxVisitorContinueKind {
    for (element, type) in zip(node, node.dropFirst()) {
      guard let cast = element.as(UnresolvedAsExprSyntax.self),
        cast.questionOrExclamationMark?.tokenKind == .exclamationMark
      else { continue }
      found.append(.init(name: type.trimmedDescription, offset: element.start))
    }
    return .visitChildren
  }
}

/// Finds constants that belong to the file or to a type, and that say nothing of their isolation.
final class ConstantFinder: SyntaxVisitor {
  private(set) var found: [DeclaredName] = []

  override func visit(_ node: VariableDeclSyntax) -> SyntaxVisitorContinueKind {
    guard node.bindingSpecifier.tokenKind == .keyword(.let),
      !node.modifiers.contains(where: { $0.name.tokenKind == .keyword(.nonisolated) })
    else { return .skipChildren }
    let finder = BindingFinder(viewMode: .sourceAccurate)
    for binding in node.bindings { finder.walk(binding.pattern) }
    found += finder.names.map { .init(name: $0.text.withoutBackticks, offset: node.bindingSpecifier.start) }
    return .skipChildren
  }
  override func visit(_ node: CodeBlockSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: ClosureExprSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: AccessorBlockSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
}

/// Finds what is private to the file: the chapter is that file, whatever number of modules it is compiled into, so
/// these declarations become internal. What is private within a type stays as it is.
final class FilePrivateFinder: SyntaxVisitor {
  var edits: [CellSyntax.Edit] = []
  private var depth = 0

  override func visit(_ node: DeclModifierSyntax) -> SyntaxVisitorContinueKind {
    let isFilePrivate = node.name.tokenKind == .keyword(.fileprivate)
    guard isFilePrivate || node.name.tokenKind == .keyword(.private) && depth == 0 else { return .skipChildren }
    let range = node.trimmedRange.bytes
    let word = depth == 0 || node.detail != nil ? "" : "internal"
    let blanks = String(repeating: " ", count: range.count - word.utf8.count)
    edits.append(.replace(range, word + blanks))
    return .skipChildren
  }
  override func visit(_ node: MemberBlockSyntax) -> SyntaxVisitorContinueKind {
    depth += 1
    return .visitChildren
  }
  override func visitPost(_ node: MemberBlockSyntax) { depth -= 1 }
  override func visit(_ node: CodeBlockSyntax) -> SyntaxVisitorContinueKind {
    depth += 1
    return .visitChildren
  }
  override func visitPost(_ node: CodeBlockSyntax) { depth -= 1 }
  override func visit(_ node: ClosureExprSyntax) -> SyntaxVisitorContinueKind {
    depth += 1
    return .visitChildren
  }
  override func visitPost(_ node: ClosureExprSyntax) { depth -= 1 }
}

/// Whether a type, or one within it, inherits or conforms to anything.
final class InheritanceFinder: SyntaxVisitor {
  private(set) var isFound = false

  override func visit(_ node: InheritanceClauseSyntax) -> SyntaxVisitorContinueKind {
    isFound = true
    return .skipChildren
  }
}

/// Finds the declarations within a type that other modules could be shown: not those within functions, nor the
/// requirements of protocols, which have no access level.
final class DeclarationFinder: SyntaxVisitor {
  var declarations: [TypeSyntax.Declaration] = []

  override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind { note(node.modifiers, node) }
  override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind { note(node.modifiers, node) }
  override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind { note(node.modifiers, node) }
  override func visit(_ node: ActorDeclSyntax) -> SyntaxVisitorContinueKind { note(node.modifiers, node) }
  override func visit(_ node: TypeAliasDeclSyntax) -> SyntaxVisitorContinueKind { note(node.modifiers, node) }
  override func visit(_ node: ProtocolDeclSyntax) -> SyntaxVisitorContinueKind { leaf(node.modifiers, node) }
  override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind { leaf(node.modifiers, node) }
  override func visit(_ node: InitializerDeclSyntax) -> SyntaxVisitorContinueKind { leaf(node.modifiers, node) }
  override func visit(_ node: VariableDeclSyntax) -> SyntaxVisitorContinueKind { leaf(node.modifiers, node) }
  override func visit(_ node: SubscriptDeclSyntax) -> SyntaxVisitorContinueKind { leaf(node.modifiers, node) }

  private func leaf(_ modifiers: DeclModifierListSyntax, _ node: some WithAttributesSyntax) -> SyntaxVisitorContinueKind
  {
    _ = note(modifiers, node)
    return .skipChildren
  }

  private func note(
    _ modifiers: DeclModifierListSyntax, _ node: some WithAttributesSyntax
  ) -> SyntaxVisitorContinueKind {
    let levels: [Keyword] = [.private, .fileprivate, .internal, .package, .public, .open]
    let hasLevel = modifiers.contains { modifier in
      modifier.detail == nil && levels.contains { modifier.name.tokenKind == .keyword($0) }
    }
    // What the declaration begins with after its attributes.
    let first = node.children(viewMode: .sourceAccurate).first {
      !$0.is(AttributeListSyntax.self) && $0.totalLength.utf8Length > 0
    }
    if !hasLevel, let first {
      declarations.append(
        .init(offset: first.positionAfterSkippingLeadingTrivia.utf8Offset, hasAttributes: !node.attributes.isEmpty))
    }
    return .visitChildren
  }
}

/// Finds what a type, or an extension of one, adds to the names that code above it could mean.
///
/// An operator of a type competes with all others of its name. The members of an extension compete with those of the type:
/// whoever does not mention their names cannot mean them. Some are meant without being named.
final class MemberFinder: SyntaxVisitor {
  private let isExtension: Bool
  private var depth = 0
  private(set) var names: Set<String> = []
  private(set) var reachesUpward = false

  init(isExtension: Bool) {
    self.isExtension = isExtension
    super.init(viewMode: .sourceAccurate)
  }

  /// Members that Swift calls without their names.
  static let implicit: Set = [
    "~=", "callAsFunction", "dynamicallyCall", "appendInterpolation", "appendLiteral", "wrappedValue", "projectedValue",
    "description", "debugDescription", "customMirror", "makeIterator", "makeAsyncIterator", "next", "hash", "encode",
    "buildBlock", "buildExpression", "buildOptional", "buildEither", "buildArray", "buildFinalResult",
    "buildPartialBlock", "buildLimitedAvailability",
  ]

  /// Operators that Swift calls without their names: to match a pattern, and in what the compiler writes of a conformance.
  static let implicitOperators: Set = ["~=", "==", "<"]

  override func visit(_ node: InheritanceClauseSyntax) -> SyntaxVisitorContinueKind {
    // A literal may be of such a type from now on.
    if node.description.contains("ExpressibleBy") { reachesUpward = true }
    return .skipChildren
  }
  override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
    if isExtension || node.name.isOperator { add(node.name) }
    // An operator of a type has an operand of that type, and a pattern may be of one that it does not name.
    if node.name.text == "~=" { reachesUpward = true }
    return .skipChildren
  }
  override func visit(_ node: VariableDeclSyntax) -> SyntaxVisitorContinueKind {
    if isExtension {
      let finder = BindingFinder(viewMode: .sourceAccurate)
      for binding in node.bindings { finder.walk(binding.pattern) }
      for name in finder.names { add(name) }
    }
    return .skipChildren
  }
  override func visit(_ node: InitializerDeclSyntax) -> SyntaxVisitorContinueKind {
    addLabel(of: node.signature.parameterClause)
    return .skipChildren
  }
  override func visit(_ node: SubscriptDeclSyntax) -> SyntaxVisitorContinueKind {
    addLabel(of: node.parameterClause)
    return .skipChildren
  }
  override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind { nested(node.name) }
  override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind { nested(node.name) }
  override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind { nested(node.name) }
  override func visit(_ node: ActorDeclSyntax) -> SyntaxVisitorContinueKind { nested(node.name) }
  override func visit(_ node: ProtocolDeclSyntax) -> SyntaxVisitorContinueKind { nested(node.name) }
  override func visit(_ node: TypeAliasDeclSyntax) -> SyntaxVisitorContinueKind { nested(node.name) }
  override func visit(_ node: MacroExpansionDeclSyntax) -> SyntaxVisitorContinueKind {
    reachesUpward = true
    return .skipChildren
  }
  override func visit(_ node: CodeBlockSyntax) -> SyntaxVisitorContinueKind { .skipChildren }

  private func nested(_ name: TokenSyntax) -> SyntaxVisitorContinueKind {
    if isExtension { add(name) }
    return .visitChildren
  }

  private func add(_ name: TokenSyntax) {
    let name = name.text.withoutBackticks
    names.insert(name)
    if isExtension, Self.implicit.contains(name) { reachesUpward = true }
  }

  /// A call without the first label that is written cannot mean it; one without any label may be any call.
  private func addLabel(of clause: FunctionParameterClauseSyntax) {
    guard isExtension else { return }
    if let label = clause.parameters.first(where: { $0.firstName.text != "_" })?.firstName.text {
      names.insert(label)
      if ["from", "arrayLiteral", "dynamicMember", "wrappedValue"].contains(label) { reachesUpward = true }
    } else {
      reachesUpward = true
    }
  }
}

extension SyntaxProtocol {
  /// Every word and operator in it.
  var words: Set<String> {
    var words: Set<String> = []
    for token in tokens(viewMode: .sourceAccurate) {
      switch token.tokenKind {
      // Words within a text are no names, and a name in backticks is the name without them.
      case .stringSegment, .regexLiteralPattern, .endOfFile: continue
      default:
        let word = token.text.withoutBackticks
        words.insert(word)
        // What is written of a variable by a macro or a wrapper has its name: `$depth`, `_depth`.
        if word.utf8.first == UInt8(ascii: "$") || word.utf8.first == UInt8(ascii: "_"), word.utf8.count > 1 {
          words.insert(String(word.dropFirst()))
        }
      }
    }
    return words
  }
}

extension String {
  var withoutBackticks: String { utf8.first == UInt8(ascii: "`") ? String(dropFirst().dropLast()) : self }
}

extension SyntaxProtocol {
  var start: Int { positionAfterSkippingLeadingTrivia.utf8Offset }

  /// The bytes of the node without the comments and blanks around it.
  var trimmedRange: Range<AbsolutePosition> {
    positionAfterSkippingLeadingTrivia..<endPositionBeforeTrailingTrivia
  }
}

extension Range<AbsolutePosition> {
  var bytes: Range<Int> { lowerBound.utf8Offset..<upperBound.utf8Offset }
}
