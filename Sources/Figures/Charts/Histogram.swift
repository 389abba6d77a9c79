import Compute
import Tensors

/// How often numbers fall into each of some bins of equal width.
///
///     Histogram(layer.kernel.value, name: "weights")
///     Histogram([.init("before", start), .init("after", end)], bins: 20, range: -1...1)
///
/// Left to itself, the bins have the width that Freedman and Diaconis give, twice the interquartile range over the cube
/// root of the number of values ("On the histogram as a density estimator", 1981), rounded up to 1, 2, 2.5 or 5 times a
/// power of ten, and begin at its multiples; so bins stay where they are when the values move a little. Where half of
/// the values are equal, there are as many as Sturges gives, log2 n + 1. Several histograms share their bins, chosen
/// for all values together.
///
/// A number on the edge of two bins is counted in the upper one. Where the numbers are computed, another machine may
/// count a few elsewhere, which moves the line by more than its last digit where a bin holds few.
public struct Histogram: Drawable, Sendable {
  /// Numbers under one name.
  public struct Series: Sendable {
    /// The series' name, in the legend and in the description.
    public var name: String
    /// The numbers; those that are not finite are counted nowhere.
    public var values: [Float]

    /// The numbers that are counted.
    public init(_ name: String, _ values: [Float]) {
      self.name = name
      self.values = values
    }

    /// The elements of a tensor, which are counted.
    public init(_ name: String, _ tensor: Tensor) { self.init(name, tensor.scalars) }
  }

  /// What is counted, each in the same bins.
  public let series: [Series]
  /// What the horizontal axis measures.
  public var xLabel: String
  /// The bins' edges, ascending, one more than there are bins.
  public let edges: [Double]
  /// For each series, how many values each bin has. Those outside of the range are in none.
  public let counts: [[Int]]

  /// A histogram of several collections of values, in bins that they share.
  ///
  /// - Parameters:
  ///   - series: What is counted, each for itself.
  ///   - bins: How many bins; by the rule above where it is nil. Stops with a message unless it is from 1 to 200.
  ///   - range: Where the first bin begins and the last ends; all values where it is nil. The last bin includes its
  ///     end. Stops with a message when it is empty or not finite.
  ///   - xLabel: What the horizontal axis measures.
  public init(_ series: [Series], bins: Int? = nil, range: ClosedRange<Float>? = nil, xLabel: String = "") {
    if let bins, !(1...200).contains(bins) { fail(Histogram.bins(bins, series.reduce(0) { $0 + $1.values.count })) }
    if let range, !(range.lowerBound < range.upperBound && (range.upperBound - range.lowerBound).isFinite) {
      fail(Histogram.range(range.lowerBound, range.upperBound))
    }
    self.series = series
    self.xLabel = xLabel
    let edges = HistogramBins.edges(series.flatMap { $0.values }, count: bins, range: range)
    self.edges = edges
    counts = series.map { HistogramBins.counts($0.values, edges) }
  }

  /// A histogram of a tensor's numbers.
  public init(
    _ tensor: Tensor, name: String = "value", bins: Int? = nil, range: ClosedRange<Float>? = nil, xLabel: String? = nil
  ) {
    self.init([Series(name, tensor)], bins: bins, range: range, xLabel: xLabel ?? name)
  }

  /// A histogram of some numbers.
  public init(
    _ values: [Float], name: String = "value", bins: Int? = nil, range: ClosedRange<Float>? = nil, xLabel: String? = nil
  ) {
    self.init([Series(name, values)], bins: bins, range: range, xLabel: xLabel ?? name)
  }

  /// What the histogram shows: of each series how many values there are and where most of them lie.
  public var description: String {
    let edges = SpokenNumbers(self.edges)
    let parts = zip(series, counts).map { series, counts in
      let subject = "\(counted(series.values.count, "value")) of \(series.name)"
      guard let most = counts.max(), most > 0, let bin = counts.firstIndex(of: most) else {
        return "\(subject), none in range"
      }
      return "\(subject), most from \(edges.text(self.edges[bin])) to \(edges.text(self.edges[bin + 1])): \(most)"
    }
    guard !parts.isEmpty else { return "Histogram without data." }
    return "Histogram with \(counted(self.edges.count - 1, "bin")): \(parts.joined(separator: "; "))."
  }

  /// The chart, drawn.
  public var picture: Picture { Picture(description: description, table: table) { drawing($0) } }

  private var table: ValueTable {
    let format = ValueFormat(edges)
    return ValueTable(
      keys: 2, columns: ["from", "to"] + series.map { $0.name },
      rows: (0..<edges.count - 1).map { bin in
        [format.text(edges[bin]), format.text(edges[bin + 1])] + counts.map { "\($0[bin])" }
      })
  }

  private func drawing(_ width: FrameWidth) -> Drawing {
    let most = counts.flatMap { $0 }.max() ?? 0
    let horizontal = Ticks(for: edges, count: 5, reachingOut: false)
    let vertical = Ticks(for: [0, Double(max(1, most))], count: 4, reachingOut: true, wholeNumbers: true)
    var plot = Plot(
      horizontal, vertical, xLabel: xLabel, yLabel: "count", names: series.map { $0.name }, key: .lines,
      width: width)
    for (index, counts) in counts.enumerated() {
      let seriesStyle = Plot.SeriesStyle(index)
      var outline = [(x: plot.x(edges[0]), y: plot.y(0))]
      for (bin, count) in counts.enumerated() {
        outline.append((plot.x(edges[bin]), plot.y(Double(count))))
        outline.append((plot.x(edges[bin + 1]), plot.y(Double(count))))
      }
      outline.append((plot.x(edges[counts.count]), plot.y(0)))
      plot.canvas.curve(
        outline, fill: seriesStyle.colour, stroke: seriesStyle.colour, width: 1.6, dashes: seriesStyle.dashes)
    }
    return plot.drawing
  }

  static func bins(_ bins: Int, _ count: Int) -> String {
    "Histogram: \(bins) bins were asked for \(counted(count, "value")); expected 1 to 200."
  }

  static func range(_ low: Float, _ high: Float) -> String {
    "Histogram: the range from \(low) to \(high) cannot be divided; expected two finite numbers, the second greater."
  }
}
