import Tensors

/// Gathers the elements of a drawing, one on each line, and closes it into a picture.
///
/// Every property stands in a `style` of its own element: so a page's rules for its other pictures do not reach in, and
/// the picture needs no identifiers or rules that could reach out. Only the many cells of a map share their group's.
struct Canvas {
  /// The shapes of marks, in the order in which series take them.
  enum Mark: CaseIterable {
    case circle, square, triangle, diamond, point, plus, bowTie, bar

    /// Its outline, as a path from its middle.
    var outline: String {
      switch self {
      case .circle: "m-3.2 0a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0 -6.4 0z"
      case .square: "m-3 -3h6v6h-6z"
      case .triangle: "m0 -4l4 7h-8z"
      case .diamond: "m0 -4.3l4.3 4.3l-4.3 4.3l-4.3 -4.3z"
      case .point: "m0 4l4 -7h-8z"
      case .plus: "m-1.3 -4h2.6v2.7h2.7v2.6h-2.7v2.7h-2.6v-2.7h-2.7v-2.6h2.7z"
      case .bowTie: "m-4 -3.5l8 7v-7l-8 7z"
      case .bar: "m-1.6 -4.4h3.2v8.8h-3.2z"
      }
    }
  }

  private var elements: [String] = []
  private var stepAreas: [String] = []
  /// Where the values of the figure's table stand.
  var positions: ValuePositions?

  mutating func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, fill: ThemeColour?, stroke: ThemeColour? = nil,
    strokeWidth: Double = 1
  ) {
    var style = "fill:\(fill?.rawValue ?? "none")"
    style += stroke.map { ";stroke:\($0.rawValue);stroke-width:\(number(strokeWidth))" } ?? ";stroke:none"
    elements.append(
      "<rect x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(width))\" height=\"\(number(height))\" style=\"\(style)\"/>"
    )
  }

  /// An image of so many pixels, each drawn as a square with sharp edges.
  mutating func image(_ png: PNGEncoder, _ x: Double, _ y: Double, _ width: Double, _ height: Double) {
    elements.append(
      "<image x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(width))\" height=\"\(number(height))\" "
        + "style=\"image-rendering:pixelated\" href=\"data:image/png;base64,\(base64(png.bytes))\"/>")
  }

  /// A text on the baseline `y`, turned by so many degrees about the point that it hangs on.
  mutating func text(_ text: String, _ x: Double, _ y: Double, _ textStyle: TextStyle, turned degrees: Int = 0) {
    let turn = degrees == 0 ? "" : " transform=\"rotate(\(degrees) \(number(x)) \(number(y)))\""
    append(text, number(x), y, turn, textStyle)
  }

  /// A text whose position depends on data.
  mutating func text(_ text: String, at x: Double, _ y: Double, _ textStyle: TextStyle) {
    append(text, measure(x), y, "", textStyle)
  }

  private mutating func append(_ text: String, _ x: String, _ y: Double, _ turn: String, _ textStyle: TextStyle) {
    elements.append(
      "<text x=\"\(x)\" y=\"\(number(y))\"\(turn) style=\"\(textStyle.css)\">\(xmlText(text))</text>")
  }

  /// A straight line of the drawing itself, such as an axis.
  mutating func line(
    _ points: [(x: Double, y: Double)], stroke: ThemeColour, width: Double = 1, dashes: String = "none"
  ) {
    guard points.count > 1 else { return }
    let path = points.map { "\(number($0.x)) \(number($0.y))" }.joined(separator: "L")
    append(path: path, fill: nil, stroke: stroke, width: width, dashes: dashes)
  }

  /// A line through points that stand for data.
  mutating func curve(
    _ points: [(x: Double, y: Double)], fill: ThemeColour? = nil, stroke: ThemeColour, width: Double = 2,
    dashes: String = "none"
  ) {
    guard points.count > 1 else { return }
    let path = points.map { "\(measure($0.x)) \(measure($0.y))" }.joined(separator: "L")
    append(path: path, fill: fill, stroke: stroke, width: width, dashes: dashes)
  }

  /// Paper over what lies behind an outline of data.
  mutating func cover(_ points: [(x: Double, y: Double)]) {
    let path = points.map { "\(measure($0.x)) \(measure($0.y))" }.joined(separator: "L")
    elements.append("<path d=\"M\(path)z\" style=\"fill:\(ThemeColour.paper.rawValue);fill-opacity:0.8;stroke:none\"/>")
  }

  private mutating func append(path: String, fill: ThemeColour?, stroke: ThemeColour, width: Double, dashes: String) {
    let paint = fill.map { "\($0.rawValue);fill-opacity:0.15" } ?? "none"
    elements.append(
      "<path d=\"M\(path)\" style=\"fill:\(paint);stroke:\(stroke.rawValue);stroke-width:\(number(width));"
        + "stroke-dasharray:\(dashes);stroke-linejoin:round\"/>")
  }

  /// A bar whose length stands for a value.
  mutating func bar(_ x: Double, _ y: Double, _ width: Double, _ height: Double, fill: ThemeColour) {
    elements.append(
      "<rect x=\"\(measure(x))\" y=\"\(number(y))\" width=\"\(measure(width))\" height=\"\(number(height))\" "
        + "style=\"fill:\(fill.rawValue);stroke:none\"/>")
  }

  /// A small mark on a point that stands for a value.
  ///
  /// - Parameter isFull: Whether the mark is filled, which makes another mark of it.
  mutating func mark(_ shape: Mark, _ x: Double, _ y: Double, stroke: ThemeColour, isFull: Bool = false) {
    let fill = isFull ? stroke : .paper
    let style = "style=\"fill:\(fill.rawValue);stroke:\(stroke.rawValue);stroke-width:1.6\"/>"
    if shape == .circle {
      elements.append("<circle cx=\"\(measure(x))\" cy=\"\(measure(y))\" r=\"3.2\" \(style)")
    } else {
      elements.append("<path d=\"M\(measure(x)) \(measure(y))\(shape.outline)\" \(style)")
    }
  }

  /// Marks on points that stand for data: one element, however many there are, so that a picture
  /// of many is small. Where they lie on each other they are as dark as one; on other elements they get darker.
  mutating func marks(_ shape: Mark, _ points: [(x: Double, y: Double)], colour: ThemeColour, isFull: Bool) {
    let path = points.map { "M\(measure($0.x)) \(measure($0.y))\(shape.outline)" }.joined()
    elements.append(
      "<path d=\"\(path)\" style=\"fill:\(colour.rawValue);fill-opacity:\(isFull ? "0.7" : "0.25");stroke:\(colour.rawValue);"
        + "stroke-width:1.2\"/>")
  }

  /// A figure's elements, with their origin elsewhere: one element, as all that another drawing has or has not.
  mutating func place(_ drawing: Drawing, _ x: Double, _ y: Double) {
    elements.append(
      (["<g transform=\"translate(\(number(x)) \(number(y)))\">"] + drawing.elements + ["</g>"]).joined(separator: "\n")
    )
  }

  /// An area that leads to the next step that has none: the first to the first step of a stepping figure.
  mutating func stepArea(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
    stepAreas.append(
      "<rect x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(width))\" height=\"\(number(height))\" "
        + "style=\"fill-opacity:0\"/>")
  }

  /// An element that other files of this module write.
  mutating func append(_ element: String) { elements.append(element) }

  func drawing(width: Double, height: Double) -> Drawing {
    Drawing(
      width: width, height: height, elements: elements, stepAreas: stepAreas, positions: positions)
  }

  func picture(width: Double, height: Double, description: String, table: ValueTable? = nil) -> Picture {
    let drawing = drawing(width: width, height: height)
    return Picture(drawing, description: description, values: PictureValues.of(table, drawing))
  }

  /// A coordinate that stands for data: to a tenth, which is finer than a screen shows. It keeps its decimal where that
  /// is 0, since only numbers with a decimal may differ in their last digit where a drawing is compared with an earlier
  /// one.
  func measure(_ value: Double) -> String { fixed(value, decimals: 1) }

  /// A coordinate of the drawing itself, to a tenth.
  func number(_ value: Double) -> String { shortNumber(value) }
}
