import SwiftSyntax

/// Finds the calls of `print` that print to the standard output, and whether code calls something of its own so.
package final class PrintCallFinder: SyntaxVisitor {
  /// Where the name stands in each.
  package private(set) var calls: [Int] = []
  package private(set) var isDeclared = false

  package init() { super.init(viewMode: .sourceAccurate) }

  package override func visit(_ node: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind {
    if let name = node.nameOfPrint { calls.append(name.positionAfterSkippingLeadingTrivia.utf8Offset) }
    return .visitChildren
  }

  package override func visit(_ node: TokenSyntax) -> SyntaxVisitorContinueKind {
    // Whoever reads the name of something declares nothing.
    if node.text == "print" || node.text == "`print`", node.parent?.is(DeclReferenceExprSyntax.self) != true {
      isDeclared = true
    }
    return .visitChildren
  }
}

extension FunctionCallExprSyntax {
  /// The name in a call of `print` that prints to the standard output.
  var nameOfPrint: TokenSyntax? {
    guard let reference = calledExpression.as(DeclReferenceExprSyntax.self), reference.argumentNames == nil,
      reference.baseName.text == "print", leftParen != nil, trailingClosure == nil,
      arguments.allSatisfy({ $0.label.map { ["separator", "terminator"].contains($0.text) } ?? true })
    else { return nil }
    return reference.baseName
  }
}
