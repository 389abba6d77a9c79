import SwiftSyntax

/// What a type, or an extension of one, says of itself: what it inherits and the members that it declares, but for those of
/// types within it.
final class OwnMembers: SyntaxVisitor {
  private(set) var inherited: [String] = []
  private(set) var names: Set<String> = []
  private(set) var privateNames: Set<String> = []
  /// Whether it has an initialiser that calls no other one: it gives the properties their values.
  private(set) var hasInitializerOfProperties = false
  private var depth = 0

  override func visit(_ node: InheritanceClauseSyntax) -> SyntaxVisitorContinueKind {
    if depth == 0 { inherited += node.inheritedTypes.map(\.type.trimmedDescription) }
    return .skipChildren
  }
  override func visit(_ node: MemberBlockSyntax) -> SyntaxVisitorContinueKind {
    depth += 1
    return depth == 1 ? .visitChildren : .skipChildren
  }
  override func visitPost(_ node: MemberBlockSyntax) { depth -= 1 }
  override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind { add([node.name], node.modifiers) }
  override func visit(_ node: TypeAliasDeclSyntax) -> SyntaxVisitorContinueKind { add([node.name], node.modifiers) }
  override func visit(_ node: EnumCaseDeclSyntax) -> SyntaxVisitorContinueKind {
    add(node.elements.map(\.name), node.modifiers)
  }
  override func visit(_ node: VariableDeclSyntax) -> SyntaxVisitorContinueKind {
    let finder = BindingFinder(viewMode: .sourceAccurate)
    for binding in node.bindings { finder.walk(binding.pattern) }
    return add(finder.names, node.modifiers)
  }
  override func visit(_ node: SubscriptDeclSyntax) -> SyntaxVisitorContinueKind {
    add([node.subscriptKeyword], node.modifiers)
  }
  override func visit(_ node: InitializerDeclSyntax) -> SyntaxVisitorContinueKind {
    let words = node.body?.tokens(viewMode: .sourceAccurate).map(\.text) ?? []
    // `self.init(…)`, `self = …`
    let callsAnother =
      zip(words, words.dropFirst()).contains { $0 == "self" && $1 == "=" }
      || zip(words, words.dropFirst(2)).contains { $0 == "self" && $1 == "init" }
    if !callsAnother { hasInitializerOfProperties = true }
    return add([node.initKeyword], node.modifiers)
  }
  override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind { type(node.name, node.modifiers) }
  override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind { type(node.name, node.modifiers) }
  override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind { type(node.name, node.modifiers) }
  override func visit(_ node: ActorDeclSyntax) -> SyntaxVisitorContinueKind { type(node.name, node.modifiers) }
  override func visit(_ node: ProtocolDeclSyntax) -> SyntaxVisitorContinueKind { type(node.name, node.modifiers) }
  override func visit(_ node: CodeBlockSyntax) -> SyntaxVisitorContinueKind { .skipChildren }

  private func type(_ name: TokenSyntax, _ modifiers: DeclModifierListSyntax) -> SyntaxVisitorContinueKind {
    // The one that is walked through, or one within it.
    if depth == 0 { return .visitChildren }
    return add([name], modifiers)
  }

  private func add(_ tokens: [TokenSyntax], _ modifiers: DeclModifierListSyntax) -> SyntaxVisitorContinueKind {
    let names = tokens.map(\.text.withoutBackticks)
    self.names.formUnion(names)
    if modifiers.contains(where: { $0.name.tokenKind == .keyword(.private) }) { privateNames.formUnion(names) }
    return .skipChildren
  }
}

/// Collects the words of code but for those with which types say what they inherit or conform to. What a protocol
/// inherits is among them: whoever asks for the protocol asks for that too.
final class WordsBesideConformances: SyntaxVisitor {
  private(set) var found: Set<String> = []

  override func visit(_ node: InheritanceClauseSyntax) -> SyntaxVisitorContinueKind {
    guard let parent = node.parent else { return .visitChildren }
    return parent.is(ProtocolDeclSyntax.self) || parent.is(AssociatedTypeDeclSyntax.self)
      ? .visitChildren : .skipChildren
  }
  override func visit(_ token: TokenSyntax) -> SyntaxVisitorContinueKind {
    if case .stringSegment = token.tokenKind { return .skipChildren }
    found.insert(token.text.withoutBackticks)
    return .skipChildren
  }
}
