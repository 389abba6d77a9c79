import Book
import Markdown
import SwiftOperators
import SwiftParser
import SwiftSyntax

/// The Swift of one step of a chapter, a cell or a checked value, and what its syntax says about it.
struct StepSource: Sendable {
  /// The step's place among all steps of the chapter.
  let step: Int
  let kind: Kind
  /// The code as the author wrote it.
  let code: String
  /// The line of the chapter, counted from 1, on which each line of `code` stands.
  let lines: [Int]
  let syntax: Syntax

  enum Kind: Sendable, Hashable {
    case cell(Cell)
    case checkedValue
  }

  /// What the planner and the generator need to know of the code, copied out of the syntax tree.
  struct Syntax: Sendable {
    /// Whether the code does not parse by itself, so that nothing may be compiled together with it.
    var hasError = false
    var items: [Item] = []
    var imports: [Import] = []
    var declared: [DeclaredName] = []
    /// The names that code at the top level reads, each with its first place; without those bound within the cell.
    var used: [String: Range<Int>] = [:]
    /// Bytes of a top-level `await` (`for await` and `async let` among them), if there is one.
    var awaiting: Range<Int>?
    /// Bytes of each `defer` at the top level.
    var defers: [Range<Int>] = []
  }

  /// A statement, declaration or expression at the top level.
  struct Item: Sendable, Hashable {
    /// Its bytes in `code`, without the comments and blanks around it and without a semicolon.
    var range: Range<Int>
    /// Whether it is code that runs, rather than a declaration of a type, function or import.
    var runs: Bool
    /// Whether its value is displayed when it comes last.
    var isDisplayed: Bool
    /// The names of the values that it shows: of the expression itself, or of the arguments of `show`.
    var names: [String]
  }

  struct Import: Sendable, Hashable {
    var text: String
    var module: String
  }
}

/// A name that a cell declares at its top level.
struct DeclaredName: Sendable, Hashable {
  var name: String
  /// What may stand beside another declaration of the same name: a function's labels and types; nil for all else.
  var signature: String?
  /// Whether it is a variable, which has no value before control reaches it.
  var isVariable = false
  /// Its bytes in the cell's code.
  var range: Range<Int>

  /// Whether two declarations cannot stand in one module.
  func conflicts(with other: DeclaredName) -> Bool {
    guard name == other.name else { return false }
    guard let signature, let otherSignature = other.signature else { return true }
    return signature == otherSignature
  }
}

extension StepSource {
  init(step: Int, cell: Cell, in source: SourceText) {
    self.step = step
    kind = .cell(cell)
    code = cell.code
    lines = cell.lines.map { source.position(at: $0.lowerBound).line }
    syntax = Syntax(parsing: cell.code)
  }

  init(step: Int, value: Book.CheckedValue, in source: SourceText) {
    self.step = step
    kind = .checkedValue
    code = value.expression
    let first = source.position(at: value.expressionRange.lowerBound).line
    let last = source.position(at: value.expressionRange.upperBound).line
    lines = Array(first...last)
    syntax = Syntax(parsing: value.expression)
  }
}

extension StepSource.Syntax {
  init(parsing code: String) {
    let file = Parser.parse(source: code)
    hasError = file.hasError
    for item in file.statements {
      let range = item.item.trimmedRange.bytes
      switch item.item {
      case .decl(let declaration):
        add(declaration)
        items.append(.init(range: range, runs: declaration.runsAtTopLevel, isDisplayed: false, names: []))
      case .expr(let expression):
        items.append(
          .init(
            range: range, runs: true, isDisplayed: expression.isDisplayedValue, names: expression.namesOfShownValues))
      case .stmt(let statement):
        if statement.is(DeferStmtSyntax.self) { defers.append(statement.trimmedRange.bytes) }
        if let guardStatement = statement.as(GuardStmtSyntax.self) { add(guardStatement.conditions) }
        items.append(.init(range: range, runs: true, isDisplayed: false, names: []))
      }
    }
    let finder = AwaitFinder(viewMode: .sourceAccurate)
    finder.walk(file)
    awaiting = finder.found
    let names = NameFinder(viewMode: .sourceAccurate)
    names.walk(file)
    used = names.used.filter { !names.bound.contains($0.key) }
  }

  private mutating func add(_ declaration: DeclSyntax) {
    if let imported = declaration.as(ImportDeclSyntax.self) {
      imports.append(.init(text: imported.trimmedDescription, module: imported.path.first?.name.text ?? ""))
    } else if let variable = declaration.as(VariableDeclSyntax.self) {
      for binding in variable.bindings { add(binding.pattern) }
    } else if let function = declaration.as(FunctionDeclSyntax.self) {
      let signature =
        (function.genericParameterClause?.trimmedDescription ?? "") + function.signature.trimmedDescription
        + (function.genericWhereClause?.trimmedDescription ?? "")
      declared.append(
        .init(name: function.name.text, signature: signature, range: function.name.trimmedRange.bytes))
    } else if let named = declaration.asProtocol(NamedDeclSyntax.self) {
      declared.append(.init(name: named.name.text, signature: nil, range: named.name.trimmedRange.bytes))
    } else if let condition = declaration.as(IfConfigDeclSyntax.self) {
      for clause in condition.clauses {
        guard case .statements(let statements) = clause.elements else { continue }
        for case .decl(let inner) in statements.map(\.item) where inner.is(ImportDeclSyntax.self) { add(inner) }
      }
    }
  }

  private mutating func add(_ pattern: PatternSyntax) {
    if let identifier = pattern.as(IdentifierPatternSyntax.self) {
      declared.append(
        .init(
          name: identifier.identifier.text, signature: nil, isVariable: true,
          range: identifier.identifier.trimmedRange.bytes))
    } else if let tuple = pattern.as(TuplePatternSyntax.self) {
      for element in tuple.elements { add(element.pattern) }
    }
  }

  private mutating func add(_ conditions: ConditionElementListSyntax) {
    for condition in conditions {
      if case .optionalBinding(let binding) = condition.condition { add(binding.pattern) }
    }
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

  fileprivate var namesOfShownValues: [String] {
    if let call = self.as(FunctionCallExprSyntax.self),
      call.calledExpression.as(DeclReferenceExprSyntax.self)?.baseName.text == "show"
    {
      let names = call.arguments.map { $0.label == nil ? $0.expression.pathName ?? "" : "" }
      return names.allSatisfy(\.isEmpty) ? [] : names
    }
    return pathName.map { [$0] } ?? []
  }

  /// `image`, `layer.kernel`: an expression that is itself a name.
  private var pathName: String? {
    if let reference = self.as(DeclReferenceExprSyntax.self), reference.argumentNames == nil {
      return reference.baseName.text
    }
    if let member = self.as(MemberAccessExprSyntax.self), let base = member.base?.pathName {
      return base + "." + member.declName.baseName.text
    }
    return nil
  }
}

/// Finds an `await` that belongs to the top level itself, not to a function, closure or type.
private final class AwaitFinder: SyntaxVisitor {
  var found: Range<Int>?

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
    if found == nil { found = token.trimmedRange.bytes }
    return .skipChildren
  }
}

/// Collects the names that code at the top level reads, and those that the cell binds anywhere: a name that is bound by a
/// loop, a closure or a function may mean that binding.
private final class NameFinder: SyntaxVisitor {
  var used: [String: Range<Int>] = [:]
  var bound: Set<String> = []

  override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
    if used[node.baseName.text] == nil { used[node.baseName.text] = node.baseName.trimmedRange.bytes }
    return .visitChildren
  }
  override func visit(_ node: IdentifierPatternSyntax) -> SyntaxVisitorContinueKind {
    bound.insert(node.identifier.text)
    return .visitChildren
  }
  override func visit(_ node: ClosureShorthandParameterSyntax) -> SyntaxVisitorContinueKind {
    bound.insert(node.name.text)
    return .visitChildren
  }
  override func visit(_ node: ClosureParameterSyntax) -> SyntaxVisitorContinueKind {
    bound.insert((node.secondName ?? node.firstName).text)
    return .visitChildren
  }
  // Only the name before a dot can be a variable of the chapter.
  override func visit(_ node: MemberAccessExprSyntax) -> SyntaxVisitorContinueKind {
    if let base = node.base { walk(base) }
    return .skipChildren
  }
  // What stands in a function or a type runs later, when the variable may have its value.
  override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: MemberBlockSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: AccessorBlockSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
}

extension SyntaxProtocol {
  /// The bytes of the node without the comments and blanks around it.
  fileprivate var trimmedRange: Range<AbsolutePosition> {
    positionAfterSkippingLeadingTrivia..<endPositionBeforeTrailingTrivia
  }
}

extension Range<AbsolutePosition> {
  fileprivate var bytes: Range<Int> { lowerBound.utf8Offset..<upperBound.utf8Offset }
}
