import Tensors

/// A matrix as a grid of its numbers, with its name above, its size beneath and some of its elements shaded.
struct NumberGrid {
  var name: String
  /// What stands beneath it.
  var size: String
  var rows: Int
  var columns: Int
  /// How wide and high an element is.
  var cell: Double
  /// The element at a row and a column, and whether it is one of the tensor's own, which a zero of the padding is not.
  var text: (Int, Int) -> (text: String, isOwn: Bool)
  var shade: ThemeColour
  /// The elements that are shaded, by row and column.
  var shaded: [(row: Int, column: Int)]

  var width: Double { Double(columns) * cell }
  var height: Double { Double(rows) * cell }

  /// All of a matrix.
  static func of(
    _ tensor: Tensor, named name: String, cell: Double, shade: ThemeColour, shaded: [(row: Int, column: Int)]
  ) -> NumberGrid {
    let (texts, columns) = (texts(tensor), tensor.shape[1])
    return NumberGrid(
      name: name, size: size(tensor), rows: tensor.shape[0], columns: columns, cell: cell,
      text: { (texts[$0 * columns + $1], true) }, shade: shade, shaded: shaded)
  }

  /// The elements in one format, row by row.
  static func texts(_ tensor: Tensor) -> [String] {
    let format = NumberFormat(common: tensor.scalars)
    return tensor.scalars.map { format.text(Double($0)) }
  }

  /// How wide and high elements are that hold such texts, in grids that fill a frame together.
  ///
  /// - Parameters:
  ///   - columns: those of all grids that stand beside each other; and so for rows.
  ///   - beside: the width that is not theirs.
  static func cellSize(_ texts: [String], columns: Int, rows: Int, beside: Double, in frame: FrameWidth) -> Double {
    let least = leastCellSize(texts)
    return frame.cellSide(columns: columns, rows: rows, beside: beside, least: least, most: max(least, 64))
  }

  static func leastCellSize(_ texts: [String]) -> Double { max(36, TextStyle.number.width(texts) + 8) }

  /// The elements of several matrices, those of each below those of the one before.
  static func table(_ tensors: [(name: String, tensor: Tensor)]) -> ValueTable {
    let columns = tensors.map { $0.tensor.shape[1] }.max() ?? 0
    var rows: [[String]] = []
    var exact: [[Double?]] = []
    for (name, tensor) in tensors {
      let (texts, scalars, width) = (texts(tensor), tensor.scalars, tensor.shape[1])
      for row in 0..<tensor.shape[0] {
        rows.append([name, "\(row)"] + texts[row * width..<(row + 1) * width])
        exact.append(scalars[row * width..<(row + 1) * width].map { Double($0) })
      }
    }
    return ValueTable(
      keys: 2, columns: ["", "row"] + (0..<columns).map { "column \($0)" }, rows: rows, exact: exact)
  }

  /// A grid in a diagram: its left edge, its middle, the row and column of the matrix's first element, and the matrix's rows.
  typealias Placed = (grid: NumberGrid, left: Double, middle: Double, first: (row: Int, column: Int), rows: Int)

  /// Where the elements of matrices stand.
  ///
  /// - Parameter grids: each with its left edge, its middle, the row and column of the matrix's first element, and the matrix's rows.
  static func positions(_ grids: [Placed]) -> ValuePositions {
    let cell = grids[0].grid.cell
    return .cells(
      width: cell, height: cell,
      blocks: grids.map { grid, left, middle, first, rows in
        .init(
          x: left + Double(first.column) * cell, y: middle - grid.height / 2 + Double(first.row) * cell, rows: rows)
      })
  }

  static func size(_ tensor: Tensor) -> String { "\(tensor.shape[0]) × \(tensor.shape[1])" }
}

extension Canvas {
  /// A grid, vertically centred. The shade lies beneath lines and numbers, which so are the same at each step of a stepping figure.
  mutating func draw(_ grid: NumberGrid, _ left: Double, _ middle: Double) {
    let top = middle - grid.height / 2
    let centre = left + grid.width / 2
    let cell = grid.cell
    text(grid.name, centre, top - 10, .caption)
    for (row, column) in grid.shaded {
      rectangle(left + Double(column) * cell, top + Double(row) * cell, cell, cell, fill: grid.shade)
    }
    var own: [(x: Double, y: Double)] = []
    for row in 0..<grid.rows {
      for column in 0..<grid.columns {
        let (x, y) = (left + Double(column) * cell, top + Double(row) * cell)
        let element = grid.text(row, column)
        if element.isOwn { own.append((x, y)) } else { rectangle(x, y, cell, cell, fill: nil, stroke: .hair) }
        let size = cell >= 52 ? 18 : 15
        text(
          element.text, x + cell / 2, y + cell / 2 + Double(size) / 3,
          TextStyle(size: size, colour: element.isOwn ? .foreground : .soft))
      }
    }
    // After the lines of zeros, which would cover the edge of the tensor.
    for (x, y) in own { rectangle(x, y, cell, cell, fill: nil, stroke: .soft) }
    text(grid.size, centre, top + grid.height + 20, TextStyle(size: 14, colour: .soft))
  }

  /// An area that leads to a step for each element of a grid, row by row.
  mutating func stepAreas(_ grid: NumberGrid, _ left: Double, _ middle: Double) {
    let top = middle - grid.height / 2
    for row in 0..<grid.rows {
      for column in 0..<grid.columns {
        stepArea(left + Double(column) * grid.cell, top + Double(row) * grid.cell, grid.cell, grid.cell)
      }
    }
  }
}
