import Compute
import Tensors

/// What a training tells of itself, epoch by epoch, and a chart of it: loss, accuracy and whatever else is measured, of the examples that
/// are learned from and of those that are not.
///
///     var curves = LearningCurves()
///     for epoch in 1...10 {
///       ...
///       curves.append("loss", training: loss.scalar, validation: validationLoss.scalar)
///       curves.append("accuracy", training: right, validation: validationRight)
///     }
///     curves   // a chart for each measure
///     curves.lowest("loss")?.epoch   // where training might have ended
public struct LearningCurves: Drawable, Sendable {
  /// One measure over the epochs.
  public struct Measure: Sendable {
    public let name: String
    /// Its values for the examples that are learned from, and for the others. NaN where there is none.
    public internal(set) var training: [Double] = []
    public internal(set) var validation: [Double] = []

    /// How many epochs have a value.
    public var count: Int { training.count }
  }

  /// The measures, in the order in which they were first appended.
  public private(set) var measures: [Measure] = []
  /// What the horizontal axis counts.
  public var xLabel: String
  /// How the vertical axis of losses divides its range: of those measures whose name ends with "loss" or "error".
  public var lossScale: LineChart.Scale

  /// Curves without values.
  ///
  /// - Parameters:
  ///   - xLabel: What the horizontal axis counts.
  ///   - lossScale: How the vertical axis of losses divides its range.
  public init(xLabel: String = "epoch", lossScale: LineChart.Scale = .linear) {
    self.xLabel = xLabel
    self.lossScale = lossScale
  }

  /// Adds the values of one more epoch to a measure.
  ///
  /// - Parameters:
  ///   - name: The measure, "loss" say.
  ///   - training: Its value for the examples that are learned from.
  ///   - validation: Its value for the others, if it was computed.
  public mutating func append<Value: BinaryFloatingPoint>(_ name: String, training: Value, validation: Value? = nil) {
    let index = measures.firstIndex { $0.name.utf8.elementsEqual(name.utf8) } ?? measures.count
    if index == measures.count { measures.append(Measure(name: name)) }
    measures[index].training.append(Double(training))
    measures[index].validation.append(validation.map { Double($0) } ?? .nan)
  }

  /// The values of a measure; nil where nothing was appended to it.
  public subscript(name: String) -> Measure? { measures.first { $0.name.utf8.elementsEqual(name.utf8) } }

  /// The epoch, counted from 1, at which a measure is lowest, the first of several, and its value there: for validation, or for training
  /// where there is no validation. Nil without any value that is a number.
  public func lowest(_ name: String) -> (epoch: Int, value: Double)? { best(name) { $0 < $1 } }

  /// The epoch, counted from 1, at which a measure is highest, and its value there. See `lowest(_:)`.
  public func highest(_ name: String) -> (epoch: Int, value: Double)? { best(name) { $0 > $1 } }

  private func best(_ name: String, _ isBetter: (Double, Double) -> Bool) -> (epoch: Int, value: Double)? {
    guard let measure = self[name] else { return nil }
    let isValidated = measure.validation.contains { !$0.isNaN }
    var best: (epoch: Int, value: Double)?
    for (index, value) in (isValidated ? measure.validation : measure.training).enumerated() where !value.isNaN {
      if best.map({ isBetter(value, $0.value) }) ?? true { best = (index + 1, value) }
    }
    return best
  }

  /// What the charts show.
  public var description: String { picture.description }

  /// A chart of each measure. Of one alone it is a line chart, without a title.
  public var picture: Picture {
    guard measures.count > 1 else { return measures.first.map { chart($0).picture } ?? LineChart([]).picture }
    return FigureGrid(measures.map { FigureGrid.Cell($0.name, chart($0, hasTitle: true)) }).picture
  }

  private func chart(_ measure: Measure, hasTitle: Bool = false) -> LineChart {
    var series = [LineChart.Series("training", y: measure.training)]
    if measure.validation.contains(where: { !$0.isNaN }) { series.append(.init("validation", y: measure.validation)) }
    return LineChart(
      series, xLabel: xLabel, yLabel: hasTitle ? "" : measure.name, yScale: isLoss(measure.name) ? lossScale : .linear)
  }

  private func isLoss(_ name: String) -> Bool {
    ["loss", "error"].contains { ending in name.utf8.reversed().starts(with: ending.utf8.reversed()) }
  }
}
