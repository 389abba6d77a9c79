import Book
import Storage
import SwiftSyntax

/// The same cells come up with every save.
private let known = Memo<CellSyntax>()
private let declaring = Memo<Bool>()

extension CellSyntax {
  init(parsing code: String) {
    self = known.value(of: code) { SwiftParsing.parse(code, CellSyntax.init(reading:)) }
  }

  /// Whether code declares something of the name `print`.
  static func declaresPrint(in code: String) -> Bool {
    declaring.value(of: code) { CellSyntax(parsing: code).declaresPrint }
  }

  static func recall(declaresPrint: Bool, in code: String) { _ = declaring.value(of: code) { declaresPrint } }

  private init(reading file: SourceFileSyntax) {
    hasError = file.hasError
    if hasError {
      let errors = ErrorFinder(viewMode: .all)
      errors.walk(file)
      errorOffset = errors.found
    }
    for item in file.statements { add(item) }
    mentioned = file.words
    let casts = ForcedCastFinder(viewMode: .sourceAccurate)
    casts.walk(file)
    forcedCasts = casts.found
    let words = WordsBesideConformances(viewMode: .sourceAccurate)
    words.walk(file)
    mentionedBesideConformances = words.found
    let finder = AwaitFinder(viewMode: .sourceAccurate)
    finder.walk(file)
    awaiting = finder.found
    let modifiers = FilePrivateFinder(viewMode: .sourceAccurate)
    modifiers.walk(file)
    edits += modifiers.edits
    let constants = ConstantFinder(viewMode: .sourceAccurate)
    constants.walk(file)
    self.constants = constants.found
    if mentioned.contains("#sourceLocation") {
      let finder = SourceLocationFinder(viewMode: .sourceAccurate)
      finder.walk(file)
      sourceLocations = finder.found
    }
    edits.sort { $0.offset < $1.offset }
    if mentioned.contains("print") {
      let finder = PrintCallFinder()
      finder.walk(file)
      printCalls = finder.calls
      declaresPrint = finder.isDeclared
    }
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
      if let guardStatement = statement.as(GuardStmtSyntax.self) {
        items[items.count - 1].binding = binding(guardStatement.conditions)
      }
    }
  }

  /// Types whose name alone gives every literal another meaning.
  private static let literalTypes: Set = [
    "IntegerLiteralType", "FloatLiteralType", "BooleanLiteralType", "StringLiteralType", "UnicodeScalarType",
    "ExtendedGraphemeClusterType", "StringInterpolationType", "_ColorLiteralType", "_ImageLiteralType",
    "_FileReferenceLiteralType",
  ]

  private mutating func add(_ declaration: DeclSyntax) {
    // Functions are then replaced, or can be differentiated, for whoever calls them.
    let text = declaration.description
    if ["@_dynamicReplacement", "@derivative", "@transpose"].contains(where: text.contains) { reachesUpward = true }
    if let imported = declaration.as(ImportDeclSyntax.self) {
      add(imported)
    } else if let variable = declaration.as(VariableDeclSyntax.self) {
      for binding in variable.bindings {
        let count = declared.count
        add(binding)
        if variable.bindingSpecifier.tokenKind == .keyword(.let), binding.initializer == nil {
          constantsWithoutValue += declared[count...].map(\.name)
        }
        if variable.needsValue(binding) { variablesWithoutValue += declared[count...] }
      }
    } else if let function = declaration.as(FunctionDeclSyntax.self) {
      declare(function.name)
      functions.append(
        .init(
          name: .init(
            base: function.name.text.withoutBackticks,
            parameters: function.signature.parameterClause.labelsAndTypes),
          offset: function.start))
      if MemberFinder.implicitOperators.contains(function.name.text) { reachesUpward = true }
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
    if extended != nil { self.extended.insert(name) }
    let inheritance = InheritanceFinder(viewMode: .sourceAccurate)
    inheritance.walk(declaration)
    if inheritance.isFound { inheriting.insert(name) }
    let own = OwnMembers(viewMode: .sourceAccurate)
    own.walk(declaration)
    types.append(
      .init(
        name: name, extensionParts: extended?.parts, mentioned: declaration.words,
        inherited: own.inherited, members: own.names, privateMembers: own.privateNames,
        isStructure: declaration.is(StructDeclSyntax.self), initializesProperties: own.hasInitializerOfProperties,
        declarations: finder.declarations))
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
    let path = [imported.importKindSpecifier?.text, imported.path.trimmedDescription].compactMap { $0 }
    imports.append(
      .init(
        module: imported.path.first?.name.text ?? "", path: path.joined(separator: " "), offset: imported.start,
        repeated: isRepeated ? text : nil))
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
    selfReads += finder.found.map { .init(name: $0.text, offset: $0.start) }
  }

  private mutating func add(_ pattern: PatternSyntax) {
    let finder = BindingFinder(viewMode: .sourceAccurate)
    finder.walk(pattern)
    for token in finder.names { declare(token) }
  }

  /// What a `guard` binds, condition by condition: each sees what those before it have bound.
  private mutating func binding(_ conditions: ConditionElementListSyntax) -> GuardSyntax? {
    let all = BindingFinder(viewMode: .sourceAccurate)
    for condition in conditions {
      switch condition.condition {
      case .optionalBinding(let binding): all.walk(binding.pattern)
      case .matchingPattern(let matching): all.walk(matching.pattern)
      case .expression, .availability: break
      }
    }
    guard !all.names.isEmpty else { return nil }
    var result = GuardSyntax()
    var unbound = Set(all.names.map(\.text))
    for condition in conditions {
      let references = ReferenceFinder(of: Set(all.names.map(\.text)))
      let finder = BindingFinder(viewMode: .sourceAccurate)
      switch condition.condition {
      case .optionalBinding(let binding):
        finder.isVariable = binding.bindingSpecifier.tokenKind == .keyword(.var)
        finder.walk(binding.pattern)
        if let value = binding.initializer {
          references.walk(value)
        } else {
          result.shadowed += finder.names.map {
            .init(name: $0.text, offset: $0.endPositionBeforeTrailingTrivia.utf8Offset, isShorthand: true)
          }
        }
      case .matchingPattern(let matching):
        finder.walk(matching.pattern)
        references.walk(matching.initializer)
      case .expression(let expression): references.walk(expression)
      case .availability: break
      }
      for token in references.found where unbound.contains(token.text) {
        result.shadowed.append(.init(name: token.text, offset: token.start, isShorthand: false))
      }
      let renamed = finder.names + references.found.filter { !unbound.contains($0.text) }
      result.edits += renamed.map { .insert(Self.bindingMarker, at: $0.start) }
      for token in finder.names {
        let name = token.text
        declare(token)
        unbound.remove(name)
        result.declarations.append(
          "\(finder.variables.contains(name) ? "var" : "let") \(name) = \(Self.bindingMarker)\(name)")
      }
    }
    return result
  }

  /// `#warning` and the like are expressions to the parser.
  private mutating func addBindings(of expression: ExprSyntax) {
    guard let macro = expression.as(MacroExpansionExprSyntax.self), !macro.isBuiltIn else { return }
    // It may stand for declarations, whose names only its expansion has.
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

extension VariableDeclSyntax {
  /// Whether what a binding declares has no value until a statement gives it one.
  fileprivate func needsValue(_ binding: PatternBindingSyntax) -> Bool {
    guard bindingSpecifier.tokenKind == .keyword(.var), binding.initializer == nil, binding.accessorBlock == nil,
      attributes.isEmpty, modifiers.allSatisfy({ !["lazy", "weak"].contains($0.name.text) }),
      let type = binding.typeAnnotation?.type
    else { return false }
    let isOptional =
      type.is(OptionalTypeSyntax.self) || type.is(ImplicitlyUnwrappedOptionalTypeSyntax.self)
      || type.as(IdentifierTypeSyntax.self)?.name.text == "Optional"
    return !isOptional
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
  /// What distinguishes one function from another of its name, however it is written.
  fileprivate var labelsAndTypes: String {
    parameters.map { parameter in
      let type = parameter.type.tokens(viewMode: .sourceAccurate).map(\.text).joined(separator: " ")
      // An operator has no labels, whatever its parameters are called.
      let isOperator = parent?.parent?.as(FunctionDeclSyntax.self)?.name.isOperator == true
      return "\(isOperator ? "_" : parameter.firstName.text): \(type)\(parameter.ellipsis?.text ?? "")"
    }.joined(separator: ", ")
  }
}

extension ExtensionDeclSyntax {
  fileprivate var parts: TypeSyntax.ExtensionParts {
    .init(
      range: trimmedRange.bytes, conformances: inheritanceClause?.trimmedRange.bytes,
      members: memberBlock.leftBrace.endPosition.utf8Offset..<memberBlock.rightBrace.position.utf8Offset)
  }
}

extension TokenSyntax {
  /// Whether a closure around it has a parameter or a variable of its name.
  var isNameInClosure: Bool {
    var node = Syntax(self).parent
    while let current = node {
      if let closure = current.as(ClosureExprSyntax.self) {
        let words = (closure.signature?.words ?? []).union(
          closure.statements.compactMap { $0.item.as(VariableDeclSyntax.self) }.flatMap { variable in
            variable.bindings.flatMap { $0.pattern.words }
          })
        if words.contains(text) { return true }
      }
      node = current.parent
    }
    return false
  }

  var isOperator: Bool {
    switch tokenKind {
    case .binaryOperator, .prefixOperator, .postfixOperator: true
    default: false
    }
  }
}
