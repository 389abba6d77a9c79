import Book

extension Chapter {
  /// The names of a step at their bytes in the code of its cell, or in its expression.
  func names(_ names: StepNames, inStep step: Int) -> [CodeName] {
    var starts: [Int: LineStarts] = [:]
    func offset(_ line: Int, _ column: Int, inStep step: Int) -> Int? {
      let known = starts[step] ?? lineStarts(ofStep: step)
      starts[step] = known
      return known.offset(line, column)
    }
    return names.uses.compactMap { use in
      guard let start = offset(use.line, use.column, inStep: step) else { return nil }
      let symbol = names.symbols[use.symbol]
      let definition = symbol.definition.flatMap { location -> CodeName.Definition? in
        guard steps.indices.contains(location.step), case .cell(let cell) = steps[location.step],
          let offset = offset(location.line, location.column, inStep: location.step)
        else { return nil }
        return CodeName.Definition(cell: cell, offset: offset)
      }
      return CodeName(
        // Of the chapter's own it has the number of a module, which is nobody's business.
        range: start..<(start + use.count), symbol: definition == nil ? symbol.usr : "", keyword: symbol.kind.keyword,
        declaration: symbol.declaration, definition: definition, isChange: use.isChange)
    }
    .sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func lineStarts(ofStep step: Int) -> LineStarts {
    switch steps[step] {
    case .cell(let index): LineStarts(of: cells[index].code, stepCode(ofCell: index).lines)
    case .checkedValue(let index):
      LineStarts(of: checkedValues[index].expression, Array(0...checkedValues[index].expression.utf8.count))
    }
  }
}

/// Where the lines of a step stand in the code of its cell.
private struct LineStarts {
  private let starts: [Int]
  private let count: Int

  init(of code: String, _ lines: [Int]) {
    let all = [0] + code.utf8.enumerated().filter { $0.element == UInt8(ascii: "\n") }.map { $0.offset + 1 }
    starts = lines.compactMap { all.indices.contains($0) ? all[$0] : nil }
    count = code.utf8.count
  }

  func offset(_ line: Int, _ column: Int) -> Int? {
    guard starts.indices.contains(line), starts[line] + column < count else { return nil }
    return starts[line] + column
  }
}
