import Outputs

/// Compares the expected comments of a cell, each with what its statement printed.
struct ExpectedCommentComparison {
  /// The lines that comments expect beside all lines of text that the cell gave, and behind them pieces of lines that some
  /// comments stand for.
  private(set) var lines: TextComparison
  /// For each expected line the comment that expects it.
  private(set) var commentOfLine: [Int] = []
  /// Comments, by their indices, that differ and of which nobody knows what they should say.
  private(set) var unattributed: [Int: CellComparison.UnattributedReason] = [:]

  private let cell: Cell
  private let printed: PrintedLines
  private let knowsCalls: Bool
  /// Whether each statement at the top level ran.
  private let isCompleted: Bool
  private var firstLines: [Int] = []
  private var aligned: [(position: Int, line: TextComparison.AlignedLine)] = []
  /// The lines that some comment stands for.
  private var covered: Set<Int> = []
  /// The pieces that comments stand for which speak of a piece of a line.
  private var coveredPieces: Set<Int> = []

  /// nil for a cell without such comments.
  init?(_ cell: Cell, fresh: [FreshBlock], _ result: CellResult, _ comparison: Comparison) {
    guard !cell.expectedComments.isEmpty else { return nil }
    self.cell = cell
    printed = PrintedLines(fresh, result.printed)
    knowsCalls = result.printed?.knowsCalls ?? false
    if case .completed = result.outcome { isCompleted = true } else { isCompleted = false }
    var expected: [String] = []
    for (index, comment) in cell.expectedComments.enumerated() {
      let own = comment.text.isEmpty ? [""] : OutputText.lines(comment.text)
      firstLines.append(expected.count)
      expected += own
      commentOfLine += own.map { _ in index }
    }
    lines = comparison.compare([String](), printed.lines, kinds: printed.kinds)
    lines.documented = expected
    var groups: [(subject: ExpectedCommentSubject?, comments: [Int])] = []
    for (index, comment) in cell.expectedComments.enumerated() {
      let subject = printed.isAttributed ? comment.subject : nil
      if let group = groups.firstIndex(where: { $0.subject?.source == subject?.source }) {
        groups[group].comments.append(index)
      } else {
        groups.append((subject, [index]))
      }
    }
    for group in groups { compare(group.comments, group.subject) }
    finish()
  }

  /// Whether it is known what the subject of comments gave.
  private func isKnown(_ subject: ExpectedCommentSubject?) -> Bool {
    guard let subject, printed.isAttributed else { return false }
    return subject.isExact && (knowsCalls || !subject.source.isOfCalls)
  }

  private mutating func compare(_ comments: [Int], _ subject: ExpectedCommentSubject?) {
    let expected = lines.documented.indices.filter { comments.contains(commentOfLine[$0]) }
    let isExact = isKnown(subject)
    var sources = subject.map { [isExact ? $0.source : $0.enclosing] }
    var pieces = pieces(of: sources)
    // Several comments may speak of several statements, if the nearest has printed something and not enough.
    for source in subject?.above ?? [] where isExact && comments.count > 1 {
      let count = printed.lines(of: pieces).count
      guard count > 0, count < expected.count else { break }
      sources?.append(source)
      pieces = self.pieces(of: sources)
    }
    var whole = printed.lines(of: pieces)
    let isElided = lines.comparison.hasEllipses && expected.contains { lines.documented[$0].contains("...") }
    if subject?.isLast == true, !isElided { whole = whole.suffix(expected.count) }
    var wholeComparison = compare(expected, whole)
    if let subject, subject.allowsEnclosing, isExact, !wholeComparison.holds {
      let enclosing = printed.lines(of: self.pieces(of: [subject.enclosing]))
      let comparison = compare(expected, enclosing)
      if comparison.holds, comparison.isContiguous { return take(comparison, expected, enclosing, subject, []) }
    }
    if isExact, !isElided, wholeComparison.holds, !wholeComparison.isContiguous, let first = wholeComparison.firstSame {
      // Lines that comments in a row pass over have to be among them.
      whole = Array(whole[first...].prefix(expected.count))
      wholeComparison = compare(expected, whole)
    }
    if wholeComparison.holds || printed.areWhole(pieces) || printed.texts(of: pieces).isEmpty {
      return take(wholeComparison, expected, whole, subject, pieces)
    }
    // A piece of a line, which other statements went on with.
    let texts = printed.texts(of: pieces)
    let comparison = lines.comparison.compare(expected.map { lines.documented[$0] }, texts)
    guard comparison.holds || whole.isEmpty else { return take(wholeComparison, expected, whole, subject, pieces) }
    let start = lines.fresh.count
    lines.fresh += texts
    coveredPieces.formUnion(pieces)
    take(comparison, expected, Array(start..<start + texts.count), subject, pieces)
  }

  private func compare(_ expected: [Int], _ fresh: [Int]) -> TextComparison {
    lines.comparison.compare(
      expected.map { lines.documented[$0] }, fresh.map { lines.fresh[$0] }, kinds: printed.kinds.of(fresh))
  }

  private func pieces(of sources: [ExpectedCommentSubject.Source]?) -> [Int] {
    guard let sources else { return Array(printed.pieces.indices) }
    return printed.pieces.indices.filter { index in
      let piece = printed.pieces[index]
      return sources.contains { source in
        switch source {
        case .statements(let lines): lines.contains(piece.statement)
        case .calls(let calls):
          piece.call.map { $0.cell == cell.index && calls.contains(.init(line: $0.line, index: $0.index)) } ?? false
        }
      }
    }
  }

  /// - Parameters:
  ///   - expected: the expected lines that were compared, by their index among all.
  ///   - fresh: likewise.
  ///   - pieces: what the subject gave.
  private mutating func take(
    _ comparison: TextComparison, _ expected: [Int], _ fresh: [Int], _ subject: ExpectedCommentSubject?, _ pieces: [Int]
  ) {
    let isKnown = isKnown(subject)
    var present: Set<Int> = []
    var missing: Set<Int> = []
    var position = fresh.first ?? .max
    for step in comparison.alignedLines {
      switch step {
      case .same(let documented, let index, let nearMisses):
        position = fresh[index]
        covered.insert(position)
        present.insert(commentOfLine[expected[documented]])
        aligned.append(
          (position, .same(documented: expected[documented], fresh: position, nearMisses: nearMisses)))
      case .changed(let documented, let index):
        position = fresh[index]
        covered.insert(position)
        aligned.append((position, .changed(documented: expected[documented], fresh: position)))
        present.insert(commentOfLine[expected[documented]])
        if !isKnown { unattributed[commentOfLine[expected[documented]]] = .unknownOutput }
      case .missing(let documented):
        aligned.append((position, .missing(documented: expected[documented])))
        missing.insert(commentOfLine[expected[documented]])
        if !isKnown { unattributed[commentOfLine[expected[documented]]] = .unknownOutput }
      case .elided(let documented, let range):
        present.insert(commentOfLine[expected[documented]])
        let indices = range.map { fresh[$0] }
        covered.formUnion(indices)
        let first = indices.first ?? (position == .max ? lines.fresh.count : position)
        let count = indices.enumerated().prefix { $0.element == first + $0.offset }.count
        position = indices.last ?? position
        aligned.append((first, .elided(documented: expected[documented], fresh: first..<first + count)))
      case .extra(let index): position = fresh[index]
      }
    }
    // A comment goes only where its statement is known to have run and to print nothing.
    guard isKnown, let subject else { return }
    let isSilent = fresh.isEmpty && isCompleted && subject.isUnconditional && !subject.source.isOfCalls
    for comment in missing.subtracting(present) where !isSilent {
      unattributed[comment] = pieces.isEmpty && subject.source.isOfCalls ? .notRun : .notPrinted
    }
  }

  private mutating func finish() {
    for line in printed.lines.indices where !covered.contains(line) {
      let own = printed.pieces(on: line)
      if own.isEmpty || !own.allSatisfy(coveredPieces.contains) { aligned.append((line, .extra(fresh: line))) }
    }
    // What has the same position stays in its order.
    lines.alignedLines = aligned.enumerated().sorted {
      ($0.element.position, $0.offset) < ($1.element.position, $1.offset)
    }
    .map(\.element.line)
  }
}

extension TextComparison {
  /// Whether every documented line is there, in order; lines between them may be anything.
  var holds: Bool {
    alignedLines.allSatisfy { step in
      switch step {
      case .same, .elided, .extra: true
      case .changed, .missing: false
      }
    }
  }
}

extension TextComparison {
  /// Whether no line stands between documented ones that none of them is.
  fileprivate var isContiguous: Bool {
    let isExtra = alignedLines.map { if case .extra = $0 { true } else { false } }
    guard let first = isExtra.firstIndex(of: false), let last = isExtra.lastIndex(of: false) else { return true }
    return !isExtra[first...last].contains(true)
  }

  /// The first fresh line that is documented.
  fileprivate var firstSame: Int? {
    for case .same(_, let fresh, _) in alignedLines { return fresh }
    return nil
  }
}

extension ExpectedCommentSubject.Source {
  fileprivate var isOfCalls: Bool { if case .calls = self { true } else { false } }
}

/// The lines of text that a cell gave, and the pieces of which they consist.
private struct PrintedLines {
  private(set) var lines: [String] = []
  private(set) var kinds = FreshLineKinds()
  private(set) var pieces: [PrintedText.Piece] = []
  /// Whether it is known which statement gave each piece.
  private(set) var isAttributed = false
  /// The lines that each piece ended.
  private var ended: [Range<Int>] = []
  /// The lines on which each piece has something.
  private var touched: [Range<Int>] = []
  private var piecesOnLine: [[Int]] = []

  init(_ fresh: [FreshBlock], _ printed: PrintedText?) {
    for case .text(let text) in fresh {
      kinds.add(text.kinds, at: lines.count)
      lines += text.lines
    }
    if let printed {
      var own: [String] = []
      var first = 0
      for piece in printed.pieces.split(whereSeparator: { $0.text == nil }) {
        let text = FreshBlock.text(of: piece.map { (.text($0.text ?? ""), $0.text ?? "") })
        for (piece, line) in zip(piece, text.pieces) {
          pieces.append(piece)
          ended.append(line.lines.lowerBound + own.count..<line.lines.upperBound + own.count)
          let last = line.lines.upperBound + own.count
          touched.append(first..<(piece.text?.hasSuffix("\n") == true ? max(first, last) : last + 1))
          first = last
        }
        own += text.lines
        first = own.count
      }
      isAttributed = own == lines
    }
    if !isAttributed {
      pieces = [PrintedText.Piece(OutputText.joined(lines), statement: 0)]
      ended = [lines.indices]
      touched = ended
    }
    piecesOnLine = Array(repeating: [], count: lines.count)
    for (index, lines) in touched.enumerated() {
      for line in lines where self.lines.indices.contains(line) { piecesOnLine[line].append(index) }
    }
  }

  /// The lines that pieces ended.
  func lines(of pieces: [Int]) -> [Int] { pieces.flatMap { Array(ended[$0]) } }

  /// Whether there is nothing on the lines of pieces that others gave.
  func areWhole(_ pieces: [Int]) -> Bool {
    let own = Set(pieces)
    return pieces.allSatisfy { piece in touched[piece].allSatisfy { self.pieces(on: $0).allSatisfy(own.contains) } }
  }

  /// What pieces gave by themselves.
  func texts(of pieces: [Int]) -> [String] {
    TerminalScreen.lines(pieces.compactMap { self.pieces[$0].text }.joined()).map(\.text)
  }

  func pieces(on line: Int) -> [Int] { piecesOnLine.indices.contains(line) ? piecesOnLine[line] : [] }
}
