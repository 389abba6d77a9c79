import Tensors

/// The coloured cells of a map, in a form that tolerates what two machines may compute differently.
///
/// Each cell is one element whatever its value is, and its opacity always has two decimals; where a map has numbers on
/// both sides of 0, each cell is there once in either colour. So a drawing whose numbers differ by a little differs in
/// nothing but the last digits of opacities, and counts as the same.
extension Canvas {
  /// Adjacent cells, row by row. An element takes about 40 bytes.
  ///
  /// - Parameters:
  ///   - x: The left edge of the map.
  ///   - y: The upper edge of the map.
  ///   - side: The side of a cell.
  mutating func cells(_ values: [Float], columns: Int, _ x: Double, _ y: Double, side: Double, _ scale: ColourScale) {
    guard columns > 0, !values.isEmpty else { return }
    let rows = values.count / columns
    rectangle(x, y, Double(columns) * side, Double(rows) * side, fill: .panel)
    for isAbove in scale.hasNegative ? [true, false] : [true] {
      // A line of the width of a cell is shorter to write than a square; edges on whole pixels leave no seams.
      let transform = "translate(\(number(x)) \(number(y + side / 2))) scale(\(number(side)))"
      let colour = isAbove ? ThemeColour.accent : ThemeColour.warm
      // One element, as all that another drawing has or has not.
      var group =
        "<g transform=\"\(transform)\" style=\"stroke:\(colour.rawValue);stroke-width:1;shape-rendering:crispEdges\">\n"
      for row in 0..<rows {
        for column in 0..<columns {
          let strength = scale.strength(of: values[row * columns + column])
          let opacity = fixed((isAbove ? strength.above : strength.below) * 0.95, decimals: 2)
          group += "<path d=\"M\(column) \(row)h1\" stroke-opacity=\"\(opacity)\"/>"
        }
        group += "\n"
      }
      append(group + "</g>")
    }
  }

  /// A cell by itself, on which text can be read.
  mutating func tile(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ value: Float, _ scale: ColourScale
  ) {
    rectangle(x, y, width, height, fill: .panel)
    let strength = scale.strength(of: value)
    shade(x, y, width, height, .accent, strength.above * 0.45)
    if scale.hasNegative { shade(x, y, width, height, .warm, strength.below * 0.45) }
  }

  /// The scale with its ends and zero named, and where it ends below.
  mutating func legend(_ scale: ColourScale, _ x: Double, _ y: Double) -> Double {
    let steps = scale.hasNegative ? Array(-4...4) : Array(0...8)
    for (index, step) in steps.enumerated() {
      let left = x + Double(index) * Canvas.legendStep
      rectangle(left, y, Canvas.legendStep, 12, fill: .panel)
      let strength = Double(step < 0 ? -step : step) / Double(steps[8]) * 0.95
      shade(left, y, Canvas.legendStep, 12, step < 0 ? .warm : .accent, strength)
    }
    rectangle(x, y, 9 * Canvas.legendStep, 12, fill: nil, stroke: .hair)
    var ends = TextStyle.note
    ends.anchor = .start
    text(scale.hasNegative ? "-\(scale.end)" : "0", x, y + 28, ends)
    if scale.hasNegative { text("0", x + 4.5 * Canvas.legendStep, y + 28, .note) }
    ends.anchor = .end
    text(scale.end, x + 9 * Canvas.legendStep, y + 28, ends)
    return y + 32
  }

  static let legendStep = 20.0

  private mutating func shade(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ colour: ThemeColour, _ opacity: Double
  ) {
    append(
      "<rect x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(width))\" height=\"\(number(height))\" "
        + "style=\"fill:\(colour.rawValue);fill-opacity:\(fixed(opacity, decimals: 2));stroke:none;"
        + "shape-rendering:crispEdges\"/>")
  }
}
