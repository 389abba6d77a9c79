import Compute
import Tensors

/// Numbers with names as bars that lie one beneath the other, so that names have space on a narrow page.
///
///     BarChart(classes, probabilities, name: "probability", digits: 2)
///
/// A bar below 0 goes to the left. A value that is not finite has no bar.
public struct BarChart: Drawable, Sendable {
  /// A name for each bar.
  public let labels: [String]
  /// The length of each bar, in the order of the names.
  public let values: [Double]
  /// What the bars measure.
  public var name: String
  /// How many digits are written after the point.
  public let digits: Int?

  /// A chart with a bar for each of some floating-point numbers.
  ///
  /// - Parameters:
  ///   - labels: The bars' names.
  ///   - values: As many values. Stops with a message at another number.
  ///   - name: What the bars measure.
  ///   - digits: How many digits to write after the point; none for integers, else three in all, where it is nil. Stops
  ///     with a message when it is negative.
  public init<Value: BinaryFloatingPoint>(
    _ labels: [String], _ values: [Value], name: String = "value", digits: Int? = nil
  ) {
    guard labels.count == values.count else { fail(BarChart.unequal(labels.count, values.count)) }
    if let digits, digits < 0 { fail(BarChart.negativeDigits(digits, values.count)) }
    self.labels = labels
    self.values = values.map { Double($0) }
    self.name = name
    self.digits = digits
  }

  /// A chart of whole numbers, such as counts.
  public init(_ labels: [String], _ values: [Int], name: String = "value", digits: Int? = nil) {
    self.init(labels, values.map { Double($0) }, name: name, digits: digits)
  }

  /// A chart of a tensor's numbers, in row-major order.
  public init(_ labels: [String], _ values: Tensor, name: String = "value", digits: Int? = nil) {
    self.init(labels, values.scalars, name: name, digits: digits)
  }

  /// What the chart shows: each bar's name and value.
  public var description: String {
    guard !labels.isEmpty else { return "Bar chart of \(name) without data." }
    let bars = labels.indices.map { "\(labels[$0]) \(text(values[$0]))" }
    return "Bar chart of \(name): \(bars.joined(separator: ", "))."
  }

  /// The chart, drawn.
  public var picture: Picture {
    let table = ValueTable(
      keys: 1, columns: ["", name], rows: labels.indices.map { [labels[$0], text(values[$0])] },
      exact: values.map { [$0] })
    return Picture(description: description, table: table) { drawing($0) }
  }

  private func drawing(_ frame: FrameWidth) -> Drawing {
    var canvas = Canvas()
    var textStyle = TextStyle.name
    textStyle.colour = .foreground
    textStyle.anchor = .end
    let texts = values.map { text($0) }
    let left = 16 + textStyle.width(labels)
    let shown = values.map { Ticks.isDrawable($0) ? $0 : 0 }
    let (low, high) = (min(0, shown.min() ?? 0), max(0, shown.max() ?? 0))
    let valueWidth = TextStyle.note.width(texts) + 8
    let length = max(120, frame.rawValue - left - valueWidth - (low < 0 ? valueWidth : 0) - 8)
    let unit = high > low ? length / (high - low) : 0
    let zero = left + (low < 0 ? valueWidth : 0) - low * unit
    var y = 8.0
    if !name.isEmpty {
      var caption = TextStyle.caption
      caption.anchor = .start
      canvas.text(name, 8, 20, caption)
      y = 34
    }
    let top = y
    for index in labels.indices {
      canvas.text(labels[index], left - 8, y + 14, textStyle)
      let width = shown[index] * unit
      canvas.bar(min(zero, zero + width), y, width.magnitude, 18, fill: .accent)
      var number = TextStyle.note
      number.anchor = width < 0 ? .end : .start
      canvas.text(texts[index], at: zero + width + (width < 0 ? -6 : 6), y + 14, number)
      y += 26
    }
    if high > low || !labels.isEmpty { canvas.line([(zero, top - 4), (zero, y - 4)], stroke: .soft) }
    canvas.positions = .cells(
      width: frame.rawValue, height: 26, blocks: [.init(x: 0, y: top - 4, rows: labels.count)])
    return canvas.drawing(width: left + length + valueWidth + (low < 0 ? valueWidth : 0) + 8, height: y + 4)
  }

  private func text(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
    return digits.map { fixed(value, decimals: $0) } ?? SpokenNumbers(values).text(value)
  }

  static func unequal(_ labels: Int, _ values: Int) -> String {
    "BarChart: \(counted(labels, "label")) and \(counted(values, "value")) were given; expected as many of both."
  }

  static func negativeDigits(_ digits: Int, _ count: Int) -> String {
    "BarChart: \(digits) digits after the point were asked for \(counted(count, "value")); expected 0 or more."
  }
}
