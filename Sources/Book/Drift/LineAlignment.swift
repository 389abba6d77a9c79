import Text

/// Finds out which fresh line stands in the place of which documented one.
struct LineAlignment {
  private let documented: [String]
  private let fresh: [String]
  private let comparison: Comparison
  private let kinds: FreshLineKinds
  private let isEllipsis: [Bool]
  private var scannedDocumented: [ScannedLine?]
  private var scannedFresh: [ScannedLine?]

  init(documented: [String], fresh: [String], comparison: Comparison, kinds: FreshLineKinds) {
    self.kinds = kinds
    self.documented = documented
    self.fresh = fresh
    self.comparison = comparison
    isEllipsis = documented.map { comparison.hasEllipses && OutputText.isEllipsis($0) }
    scannedDocumented = Array(repeating: nil, count: documented.count)
    scannedFresh = Array(repeating: nil, count: fresh.count)
  }

  mutating func alignedLines() -> [TextComparison.AlignedLine] {
    var head = [TextComparison.AlignedLine]()
    while head.count < min(documented.count, fresh.count), !isEllipsis[head.count],
      let line = same(head.count, head.count)
    { head.append(line) }
    var tail = [TextComparison.AlignedLine]()
    while tail.count < min(documented.count, fresh.count) - head.count, !isEllipsis[documented.count - 1 - tail.count],
      let line = same(documented.count - 1 - tail.count, fresh.count - 1 - tail.count)
    { tail.append(line) }
    let rows = head.count..<documented.count - tail.count
    let columns = head.count..<fresh.count - tail.count
    return head + middle(rows, columns) + tail.reversed()
  }

  private mutating func middle(_ rows: Range<Int>, _ columns: Range<Int>) -> [TextComparison.AlignedLine] {
    if isEllipsis[rows].contains(true), let alignedLines = elided(rows, columns) { return alignedLines }
    if rows.isEmpty || columns.isEmpty || rows.count * columns.count > 1_000_000 { return inTurn(rows, columns) }
    return leastChanges(rows, columns)
  }

  /// The lines' comparison, if they agree.
  private mutating func same(_ row: Int, _ column: Int) -> TextComparison.AlignedLine? {
    nearMisses(row, column).map { .same(documented: row, fresh: column, nearMisses: $0) }
  }

  private mutating func nearMisses(_ row: Int, _ column: Int) -> [Discrepancy]? {
    if documented[row] == fresh[column], !documented[row].utf8.contains(UInt8(ascii: "\\")) { return [] }
    if kinds.rules.contains(column), Self.isRule(documented[row]),
      Self.columns(documented[row]) == Self.columns(fresh[column])
    {
      return []
    }
    let first = scannedDocumented[row] ?? ScannedLine(documented[row], comparison, isDocumented: true)
    let second = scannedFresh[column] ?? ScannedLine(fresh[column], comparison, isDocumented: false)
    scannedDocumented[row] = first
    scannedFresh[column] = second
    let comparison = kinds.rounded.contains(column) ? comparison.withRoundedIntegers : comparison
    return LineMatch(documented: first, fresh: second, comparison: comparison).agreement()
  }

  /// Whether a line is a rule of a table and nothing else.
  private static func isRule(_ line: String) -> Bool { line.utf8.allSatisfy { $0.isBlank || $0 == UInt8(ascii: "-") } }

  private static func columns(_ line: String) -> Int { line.utf8.split(whereSeparator: \.isBlank).count }

  /// A complete match in which every documented `...` stands for as few lines as possible; nil where there is none.
  private mutating func elided(_ rows: Range<Int>, _ columns: Range<Int>) -> [TextComparison.AlignedLine]? {
    var alignedLines = [TextComparison.AlignedLine]()
    var row = rows.lowerBound
    var column = columns.lowerBound
    while row < rows.upperBound {
      guard isEllipsis[row] else {
        guard column < columns.upperBound, let line = same(row, column) else { return nil }
        alignedLines.append(line)
        row += 1
        column += 1
        continue
      }
      let blockStart = row + 1
      let blockEnd = isEllipsis[blockStart..<rows.upperBound].firstIndex(of: true) ?? rows.upperBound
      var start = blockEnd == rows.upperBound ? columns.upperBound - (blockEnd - blockStart) : column
      guard start >= column else { return nil }
      var block: [TextComparison.AlignedLine]?
      while block == nil {
        guard start + (blockEnd - blockStart) <= columns.upperBound else { return nil }
        block = self.block(blockStart..<blockEnd, at: start)
        if block == nil { start += 1 }
      }
      alignedLines.append(.elided(documented: row, fresh: column..<start))
      alignedLines += block ?? []
      row = blockEnd
      column = start + (blockEnd - blockStart)
    }
    return column == columns.upperBound ? alignedLines : nil
  }

  private mutating func block(_ rows: Range<Int>, at column: Int) -> [TextComparison.AlignedLine]? {
    var alignedLines = [TextComparison.AlignedLine]()
    for row in rows {
      guard let line = same(row, column + row - rows.lowerBound) else { return nil }
      alignedLines.append(line)
    }
    return alignedLines
  }

  /// Line by line, for texts of which one has no lines or that are too large for a search.
  private mutating func inTurn(_ rows: Range<Int>, _ columns: Range<Int>) -> [TextComparison.AlignedLine] {
    var alignedLines = [TextComparison.AlignedLine]()
    var column = columns.lowerBound
    for row in rows {
      if isEllipsis[row] {
        alignedLines.append(.elided(documented: row, fresh: column..<column))
      } else if column < columns.upperBound {
        alignedLines.append(same(row, column) ?? .changed(documented: row, fresh: column))
        column += 1
      } else {
        alignedLines.append(.missing(documented: row))
      }
    }
    return alignedLines + (column..<columns.upperBound).map { .extra(fresh: $0) }
  }

  private enum Cost {
    /// A line whose numbers alone differ is the same line; else one line rather stays than two are called changed.
    static let numbers: Int32 = 2
    static let changed: Int32 = 5
    /// Beside a `...`, which would take in the fresh line for nothing, the documented line is changed and not lost.
    static let missing: Int32 = 5
    static let extra: Int32 = 4
  }

  /// The alignedLines of least cost (Wagner and Fischer's edit distance), where a documented `...` takes in lines for nothing.
  private mutating func leastChanges(_ rows: Range<Int>, _ columns: Range<Int>) -> [TextComparison.AlignedLine] {
    let width = columns.count + 1
    var costs = [Int32](repeating: 0, count: (rows.count + 1) * width)
    var pairs = [TextComparison.AlignedLine?](repeating: nil, count: rows.count * columns.count)
    var similar = [Bool](repeating: false, count: rows.count * columns.count)
    fillPairs(rows, columns, &pairs, &similar)
    for column in 1..<width { costs[column] = Int32(column) * Cost.extra }
    for row in 0..<rows.count {
      let elides = isEllipsis[rows.lowerBound + row]
      let above = row * width
      costs[above + width] = costs[above] + (elides ? 0 : Cost.missing)
      for column in 0..<columns.count {
        let pair = row * columns.count + column
        var cost = costs[above + column + 1] + (elides ? 0 : Cost.missing)
        cost = min(cost, costs[above + width + column] + (elides ? 0 : Cost.extra))
        if !elides {
          let change: Int32 = pairs[pair] != nil ? 0 : similar[pair] ? Cost.numbers : Cost.changed
          cost = min(cost, costs[above + column] + change)
        }
        costs[above + width + column + 1] = cost
      }
    }
    return path(rows, columns, costs, pairs, similar)
  }

  private mutating func fillPairs(
    _ rows: Range<Int>, _ columns: Range<Int>, _ pairs: inout [TextComparison.AlignedLine?], _ similar: inout [Bool]
  ) {
    var skeletons: [[UInt8]: Int] = [:]
    var columnSkeletons = [Int]()
    for column in columns {
      let line = ScannedLine(fresh[column], comparison, isDocumented: false)
      scannedFresh[column] = line
      let skeleton = line.skeleton
      let identifier = skeletons[skeleton] ?? skeletons.count
      skeletons[skeleton] = identifier
      columnSkeletons.append(identifier)
    }
    for row in rows where !isEllipsis[row] {
      let line = ScannedLine(documented[row], comparison, isDocumented: true)
      scannedDocumented[row] = line
      let identifier = skeletons[line.skeleton]
      for column in columns {
        let pair = (row - rows.lowerBound) * columns.count + column - columns.lowerBound
        guard !line.ellipses.isEmpty else {
          guard identifier == columnSkeletons[column - columns.lowerBound] else { continue }
          pairs[pair] = same(row, column)
          similar[pair] = true
          continue
        }
        guard let freshLine = scannedFresh[column] else { continue }
        var match = LineMatch(documented: line, fresh: freshLine, comparison: comparison)
        match.ignoresValues = true
        guard match.agreement() != nil else { continue }
        pairs[pair] = same(row, column)
        similar[pair] = true
      }
    }
  }

  /// Walks back from the last lines along the least costs. Where several are least, lines that agree come first, and of
  /// those that do not the first documented one stands beside the first fresh one.
  private func path(
    _ rows: Range<Int>, _ columns: Range<Int>, _ costs: [Int32], _ pairs: [TextComparison.AlignedLine?],
    _ similar: [Bool]
  ) -> [TextComparison.AlignedLine] {
    let width = columns.count + 1
    var alignedLines = [TextComparison.AlignedLine]()
    var row = rows.count
    var column = columns.count
    var elidedEnd: Int?
    while row > 0 || column > 0 {
      let cost = costs[row * width + column]
      let elides = row > 0 && isEllipsis[rows.lowerBound + row - 1]
      if row > 0, column > 0, !elides {
        let pair = (row - 1) * columns.count + column - 1
        let change: Int32 = pairs[pair] != nil ? 0 : similar[pair] ? Cost.numbers : Cost.changed
        let isLast =
          change > 0
          && (cost == costs[row * width + column - 1] + Cost.extra
            || cost == costs[(row - 1) * width + column] + Cost.missing)
        if !isLast, cost == costs[(row - 1) * width + column - 1] + change {
          alignedLines.append(
            pairs[pair] ?? .changed(documented: rows.lowerBound + row - 1, fresh: columns.lowerBound + column - 1))
          row -= 1
          column -= 1
          continue
        }
      }
      if elides {
        let end = elidedEnd ?? column
        if column > 0, cost != costs[(row - 1) * width + column] {
          elidedEnd = end
          column -= 1
        } else {
          let elided = columns.lowerBound + column..<columns.lowerBound + end
          alignedLines.append(.elided(documented: rows.lowerBound + row - 1, fresh: elided))
          elidedEnd = nil
          row -= 1
        }
      } else if row > 0, cost == costs[(row - 1) * width + column] + Cost.missing {
        alignedLines.append(.missing(documented: rows.lowerBound + row - 1))
        row -= 1
      } else {
        alignedLines.append(.extra(fresh: columns.lowerBound + column - 1))
        column -= 1
      }
    }
    return alignedLines.reversed()
  }
}
