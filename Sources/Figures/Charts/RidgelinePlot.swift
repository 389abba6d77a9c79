import Compute
import Tensors

/// How the distribution of some numbers changes: a histogram for each step, one before the other, the last in front. TensorBoard shows
/// histograms of weights so.
///
///     RidgelinePlot(steps: [0, 100, 200], snapshots, xLabel: "weight")
///     RidgelinePlot([.init("before", start), .init("after", end)])
///
/// All histograms share their bins, chosen as `Histogram` says for all numbers together, and the scale of their heights.
public struct RidgelinePlot: Drawable, Sendable {
  /// What the numbers are at each step, the first one at the back.
  public let series: [Histogram.Series]
  /// What the horizontal axis measures.
  public var xLabel: String
  /// What the steps count.
  public var rowLabel: String
  /// The bins' edges, ascending, one more than there are bins.
  public let edges: [Double]
  /// For each step, how many values each bin has.
  public let counts: [[Int]]

  /// A plot with a histogram for each row.
  ///
  /// - Parameters:
  ///   - series: The numbers at each step, by its name; at most 60. Stops with a message when there are more.
  ///   - bins: How many bins; by the rule of `Histogram` where it is nil. Stops with a message unless it is from 1 to 200.
  ///   - range: Where the first bin begins and the last ends; all values where it is nil. Stops with a message when it is empty or not
  ///     finite.
  ///   - xLabel: What the horizontal axis measures.
  ///   - rowLabel: What the names of the steps count.
  public init(
    _ series: [Histogram.Series], bins: Int? = nil, range: ClosedRange<Float>? = nil, xLabel: String = "",
    rowLabel: String = "step"
  ) {
    guard series.count <= RidgelinePlot.mostRows else { fail(RidgelinePlot.tooMany(series.count)) }
    let histogram = Histogram(series, bins: bins, range: range)
    self.series = series
    self.xLabel = xLabel
    self.rowLabel = rowLabel
    (edges, counts) = (histogram.edges, histogram.counts)
  }

  /// A plot of a tensor's numbers at some steps.
  ///
  /// - Parameters:
  ///   - steps: When each tensor was noted. Stops with a message unless there are as many as tensors.
  ///   - tensors: The tensor at each step.
  public init(
    steps: [Int], _ tensors: [Tensor], bins: Int? = nil, range: ClosedRange<Float>? = nil, xLabel: String = "",
    rowLabel: String = "step"
  ) {
    guard steps.count == tensors.count else { fail(RidgelinePlot.unequal(steps.count, tensors.count)) }
    self.init(
      zip(steps, tensors).map { Histogram.Series("\($0)", $1) }, bins: bins, range: range, xLabel: xLabel,
      rowLabel: rowLabel)
  }

  static let mostRows = 60
  /// How far the lines of names are from each other.
  private static let lineHeight = 17.0

  /// What the plot shows: of the first step and the last, or of each where there are few, the mean and the standard deviation
  /// of the values that are drawn, and how many lie outside of the range.
  public var description: String {
    guard !series.isEmpty else { return "Ridgeline plot without data." }
    let said = series.count <= 6 ? Array(series.indices) : [0, series.count - 1]
    let subject = xLabel.isEmpty ? "" : " of \(xLabel)"
    let parts = said.map { index in
      let finite = series[index].values.filter { $0.isFinite }.map { Double($0) }
      let values = finite.filter { $0 >= edges[0] && $0 <= edges[edges.count - 1] }
      let name = rowLabel.isEmpty ? series[index].name : "\(rowLabel) \(series[index].name)"
      let outside = finite.count - values.count
      guard !values.isEmpty else {
        return outside == 0 ? "\(name): no values" : "\(name): no values within the range, \(outside) outside of it"
      }
      let mean = values.reduce(0, +) / Double(values.count)
      let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
      let spoken = SpokenNumbers([mean, deviation])
      return "\(name): mean \(spoken.text(mean)), standard deviation \(spoken.text(deviation))"
        + (outside == 0 ? "" : ", without \(counted(outside, "value")) outside of the range")
    }
    return "Ridgeline plot\(subject) with \(counted(series.count, "histogram")) of \(counted(edges.count - 1, "bin")): "
      + "\(parts.joined(separator: "; "))."
  }

  /// The plot, drawn.
  public var picture: Picture { Picture(description: description, table: table) { drawing($0) } }

  /// A row for each step, a column for each bin.
  private var table: ValueTable {
    let format = ValueFormat(edges)
    let bins = (0..<edges.count - 1).map { "\(format.text(edges[$0])) to \(format.text(edges[$0 + 1]))" }
    return ValueTable(
      keys: 1, columns: [rowLabel] + bins,
      rows: zip(series, counts).map { [$0.name] + $1.map { "\($0)" } })
  }

  private func drawing(_ width: FrameWidth) -> Drawing {
    var canvas = Canvas()
    let ticks = Ticks(for: edges, count: 5, reachingOut: false)
    let most = Double(max(1, counts.flatMap { $0 }.max() ?? 1))
    // Names leave at least half of the width to the plot.
    let names = series.map { TextStyle.note.lines(of: $0.name, within: width.rawValue / 3 - 16) }
    let left = 16 + TextStyle.note.width(names.flatMap { $0 })
    let right = width.rawValue - max(16, TextStyle.note.width(Array(ticks.labels.suffix(1))) / 2 + 2)
    let nameHeight = Self.lineHeight * Double(names.map { $0.count }.max() ?? 1)
    var distance = min(34, max(8, 300 / Double(max(1, series.count))))
    let height = max(44, 2.4 * distance)
    // Where there is space for a line at each row, there is for all lines of each name.
    if distance >= Self.lineHeight { distance = max(distance, nameHeight) }
    let rowLines = TextStyle.caption.lines(of: rowLabel, within: width.rawValue - 16)
    let head = rowLines.isEmpty ? 10.0 : 8 + 20 * Double(rowLines.count)
    let first = head + max(height, nameHeight)
    let bottom = first + distance * Double(max(0, series.count - 1))
    let (low, high) = (edges[0], edges[edges.count - 1])
    func x(_ value: Double) -> Double { left + (value - low) / (high - low) * (right - left) }

    var caption = TextStyle.caption
    caption.anchor = .start
    for (index, line) in rowLines.enumerated() { canvas.text(line, 8, 20 + 20 * Double(index), caption) }
    for value in ticks.values { canvas.line([(x(value), head), (x(value), bottom)], stroke: .hair) }
    var name = TextStyle.note
    name.anchor = .end
    // Where names would stand on each other, only some of the rows have theirs.
    let step = max(1, Int((nameHeight / distance).rounded(.up)))
    for (row, counts) in counts.enumerated() {
      let base = first + distance * Double(row)
      var ridge = [(x: x(low), y: base)]
      for (bin, count) in counts.enumerated() {
        ridge.append((x: x((edges[bin] + edges[bin + 1]) / 2), y: base - Double(count) / most * height))
      }
      ridge.append((x: x(high), y: base))
      canvas.cover(ridge)
      canvas.curve(ridge, fill: .accent, stroke: .accent, width: 1.4)
      guard (series.count - 1 - row) % step == 0 else { continue }
      for (index, line) in names[row].enumerated() {
        canvas.text(line, left - 8, base + 4 - Self.lineHeight * Double(names[row].count - 1 - index), name)
      }
    }
    canvas.line([(left, bottom), (right, bottom)], stroke: .soft)
    var foot = bottom
    let labelWidth = TextStyle.note.width(ticks.labels) + 8
    let gap = ticks.values.count > 1 ? x(ticks.values[1]) - x(ticks.values[0]) : labelWidth
    let some = max(1, Int((labelWidth / gap).rounded(.up)))
    for (index, value) in ticks.values.enumerated() {
      canvas.line([(x(value), bottom), (x(value), bottom + 5)], stroke: .soft)
      if index % some == 0 { canvas.text(ticks.labels[index], x(value), bottom + 21, .note) }
    }
    foot += 32
    for line in TextStyle.caption.lines(of: xLabel, within: right - left) {
      canvas.text(line, (left + right) / 2, foot + 10, .caption)
      foot += 20
    }
    if !series.isEmpty {
      canvas.positions = .cells(
        width: (right - left) / Double(edges.count - 1), height: distance,
        blocks: [.init(x: left, y: first - distance, rows: series.count)])
    }
    return canvas.drawing(width: width.rawValue, height: foot)
  }

  static func tooMany(_ count: Int) -> String {
    "RidgelinePlot: \(count) steps were given; expected at most \(mostRows), which each second or third of them would be."
  }

  static func unequal(_ steps: Int, _ tensors: Int) -> String {
    "RidgelinePlot: \(counted(steps, "step")) and \(counted(tensors, "tensor")) were given; expected as many of both."
  }
}
