import Tensors

/// Where everything in a grid of small maps stands: maps of one size on one scale, each with a caption, and the scale
/// beneath.
struct MapGridDrawing {
  var maps: [[Float]]
  var rows: Int
  var columns: Int
  var captions: [String]
  var scale: ColourScale
  var note: [String]
  /// How many maps stand beside each other; as many as fit where it is nil.
  var across: Int?

  /// The numbers of all maps.
  ///
  /// - Parameters:
  ///   - kind: what a map is.
  ///   - rowNames: of the rows of a map; and so for columns.
  func table(_ kind: String, rowNames: [String], columnNames: [String]) -> ValueTable {
    let format = ValueFormat(maps.flatMap { $0 })
    return ValueTable(
      keys: 2, columns: [kind, "row"] + columnNames.map { "column \($0)" },
      rows: maps.indices.flatMap { map in
        rowNames.enumerated().map { row, name in
          [captions[map], name] + maps[map][row * columns..<(row + 1) * columns].map { format.text($0) }
        }
      },
      exact: maps.flatMap { map in
        rowNames.indices.map { row in map[row * columns..<(row + 1) * columns].map { Double($0) } }
      })
  }

  func drawing(_ frame: FrameWidth) -> Drawing {
    var canvas = Canvas()
    var blocks: [ValuePositions.Block] = []
    // As many on a line as fit, and then as much larger as the line has space for.
    let least = maps.count == 1 ? 280.0 : maps.count <= 3 ? 100 : frame == .wide ? 84 : 56
    let captionWidth = TextStyle.note.width(captions)
    var grid = GridLayout(count: maps.count, columns: across, least: max(least, captionWidth), in: frame)
    let height = FrameWidth.mostHeight / Double(min(grid.rows, 2))
    let side = side(grid.share, height)
    let width = side * Double(columns)
    grid.cellWidth = grid.filling(max(width, captionWidth))
    // A map by itself needs no number.
    let isCaptioned = maps.count > 1
    let down = side * Double(rows) + (isCaptioned ? 20 : 0) + GridLayout.gap
    for (index, map) in maps.enumerated() {
      let (x, y) = (grid.left(of: index), GridLayout.margin + Double(grid.row(of: index)) * down)
      let left = x + ((grid.cellWidth - width) / 2).rounded(.down)
      blocks.append(.init(x: left, y: y, rows: rows))
      canvas.cells(map, columns: columns, left, y, side: side, scale)
      guard isCaptioned else { continue }
      canvas.text(captions[index], x + grid.cellWidth / 2, y + side * Double(rows) + 17, .note)
    }
    var bottom = GridLayout.margin + Double(grid.rows) * down
    var textStyle = TextStyle.note
    textStyle.anchor = .start
    for line in note {
      bottom += 16
      canvas.text(line, GridLayout.margin, bottom, textStyle)
    }
    bottom = canvas.legend(scale, GridLayout.margin, bottom + 10)
    let beneath = max(9 * Canvas.legendStep, textStyle.width(note)) + 2 * GridLayout.margin
    canvas.positions = .cells(width: side, height: side, blocks: blocks)
    return canvas.drawing(width: max(grid.width, beneath), height: bottom + 8)
  }

  /// The side of a cell in a map of at most a width and a height, on whole units.
  private func side(_ width: Double, _ height: Double) -> Double {
    max(2, min(48, width / Double(max(1, columns)), height / Double(max(1, rows))).rounded(.down))
  }
}
