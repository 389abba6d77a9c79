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

  private static let gap = 10.0

  func drawing(_ frame: FrameWidth) -> Drawing {
    var canvas = Canvas()
    let lineWidth = frame.rawValue - 16 + Self.gap
    // As many on a line as fit, and then as much larger as the line has space for.
    let least = maps.count == 1 ? 280.0 : maps.count <= 3 ? 100 : frame == .wide ? 84 : 56
    let most = Int(lineWidth / (max(least, TextStyle.note.width(captions)) + Self.gap))
    let across = across.map { min($0, max(maps.count, 1)) } ?? balanced(maps.count, most: most)
    let share = lineWidth / Double(self.across ?? across) - Self.gap
    let side = side(maps.count == 1 && self.across == nil ? least : min(share, 2 * least))
    let step = max(side * Double(columns), TextStyle.note.width(captions)) + Self.gap
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
    return canvas.drawing(width: width + 16, height: bottom + 8)
  }

  /// The side of a cell in a map of a width, on whole units.
  private func side(_ width: Double) -> Double {
    max(2, min(24, (width / Double(max(1, max(rows, columns)))).rounded(.down)))
  }
}

/// How many of so many things to put on a line that takes `most`, so that the lines are about equally full.
func balanced(_ count: Int, most: Int) -> Int {
  let most = max(1, most)
  let lines = max(1, (count + most - 1) / most)
  return max(1, (count + lines - 1) / lines)
}
