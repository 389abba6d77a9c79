import SwiftSyntax

/// What an expected comment speaks of: the statement on whose line it stands or, on a line of its own, the one above it.
package struct ExpectedCommentSubject: Sendable, Hashable {
  /// Where output comes from. Lines are those of the cell's code, from 0.
  package enum Source: Sendable, Hashable {
    /// Statements at the top level that begin on these lines.
    case statements(Set<Int>)
    /// Calls of `print` on these lines, in whatever statement they run.
    case calls(ClosedRange<Int>)
  }

  package var source: Source
  /// The statements above that have no comments of their own, the nearest first: several comments below each other may speak of
  /// several statements.
  package var above: [Source] = []
  /// Where the statement is not at the top level, what else may be meant where calls of `print` are not told apart.
  package var enclosing: Source
  /// Whether all that the source gave is the statement's, and nothing else is.
  package var isExact: Bool
}

/// Finds the statements that comments speak of.
struct ExpectedCommentSubjects {
  private let tree: SourceFileSyntax
  private let lineStarts: [Int]
  /// The lines on which comments stand.
  private let commentLines: Set<Int>

  init(of comments: [Int], in tree: SourceFileSyntax, lineStarts: [Int]) {
    self.tree = tree
    self.lineStarts = lineStarts
    let line = { (offset: Int) in max(0, lineStarts.partitioningIndex { $0 > offset } - 1) }
    commentLines = Set(comments.map(line))
  }

  private func line(_ offset: Int) -> Int { max(0, lineStarts.partitioningIndex { $0 > offset } - 1) }

  private func lines(_ node: some SyntaxProtocol) -> ClosedRange<Int> {
    let first = line(node.positionAfterSkippingLeadingTrivia.utf8Offset)
    return first...max(first, line(max(0, node.endPositionBeforeTrailingTrivia.utf8Offset - 1)))
  }

  /// - Parameter offset: where the comment begins.
  func subject(of offset: Int) -> ExpectedCommentSubject? {
    let commentLine = line(offset)
    let finder = StatementListFinder(around: offset)
    finder.walk(tree)
    // From the inside out: a block without a statement above the comment belongs to the statement that it is of.
    for list in finder.found.reversed() {
      guard let statements = statements(above: commentLine, offset, in: list) else { continue }
      if list.parent?.is(SourceFileSyntax.self) == true {
        let own = Set(statements.own.map { lines($0).lowerBound })
        return ExpectedCommentSubject(
          source: .statements(own), above: statements.above.map { .statements([lines($0).lowerBound]) },
          enclosing: .statements(own), isExact: true)
      }
      let own = statements.own.map { lines($0) }
      let range = own.map(\.lowerBound).min()!...own.map(\.upperBound).max()!
      return ExpectedCommentSubject(
        source: .calls(range), above: statements.above.filter(\.isCallOfPrint).map { .calls(lines($0)) },
        enclosing: enclosing(offset), isExact: statements.own.allSatisfy(\.isCallOfPrint))
    }
    return nil
  }

  /// The statement at the top level around an offset; where its blocks may run later, any that runs.
  private func enclosing(_ offset: Int) -> ExpectedCommentSubject.Source {
    let item = tree.statements.first { $0.position.utf8Offset <= offset && offset < $0.endPosition.utf8Offset }
    if let item, !item.item.is(DeclSyntax.self) { return .statements([lines(item).lowerBound]) }
    return .statements(Set(tree.statements.map { lines($0).lowerBound }))
  }

  private func statements(
    above commentLine: Int, _ offset: Int, in list: CodeBlockItemListSyntax
  ) -> (own: [CodeBlockItemSyntax], above: [CodeBlockItemSyntax])? {
    let items = Array(list).filter { $0.positionAfterSkippingLeadingTrivia.utf8Offset < offset }
    let beside = items.filter { lines($0).upperBound >= commentLine }
    if !beside.isEmpty { return (beside, []) }
    guard let last = items.last else { return nil }
    var above: [CodeBlockItemSyntax] = []
    for (item, next) in zip(items.dropLast(), items.dropFirst()).reversed() {
      // What has a comment speaks for itself.
      let between = lines(item).lowerBound..<lines(next).lowerBound
      guard commentLines.isDisjoint(with: between) else { break }
      above.append(item)
    }
    // The statements on its last line go together.
    let own = items.filter { lines($0).upperBound == lines(last).upperBound }
    return (own, above.filter { !own.contains($0) })
  }
}

extension CodeBlockItemSyntax {
  /// Whether nothing but one call of `print` stands there.
  fileprivate var isCallOfPrint: Bool { item.as(ExprSyntax.self)?.as(FunctionCallExprSyntax.self)?.nameOfPrint != nil }
}

/// Finds the lists of statements within whose braces an offset lies, from the outermost in.
private final class StatementListFinder: SyntaxVisitor {
  private let offset: Int
  private(set) var found: [CodeBlockItemListSyntax] = []

  init(around offset: Int) {
    self.offset = offset
    super.init(viewMode: .sourceAccurate)
  }

  override func visit(_ node: CodeBlockItemListSyntax) -> SyntaxVisitorContinueKind {
    let first = node.previousToken(viewMode: .sourceAccurate)?.endPositionBeforeTrailingTrivia.utf8Offset ?? 0
    // What follows the last statement of a list stands before the token behind it.
    let next = node.lastToken(viewMode: .sourceAccurate)?.nextToken(viewMode: .sourceAccurate)
    let end = (next ?? node.nextToken(viewMode: .sourceAccurate))?.positionAfterSkippingLeadingTrivia.utf8Offset
    guard first <= offset, offset < end ?? .max else { return .skipChildren }
    found.append(node)
    return .visitChildren
  }
}
