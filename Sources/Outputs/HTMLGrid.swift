/// The cells of a table by the columns in which they stand.
struct HTMLGrid {
  struct Cell {
    var element: HTMLElement
    var column: Int
    var columns: Int
  }

  struct Problem: Error {
    /// The end of a sentence about the table.
    var sentence: String
  }

  var caption: HTMLElement?
  /// The cells that begin in each row, from the left.
  var rows: [[Cell]] = []
  var columns = 0
  /// How many rows at the beginning are the table's head.
  var headRows = 0

  /// - Throws: where the elements stand in another order than a table's, or the cells make no rectangle of rows and columns.
  init(_ table: HTMLElement) throws(Problem) {
    let elements = table.elements
    let kinds = elements.map(\.kind)
    func rank(_ kind: HTMLElement.Kind) -> Int { [.caption, .thead, .tbody, .tr, .tfoot].firstIndex(of: kind) ?? 0 }
    guard zip(kinds, kinds.dropFirst()).allSatisfy({ rank($0) < rank($1) || $0 == $1 && [.tbody, .tr].contains($0) }),
      !(kinds.contains(.tbody) && kinds.contains(.tr))
    else { throw Problem(sentence: "has, in this order, <caption>, <thead>, rows or <tbody>, <tfoot>") }
    caption = elements.first { $0.kind == .caption }
    let ownRows = elements.filter { $0.kind == .tr }
    for group in elements where group.kind != .caption && group.kind != .tr {
      if group.kind == .tfoot { try add(ownRows) }
      try add(group.elements)
      if group.kind == .thead { headRows = rows.count }
    }
    if kinds.last == .tr { try add(ownRows) }
    guard !rows.isEmpty else { throw Problem(sentence: "has no <tr>") }
    var isBegun = [Bool](repeating: false, count: columns)
    for cell in rows.joined() { isBegun[cell.column] = true }
    if let column = isBegun.firstIndex(of: false) {
      throw Problem(sentence: "has no cell that begins in its column \(column + 1)")
    }
    if headRows == 0, rows.count > 1, rows[0].allSatisfy({ $0.element.kind == .th }) { headRows = 1 }
  }

  /// Adds rows beyond which none of their cells reaches.
  private mutating func add(_ group: [HTMLElement]) throws(Problem) {
    /// How many rows are still covered in each column by a cell from above.
    var covered: [Int] = []
    for (index, row) in group.enumerated() {
      let number = rows.count + 1
      var cells: [Cell] = []
      var column = 0
      func skipCovered() { while column < covered.count, covered[column] > 0 { column += 1 } }
      for element in row.elements {
        skipCovered()
        let (width, height) = (element.number(.colspan) ?? 1, element.number(.rowspan) ?? 1)
        guard index + height <= group.count else {
          throw Problem(
            sentence: "has a cell in row \(number) that spans \(height) rows; below are \(group.count - index - 1)")
        }
        while covered.count < column + width { covered.append(0) }
        guard covered[column..<column + width].allSatisfy({ $0 == 0 }) else {
          throw Problem(sentence: "has a cell in row \(number) that lies over one from above")
        }
        for index in column..<column + width { covered[index] = height }
        cells.append(Cell(element: element, column: column, columns: width))
        column += width
      }
      skipCovered()
      guard column == covered.count, rows.isEmpty || column == columns else {
        throw Problem(
          sentence:
            "has \(column) columns in row \(number); expected \(rows.isEmpty ? covered.count : columns), as above")
      }
      columns = column
      rows.append(cells)
      for index in covered.indices { covered[index] -= 1 }
    }
  }

  /// Whether all that stands below the head in each column is a number.
  ///
  /// - Parameter text: the words of a cell, in its row and by its place there.
  func areNumbers(_ text: (_ row: Int, _ cell: Int) -> String) -> [Bool] {
    var counts = [Int](repeating: 0, count: columns)
    for (row, cells) in rows.enumerated().dropFirst(headRows) {
      for (index, cell) in cells.enumerated() where cell.element.kind == .td && cell.columns == 1 {
        let text = text(row, index)
        // What is empty, or a dash, says that there is none.
        if text.isEmpty || ["-", "\u{2013}", "\u{2014}"].contains(text) { continue }
        counts[cell.column] = Self.isNumber(text) && counts[cell.column] >= 0 ? counts[cell.column] + 1 : .min
      }
    }
    return counts.map { $0 > 0 }
  }

  private static func isNumber(_ text: String) -> Bool {
    var text = text.hasSuffix("%") ? text.dropLast() : text[...]
    if text.first == "\u{2212}" { text = "-" + text.dropFirst() }
    return Double(text.filter { $0 != "_" && $0 != "," }) != nil && !text.contains { $0 == "x" || $0 == "X" }
  }
}
