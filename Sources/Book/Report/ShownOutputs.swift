/// Chooses what a page shows of a cell: documented text where it agrees, so that the same sources give the same page on
/// every machine, else the fresh output, marked.
enum ShownOutputs {
  /// What the author documented, where there is nothing to compare it with or no wish to.
  static func documented(_ outputs: [DocumentedOutput]) -> [ShownOutput] {
    DocumentedBlock.blocks(of: outputs).compactMap { run in
      switch run {
      case .text(let text):
        text.lines.isEmpty ? nil : .text(resolved(text.lines.map(\.text)), drifted: false)
      case .picture(let picture):
        picture.file.map { .picture(svg: $0.svg, description: picture.description, drifted: false) }
      }
    }
  }

  /// What a run gave, unmarked: all that there is of a cell that failed.
  static func fresh(_ outputs: [Output]) -> [ShownOutput] {
    outputs.map { shown($0, drifted: false) }
  }

  static func shown(_ comparison: CellComparison) -> [ShownOutput] {
    var printed = 0
    return comparison.outputs.flatMap { step -> [ShownOutput] in
      switch step {
      case .text(let documented, let fresh, let lines):
        defer { printed += fresh?.lines.count ?? 0 }
        if documented == nil, let fresh, comparison.expectsEverything,
          let expectedComments = comparison.expectedComments
        {
          return expectedLines(fresh, expectedComments, from: printed, agrees: comparison.expectedCommentsHold)
        }
        return text(documented, fresh, lines)
      case .picture(let documented, let fresh, let lines, let description):
        return picture(documented, fresh, lines, description).map { [$0] } ?? []
      }
    }
  }

  /// Documented text in which tensors are still known by their lines, for a cell that is not compared.
  static func volatile(_ comparison: CellComparison) -> [ShownOutput] {
    comparison.outputs.flatMap { step -> [ShownOutput] in
      switch step {
      case .text(let documented?, let fresh?, _) where documented.lines.count == fresh.lines.count:
        return pieces(of: fresh) { range in documented.lines[range].map(\.text) }
      case .text(let documented?, _, _):
        return documented.lines.isEmpty ? [] : [.text(resolved(documented.lines.map(\.text)), drifted: false)]
      case .text(nil, let fresh?, _): return fresh.pieces.map { shown($0, of: fresh, drifted: false) }
      case .picture(let documented, let fresh, _, _):
        guard let svg = documented?.file?.svg ?? fresh?.svg else { return [] }
        let description = documented?.description ?? fresh?.description ?? ""
        return [.picture(svg: svg, description: description, drifted: false)]
      case .text(nil, nil, _): return []
      }
    }
  }

  private static func text(
    _ documented: DocumentedText?, _ fresh: FreshText?, _ comparison: TextComparison
  ) -> [ShownOutput] {
    guard comparison.agrees else {
      guard let fresh else { return [] }
      let flags = fresh.pieces.map { documented == nil || comparison.isDrifted(in: $0.lines) }
      // Lines that are documented and no longer printed belong to no piece: then all are marked.
      let isAnyMarked = flags.contains(true)
      return zip(fresh.pieces, flags).map { shown($0, of: fresh, drifted: $1 || !isAnyMarked) }
    }
    guard !comparison.documented.isEmpty else { return [] }
    if let fresh {
      let isWhole = fresh.pieces.allSatisfy { !isTensor($0.output) || comparison.documentedLines(for: $0.lines) != nil }
      if isWhole, fresh.pieces.contains(where: { isTensor($0.output) }) { return withTensors(fresh, comparison) }
    }
    return [.text(resolved(comparison.documented), drifted: false)]
  }

  /// The documented lines, cut where tensors begin and end.
  private static func withTensors(_ fresh: FreshText, _ comparison: TextComparison) -> [ShownOutput] {
    var owner = [Int](repeating: -1, count: fresh.lines.count)
    for (index, piece) in fresh.pieces.enumerated() where isTensor(piece.output) {
      for line in piece.lines { owner[line] = index }
    }
    var result = [ShownOutput]()
    var lines = [String]()
    var current = -1
    func finish() {
      guard !lines.isEmpty else { return }
      if current >= 0, case .tensor(_, let name) = fresh.pieces[current].output {
        result.append(.tensor(text: resolved(lines), name: name, drifted: false))
      } else {
        result.append(.text(resolved(lines), drifted: false))
      }
      lines = []
    }
    for step in comparison.alignedLines {
      var documentedLine = -1
      var next = -1
      switch step {
      case .same(let documented, let freshLine, _): (documentedLine, next) = (documented, owner[freshLine])
      case .elided(let documented, _): documentedLine = documented
      case .changed, .missing, .extra: continue
      }
      if next != current { finish() }
      current = next
      lines.append(comparison.documented[documentedLine])
    }
    finish()
    return result
  }

  private static func expectedLines(
    _ fresh: FreshText, _ expectedComments: TextComparison, from start: Int, agrees: Bool
  ) -> [ShownOutput] {
    guard agrees, expectedComments.documentedLines(for: start..<start + fresh.lines.count) != nil else {
      return fresh.pieces.map { piece in
        let lines = piece.lines.lowerBound + start..<piece.lines.upperBound + start
        return shown(piece, of: fresh, drifted: expectedComments.isDrifted(in: lines))
      }
    }
    return pieces(of: fresh) { range in
      expectedComments.documentedLines(for: range.lowerBound + start..<range.upperBound + start) ?? []
    }
  }

  /// Texts and tensors, with lines from elsewhere in place of their own.
  private static func pieces(of fresh: FreshText, lines: (Range<Int>) -> [String]) -> [ShownOutput] {
    fresh.pieces.compactMap { piece in
      guard !piece.lines.isEmpty else { return nil }
      let text = resolved(lines(piece.lines))
      if case .tensor(_, let name) = piece.output { return .tensor(text: text, name: name, drifted: false) }
      return .text(text, drifted: false)
    }
  }

  /// Words of the picture's own are those of the picture that is shown, whatever the chapter has.
  private static func picture(
    _ documented: DocumentedOutput.PictureReference?, _ fresh: FreshPicture?, _ comparison: TextComparison?,
    _ description: PictureDescription?
  ) -> ShownOutput? {
    var words = documented?.description ?? fresh?.description ?? ""
    if let description, case .stale = description.verdict { words = description.current }
    if let file = documented?.file, comparison?.agrees == true {
      return .picture(svg: file.svg, description: words, drifted: false)
    }
    return fresh.map { .picture(svg: $0.svg, description: words, drifted: true) }
  }

  private static func shown(_ piece: FreshText.Piece, of fresh: FreshText, drifted: Bool) -> ShownOutput {
    let text = OutputText.joined(fresh.lines[piece.lines])
    if case .tensor(_, let name) = piece.output { return .tensor(text: text, name: name, drifted: drifted) }
    return .text(text, drifted: drifted)
  }

  private static func shown(_ output: Output, drifted: Bool) -> ShownOutput {
    switch output {
    case .text(let text): .text(OutputText.joined(OutputText.lines(text)), drifted: drifted)
    case .tensor(let text, let name): .tensor(text: text, name: name, drifted: drifted)
    case .picture(let svg, let description): .picture(svg: svg, description: description, drifted: drifted)
    }
  }

  private static func isTensor(_ output: Output) -> Bool { if case .tensor = output { true } else { false } }

  /// Documented lines without the backslash that keeps printed dots from being an ellipsis.
  private static func resolved(_ lines: some Sequence<String>) -> String {
    OutputText.joined(lines.lazy.map(OutputText.resolvingEllipses))
  }
}
