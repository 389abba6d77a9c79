import Outputs
import SwiftSyntax

/// What an expected comment speaks of: the statement on whose line it stands or, on a line of its own, the one above it.
package struct ExpectedCommentSubject: Sendable, Hashable {
  /// Where output comes from. Lines are those of the cell's code, from 0.
  package enum Source: Sendable, Hashable {
    /// Statements at the top level that begin on these lines.
    case statements(Set<Int>)
    /// Calls of `print`, in whatever statement they run.
    case calls(Set<Call>)
  }

  /// Where a call of `print` begins: the line, and which of the calls that begin there it is, from 0.
  package struct Call: Sendable, Hashable {
    package var line: Int
    package var index: Int

    /// Whether it is known apart from others on its line.
    var isKnownAlone: Bool { index < AttributedText.Call.greatestIndex }
  }

  package var source: Source
  /// The statements above that have no comments of their own, the nearest first: several comments below each other may speak of
  /// several statements.
  package var above: [Source] = []
  /// Where the statement is not at the top level, what else may be meant where calls of `print` are not told apart.
  package var enclosing: Source
  /// Whether all that the source gave is the statement's, and nothing else is.
  package var isExact: Bool
  /// Whether the source is of several statements on one line, of which the last is meant: what it gave comes last.
  package var isLast = false
  /// Whether what is around the statement may be meant as well, because the comment stands on a line of its own.
  package var allowsEnclosing = false
  /// Whether all of the statement ran if it ran, so that it prints nothing where nothing came.
  package var isUnconditional = false
}

/// Finds the statements that comments speak of.
struct ExpectedCommentSubjects {
  private let tree: SourceFileSyntax
  private let lineStarts: [Int]
  /// The lines on which comments stand.
  private let commentLines: Set<Int>
  /// All calls of `print`, by where their names stand.
  private let callOffsets: [Int]

  init(of comments: [Int], in tree: SourceFileSyntax, lineStarts: [Int]) {
    self.tree = tree
    self.lineStarts = lineStarts
    let calls = PrintCallFinder()
    calls.walk(tree)
    callOffsets = calls.calls.sorted()
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
      guard let statements = statements(above: commentLine, offset, in: list), let last = statements.own.last else {
        continue
      }
      let isTopLevel = list.parent?.is(SourceFileSyntax.self) == true
      let end = lines(last).upperBound
      // What stands below a function or a comment on the last line of its statement continues that.
      let isBeside = end >= commentLine
      if isBeside || commentLines.contains(end) || last.declaresCode {
        let line = isBeside ? commentLine : end
        if let call = call(endingOn: line, before: offset, in: last, isTopLevel: isTopLevel) {
          return subject(call, in: last)
        }
      }
      return isTopLevel
        ? subject(of: statements, in: list, isBeside: isBeside) : nestedSubject(of: statements, offset)
    }
    return nil
  }

  /// The last call of `print` of a statement that ends on a line, where that is what a comment on the line speaks of: at the top
  /// level a loop or a condition on one line is known as a whole.
  private func call(
    endingOn line: Int, before offset: Int, in statement: CodeBlockItemSyntax, isTopLevel: Bool
  ) -> FunctionCallExprSyntax? {
    let call = calls(in: statement).filter {
      lines($0).upperBound == line && $0.endPositionBeforeTrailingTrivia.utf8Offset <= offset
    }
    .max { $0.endPosition < $1.endPosition }
    guard let call else { return nil }
    let isOneLine = lines(statement).lowerBound == lines(call).lowerBound
    guard !isTopLevel || !isOneLine || statement.callOfPrint == call || call.isDeferred(in: statement) else {
      return nil
    }
    return call
  }

  private func calls(in node: some SyntaxProtocol) -> [FunctionCallExprSyntax] {
    let finder = PrintedCallFinder(viewMode: .sourceAccurate)
    finder.walk(node)
    return finder.calls
  }

  private func subject(
    _ call: FunctionCallExprSyntax, in statement: CodeBlockItemSyntax
  ) -> ExpectedCommentSubject {
    let position = position(of: call)
    return ExpectedCommentSubject(
      source: .calls([position]), enclosing: enclosing(statement.positionAfterSkippingLeadingTrivia.utf8Offset),
      isExact: position.isKnownAlone)
  }

  /// Which call of `print` one is.
  private func position(of call: FunctionCallExprSyntax) -> ExpectedCommentSubject.Call {
    let offset = call.positionAfterSkippingLeadingTrivia.utf8Offset
    let line = line(offset)
    let index =
      callOffsets.partitioningIndex { $0 >= offset } - callOffsets.partitioningIndex { $0 >= lineStarts[line] }
    return .init(line: line, index: min(index, AttributedText.Call.greatestIndex))
  }

  private func subject(
    of statements: (own: [CodeBlockItemSyntax], above: [CodeBlockItemSyntax]), in list: CodeBlockItemListSyntax,
    isBeside: Bool
  ) -> ExpectedCommentSubject {
    let own = isBeside ? statements.own.suffix(1) : statements.own[...]
    let starts = Set(own.map { lines($0).lowerBound })
    // They are known by the line on which they begin.
    let others = list.filter { starts.contains(lines($0).lowerBound) && !own.contains($0) }
    var subject = ExpectedCommentSubject(
      source: .statements(starts), above: statements.above.map { .statements([lines($0).lowerBound]) },
      enclosing: .statements(starts), isExact: !others.contains(where: \.hasCalls))
    subject.isUnconditional = own.allSatisfy(\.isUnconditional)
    if own.count > 1 {
      subject.isLast = true
      subject.isExact = own.allSatisfy { $0.callOfPrint?.endsLine ?? !$0.hasCalls }
    } else if let statement = own.first, let call = statement.callOfPrint {
      let position = position(of: call)
      subject.source = .calls([position])
      subject.isExact = position.isKnownAlone
      subject.allowsEnclosing = true
    } else if isBeside, let statement = own.first,
      calls(in: statement).count(where: { !$0.isDeferred(in: statement) }) > 1
    {
      // It may speak of the branch beside which it stands.
      subject.isExact = false
    }
    return subject
  }

  private func nestedSubject(
    of statements: (own: [CodeBlockItemSyntax], above: [CodeBlockItemSyntax]), _ offset: Int
  ) -> ExpectedCommentSubject {
    let own = Set(statements.own.flatMap { calls(in: $0) }.map { position(of: $0) })
    let isAlone = statements.own.allSatisfy { $0.callOfPrint.map { calls(in: $0).count == 1 } ?? false }
    return ExpectedCommentSubject(
      source: .calls(own), above: statements.above.compactMap(\.callOfPrint).map { .calls([position(of: $0)]) },
      enclosing: enclosing(offset), isExact: isAlone && own.allSatisfy(\.isKnownAlone),
      isLast: statements.own.count > 1)
  }

  /// The statement at the top level around an offset; where its blocks may run later, any that runs.
  private func enclosing(_ offset: Int) -> ExpectedCommentSubject.Source {
    let item = tree.statements.first { $0.position.utf8Offset <= offset && offset < $0.endPosition.utf8Offset }
    if let item, !item.item.is(DeclSyntax.self) { return .statements([lines(item).lowerBound]) }
    return .statements(Set(tree.statements.map { lines($0).lowerBound }))
  }

  /// The statements on the line of a comment or those on the line above, and those above them.
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
