import SwiftSyntax

// What the syntax of a statement says of what it prints.

extension CodeBlockItemSyntax {
  /// The call of `print` where nothing else stands there.
  var callOfPrint: FunctionCallExprSyntax? {
    guard var expression = item.as(ExprSyntax.self) else { return nil }
    while let inner = expression.as(TryExprSyntax.self)?.expression ?? expression.as(AwaitExprSyntax.self)?.expression {
      expression = inner
    }
    guard let call = expression.as(FunctionCallExprSyntax.self), call.nameOfPrint != nil else { return nil }
    return call
  }

  /// Whether it is a function, a type or the like, which runs nothing where it stands.
  var declaresCode: Bool { item.is(DeclSyntax.self) && !item.is(VariableDeclSyntax.self) }

  var hasCalls: Bool {
    let finder = ConditionFinder(viewMode: .sourceAccurate)
    finder.walk(self)
    return finder.hasCalls
  }

  /// Whether no part of it is left out or runs later.
  var isUnconditional: Bool {
    let finder = ConditionFinder(viewMode: .sourceAccurate)
    finder.walk(self)
    return !finder.isConditional && !declaresCode
  }
}

extension FunctionCallExprSyntax {
  /// Whether what it prints ends its line.
  var endsLine: Bool { !arguments.contains { $0.label?.text == "terminator" } }

  /// Whether a function, a closure or an accessor within a statement has the call, so that others may run it.
  func isDeferred(in statement: CodeBlockItemSyntax) -> Bool {
    var node = parent
    while let current = node, current.id != statement.id {
      if current.is(ClosureExprSyntax.self) || current.is(AccessorBlockSyntax.self) { return true }
      if current.is(DeclSyntax.self), !current.is(VariableDeclSyntax.self) { return true }
      node = current.parent
    }
    return false
  }
}

/// Finds the calls of `print` that print to the standard output.
final class PrintedCallFinder: SyntaxVisitor {
  private(set) var calls: [FunctionCallExprSyntax] = []

  override func visit(_ node: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind {
    if node.nameOfPrint != nil { calls.append(node) }
    return .visitChildren
  }
}

/// Finds what may not run where a statement runs: blocks, closures, and operands that others decide on.
private final class ConditionFinder: SyntaxVisitor {
  private(set) var isConditional = false
  private(set) var hasCalls = false

  override func visit(_ node: CodeBlockItemListSyntax) -> SyntaxVisitorContinueKind {
    isConditional = true
    return .visitChildren
  }

  override func visit(_ node: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind {
    hasCalls = true
    if node.nameOfPrint != nil { isConditional = true }
    return .visitChildren
  }

  override func visit(_ token: TokenSyntax) -> SyntaxVisitorContinueKind {
    if ["?", "??", "&&", "||"].contains(token.text) { isConditional = true }
    return .skipChildren
  }
}
