import Compute
import Tensors

/// A model's layers with the shapes that they make and the numbers that they hold, and the totals.
///
/// ```text
/// layer     output          parameters
/// conv2d1   [1, 24, 24, 6]         156
/// relu1     [1, 24, 24, 6]           0
/// flatten1  [1, 3456]                0
/// dense1    [1, 10]              34570
/// 34726 parameters, all trainable
/// ```
public struct Summary: Equatable, Sendable, CustomStringConvertible {
  /// A layer as it ran, or a parameter that belongs to none.
  public struct Row: Equatable, Sendable {
    /// Such as "conv2d1". A layer that ran more than once has a row each time.
    public let name: String
    /// The shape of what it made; a parameter's own shape.
    public let shape: [Int]
    /// How many numbers it holds; 0 where an earlier row has counted them.
    public let count: Int
  }

  /// A row for each layer that computed, in that order, and for each parameter that belongs to none.
  public let rows: [Row]
  /// How many numbers the model holds.
  public let count: Int
  /// How many of them are learned.
  public let trainableCount: Int

  /// The summary as a table of lines, with the number of parameters at the end.
  public var description: String {
    let cells = [("layer", "output", "parameters")] + rows.map { ($0.name, "\($0.shape)", "\($0.count)") }
    let widths = cells.reduce((0, 0, 0)) {
      (max($0.0, $1.0.utf8.count), max($0.1, $1.1.utf8.count), max($0.2, $1.2.utf8.count))
    }
    var text = ""
    for cell in cells {
      text += leftAligned(cell.0, widths.0) + "  " + leftAligned(cell.1, widths.1) + "  "
      text += rightAligned(cell.2, widths.2) + "\n"
    }
    return text + "\(count) parameters, \(trainableCount == count ? "all" : "\(trainableCount)") trainable"
  }

  private func leftAligned(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.utf8.count))
  }
}

extension Model where Body: Layer {
  /// Runs the model once, on zeros, in inference mode, and lists what each layer makes of them.
  ///
  ///     print(model.summary(input: [1, 28, 28, 1]))
  ///
  /// Layers stand in the order in which they run. Parameters that belong to no layer that ran follow, each by its name.
  public func summary(input shape: [Int]) -> Summary {
    let collector = SummaryCollector()
    LayerContext.with({
      $0.collector = collector
      $0.mode = .inference
    }) { _ = self(Tensor(zeros: shape)) }
    // Numbered as parameters are: in the order of creation.
    var numbering = LayerNumbering()
    for label in labels { _ = numbering.name(of: label) }
    var remaining = namedParameters
    var rows: [Summary.Row] = []
    for call in collector.calls {
      let count = remaining.reduce(0) { $0 + ($1.parameter.layer === call.label ? $1.parameter.count : 0) }
      remaining.removeAll { $0.parameter.layer === call.label }
      rows.append(Summary.Row(name: numbering.name(of: call.label), shape: call.output, count: count))
    }
    rows += remaining.map { Summary.Row(name: $0.name, shape: $0.parameter.shape, count: $0.parameter.count) }
    return Summary(
      rows: rows, count: parameters.reduce(0) { $0 + $1.count }, trainableCount: trainableCount)
  }
}
