import Tensors

/// The frame of a chart: axes with their ticks and names, and a legend of its series; and where a pair of numbers
/// stands in it.
struct Plot {
  /// What distinguishes one series from the others, each by itself: colour, dashes, marks.
  struct SeriesStyle {
    var colour: ThemeColour
    var dashes: String
    var mark: Canvas.Mark
  }

  var canvas = Canvas()
  private let horizontal: Ticks
  private let vertical: Ticks
  private let left: Double
  private let top: Double
  private let right: Double
  private let bottom: Double
  private let foot: Double

  private static let width = 400.0
  private static let plotHeight = 180.0
  static let seriesStyles: [SeriesStyle] = [
    SeriesStyle(colour: .accent, dashes: "none", mark: .circle),
    SeriesStyle(colour: .warm, dashes: "7 4", mark: .square),
    SeriesStyle(colour: .foreground, dashes: "2 3", mark: .triangle),
    SeriesStyle(colour: .soft, dashes: "9 3 2 3", mark: .diamond),
  ]

  /// - Parameters:
  ///   - names: The names of the series; a legend stands above the plot where there are several.
  ///   - hasMarks: Whether the legend shows the series' marks.
  init(_ horizontal: Ticks, _ vertical: Ticks, xLabel: String, yLabel: String, names: [String], hasMarks: Bool) {
    self.horizontal = horizontal
    self.vertical = vertical
    left = 14 + TextStyle.note.width(vertical.labels)
    // Above the plot stand the name of the vertical axis and, for several lines, a legend.
    top = (yLabel.isEmpty ? 14 : 34) + (names.count > 1 ? Double(names.count) * 20 : 0)
    right = Self.width - 16
    bottom = top + Self.plotHeight
    foot = bottom + (xLabel.isEmpty ? 32 : 52)
    drawAxes(xLabel, yLabel)
    if names.count > 1 { drawLegend(names, hasMarks) }
  }

  private mutating func drawAxes(_ xLabel: String, _ yLabel: String) {
    var number = TextStyle.note
    number.anchor = .end
    for (value, label) in zip(vertical.values, vertical.labels) {
      canvas.line([(left, y(value)), (right, y(value))], stroke: .hair)
      canvas.text(label, left - 8, y(value) + 5, number)
    }
    for (value, label) in zip(horizontal.values, horizontal.labels) {
      canvas.line([(x(value), bottom), (x(value), bottom + 5)], stroke: .soft)
      canvas.text(label, x(value), bottom + 21, .note)
    }
    canvas.line([(left, top), (left, bottom), (right, bottom)], stroke: .soft)
    var name = TextStyle.caption
    name.anchor = .start
    if !yLabel.isEmpty { canvas.text(yLabel, 8, 20, name) }
    if !xLabel.isEmpty { canvas.text(xLabel, (left + right) / 2, bottom + 42, .caption) }
  }

  private mutating func drawLegend(_ names: [String], _ hasMarks: Bool) {
    for (index, name) in names.enumerated() {
      let seriesStyle = Self.seriesStyles[index % Self.seriesStyles.count]
      let baseline = top - 12 - Double(names.count - 1 - index) * 20
      canvas.line(
        [(left + 8, baseline - 5), (left + 40, baseline - 5)], stroke: seriesStyle.colour, width: 2,
        dashes: seriesStyle.dashes)
      if hasMarks { canvas.mark(seriesStyle.mark, left + 24, baseline - 5, stroke: seriesStyle.colour) }
      canvas.text(name, left + 48, baseline, TextStyle(size: 14, anchor: .start))
    }
  }

  func x(_ value: Double) -> Double { left + 8 + horizontal.position(of: value) * (right - left - 16) }
  func y(_ value: Double) -> Double { bottom - vertical.position(of: value) * (bottom - top) }

  func picture(description: String) -> Picture {
    canvas.picture(width: Self.width, height: foot, description: description)
  }
}
