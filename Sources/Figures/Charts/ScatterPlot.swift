import Compute
import Tensors

/// Pairs of numbers as points: what two features of examples have to do with each other, or what an embedding puts where.
///
///     ScatterPlot(x: heights, y: masses, xLabel: "height", yLabel: "mass")
///     ScatterPlot(embedding, labels: labels, classes: names)
///
/// A pair of which a number is not finite, or 1e300 and more in magnitude, has no point: an axis that reaches there may have a length that
/// is not finite. Up to sixteen series differ in their marks, and the first eight in colour. Marks let those of earlier series shine
/// through; where points of one series lie on each other, they look like one.
public struct ScatterPlot: Drawable, Sendable {
  /// Points under one name.
  public struct Series: Sendable {
    /// The name of the points, in the legend and in the description.
    public var name: String
    /// Where the points are along the horizontal axis.
    public var x: [Double]
    /// How high each point is.
    public var y: [Double]

    /// Points with a name.
    ///
    /// - Parameters:
    ///   - name: What the points are.
    ///   - x: Where they stand from the left.
    ///   - y: Where they stand from below. Stops with a message unless there are as many of both.
    public init<X: BinaryFloatingPoint, Y: BinaryFloatingPoint>(_ name: String, x: [X], y: [Y]) {
      guard x.count == y.count else { fail(ScatterPlot.unequal(name, x.count, y.count)) }
      self.name = name
      self.x = x.map { Double($0) }
      self.y = y.map { Double($0) }
    }

    /// The points of a tensor of shape `[point, 2]`. Stops with a message at another shape.
    public init(_ name: String, _ points: Tensor) {
      guard points.rank == 2, points.shape[1] == 2 else { fail(ScatterPlot.shape(points.shape)) }
      self.init(name, x: points[..., 0].scalars, y: points[..., 1].scalars)
    }
  }

  /// The points, in the order of the legend.
  public let series: [Series]
  /// What the horizontal axis measures.
  public var xLabel: String
  /// What the vertical axis measures.
  public var yLabel: String

  /// A plot of any number of series, of at most 10,000 points together. Stops with a message when there are more.
  public init(_ series: [Series], xLabel: String = "", yLabel: String = "") {
    let count = series.reduce(0) { $0 + $1.x.count }
    guard count <= ScatterPlot.mostPoints else { fail(ScatterPlot.tooMany(count)) }
    self.series = series
    self.xLabel = xLabel
    self.yLabel = yLabel
  }

  /// A plot of one series.
  public init<X: BinaryFloatingPoint, Y: BinaryFloatingPoint>(
    x: [X], y: [Y], name: String = "", xLabel: String = "", yLabel: String = ""
  ) {
    self.init([Series(name, x: x, y: y)], xLabel: xLabel, yLabel: yLabel)
  }

  /// A plot of points that belong to classes, a series for each of these.
  ///
  /// - Parameters:
  ///   - points: `[point, 2]`.
  ///   - labels: The class of each point, `[point]`. Stops with a message when shapes do not fit, or a label has no name.
  ///   - classes: The classes' names.
  public init(_ points: Tensor, labels: IntTensor, classes: [String], xLabel: String = "", yLabel: String = "") {
    guard points.rank == 2, points.shape[1] == 2, labels.shape == [points.shape[0]] else {
      fail(ScatterPlot.labels(points.shape, labels.shape))
    }
    for (index, label) in labels.scalars.enumerated() where label < 0 || Int(label) >= classes.count {
      fail(ScatterPlot.label(Int(label), index, classes.count))
    }
    self.init(
      classes.indices.map { Series(classes[$0], points[labels .== $0]) }, xLabel: xLabel, yLabel: yLabel)
  }

  static let mostPoints = 10_000

  /// What the plot shows: of each series how many points there are, around which point they lie, and how far they reach;
  /// and how many pairs have no point.
  public var description: String {
    let axes = xLabel.isEmpty || yLabel.isEmpty ? "" : " of \(yLabel) over \(xLabel)"
    guard series.contains(where: { !$0.x.isEmpty }) else { return "Scatter plot\(axes) without data." }
    let parts = series.map { series in
      let points = ScatterPlot.drawable(series)
      let subject = counted(points.count, "point") + (series.name.isEmpty ? "" : " of \(series.name)")
      let dropped = ScatterPlot.dropped(series)
      guard !points.isEmpty else { return subject + dropped }
      let (x, y) = (points.map { $0.x }, points.map { $0.y })
      let (xs, ys) = (SpokenNumbers(x + [ScatterPlot.mean(x)]), SpokenNumbers(y + [ScatterPlot.mean(y)]))
      let middle = "around (\(xs.text(ScatterPlot.mean(x))), \(ys.text(ScatterPlot.mean(y))))"
      if points.count == 1 { return "\(subject) at (\(xs.text(x[0])), \(ys.text(y[0])))" + dropped }
      return "\(subject) \(middle), x from \(xs.text(x.min() ?? 0)) to \(xs.text(x.max() ?? 0)), "
        + "y from \(ys.text(y.min() ?? 0)) to \(ys.text(y.max() ?? 0))" + dropped
    }
    return "Scatter plot\(axes): \(parts.joined(separator: "; "))."
  }

  /// The plot, drawn.
  public var picture: Picture { Picture(description: description, table: table) { drawing($0) } }

  private func drawing(_ width: FrameWidth) -> Drawing {
    let points = series.map { ScatterPlot.drawable($0) }
    let all = points.flatMap { $0 }
    let names = series.map { $0.name }
    var plot = Plot(
      Ticks(for: all.map { $0.x }, count: 5, reachingOut: true),
      Ticks(for: all.map { $0.y }, count: 4, reachingOut: true), xLabel: xLabel, yLabel: yLabel, names: names,
      key: .marks, width: width)
    for (index, points) in points.enumerated() {
      let seriesStyle = Plot.SeriesStyle(index)
      plot.canvas.marks(
        seriesStyle.mark, points.map { (plot.x($0.x), plot.y($0.y)) }, colour: seriesStyle.colour,
        isFull: seriesStyle.isFull)
    }
    return plot.drawing
  }

  /// A row for each point. Of more points than a page should carry twice there are none.
  private var table: ValueTable? {
    let points = series.map { ScatterPlot.drawable($0) }
    guard points.reduce(0, { $0 + $1.count }) <= 2000 else { return nil }
    let keys = ValueFormat(points.flatMap { $0.map { $0.x } })
    let values = ValueFormat(points.flatMap { $0.map { $0.y } })
    var rows: [[String]] = []
    var exact: [[Double?]] = []
    for (column, points) in points.enumerated() {
      for point in points {
        var row = [keys.text(point.x)] + series.map { _ in "" }
        row[column + 1] = values.text(point.y)
        rows.append(row)
        exact.append([point.x] + series.indices.map { $0 == column ? point.y : nil })
      }
    }
    let names = series.map { $0.name.isEmpty ? yLabel : $0.name }
    return ValueTable(keys: 1, columns: [xLabel] + names, rows: rows, exact: exact)
  }

  private static func drawable(_ series: Series) -> [(x: Double, y: Double)] {
    zip(series.x, series.y).filter { Ticks.isDrawable($0) && Ticks.isDrawable($1) }.map { (x: $0, y: $1) }
  }

  /// How many pairs of a series have no point, as the end of a sentence, and why.
  private static func dropped(_ series: Series) -> String {
    let finite = zip(series.x, series.y).filter { $0.isFinite && $1.isFinite }.count
    let reasons = [
      (finite - drawable(series).count, "beyond 1e300"), (series.x.count - finite, "not finite"),
    ].filter { $0.0 > 0 }.map { "\(counted($0.0, "pair")) \($0.1)" }
    return reasons.isEmpty ? "" : ", without \(reasons.joined(separator: ", "))"
  }

  private static func mean(_ values: [Double]) -> Double { values.reduce(0) { $0 + $1 / Double(values.count) } }

  static func unequal(_ name: String, _ x: Int, _ y: Int) -> String {
    "ScatterPlot: the series \"\(name)\" has \(x) and \(counted(y, "number")) for its axes; expected as many of both."
  }

  static func shape(_ shape: [Int]) -> String {
    "ScatterPlot: points of shape \(shape) were given; expected [point, 2]."
  }

  static func labels(_ points: [Int], _ labels: [Int]) -> String {
    "ScatterPlot: points of shape \(points) and labels of shape \(labels) do not fit; expected [point, 2] and [point]."
  }

  static func label(_ label: Int, _ point: Int, _ classes: Int) -> String {
    let subject = "ScatterPlot: label \(label) of point \(point)"
    switch classes {
    case 0: return "\(subject) has no name, as no classes were given."
    case 1: return "\(subject) is not 0, that of the only class."
    default: return "\(subject) is not among the \(classes) classes; labels go from 0 to \(classes - 1)."
    }
  }

  static func tooMany(_ count: Int) -> String {
    "ScatterPlot: \(count) points were given; expected at most \(mostPoints), which a random part of them would be."
  }
}
