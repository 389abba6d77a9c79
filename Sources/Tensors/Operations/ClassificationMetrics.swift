import Compute

/// How well a classifier does, for each class and on the whole. scikit-learn calls the like `classification_report`.
///
///     let metrics = ClassificationMetrics(predicted: outputs.argmax(along: 1), actual: labels, classes: names)
///     metrics.accuracy
///     metrics.recall[3]
///     print(metrics)
///
/// Of the examples that are taken for a class, *precision* is the fraction that are of it; of the examples that are of a class, *recall*
/// is the fraction that are taken for it; the *F1 score* is the harmonic mean of both. A fraction of no examples is 0.
public struct ClassificationMetrics: Equatable, Sendable {
  /// What is said of one class, or of several on average, each from 0 to 1.
  public struct Scores: Equatable, Sendable {
    /// The fraction of the examples taken for the class that are of it, from 0 to 1.
    public let precision: Float
    /// The fraction of the class's examples that are taken for it, from 0 to 1.
    public let recall: Float
    /// The harmonic mean of precision and recall, from 0 to 1.
    public let f1Score: Float
  }

  /// How many examples of each class, along the first axis, were taken for each class, along the second.
  public let counts: IntTensor
  /// The names of the classes.
  public let classes: [String]
  /// The scores of each class.
  public let scores: [Scores]

  /// The measures of some predictions.
  ///
  /// - Parameters:
  ///   - predicted: The classes that were predicted, `[example]`.
  ///   - actual: The classes that the examples have, `[example]`.
  ///   - classes: The classes' names. Stops with a message when the numbers of examples differ, or a label has no name.
  public init(predicted: IntTensor, actual: IntTensor, classes: [String]) {
    guard predicted.rank == 1, predicted.shape == actual.shape else {
      fail(ErrorMessage.unequalLabels(predicted.shape, actual.shape))
    }
    let size = classes.count
    for (kind, labels) in [("predicted", predicted), ("actual", actual)] {
      for (example, label) in labels.scalars.enumerated() where label < 0 || Int(label) >= size {
        fail(ErrorMessage.unnamedLabel(kind, Int(label), example, size))
      }
    }
    let counts = (actual * size + predicted).counts(below: size * size).scalars.map { Int($0) }
    self.counts = IntTensor(shape: [size, size], counts)
    self.classes = classes
    scores = (0..<size).map { index in
      let right = counts[index * size + index]
      let taken = (0..<size).reduce(0) { $0 + counts[$1 * size + index] }
      let present = (0..<size).reduce(0) { $0 + counts[index * size + $1] }
      return Scores(
        precision: Self.fraction(right, of: taken), recall: Self.fraction(right, of: present),
        f1Score: Self.fraction(2 * right, of: taken + present))
    }
  }

  /// How many examples there are.
  public var count: Int { counts.sum() }

  /// How many examples each class has.
  public var support: [Int] { counts.sum(along: 1).scalars.map { Int($0) } }

  /// Of the examples that are taken for each class, the fraction that are of it; 0 without any.
  public var precision: [Float] { scores.map { $0.precision } }

  /// Of the examples of each class, the fraction that are taken for it; 0 without any.
  public var recall: [Float] { scores.map { $0.recall } }

  /// The harmonic mean of precision and recall of each class; 0 where nothing is right.
  public var f1Score: [Float] { scores.map { $0.f1Score } }

  /// The fraction of right predictions; 0 without examples.
  public var accuracy: Float {
    Self.fraction(classes.indices.reduce(0) { $0 + counts[$1, $1] }, of: count)
  }

  /// The means over the classes, each of which counts the same. scikit-learn calls it `macro avg`.
  public var macroAverage: Scores { average(weights: classes.map { _ in 1 }) }

  /// The means over the classes, each of which counts by its examples. scikit-learn calls it `weighted avg`.
  public var weightedAverage: Scores { average(weights: support) }

  private func average(weights: [Int]) -> Scores {
    let total = Double(weights.reduce(0, +))
    func mean(_ value: (Scores) -> Float) -> Float {
      total == 0 ? 0 : Float(zip(scores, weights).reduce(0) { $0 + Double(value($1.0)) * Double($1.1) } / total)
    }
    return Scores(precision: mean { $0.precision }, recall: mean { $0.recall }, f1Score: mean { $0.f1Score })
  }

  private static func fraction(_ part: Int, of whole: Int) -> Float {
    whole == 0 ? 0 : Float(Double(part) / Double(whole))
  }
}

extension ClassificationMetrics: CustomStringConvertible {
  /// A table with a line for each class and one for their mean, and the accuracy.
  ///
  /// ```text
  /// class  precision  recall  F1 score  examples
  /// cat         0.67    1.00      0.80         2
  /// dog         1.00    0.50      0.67         2
  /// mean        0.83    0.75      0.73         4
  /// accuracy 0.75
  /// ```
  public var description: String {
    let (support, mean) = (self.support, macroAverage)
    var lines = [["class", "precision", "recall", "F1 score", "examples"]]
    for (index, name) in classes.enumerated() {
      lines.append([name] + Self.texts(scores[index]) + ["\(support[index])"])
    }
    lines.append(["mean"] + Self.texts(mean) + ["\(count)"])
    let widths = lines[0].indices.map { column in
      lines.reduce(0) { Swift.max($0, $1[column].unicodeScalars.count) }
    }
    var text = ""
    for line in lines {
      for (column, entry) in line.enumerated() {
        let blanks = String(repeating: " ", count: widths[column] - entry.unicodeScalars.count)
        text += column == 0 ? entry + blanks : "  " + blanks + entry
      }
      text += "\n"
    }
    return text + "accuracy \(fixed(Double(accuracy), decimals: 2))"
  }

  private static func texts(_ scores: Scores) -> [String] {
    [scores.precision, scores.recall, scores.f1Score].map { fixed(Double($0), decimals: 2) }
  }
}

extension Tensor {
  /// The fraction of the examples whose greatest output stands at the label, from 0 to 1; of equal outputs the first counts.
  /// scikit-learn calls it `accuracy_score`.
  ///
  /// - Parameters:
  ///   - labels: The class of each example, `[example]`, for this tensor of shape `[example, class]`.
  ///   - ignored: A label whose examples do not count, such as -1 for those that have none, as `softmaxCrossEntropy` takes it.
  ///
  /// Stops with a message when shapes do not fit, another label is not among the classes, or no example counts.
  public func accuracy(labels: IntTensor, ignoring ignored: Int? = nil) -> Float {
    guard rank == 2, shape[0] > 0, shape[1] > 0, labels.shape == [shape[0]] else {
      fail(ErrorMessage.labelShape("accuracy", labels.shape, shape))
    }
    let (outputs, labels) = counting("accuracy", labels, ignoring: ignored)
    return (outputs.argmax(along: 1) .== labels).mean().scalar
  }

  /// The fraction of the examples whose greatest output stands at the label. See `accuracy(labels:ignoring:)`.
  public func accuracy(labels: [Int], ignoring ignored: Int? = nil) -> Float {
    accuracy(labels: IntTensor(labels), ignoring: ignored)
  }

  /// The outputs and the labels of the examples that count.
  func counting(
    _ operation: String, _ labels: IntTensor, ignoring ignored: Int?
  ) -> (outputs: Tensor, labels: IntTensor) {
    var (outputs, counted) = (detached(), labels)
    if let ignored {
      let mask = labels .!= ignored
      guard mask.any() else { fail(ErrorMessage.allIgnored(operation, labels.count, ignored)) }
      (outputs, counted) = (outputs[mask], labels[mask])
    }
    counted.check(operation, below: shape[1], of: shape, axis: 1)
    return (outputs, counted)
  }

  /// The fraction of the examples whose label is among the classes with the greatest outputs, from 0 to 1; of equal outputs those that
  /// come first count. scikit-learn calls it `top_k_accuracy_score`.
  ///
  /// - Parameters:
  ///   - labels: The class of each example, `[example]`, for this tensor of shape `[example, class]`.
  ///   - count: How many of the greatest outputs of each example: 5 for what is called top-5 accuracy.
  ///   - ignored: A label whose examples do not count, such as -1 for those that have none.
  ///
  /// Stops with a message when shapes do not fit, no example counts, or there are fewer classes than that.
  public func accuracy(labels: IntTensor, amongGreatest count: Int, ignoring ignored: Int? = nil) -> Float {
    guard rank == 2, shape[0] > 0, shape[1] > 0, labels.shape == [shape[0]] else {
      fail(ErrorMessage.labelShape("accuracy", labels.shape, shape))
    }
    let (outputs, labels) = counting("accuracy", labels, ignoring: ignored)
    let candidates = outputs.greatest(count, along: 1).indices
    return (candidates .== labels.expanded(at: 1)).any(along: 1).mean().scalar
  }
}

extension ErrorMessage {
  static func allIgnored(_ operation: String, _ count: Int, _ ignored: Int) -> String {
    "\(operation): all \(count) labels are \(ignored), which is ignored; expected at least 1 other."
  }

  static func unequalLabels(_ predicted: [Int], _ actual: [Int]) -> String {
    "ClassificationMetrics: predicted classes of shape \(predicted) and actual ones of shape \(actual) were given; expected [example] "
      + "for both."
  }

  static func unnamedLabel(_ kind: String, _ label: Int, _ example: Int, _ classes: Int) -> String {
    let subject = "ClassificationMetrics: the \(kind) label \(label) of example \(example)"
    switch classes {
    case 0: return "\(subject) has no name, as no classes were given."
    case 1: return "\(subject) is not 0, that of the only class."
    default: return "\(subject) is not among the \(classes) classes; labels go from 0 to \(classes - 1)."
    }
  }
}
