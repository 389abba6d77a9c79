import Markdown
import Text

/// Pictures: those that differ, and the words of their images.
extension DriftDiagnostics {
  /// - Parameter obstacle: the file that somebody else made and that stands where the picture would be written.
  func undocumented(_ picture: FreshPicture, cell: Cell, obstacle: String? = nil) -> Diagnostic {
    var diagnostic = undocumentedPicture(picture, cell: cell, obstacle: obstacle)
    diagnostic.picture = .init(documented: nil, fresh: picture.drawing)
    return diagnostic
  }

  private func undocumentedPicture(_ picture: FreshPicture, cell: Cell, obstacle: String?) -> Diagnostic {
    guard let id = cell.id else {
      return Diagnostic(
        .drift, at: firstLine(of: cell.range), "'\(cell.name)' shows a picture and needs an id",
        explanation:
          "The picture's file is called after the cell: write an id in the braces, as in swift {#learn-kernel}.")
    }
    return Diagnostic(
      .drift, at: firstLine(of: cell.range), "'\(cell.name)' shows a picture that is not documented",
      explanation: obstacle.map(Self.advice(about:))
        ?? "'build-book accept \(cell.name)' writes \(FigureName.path(cell: id, number: picture.number)) and an "
        + "image of it into the chapter.")
  }

  private static func advice(about obstacle: String) -> String {
    "'\(obstacle)' is there, and 'accept' did not write it, so it stays. \(ExistingFigure.advice)"
  }

  /// Everything that is wrong with a documented picture: its file, and the words of its image. Words of a picture that has
  /// drifted itself are not reported a second time.
  ///
  /// - Parameter obstacle: the file that somebody else made and that stands where the picture would be written; asked for
  ///   only where the picture drifted.
  func drifts(
    of documented: DocumentedOutput.PictureReference, _ fresh: FreshPicture?, _ lines: TextComparison?,
    _ description: PictureDescription?, cell: Cell, obstacle: @autoclosure () -> String?
  ) -> [Diagnostic] {
    var drift = drift(of: documented, fresh, lines, cell: cell)
    if drift != nil, let obstacle = obstacle() { drift?.explanation = Self.advice(about: obstacle) }
    guard let description else { return [drift].compactMap { $0 } }
    switch description.verdict {
    case .agrees: return [drift].compactMap { $0 }
    case .stale(let words): return [drift ?? self.drift(ofDescription: documented, words)]
    case .unfounded(let numbers):
      return [drift, unfounded(numbers, of: documented, description)].compactMap { $0 }
    }
  }

  func drift(ofDescription documented: DocumentedOutput.PictureReference, _ lines: TextComparison) -> Diagnostic {
    // Offsets in the words are those of the source where neither has an escape.
    let range = documented.descriptionRange
    let isVerbatim = range.count == documented.description.utf8.count
    var diagnostic = diagnostic(
      lines, isVerbatim ? [range] : nil, fallback: .init(range, in: source),
      summary: "the words about '\(documented.path)' are those of another picture")
    diagnostic.explanation = "These are the words of the picture itself: 'build-book accept' lets them follow it."
    return diagnostic
  }

  /// Numbers in the author's words about a picture that nothing vouches for.
  func unfounded(
    _ numbers: [Range<Int>], of documented: DocumentedOutput.PictureReference, _ description: PictureDescription
  ) -> Diagnostic? {
    guard let first = numbers.first else { return nil }
    let named = numbers.prefix(5).map { "'\(source.text(in: $0))'" }.joined(separator: ", ")
    let more = numbers.count > 5 ? " and \(numbers.count - 5) more" : ""
    let text = source.text(in: first)
    return Diagnostic(
      .drift, at: .init(first, in: source),
      "\(named)\(more) in the words about '\(documented.path)' \(numbers.count == 1 ? "is" : "are") not in the "
        + "picture's own description",
      explanation: """
        The picture says of itself: \(description.current.isEmpty ? "nothing" : "“\(shorten(description.current, to: 300))”")
        Correct the words, which 'accept' leaves to you, or let the number be checked: \
        [\(text.utf8.contains(where: \.isBlank) ? "3" : text)](<=expression>).
        """)
  }

  func drift(
    of documented: DocumentedOutput.PictureReference, _ fresh: FreshPicture?, _ lines: TextComparison?, cell: Cell,
    verb: Verb = .drifted
  ) -> Diagnostic? {
    let location = Diagnostic.Location(documented.range, in: source)
    guard let fresh else {
      var drift = Diagnostic(
        .drift, at: location, "'\(cell.name)' documents the picture '\(documented.path)' and does not show it")
      drift.picture = documented.file.map { .init(documented: $0.drawing, fresh: nil) }
      return drift
    }
    guard let lines, let file = documented.file else {
      var drift = Diagnostic(
        .drift, at: location,
        "the figure file '\(documented.path)' "
          + (verb == .drifted ? "is missing or cannot be read" : "is written, which was missing or could not be read"),
        explanation: "'build-book accept \(cell.name)' writes it.")
      drift.picture = .init(documented: nil, fresh: fresh.drawing)
      return drift
    }
    guard lines.agrees else { return drift(from: file, to: fresh, lines, in: documented, cell: cell, verb: verb) }
    let expected = cell.id.map { FigureName.path(cell: $0, number: fresh.number) } ?? documented.path
    guard expected != documented.path else { return nil }
    return Diagnostic(
      .drift, at: location,
      "picture \(fresh.number) of '\(cell.name)' "
        + (verb == .drifted
          ? "stands in '\(documented.path)' and not in '\(expected)'"
          : "is put into '\(expected)' instead of '\(documented.path)'"),
      explanation: "'build-book accept \(cell.name)' puts the pictures in order.")
  }

  /// A picture that is drawn otherwise, told by what both say of themselves: lines of a drawing tell nobody anything.
  private func drift(
    from file: FigureFile, to fresh: FreshPicture, _ lines: TextComparison,
    in documented: DocumentedOutput.PictureReference, cell: Cell,
    verb: Verb
  ) -> Diagnostic {
    let location = Diagnostic.Location(documented.range, in: source)
    let summary = "the picture '\(documented.path)' of '\(cell.name)' \(verb.rawValue)"
    let pair = (documented: file.drawing, fresh: fresh.drawing)
    let descriptions = [pair.documented.description, pair.fresh.description]
    let comparison = Comparison(numbers: .rounded, hasEllipses: false).compare([descriptions[0]], [descriptions[1]])
    var drift: Diagnostic
    if comparison.agrees || descriptions.contains("") {
      let steps = PictureSteps.changed(by: lines)
      let same = comparison.agrees && !descriptions[0].isEmpty ? ", and says the same of itself" : ""
      let difference =
        lines.changedValues ?? PictureSteps.names(of: steps).map { "\($0) drawn otherwise" }
        ?? "it is drawn otherwise\(same)"
      let fresh = steps.isEmpty ? [descriptions[1]] : steps.prefix(3).map(\.fresh)
      let words = fresh.filter { !$0.isEmpty }.map { "“\(shorten($0, to: 300))”" }.joined(separator: "\n")
      drift = Diagnostic(
        .drift, at: location, "\(summary): \(difference)",
        explanation: words.isEmpty ? nil : "The fresh one says: \(words)")
    } else {
      drift = diagnostic(comparison, nil, fallback: location, summary: summary)
    }
    drift.picture = .init(documented: pair.documented, fresh: pair.fresh)
    return drift
  }
}

extension FigureFile {
  fileprivate var drawing: Diagnostic.Picture.Drawing {
    .init(svg: svg, description: OutputText.lines(ownDescription ?? "").joined(separator: " "))
  }
}

extension FreshPicture {
  fileprivate var drawing: Diagnostic.Picture.Drawing {
    .init(svg: svg, description: OutputText.lines(description).joined(separator: " "))
  }
}

extension TextComparison {
  /// What is said of a picture of which nothing but its values is another; nil for any other.
  fileprivate var changedValues: String? {
    func row(_ line: String) -> String? {
      guard line.hasPrefix("<row v=\""), line.hasSuffix("\"/>") else { return nil }
      let values = line.dropFirst(8).dropLast(3)
      return values[..<(values.firstRange(of: "\" x=\"")?.lowerBound ?? values.endIndex)].split(
        separator: "|", omittingEmptySubsequences: false
      ).joined(
        separator: ", ")
    }
    var first: (old: String?, new: String?)?
    var count = 0
    for line in alignedLines {
      let pair: (old: String?, new: String?)
      switch line {
      case .same, .elided: continue
      case .changed(let old, let new): pair = (documented[old], fresh[new])
      case .missing(let old): pair = (documented[old], nil)
      case .extra(let new): pair = (nil, fresh[new])
      }
      let rows = (old: pair.old.flatMap(row), new: pair.new.flatMap(row))
      guard (rows.old == nil) == (pair.old == nil), (rows.new == nil) == (pair.new == nil) else { return nil }
      first = first ?? rows
      count += 1
    }
    guard let first else { return nil }
    let others = count > 1 ? ", and \(counted(count - 1, "other row")) of its values" : ""
    return "of its values (\(first.old ?? "none")) is now (\(first.new ?? "none"))\(others)"
  }
}
