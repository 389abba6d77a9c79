import Compute
import Tensors

/// Which classes a classifier takes for which: a row for each actual class, a column for each predicted one.
///
///     ConfusionMatrix(predicted: logits.argmax(along: 1), actual: labels, classes: names)
///
/// Right predictions stand on the diagonal, framed and blue by their fraction of the row; wrong ones are orange, fullest
/// from a third of the row on. Counts are exact; where the predictions come from a training, other machines may count a
/// few examples elsewhere, and `asFractions` with its two decimals is the better document.
public struct ConfusionMatrix: Drawable, Sendable {
  /// How many examples of each class, along the first axis, were taken for each class, along the second.
  public let counts: IntTensor
  /// The names of the classes.
  public let classes: [String]
  /// Whether the cells show each row's fractions instead of counts.
  public var asFractions: Bool

  /// A matrix of how often examples of each class were taken for each.
  ///
  /// - Parameters:
  ///   - predicted: The classes that were predicted, `[example]`.
  ///   - actual: The classes that the examples have, `[example]`.
  ///   - classes: The classes' names, at most 40. Stops with a message when the numbers of examples differ, or a label
  ///     has no name.
  ///   - asFractions: Whether to show fractions of each row, with two decimals, instead of counts.
  public init(predicted: IntTensor, actual: IntTensor, classes: [String], asFractions: Bool = false) {
    guard predicted.rank == 1, predicted.shape == actual.shape else {
      fail(ConfusionMatrix.unequal(predicted.shape, actual.shape))
    }
    guard (1...40).contains(classes.count) else { fail(ConfusionMatrix.classes(classes.count, actual.shape)) }
    for example in 0..<actual.count {
      for label in [actual[example], predicted[example]] where !(0..<classes.count).contains(label) {
        fail(ConfusionMatrix.label(label, example, classes.count))
      }
    }
    self.init(
      ClassificationMetrics(predicted: predicted, actual: actual, classes: classes), asFractions: asFractions)
  }

  /// A matrix of what was counted already, of at most 40 classes. Stops with a message when there are more, or none.
  public init(_ metrics: ClassificationMetrics, asFractions: Bool = false) {
    guard (1...40).contains(metrics.classes.count) else {
      fail(ConfusionMatrix.classes(metrics.classes.count, [metrics.count]))
    }
    counts = metrics.counts
    classes = metrics.classes
    self.asFractions = asFractions
  }

  /// The fraction of right predictions; 0 without examples.
  public var accuracy: Float {
    let total = counts.scalars.reduce(0, +)
    let right = classes.indices.reduce(0) { $0 + counts.scalars[$1 * classes.count + $1] }
    return total == 0 ? 0 : Float(right) / Float(total)
  }

  /// What the matrix shows: the number of examples, and the part of right ones; then the most frequent mistake or, as fractions,
  /// how much of each class is right. (Which mistake is the most frequent would be another word when a number has moved by a
  /// hair.)
  public var description: String {
    let total = Int(counts.scalars.reduce(0, +))
    let subject = "Confusion matrix of \(counted(classes.count, "class", "classes")) and \(counted(total, "example"))"
    guard total > 0 else { return subject + "." }
    if asFractions {
      let fractions = self.fractions
      let each = classes.indices.map {
        "\(classes[$0]) \(fixed(Double(fractions[$0 * (classes.count + 1)]), decimals: 2))"
      }
      return "\(subject): \(right); of each class \(each.joined(separator: ", "))."
    }
    let wrong = counts.scalars.indices.filter { $0 / classes.count != $0 % classes.count && counts.scalars[$0] > 0 }
    guard let worst = wrong.max(by: { (counts.scalars[$0], $1) < (counts.scalars[$1], $0) }) else {
      return "\(subject): \(right)."
    }
    let (actual, predicted) = (classes[worst / classes.count], classes[worst % classes.count])
    let times = counted(Int(counts.scalars[worst]), "time")
    return "\(subject): \(right); most often \(actual) is taken for \(predicted), \(times)."
  }

  private var right: String {
    asFractions
      ? "\(fixed(Double(accuracy), decimals: 2)) right" : "\(fixed(Double(accuracy) * 100, decimals: 1)) % right"
  }

  /// The matrix, drawn.
  public var picture: Picture {
    let count = classes.count
    let fractions = self.fractions
    let texts = asFractions ? fractions.map { fixed(Double($0), decimals: 2) } : counts.scalars.map { String($0) }
    let strengths = fractions.indices.map { $0 / count == $0 % count ? fractions[$0] : -min(1, 3 * fractions[$0]) }
    let drawing = MatrixDrawing(
      rows: count, columns: count, texts: texts, values: strengths, scale: .signedUnit, rowLabels: classes,
      columnLabels: classes,
      caption: ["rows: actual", "columns: predicted", right],
      framesDiagonal: true)
    let table = ValueTable(
      keys: 1, columns: ["actual"] + classes.map { "predicted \($0)" },
      rows: (0..<count).map { [classes[$0]] + texts[$0 * count..<($0 + 1) * count] })
    return drawing.picture(description: description, table: table)
  }

  /// Each count as a fraction of its row; 0 in a row without examples.
  private var fractions: [Float] {
    let count = classes.count
    return counts.scalars.indices.map { index in
      let row = index / count * count
      let total = counts.scalars[row..<row + count].reduce(0, +)
      return total == 0 ? 0 : Float(counts.scalars[index]) / Float(total)
    }
  }

  static func unequal(_ predicted: [Int], _ actual: [Int]) -> String {
    "ConfusionMatrix: predicted classes of shape \(predicted) and actual ones of shape \(actual) were given; "
      + "expected [example] for both."
  }

  static func classes(_ count: Int, _ actual: [Int]) -> String {
    "ConfusionMatrix: \(count) names of classes were given for labels of shape \(actual); expected 1 to 40."
  }

  static func label(_ label: Int, _ example: Int, _ classes: Int) -> String {
    "ConfusionMatrix: label \(label) of example \(example) is not among the \(classes) classes; "
      + "labels go from 0 to \(classes - 1)."
  }
}
