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

  /// What fits beside each other on a page, and can be read on a telephone.
  private static let width = 440.0
  private static let gap = 10.0

  func picture(description: String) -> Picture {
    var canvas = Canvas()
    let step = max(side * Double(columns), TextStyle.note.width(captions)) + Self.gap
    let wanted = across ?? balanced(maps.count, most: Int((Self.width - 16 + Self.gap) / step))
    let across = min(wanted, max(maps.count, 1))
    // A map by itself needs no number.
    let isCaptioned = maps.count > 1
    let down = side * Double(rows) + (isCaptioned ? 20 : 0) + Self.gap
    for (index, map) in maps.enumerated() {
      let x = 8 + Double(index % across) * step
      let y = 8 + Double(index / across) * down
      let inset = (step - Self.gap - side * Double(columns)) / 2
      canvas.cells(map, columns: columns, x + inset.rounded(.down), y, side: side, scale)
      guard isCaptioned else { continue }
      canvas.text(captions[index], x + (step - Self.gap) / 2, y + side * Double(rows) + 17, .note)
    }
    let lines = (maps.count + across - 1) / across
    var bottom = 8 + Double(lines) * down
    var textStyle = TextStyle.note
    textStyle.anchor = .start
    for line in note {
      bottom += 16
      canvas.text(line, 8, bottom, textStyle)
    }
    bottom = canvas.legend(scale, 8, bottom + 10)
    let width = max(
      Double(min(across, maps.count)) * step - Self.gap, 9 * Canvas.legendStep, textStyle.width(note))
    return canvas.picture(width: width + 16, height: bottom + 8, description: description)
  }

  /// The side of a cell: a map is about 56 wide, alone about 280.
  private var side: Double {
    let width = maps.count == 1 ? 280.0 : maps.count <= 3 ? 120 : 56
    return max(2, min(24, (width / Double(max(1, max(rows, columns)))).rounded(.down)))
  }
}

/// How many of so many things to put on a line that takes `most`, so that the lines are about equally full.
func balanced(_ count: Int, most: Int) -> Int {
  let most = max(1, most)
  let lines = max(1, (count + most - 1) / most)
  return max(1, (count + lines - 1) / lines)
}
