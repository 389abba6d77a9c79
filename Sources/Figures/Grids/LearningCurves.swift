import Compute
import Tensors

/// What a training tells of itself, epoch by epoch, and a chart of it: loss, accuracy and whatever else is measured, of the examples that
/// are learned from and of those that are not.
///
///     var curves = LearningCurves()
///     for epoch in 1...10 {
///       curves.append("loss", training: trainingLoss, validation: validationLoss)
///       curves.append("accuracy", training: right, validation: validationRight)
///     }
///     curves   // a chart for each measure
///     curves.lowest("loss")?.epoch   // where training might have ended
public struct LearningCurves: Drawable, Sendable {
  /// One measure over the epochs.
  public struct Measure: Sendable {
    /// The measure's name, such as `loss`.
    public let name: String
    /// The epochs that have a value, ascending.
    public internal(set) var epochs: [Int] = []
    /// Its values in these epochs, for the examples that are learned from, and for the others. NaN where there is none.
    public internal(set) var training: [Double] = []
    /// Its values in these epochs for the examples that are not learned from; NaN where there is none.
    public internal(set) var validation: [Double] = []
    /// Those of the epochs in which a value for the others was given, be it a number or not.
    var validated: [Int] = []

    /// How many epochs have a value.
    public var count: Int { training.count }
  }

  /// The measures, in the order in which they were first appended.
  public private(set) var measures: [Measure] = []
  /// What the horizontal axis counts.
  public var xLabel: String
  /// How the vertical axis of losses divides its range: of those measures whose name ends with "loss" or "error",
  /// in letters of either case.
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
  ///     if epoch.isMultiple(of: 2) { curves.append("accuracy", epoch: epoch, training: right) }
  ///
  /// - Parameters:
  ///   - name: The measure, "loss" say.
  ///   - epoch: When it was measured; one more than the measure's last epoch, beginning at 1, where it is left out. Stops with a message
  ///     when it is not after that.
  ///   - training: Its value for the examples that are learned from.
  ///   - validation: Its value for the others, if it was computed.
  public mutating func append<Value: BinaryFloatingPoint>(
    _ name: String, epoch: Int? = nil, training: Value, validation: Value? = nil
  ) {
    let index = measures.firstIndex { $0.name.utf8.elementsEqual(name.utf8) } ?? measures.count
    if index == measures.count { measures.append(Measure(name: name)) }
    let last = measures[index].epochs.last
    let epoch = epoch ?? (last ?? 0) + 1
    if let last, epoch <= last { fail(LearningCurves.order(name, epoch, last)) }
    measures[index].epochs.append(epoch)
    measures[index].training.append(Double(training))
    measures[index].validation.append(validation.map { Double($0) } ?? .nan)
    if validation != nil { measures[index].validated.append(epoch) }
  }

  /// The values of a measure; nil where nothing was appended to it.
  public subscript(name: String) -> Measure? { measures.first { $0.name.utf8.elementsEqual(name.utf8) } }

  /// The epoch at which a measure is lowest, the first of several, and its value there: for validation, or for training
  /// where there is no validation. Nil without any value that is a number.
  public func lowest(_ name: String) -> (epoch: Int, value: Double)? { best(name) { $0 < $1 } }

  /// The epoch at which a measure is highest, and its value there. See `lowest(_:)`.
  public func highest(_ name: String) -> (epoch: Int, value: Double)? { best(name) { $0 > $1 } }

  private func best(_ name: String, _ isBetter: (Double, Double) -> Bool) -> (epoch: Int, value: Double)? {
    guard let measure = self[name] else { return nil }
    let isValidated = measure.validation.contains { !$0.isNaN }
    var best: (epoch: Int, value: Double)?
    for (epoch, value) in zip(measure.epochs, isValidated ? measure.validation : measure.training) where !value.isNaN {
      if best.map({ isBetter(value, $0.value) }) ?? true { best = (epoch, value) }
    }
    return best
  }

  /// What the charts show.
  public var description: String { picture.description }

  /// A chart of each measure, all over the same epochs. Of one alone it is a line chart, without a title.
  public var picture: Picture {
    guard measures.count > 1 else { return measures.first.map { chart($0).picture } ?? LineChart([]).picture }
    return FigureGrid(measures.map { FigureGrid.Cell($0.name, chart($0, hasTitle: true)) }).picture
  }

  private func chart(_ measure: Measure, hasTitle: Bool = false) -> LineChart {
    var series = [LineChart.Series("training", x: measure.epochs, y: measure.training)]
    if measure.validation.contains(where: { !$0.isNaN }) {
      // Its line goes from one validation to the next, over epochs without one.
      let given = zip(measure.epochs, measure.validation).filter { measure.validated.contains($0.0) }
      series.append(.init("validation", x: given.map { $0.0 }, y: given.map { $0.1 }))
    }
    var chart = LineChart(
      series, xLabel: xLabel, yLabel: hasTitle ? "" : measure.name, yScale: isLoss(measure.name) ? lossScale : .linear)
    chart.furtherPositions = measures.flatMap { [$0.epochs[0], $0.epochs[$0.epochs.count - 1]] }.map { Double($0) }
    return chart
  }

  private func isLoss(_ name: String) -> Bool {
    // Letters of ASCII differ from their other case by one bit.
    let letters = name.utf8.reversed().map { $0 | 0x20 }
    return ["loss", "error"].contains { letters.starts(with: $0.utf8.reversed()) }
  }

  static func order(_ name: String, _ epoch: Int, _ last: Int) -> String {
    "LearningCurves: epoch \(epoch) of \"\(name)\" was given after epoch \(last); expected a later one, as each has one value."
  }
}
