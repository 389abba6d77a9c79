extension DriftDiagnostics {
  /// Warns of addresses of memory in what a cell documents, or would once it is accepted: its output and its comments.
  func addresses(in comparison: CellComparison, of cell: Cell) -> [Diagnostic] {
    let name = "the output of '\(cell.name)'"
    let code = codeBesideComments(of: cell)
    let advice = "mark the cell '.volatile'"
    var warnings = comparison.outputs.compactMap { output -> Diagnostic? in
      guard case .text(let documented, let fresh, let lines) = output, documented != nil || fresh != nil else {
        return nil
      }
      // Comments stand for all of it.
      if documented == nil, comparison.expectsEverything { return nil }
      let fallback = documented?.fences.first.map { firstLine(of: $0.range) } ?? firstLine(of: cell.range)
      return address(in: lines, documented?.lines.map(\.bytes) ?? [], of: name, code: code, fallback: fallback, advice)
    }
    if var expected = comparison.expectedComments {
      // Lines that no comment expects are not documented by one.
      expected.alignedLines.removeAll { if case .extra = $0 { true } else { false } }
      let locations = comparison.commentOfLine.map { cell.expectedComments[$0].range }
      warnings += [address(in: expected, locations, of: name, code: code, fallback: firstLine(of: cell.range), advice)]
        .compactMap {
          $0
        }
    }
    return warnings
  }

  /// A cell's code without what its comments say it prints.
  private func codeBesideComments(of cell: Cell) -> String {
    let comments = cell.expectedComments.map(\.range)
    let code = cell.lines.flatMap { line in
      line.filter { offset in !comments.contains { $0.contains(offset) } }.map { source.bytes[$0] } + [
        UInt8(ascii: "\n")
      ]
    }
    return String(decoding: code, as: UTF8.self)
  }

  /// The same of a checked value.
  func address(in lines: TextComparison, of value: CheckedValue) -> Diagnostic? {
    address(
      in: lines, [value.documentedRange], of: "the value of '\(value.expression)'", code: value.expression,
      fallback: .init(value.documentedRange, in: source), "write the option \"volatile\" behind it")
  }

  /// A warning of an address of memory in what is documented, or would be; nil where there is none.
  ///
  /// - Parameters:
  ///   - locations: the bytes of each documented line.
  ///   - code: what printed the lines.
  ///   - fallback: where a line is reported that is not documented.
  ///   - advice: how to keep it from being compared.
  private func address(
    in lines: TextComparison, _ locations: [Range<Int>], of name: String, code: String, fallback: Diagnostic.Location,
    _ advice: String
  ) -> Diagnostic? {
    guard let (address, line) = lines.address(of: code) else { return nil }
    let location = line.flatMap { locations.indices.contains($0) ? locations[$0] : nil }
    return Diagnostic(
      .warning, at: location.map { .init($0, in: source) } ?? fallback,
      "\(name) has an address of memory, \(address), which is another one in every run",
      explanation: "Print something else, write '...' in its place, or \(advice).")
  }
}
