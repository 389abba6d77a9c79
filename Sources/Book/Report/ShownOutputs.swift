import Outputs

/// Chooses what a page shows of a cell: documented text where it agrees, so that the same sources give the same page on
/// every machine, else the fresh output, marked.
package enum ShownOutputs {
  /// What the author documented, where there is nothing to compare it with or no wish to.
  static func documented(_ outputs: [DocumentedOutput]) -> [ShownOutput] {
    DocumentedBlock.blocks(of: outputs).compactMap { run in
      switch run {
      case .text(let text):
        text.lines.isEmpty ? nil : ShownOutput(.text(StyledText(resolved(text.lines.map(\.text)))))
      case .picture(let picture):
        picture.file.map { ShownOutput(.picture(svg: $0.svg, description: picture.description)) }
      }
    }
  }

  /// What a run gave, unmarked: all that there is of a cell that failed.
  package static func fresh(_ outputs: [Output]) -> [ShownOutput] {
    outputs.map { shown($0, drifted: false) }.joiningTexts
  }

  static func shown(_ comparison: CellComparison) -> [ShownOutput] {
    var printed = 0
    let outputs = comparison.outputs.flatMap { step -> [ShownOutput] in
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
    return outputs.joiningTexts
  }

  /// Documented text in which values with a form are still known by their lines, for a cell that is not compared.
  static func volatile(_ comparison: CellComparison) -> [ShownOutput] {
    var printed = 0
    let outputs = comparison.outputs.flatMap { step -> [ShownOutput] in
      if case .text(_, let fresh?, _) = step { printed += fresh.lines.count }
      switch step {
      case .text(let documented?, let fresh?, let comparison) where documented.lines.count == fresh.lines.count:
        return pieces(of: fresh, comparison) { range in documented.lines[range].map(\.text) }.map(\.withoutMarkup)
      case .text(let documented?, _, _):
        return documented.lines.isEmpty
          ? [] : [ShownOutput(.text(StyledText(resolved(documented.lines.map(\.text)))))]
      case .text(nil, let fresh?, let lines):
        let start = printed - fresh.lines.count
        guard comparison.commentedLines(start..<printed) != nil else {
          return fresh.pieces.map { shown($0, of: fresh, drifted: false) }
        }
        return pieces(of: fresh, lines) { range in
          comparison.commentedLines(range.lowerBound + start..<range.upperBound + start) ?? []
        }.map(\.withoutMarkup)
      case .picture(let documented, let fresh, _, _):
        guard let svg = documented?.file?.svg ?? fresh?.svg else { return [] }
        let description = documented?.description ?? fresh?.description ?? ""
        return [ShownOutput(.picture(svg: svg, description: description))]
      case .text(nil, nil, _): return []
      }
    }
    return outputs.joiningTexts
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
      // A value of which lines are left out is shown as its text.
      let isWhole = fresh.pieces.allSatisfy {
        $0.output.form == nil || comparison.documentedLines(for: $0.lines) != nil
      }
      return pieces(of: fresh, comparison, withForms: isWhole)
    }
    return [ShownOutput(.text(StyledText(lines: styledLines(comparison, fresh).map(\.line))))]
  }

  /// The documented lines of a comparison that agrees, in the styles of the fresh ones, with the index of the fresh line.
  private static func styledLines(
    _ comparison: TextComparison, _ fresh: FreshText?
  ) -> [(line: StyledText, fresh: Int?)] {
    comparison.alignedLines.compactMap { step in
      switch step {
      case .same(let documented, let index, _):
        let line = comparison.documented[documented]
        let styled = fresh.map { comparison.comparison.styled(line, as: $0.styledLines[index]) }
        return (styled ?? StyledText(OutputText.resolvingEllipses(line)), index)
      case .elided(let documented, _):
        return (StyledText(OutputText.resolvingEllipses(comparison.documented[documented])), nil)
      case .changed, .missing, .extra: return nil
      }
    }
  }

  /// The documented lines, cut where what was written to the error stream begins and ends, and values with a form.
  private static func pieces(
    of fresh: FreshText, _ comparison: TextComparison, withForms: Bool
  ) -> [ShownOutput] {
    var owner = [Int](repeating: -1, count: fresh.lines.count)
    for (index, piece) in fresh.pieces.enumerated() {
      let isOwner =
        switch piece.output {
        case .value(_, _?): withForms
        case .errors: true
        case .text, .value(_, nil), .picture: false
        }
      guard isOwner else { continue }
      for line in piece.lines { owner[line] = index }
    }
    var result = [ShownOutput]()
    var lines = [StyledText]()
    var current = -1
    func finish() {
      guard !lines.isEmpty else { return }
      let output = current >= 0 ? fresh.pieces[current].output : nil
      result.append(ShownOutput(StyledText(lines: lines), of: output, drifted: false))
      lines = []
    }
    for (line, index) in styledLines(comparison, fresh) {
      let next = index.map { owner[$0] } ?? -1
      if next != current { finish() }
      current = next
      lines.append(line)
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
    return pieces(of: fresh, expectedComments) { range in
      expectedComments.documentedLines(for: range.lowerBound + start..<range.upperBound + start) ?? []
    }
  }

  /// Texts and values, with lines from elsewhere in place of their own.
  private static func pieces(
    of fresh: FreshText, _ comparison: TextComparison, lines: (Range<Int>) -> [String]
  ) -> [ShownOutput] {
    fresh.pieces.compactMap { piece in
      guard !piece.lines.isEmpty else { return nil }
      let text = StyledText(
        lines: zip(lines(piece.lines), fresh.styledLines[piece.lines]).map { comparison.comparison.styled($0, as: $1) })
      return ShownOutput(text, of: piece.output, drifted: false)
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
      return ShownOutput(.picture(svg: file.svg, description: words))
    }
    return fresh.map { ShownOutput(.picture(svg: $0.svg, description: words), drifted: true) }
  }

  private static func shown(_ piece: FreshText.Piece, of fresh: FreshText, drifted: Bool) -> ShownOutput {
    ShownOutput(StyledText(lines: fresh.styledLines[piece.lines]), of: piece.output, drifted: drifted)
  }

  private static func shown(_ output: Output, drifted: Bool) -> ShownOutput {
    switch output {
    case .text(let text), .errors(let text), .value(let text, nil):
      ShownOutput(StyledText(lines: TerminalScreen.lines(text)), of: output, drifted: drifted)
    case .value(let text, let form?): ShownOutput(.value(text, form), drifted: drifted)
    case .picture(let svg, let description):
      ShownOutput(.picture(svg: svg, description: description), drifted: drifted)
    }
  }

  /// Documented lines without the backslash that keeps printed dots from being an ellipsis.
  private static func resolved(_ lines: some Sequence<String>) -> String {
    OutputText.joined(lines.lazy.map(OutputText.resolvingEllipses))
  }
}

extension ShownOutput {
  /// The same with a fragment of HTML as its text: which words of another run have which elements is not known.
  fileprivate var withoutMarkup: ShownOutput {
    guard case .value(let text, .html) = content else { return self }
    return ShownOutput(.text(StyledText(text)), drifted: hasDrifted)
  }
}

extension [ShownOutput] {
  /// The same with texts that follow each other directly, what was printed and values, as one, and so what stands in the error stream.
  fileprivate var joiningTexts: [ShownOutput] {
    reduce(into: []) { outputs, output in
      let joined: ShownOutput.Content? =
        switch (outputs.last?.content, output.content) {
        case (.text(let above)?, .text(let text)): .text(StyledText(lines: above.lines + text.lines))
        case (.errors(let above)?, .errors(let text)): .errors(StyledText(lines: above.lines + text.lines))
        default: nil
        }
      guard let joined, let last = outputs.popLast() else { return outputs.append(output) }
      outputs.append(ShownOutput(joined, drifted: output.hasDrifted || last.hasDrifted))
    }
  }
}
