import SwiftParser
import SwiftSyntax

extension CellSyntax {
  init(parsing code: String) {
    let file = Parser.parse(source: code)
    hasError = file.hasError
    for item in file.statements { add(item) }
    mentioned = file.words
    let finder = AwaitFinder(viewMode: .sourceAccurate)
    finder.walk(file)
    awaiting = finder.found
    let modifiers = FilePrivateFinder(viewMode: .sourceAccurate)
    modifiers.walk(file)
    edits += modifiers.edits
    edits.sort { $0.offset < $1.offset }
  }

  private mutating func add(_ item: CodeBlockItemSyntax) {
    let range = item.item.trimmedRange.bytes
    let count = declared.count
    defer {
      let names = declared[count...].map(\.name)
      items[items.count - 1].words = item.words
      if items[items.count - 1].runs {
        items[items.count - 1].variables = names
      } else {
        items[items.count - 1].declaration = names.first
      }
    }
    switch item.item {
    case .decl(let declaration):
      add(declaration)
      items.append(
        .init(range: range, runs: declaration.runsAtTopLevel, isDisplayed: false, isShow: false, names: []))
    case .expr(let expression):
      addBindings(of: expression)
      items.append(
        .init(
          range: range, runs: true, isDisplayed: expression.isDisplayedValue, isShow: expression.isCallOfShow,
          names: expression.namesOfShownValues))
    case .stmt(let statement):
      if statement.is(DeferStmtSyntax.self) { defers.append(statement.start) }
      items.append(.init(range: range, runs: true, isDisplayed: false, isShow: false, names: []))
      if let guardStatement = statement.as(GuardStmtSyntax.self) { rebind(guardStatement.conditions) }
    }
  }

  /// Types whose name alone gives every literal another meaning.
  private static let literalTypes: Set = [
    "IntegerLiteralType", "FloatLiteralType", "BooleanLiteralType", "StringLiteralType", "UnicodeScalarType",
    "ExtendedGraphemeClusterType", "StringInterpolationType",
  ]

  private mutating func add(_ declaration: DeclSyntax) {
    if let imported = declaration.as(ImportDeclSyntax.self) {
      add(imported)
    } else if let variable = declaration.as(VariableDeclSyntax.self) {
      for binding in variable.bindings { add(binding) }
    } else if let function = declaration.as(FunctionDeclSyntax.self) {
      declare(function.name)
      functions.append(
        .init(
          name: .init(
            base: function.name.text.withoutBackticks,
            parameters: function.signature.parameterClause.labelsAndTypes),
          offset: function.start))
      // A `switch` or `catch` compares by this operator without naming it.
      if function.name.text == "~=" { reachesUpward = true }
    } else if let named = declaration.asProtocol(NamedDeclSyntax.self) {
      declare(named.name)
      addType(declaration, name: named.name.text.withoutBackticks)
      if named.is(MacroDeclSyntax.self) || Self.literalTypes.contains(named.name.text) { reachesUpward = true }
    } else if let condition = declaration.as(IfConfigDeclSyntax.self) {
      for clause in condition.clauses {
        guard case .statements(let statements) = clause.elements else { continue }
        for case .decl(let inner) in statements.map(\.item) { add(inner) }
      }
    } else if let extended = declaration.as(ExtensionDeclSyntax.self) {
      if extended.inheritanceClause != nil { reachesUpward = true }
      let name = extended.extendedType.firstToken(viewMode: .sourceAccurate)?.text.withoutBackticks ?? ""
      addType(declaration, name: name)
    } else if declaration.is(OperatorDeclSyntax.self)
      || declaration.is(PrecedenceGroupDeclSyntax.self) || declaration.is(MacroExpansionDeclSyntax.self)
    {
      reachesUpward = true
    }
  }

  private mutating func addType(_ declaration: DeclSyntax, name: String) {
    let finder = DeclarationFinder(viewMode: .sourceAccurate)
    finder.walk(declaration)
    let extended = declaration.as(ExtensionDeclSyntax.self)
    types.append(
      .init(
        name: name, isExtension: extended != nil, addsConformance: extended?.inheritanceClause != nil,
        mentioned: declaration.words, declarations: finder.declarations))
    let members = MemberFinder(isExtension: extended != nil)
    members.walk(declaration)
    memberNames.formUnion(members.names)
    if members.reachesUpward { reachesUpward = true }
  }

  private mutating func add(_ imported: ImportDeclSyntax) {
    let text = imported.trimmedDescription
    let isExported = imported.attributes.contains { $0.trimmedDescription == "@_exported" }
    // What an import with an access level brings in is for its own file, so later segments import it again.
    let isRepeated = !imported.modifiers.isEmpty || text.contains("@_implementationOnly")
    imports.append(.init(module: imported.path.first?.name.text ?? "", repeated: isRepeated ? text : nil))
    if !isExported, !isRepeated {
      edits.append(.prefix("@_exported", at: imported.start))
    }
  }

  private mutating func declare(_ token: TokenSyntax) {
    declared.append(.init(name: token.text.withoutBackticks, offset: token.start))
  }

  private mutating func add(_ binding: PatternBindingSyntax) {
    let count = declared.count
    add(binding.pattern)
    guard let value = binding.initializer?.value else { return }
    let names = Set(declared[count...].map(\.name))
    // A closure that is called later reads the variable when it has its value.
    if value.is(ClosureExprSyntax.self) { return }
    let finder = ReferenceFinder(of: names)
    finder.walk(value)
    selfReads += finder.found.filter { !$0.isInClosureParameter(named: names) }.map {
      .init(name: $0.text, offset: $0.start)
    }
  }

  private mutating func add(_ pattern: PatternSyntax) {
    let finder = BindingFinder(viewMode: .sourceAccurate)
    finder.walk(pattern)
    for token in finder.names { declare(token) }
  }

  /// Gives the variables that a `guard` binds another name, and declares them after it: then they are variables of the
  /// module as all others are, which other segments see.
  private mutating func rebind(_ conditions: ConditionElementListSyntax) {
    if let names = namesBoundToThemselves(in: conditions) {
      for token in names {
        declare(token)
        fileNames.append(.init(name: token.text, offset: token.start))
      }
      return
    }
    var bound: Set<String> = []
    for condition in conditions {
      let references = ReferenceFinder(of: bound)
      let finder = BindingFinder(viewMode: .sourceAccurate)
      switch condition.condition {
      case .optionalBinding(let binding):
        finder.isVariable = binding.bindingSpecifier.tokenKind == .keyword(.var)
        finder.walk(binding.pattern)
        if let value = binding.initializer { references.walk(value) }
      case .matchingPattern(let matching):
        finder.walk(matching.pattern)
        references.walk(matching.initializer)
      case .expression(let expression): references.walk(expression)
      case .availability: break
      }
      for token in finder.names + references.found { edits.append(.insert(Self.bindingMark, at: token.start)) }
      for token in finder.names {
        let name = token.text
        declare(token)
        bound.insert(name)
        items[items.count - 1].rebindings.append(
          "\(finder.variables.contains(name) ? "var" : "let") \(name) = \(Self.bindingMark)\(name)")
      }
    }
  }

  /// All names that a `guard` binds, where one of them is bound to something of the same name, as in `guard let name`: a
  /// variable of the module would be bound to itself then.
  private func namesBoundToThemselves(in conditions: ConditionElementListSyntax) -> [TokenSyntax]? {
    var names: [TokenSyntax] = []
    var isBoundToItself = false
    for condition in conditions {
      let finder = BindingFinder(viewMode: .sourceAccurate)
      var value: ExprSyntax?
      switch condition.condition {
      case .optionalBinding(let binding):
        finder.walk(binding.pattern)
        value = binding.initializer?.value
        if value == nil { isBoundToItself = true }
      case .matchingPattern(let matching):
        finder.walk(matching.pattern)
        value = matching.initializer.value
      case .expression, .availability: break
      }
      let references = ReferenceFinder(of: Set(finder.names.map(\.text)))
      if let value { references.walk(value) }
      if !references.found.isEmpty { isBoundToItself = true }
      names += finder.names
    }
    return isBoundToItself ? names : nil
  }

  /// `#warning` and the like are expressions to the parser.
  private mutating func addBindings(of expression: ExprSyntax) {
    guard let macro = expression.as(MacroExpansionExprSyntax.self), !macro.isBuiltIn else { return }
    // It may stand for declarations, whose names only its expansion tells.
    reachesUpward = true
  }
}

extension MacroExpansionExprSyntax {
  /// Whether it is one of the language's own, which declare nothing.
  fileprivate var isBuiltIn: Bool {
    [
      "warning", "error", "sourceLocation", "file", "fileID", "filePath", "line", "column", "function", "dsohandle",
      "selector", "keyPath", "colorLiteral", "imageLiteral", "fileLiteral", "isolation",
    ].contains(macroName.text)
  }
}

extension DeclSyntax {
  /// Whether control reaches the declaration: variables are initialised, `#if` may hold statements, and a macro may
  /// expand to any.
  fileprivate var runsAtTopLevel: Bool {
    self.is(VariableDeclSyntax.self) || self.is(IfConfigDeclSyntax.self) || self.is(MacroExpansionDeclSyntax.self)
  }
}

extension ExprSyntax {
  /// An assignment has no value to show, and a macro such as `#warning` stands for declarations.
  fileprivate var isDisplayedValue: Bool {
    if let macro = self.as(MacroExpansionExprSyntax.self) {
      return !["warning", "error", "sourceLocation"].contains(macro.macroName.text)
    }
    if self.is(AssignmentExprSyntax.self) { return false }
    guard let sequence = self.as(SequenceExprSyntax.self) else { return true }
    return !sequence.elements.contains { $0.is(AssignmentExprSyntax.self) }
  }

  fileprivate var isCallOfShow: Bool {
    self.as(FunctionCallExprSyntax.self)?.calledExpression.as(DeclReferenceExprSyntax.self)?.baseName.text == "show"
  }

  fileprivate var namesOfShownValues: [String] {
    if isCallOfShow, let call = self.as(FunctionCallExprSyntax.self) {
      let names = call.arguments.map { $0.label == nil ? $0.expression.pathName ?? "" : "" }
      return names.allSatisfy(\.isEmpty) ? [] : names
    }
    return pathName.map { [$0] } ?? []
  }

  /// `image`, `layer.kernel`: an expression that is itself a name.
  private var pathName: String? {
    if let reference = self.as(DeclReferenceExprSyntax.self), reference.argumentNames == nil {
      return reference.baseName.text.withoutBackticks
    }
    if let member = self.as(MemberAccessExprSyntax.self), let base = member.base?.pathName {
      return base + "." + member.declName.baseName.text.withoutBackticks
    }
    return nil
  }
}

extension FunctionParameterClauseSyntax {
  /// What tells one function from another of its name, however it is written.
  fileprivate var labelsAndTypes: String {
    parameters.map { parameter in
      let type = parameter.type.tokens(viewMode: .sourceAccurate).map(\.text).joined(separator: " ")
      // An operator has no labels, whatever its parameters are called.
      let isOperator = parent?.parent?.as(FunctionDeclSyntax.self)?.name.isOperator == true
      return "\(isOperator ? "_" : parameter.firstName.text): \(type)\(parameter.ellipsis?.text ?? "")"
    }.joined(separator: ", ")
  }
}

extension TokenSyntax {
  /// Whether a closure around it has a parameter or a variable of that name.
  fileprivate func isInClosureParameter(named names: Set<String>) -> Bool {
    var node = Syntax(self).parent
    while let current = node {
      if let closure = current.as(ClosureExprSyntax.self) {
        let words = (closure.signature?.words ?? []).union(
          closure.statements.compactMap { $0.item.as(VariableDeclSyntax.self) }.flatMap { variable in
            variable.bindings.flatMap { $0.pattern.words }
          })
        if !words.isDisjoint(with: names) { return true }
      }
      node = current.parent
    }
    return false
  }

  fileprivate var isOperator: Bool {
    switch tokenKind {
    case .binaryOperator, .prefixOperator, .postfixOperator: true
    default: false
    }
  }
}

/// Finds an `await` that belongs to the top level itself, not to a function, closure or type.
private final class AwaitFinder: SyntaxVisitor {
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

/// Collects the names that a pattern binds.
private final class BindingFinder: SyntaxVisitor {
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

/// Finds where names are read, other than as members and labels.
private final class ReferenceFinder: SyntaxVisitor {
  private let names: Set<String>
  private(set) var found: [TokenSyntax] = []

  init(of names: Set<String>) {
    self.names = names
    super.init(viewMode: .sourceAccurate)
  }

  override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
    if node.parent?.as(MemberAccessExprSyntax.self)?.declName == node { return .visitChildren }
    if names.contains(node.baseName.text) { found.append(node.baseName) }
    return .visitChildren
  }
}

/// Finds what is private to the file: the chapter is that file, whatever number of modules it is compiled into, so
/// these declarations become internal. What is private within a type stays as it is.
private final class FilePrivateFinder: SyntaxVisitor {
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

/// Finds the declarations within a type that other modules could be shown: not those within functions, nor the
/// requirements of protocols, which have no access level.
private final class DeclarationFinder: SyntaxVisitor {
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
private final class MemberFinder: SyntaxVisitor {
  private let isExtension: Bool
  private var depth = 0
  private(set) var names: Set<String> = []
  private(set) var reachesUpward = false

  init(isExtension: Bool) {
    self.isExtension = isExtension
    super.init(viewMode: .sourceAccurate)
  }

  /// Members that Swift calls without their names.
  private static let implicit: Set = [
    "~=", "callAsFunction", "dynamicallyCall", "appendInterpolation", "appendLiteral", "wrappedValue", "projectedValue",
    "description", "debugDescription", "customMirror", "makeIterator", "makeAsyncIterator", "next", "hash", "encode",
    "buildBlock", "buildExpression", "buildOptional", "buildEither", "buildArray", "buildFinalResult",
    "buildPartialBlock", "buildLimitedAvailability",
  ]

  override func visit(_ node: InheritanceClauseSyntax) -> SyntaxVisitorContinueKind {
    // A literal may be of such a type from now on.
    if node.description.contains("ExpressibleBy") { reachesUpward = true }
    return .skipChildren
  }
  override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
    if isExtension || node.name.isOperator { add(node.name) }
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
  fileprivate var words: Set<String> {
    var words: Set<String> = []
    for token in tokens(viewMode: .sourceAccurate) {
      switch token.tokenKind {
      // Words within a text are no names, and a name in backticks is the name without them.
      case .stringSegment, .regexLiteralPattern, .endOfFile: continue
      default: words.insert(token.text.withoutBackticks)
      }
    }
    return words
  }
}

extension String {
  fileprivate var withoutBackticks: String { utf8.first == UInt8(ascii: "`") ? String(dropFirst().dropLast()) : self }
}

extension SyntaxProtocol {
  fileprivate var start: Int { positionAfterSkippingLeadingTrivia.utf8Offset }

  /// The bytes of the node without the comments and blanks around it.
  fileprivate var trimmedRange: Range<AbsolutePosition> {
    positionAfterSkippingLeadingTrivia..<endPositionBeforeTrailingTrivia
  }
}

extension Range<AbsolutePosition> {
  fileprivate var bytes: Range<Int> { lowerBound.utf8Offset..<upperBound.utf8Offset }
}
