import Tensors

/// Where everything in the drawing of one matrix stands: names above and at the left, cells, a caption and, where the
/// numbers are not written, the scale.
struct MatrixDrawing {
  var rows: Int
  var columns: Int
  /// What is written in the cells; empty where nothing is.
  var texts: [String] = []
  /// What gives the cells their colours.
  var values: [Float]
  var scale: ColourScale
  var rowLabels: [String] = []
  var columnLabels: [String] = []
  var caption: [String] = []
  /// Whether the cells of the diagonal have a frame.
  var framesDiagonal = false
  var hasLegend = true

  private static let gap = 2.0

  /// How wide a cell is in which the widest text has space.
  static func cellWidth(_ texts: [String]) -> Double { max(34, TextStyle.note.width(texts) + 10) }

  /// - Parameter table: the numbers, with one key to a row.
  func picture(description: String, table: ValueTable) -> Picture {
    Picture(description: description, table: table) { drawing($0) }
  }

  private func drawing(_ frame: FrameWidth) -> Drawing {
    var canvas = Canvas()
    let isWritten = !texts.isEmpty
    let left = 8 + (rowLabels.isEmpty ? 0 : TextStyle.name.width(rowLabels) + 8)
    let longest = TextStyle.name.width(columnLabels)
    var step = step(frame, beside: left + 8)
    // The last name that is turned leaves the map at its right.
    if slant(step.x) == 45 { step = self.step(frame, beside: left + 8 + max(0, longest * 0.71 + 4 - step.x / 2)) }
    let side = step.x
    let slant = slant(step.x)
    let shown = (row: Self.shownNames(step.y), column: Self.shownNames(step.x))
    // What a column's name reaches to the right and upwards.
    let reach: (x: Double, y: Double) =
      slant == 45 ? (longest * 0.71 + 4, longest * 0.71 + 12) : slant == 90 ? (0, longest + 4) : (0, 14)
    let top = 8 + (columnLabels.isEmpty ? 0 : reach.y + 8)

    if isWritten {
      for index in 0..<rows * columns {
        let (x, y) = (left + Double(index % columns) * step.x, top + Double(index / columns) * step.y)
        let (width, height) = (step.x - Self.gap, step.y - Self.gap)
        canvas.tile(x, y, width, height, values[index], scale)
        if framesDiagonal, index % columns == index / columns {
          canvas.rectangle(x + 0.5, y + 0.5, width - 1, height - 1, fill: nil, stroke: .soft)
        }
        canvas.text(texts[index], x + width / 2, y + height / 2 + 5, TextStyle(size: 14))
      }
    } else {
      canvas.cells(values, columns: columns, left, top, side: side, scale)
    }
    canvas.positions = .cells(width: step.x, height: step.y, blocks: [.init(x: left, y: top, rows: rows)])
    var name = shown.row.style
    name.anchor = .end
    for (row, label) in rowLabels.enumerated() where row % shown.row.each == 0 {
      canvas.text(label, left - 8, top + (Double(row) + 0.5) * step.y + (isWritten ? 4 : 5), name)
    }
    name = shown.column.style
    name.anchor = slant == 0 ? .middle : .start
    for (column, label) in columnLabels.enumerated() where column % shown.column.each == 0 {
      let middle = left + (Double(column) + 0.5) * step.x - (isWritten ? 1 : 0)
      canvas.text(label, slant == 0 ? middle : middle + 4, top - 7, name, turned: -slant)
    }

    var bottom = top + Double(rows) * step.y
    var note = TextStyle.note
    note.anchor = .start
    for line in caption {
      bottom += 20
      canvas.text(line, left, bottom, note)
    }
    if hasLegend, !isWritten { bottom = canvas.legend(scale, left, bottom + 12) }
    let right = max(
      left + Double(columns) * step.x - (isWritten ? Self.gap : 0), left + note.width(caption),
      hasLegend && !isWritten ? left + 9 * Canvas.legendStep : 0,
      columnLabels.isEmpty ? 0 : left + (Double(columns) - 0.5) * step.x + reach.x)
    return canvas.drawing(width: right + 8, height: bottom + 12)
  }

  /// How far the names of columns are turned, in degrees, so that none reaches into another: not at all where they are narrow,
  /// and upright where the lines of slanted ones would stand too close.
  private func slant(_ step: Double) -> Int {
    TextStyle.name.width(columnLabels) <= step - 4 ? 0 : step * 0.71 >= 18 ? 45 : 90
  }

  /// Where names would stand closer than they can be read, each second, or third, is there, and those in between by pointing at a cell.
  private static func shownNames(_ step: Double) -> (each: Int, style: TextStyle) {
    let each = max(1, Int((12 / step).rounded(.up)))
    var style = TextStyle.name
    style.size = min(style.size, max(11, Int(step) * each - 2))
    return (each, style)
  }

  /// How high a row is at least in which numbers are written.
  private static let leastHeight = 20.0

  /// Whether as many rows with numbers are no higher than a figure is to be.
  static func hasSpace(rows: Int) -> Bool { Double(rows) * leastHeight <= FrameWidth.mostHeight }

  /// How far cells are apart. Those without text are squares; those with text are as wide as it, or wider and then higher too.
  /// Beside other figures they are as small as they may be, so that more of them stand in a row.
  private func step(_ frame: FrameWidth, beside: Double) -> (x: Double, y: Double) {
    let isSmall = frame == .half
    guard texts.isEmpty else {
      let least = Self.cellWidth(texts) + Self.gap
      if isSmall {
        return (least, frame.cellSide(columns: 1, rows: rows, beside: 0, least: Self.leastHeight, most: 32))
      }
      let width = frame.cellSide(columns: columns, rows: 1, beside: beside, least: least, most: max(least, 84))
      let height = frame.cellSide(
        columns: 1, rows: rows, beside: 0, least: Self.leastHeight, most: max(32, width * 0.75))
      return (width, height)
    }
    let side = frame.cellSide(columns: columns, rows: rows, beside: beside, least: 2, most: isSmall ? 20 : 48)
    return (side, side)
  }
}
