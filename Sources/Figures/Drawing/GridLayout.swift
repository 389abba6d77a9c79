/// Cells of one width in rows: how many stand in a row, how wide each may be, and where each begins.
struct GridLayout {
  /// The space around the grid.
  static let margin = 8.0
  /// The space between cells.
  static let gap = 10.0

  let count: Int
  /// How many cells a full row has.
  let columns: Int
  /// How wide a cell is where so many columns as were asked for take up the whole frame.
  let share: Double
  /// How wide each cell is drawn: what the drawing decides, which knows by what steps its cells grow.
  var cellWidth: Double

  /// - Parameters:
  ///   - columns: How many cells stand beside each other; as many as fit in about equally full rows where it is nil.
  ///   - least: The width that a cell needs.
  init(count: Int, columns: Int?, least: Double, in frame: FrameWidth) {
    let line = frame.rawValue - 2 * Self.margin + Self.gap
    self.count = count
    self.columns = columns.map { min($0, max(count, 1)) } ?? balanced(count, most: Int(line / (least + Self.gap)))
    share = line / Double(columns ?? self.columns) - Self.gap
    cellWidth = least
  }

  /// How wide several cells are that need a width: where they nearly fill the frame, all of their share of it, so that what grows by whole steps
  /// ends where other figures do.
  func filling(_ needed: Double) -> Double { columns > 1 && needed >= 0.7 * share && needed <= share ? share : needed }

  /// How many rows there are.
  var rows: Int { (count + columns - 1) / columns }

  /// The width of the whole drawing.
  var width: Double { Double(min(columns, count)) * (cellWidth + Self.gap) - Self.gap + 2 * Self.margin }

  func row(of index: Int) -> Int { index / columns }

  /// Where a cell begins from the left.
  func left(of index: Int) -> Double { Self.margin + Double(index % columns) * (cellWidth + Self.gap) }
}

/// How many of so many things to put on a line that takes `most`, so that the lines are about equally full.
func balanced(_ count: Int, most: Int) -> Int {
  let most = max(1, most)
  let lines = max(1, (count + most - 1) / most)
  return max(1, (count + lines - 1) / lines)
}
