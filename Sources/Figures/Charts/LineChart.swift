import Compute
import Tensors

/// Numbers over numbers as lines: a loss over steps, say.
///
///     LineChart(x: steps, y: losses, name: "loss", xLabel: "step")
///     LineChart([.init("training", y: losses), .init("validation", y: others)], xLabel: "epoch", yLabel: "loss")
///
/// A value that is not finite leaves a gap in its line; where the vertical axis is logarithmic, one that is not above 0
/// does too. Up to sixteen lines differ in dashes or in marks, and the first eight in
/// colour.
public struct LineChart: Drawable, Sendable {
  /// One line.
  public struct Series: Sendable {
    /// The line's name, in the legend and in the description.
    public var name: String
    /// Where the points are along the horizontal axis.
    public var x: [Double]
    /// How high each point is.
    public var y: [Double]

    /// A line of floating-point numbers.
    ///
    /// - Parameters:
    ///   - name: What the line shows.
    ///   - x: Where the values stand; 1, 2, 3 and so on where it is left out. Stops with a message unless there are as
    ///     many as values.
    ///   - y: The values.
    public init<Value: BinaryFloatingPoint>(_ name: String, x: [Double]? = nil, y: [Value]) {
      self.name = name
      self.x = x ?? y.indices.map { Double($0 + 1) }
      self.y = y.map { Double($0) }
      guard self.x.count == self.y.count else { fail(LineChart.unequal(name, self.x.count, self.y.count)) }
    }

    /// A line over integers, such as the steps of a training.
    public init<Value: BinaryFloatingPoint>(_ name: String, x: [Int], y: [Value]) {
      self.init(name, x: x.map { Double($0) }, y: y)
    }

    /// A line of whole numbers, such as counts.
    public init(_ name: String, x: [Double]? = nil, y: [Int]) { self.init(name, x: x, y: y.map { Double($0) }) }

    /// A line of whole numbers over integers.
    public init(_ name: String, x: [Int], y: [Int]) { self.init(name, x: x, y: y.map { Double($0) }) }
  }

  /// How an axis divides its range.
  public enum Scale: Sendable {
    /// Equal differences take equal lengths.
    case linear
    /// Equal ratios take equal lengths, so that a loss that falls by powers of ten stays readable.
    case logarithmic
  }

  /// The lines, in the order of the legend.
  public var series: [Series]
  /// What the horizontal axis counts.
  public var xLabel: String
  /// What the vertical axis measures.
  public var yLabel: String
  /// How the vertical axis divides its range.
  public var yScale: Scale
  /// Further numbers that the horizontal axis reaches, so that charts beside each other have the same.
  var furtherPositions: [Double] = []

  /// A chart of any number of lines.
  public init(_ series: [Series], xLabel: String = "", yLabel: String = "", yScale: Scale = .linear) {
    self.series = series
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.yScale = yScale
  }

  /// A chart of one line over integers.
  public init<Value: BinaryFloatingPoint>(
    x: [Int], y: [Value], name: String = "value", xLabel: String = "", yLabel: String? = nil,
    yScale: Scale = .linear
  ) {
    self.init([Series(name, x: x, y: y)], xLabel: xLabel, yLabel: yLabel ?? name, yScale: yScale)
  }

  /// A chart of one line of values, the first at 1.
  public init<Value: BinaryFloatingPoint>(
    _ y: [Value], name: String = "value", xLabel: String = "", yLabel: String? = nil,
    yScale: Scale = .linear
  ) {
    self.init([Series(name, y: y)], xLabel: xLabel, yLabel: yLabel ?? name, yScale: yScale)
  }

  /// A chart of one line of whole numbers, such as counts, over integers.
  public init(
    x: [Int], y: [Int], name: String = "value", xLabel: String = "", yLabel: String? = nil, yScale: Scale = .linear
  ) {
    self.init(x: x, y: y.map { Double($0) }, name: name, xLabel: xLabel, yLabel: yLabel, yScale: yScale)
  }

  /// A chart of one line of whole numbers, the first at 1.
  public init(
    _ y: [Int], name: String = "value", xLabel: String = "", yLabel: String? = nil, yScale: Scale = .linear
  ) {
    self.init(y.map { Double($0) }, name: name, xLabel: xLabel, yLabel: yLabel, yScale: yScale)
  }

  /// What the chart shows: each line's name and where it begins and ends.
  public var description: String {
    let axis = xLabel.isEmpty ? "" : " over \(xLabel)"
    guard !series.isEmpty else { return "Line chart\(axis) without data." }
    let lines = series.map { line in
      let points = zip(line.x, line.y).filter {
        Ticks.isDrawable($0) && Ticks.isDrawable($1) && (yScale == .linear || $1 > 0)
      }
      guard let first = points.first, let last = points.last else { return "\(line.name) has no values" }
      let (x, y) = (SpokenNumbers(points.map { $0.0 }), SpokenNumbers(points.map { $0.1 }))
      let start = "\(line.name) is \(y.text(first.1)) at \(x.text(first.0))"
      return points.count == 1 ? start : start + " and \(y.text(last.1)) at \(x.text(last.0))"
    }
    return "Line chart\(axis): \(lines.joined(separator: "; "))."
  }

  /// The chart, drawn.
  public var picture: Picture {
    Picture(description: description, table: table) { width in
      var drawing = LineChartDrawing(self, width: width)
      return drawing.drawing()
    }
  }

  /// The values of all lines by where they stand.
  private var table: ValueTable {
    let all = series.map { line in zip(line.x, line.y).filter { Ticks.isDrawable($0.0) && $0.1.isFinite } }
    let keys = ValueFormat(all.flatMap { $0.map { $0.0 } }, isShort: true)
    // Lines that stand over the same numbers share their rows, by the numbers themselves.
    var positions: [Double] = []
    for position in all.flatMap({ $0.map { $0.0 } }).sorted() where positions.last != position {
      positions.append(position)
    }
    var rows = positions.map { [keys.text($0)] + series.map { _ in "" } }
    var exact: [[Double?]] = positions.map { [$0] + series.map { _ in nil } }
    for (column, line) in all.enumerated() {
      let format = ValueFormat(line.map { $0.1 })
      let spoken = SpokenNumbers(line.map { $0.1 })
      var row = 0
      var last: Double?
      for (position, value) in line.sorted(by: { $0.0 < $1.0 }) {
        while positions[row] < position { row += 1 }
        // Of two values at one position the second has a row of its own.
        if last == position {
          positions.insert(position, at: row + 1)
          rows.insert([rows[row][0]] + series.map { _ in "" }, at: row + 1)
          exact.insert([position] + series.map { _ in nil }, at: row + 1)
          row += 1
        }
        last = position
        rows[row][column + 1] = yScale == .logarithmic ? spoken.text(value) : format.text(value)
        exact[row][column + 1] = value
      }
    }
    return ValueTable(keys: 1, columns: [xLabel] + series.map { $0.name }, rows: rows, exact: exact)
  }

  static func unequal(_ name: String, _ x: Int, _ y: Int) -> String {
    "LineChart: the line \"\(name)\" has \(counted(x, "position")) and \(counted(y, "value")); expected as many of both."
  }
}
