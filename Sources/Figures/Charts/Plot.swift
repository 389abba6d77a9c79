import Tensors

/// The frame of a chart: axes with their ticks and names, and a legend of its series; and where a pair of numbers
/// stands in it.
struct Plot {
  /// What distinguishes one series from the others, each by itself: colour, dashes, marks.
  struct SeriesStyle {
    var colour: ThemeColour
    var dashes: String
    var mark: Canvas.Mark
    /// Whether the marks are filled.
    var isFull: Bool

    /// Dashes and marks are never both the same within sixteen series.
    init(_ index: Int) {
      let kind = index % 8
      colour = [.accent, .warm, .foreground, .green, .plum, .soft, .brown, .indigo][kind]
      dashes = ["none", "7 4", "2 3", "9 3 2 3", "14 4", "5 2 1 2 1 2", "3 6", "12 3 4 3"][kind]
      mark = Canvas.Mark.allCases[kind]
      isFull = index / 8 % 2 == 1
    }
  }

  /// What the legend shows of a series.
  enum Key { case lines, linesWithMarks, marks }

  var canvas = Canvas()
  private let horizontal: Ticks
  private let vertical: Ticks
  private let left: Double
  private let top: Double
  private let right: Double
  private let bottom: Double
  private let foot: Double
  private let width: FrameWidth

  /// - Parameters:
  ///   - names: The names of the series; a legend stands above the plot where there are several.
  ///   - key: What the legend shows of a series beside its name.
  init(
    _ horizontal: Ticks, _ vertical: Ticks, xLabel: String, yLabel: String, names: [String], key: Key,
    width: FrameWidth
  ) {
    self.width = width
    self.horizontal = horizontal
    self.vertical = vertical
    left = 14 + TextStyle.note.width(vertical.labels)
    // The last label of the horizontal axis reaches half its width beyond the plot.
    right = width.rawValue - max(16, TextStyle.note.width(Array(horizontal.labels.suffix(1))) / 2 - 6)
    // Above the plot stand the name of the vertical axis and, for several lines, a legend.
    let legend = Legend(names, width: right - left)
    let yLines = TextStyle.caption.lines(of: yLabel, within: width.rawValue - 16)
    // It stands below the middle of the axis, and reaches no further to one side than to the other.
    let middle = (left + right) / 2
    let xLines = TextStyle.caption.lines(of: xLabel, within: 2 * min(middle, width.rawValue - middle) - 8)
    top = 14 + Double(yLines.count) * 20 + (names.count > 1 ? Double(legend.rows) * 20 : 0)
    bottom = top + (width == .wide ? 240 : 180)
    foot = bottom + 32 + Double(xLines.count) * 20
    drawAxes(xLines, yLines)
    if names.count > 1 { draw(legend, key) }
  }

  /// - Parameters:
  ///   - xLines: The name of the horizontal axis, in lines.
  ///   - yLines: That of the vertical one.
  private mutating func drawAxes(_ xLines: [String], _ yLines: [String]) {
    var number = TextStyle.note
    number.anchor = .end
    for (value, label) in zip(vertical.values, vertical.labels) {
      canvas.line([(left, y(value)), (right, y(value))], stroke: .hair)
      canvas.text(label, left - 8, y(value) + 5, number)
    }
    // Where numbers would stand too close, only some of the ticks have theirs.
    let labelWidth = TextStyle.note.width(horizontal.labels) + 8
    let distance = horizontal.values.count > 1 ? x(horizontal.values[1]) - x(horizontal.values[0]) : labelWidth
    let step = Int((labelWidth / distance).rounded(.up))
    for (index, value) in horizontal.values.enumerated() {
      canvas.line([(x(value), bottom), (x(value), bottom + 5)], stroke: .soft)
      if index % step == 0 { canvas.text(horizontal.labels[index], x(value), bottom + 21, .note) }
    }
    canvas.line([(left, top), (left, bottom), (right, bottom)], stroke: .soft)
    var name = TextStyle.caption
    name.anchor = .start
    for (index, line) in yLines.enumerated() { canvas.text(line, 8, 20 + Double(index) * 20, name) }
    for (index, line) in xLines.enumerated() {
      canvas.text(line, (left + right) / 2, bottom + 42 + Double(index) * 20, .caption)
    }
  }

  /// The names of the series in columns of one width, as many as there is space for; those that are wider than the plot in lines.
  private struct Legend {
    var entries: [(lines: [String], column: Int, row: Int)] = []
    /// How many lines the longest column has.
    var rows = 0
    var columnWidth: Double
    var textStyle = TextStyle(size: 14, anchor: .start)

    /// What stands at the left of a name.
    static let margin = 48.0

    init(_ names: [String], width: Double) {
      columnWidth = Self.margin + textStyle.width(names) + 16
      let columns = balanced(names.count, most: Int(width / columnWidth))
      let perColumn = (names.count + columns - 1) / columns
      var row = 0
      for (index, name) in names.enumerated() {
        if index % perColumn == 0 { row = 0 }
        let lines = textStyle.lines(of: name, within: width - Self.margin)
        entries.append((lines, column: index / perColumn, row))
        row += max(1, lines.count)
        rows = max(rows, row)
      }
    }
  }

  private mutating func draw(_ legend: Legend, _ key: Key) {
    for (index, entry) in legend.entries.enumerated() {
      let seriesStyle = SeriesStyle(index)
      let start = left + 8 + Double(entry.column) * legend.columnWidth
      let baseline = top - 12 - Double(legend.rows - 1 - entry.row) * 20
      if key == .marks {
        canvas.marks(
          seriesStyle.mark, [(start + 32, baseline - 5)], colour: seriesStyle.colour, isFull: seriesStyle.isFull)
      } else {
        canvas.line(
          [(start, baseline - 5), (start + 40, baseline - 5)], stroke: seriesStyle.colour, width: 2,
          dashes: seriesStyle.dashes)
      }
      if key == .linesWithMarks {
        canvas.mark(
          seriesStyle.mark, start + 20, baseline - 5, stroke: seriesStyle.colour, isFull: seriesStyle.isFull)
      }
      for (number, line) in entry.lines.enumerated() {
        canvas.text(line, start + Legend.margin, baseline + Double(number) * 20, legend.textStyle)
      }
    }
  }

  func x(_ value: Double) -> Double { left + 8 + horizontal.position(of: value) * (right - left - 16) }
  func y(_ value: Double) -> Double { bottom - vertical.position(of: value) * (bottom - top) }

  /// Where numbers stand.
  private var positions: ValuePositions {
    func axis(_ ticks: Ticks, _ position: (Double) -> Double) -> ValuePositions.Axis {
      let (low, high) = (ticks.range.lowerBound, ticks.range.upperBound)
      let units = ticks.isLogarithmic ? decimalLogarithm(high) - decimalLogarithm(low) : high - low
      return ValuePositions.Axis(
        number: low, position: position(low), unit: (position(high) - position(low)) / units,
        isLogarithmic: ticks.isLogarithmic)
    }
    return .axes(x: axis(horizontal, x), y: axis(vertical, y))
  }

  var drawing: Drawing {
    var canvas = canvas
    canvas.positions = positions
    return canvas.drawing(width: width.rawValue, height: foot)
  }
}
