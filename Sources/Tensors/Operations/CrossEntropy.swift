import Compute

extension Tensor {
  /// How much a network's outputs disagree with labels: the mean, over the examples, of minus the logarithm of the softmax at
  /// the label.
  ///
  /// This tensor is `[example, class]`. Stops with a message when a label is not among the classes.
  public func softmaxCrossEntropy(labels: [Int]) -> Tensor {
    guard rank == 2, shape[0] == labels.count, shape[0] > 0, shape[1] > 0 else {
      fail(ErrorMessage.labelCount(labels.count, shape))
    }
    let (examples, classes) = (shape[0], shape[1])
    for (example, label) in labels.enumerated() where label < 0 || label >= classes {
      fail(ErrorMessage.label(label, example, shape))
    }
    let plain = detached()
    // One pass gives the loss and, as long as nobody differentiates it again, what its gradient needs.
    let probabilities = Storage(uninitialized: count)
    let loss = CrossEntropy.meanLoss(
      plain.storage.numbers, labels, probabilities: probabilities.start, examples: examples, classes: classes)
    return Tensor(loss).recorded(
      "softmaxCrossEntropy",
      (
        self,
        { gradient in
          guard self.followed(by: gradient) else {
            return Tensor(shape: self.shape) {
              CrossEntropy.gradient(
                probabilities.numbers, labels, scale: gradient.scalar / Float(examples), into: $0, examples: examples,
                classes: classes)
            }
          }
          var wanted = Tensor(zeros: self.shape)
          for (example, label) in labels.enumerated() { wanted[example, label] = 1 }
          return (self.softmax(along: 1) - wanted) * (gradient / Float(examples))
        }
      ))
  }
}

extension Tensor {
  /// How much a network's outputs disagree with labels: the mean, over the examples, of minus the logarithm of the softmax at
  /// the label.
  ///
  /// - Parameters:
  ///   - labels: The class of each example, `[example]`, for this tensor of shape `[example, class]`.
  ///   - checkingFinite: Whether to stop with a message when an output is NaN or infinite, which it then names.
  ///
  /// Stops with a message when shapes do not fit or a label is not among the classes.
  public func softmaxCrossEntropy(labels: IntTensor, checkingFinite: Bool = false) -> Tensor {
    guard labels.rank == 1 else { fail(ErrorMessage.labelShape("softmaxCrossEntropy", labels.shape, shape)) }
    let outputs = checkingFinite ? self.checkingFinite("softmaxCrossEntropy's input") : self
    return outputs.softmaxCrossEntropy(labels: labels.scalars.map { Int($0) })
  }

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
}

extension ErrorMessage {
  static func allIgnored(_ operation: String, _ count: Int, _ ignored: Int) -> String {
    "\(operation): all \(count) labels are \(ignored), which is ignored; expected at least 1 other."
  }

  static func labelCount(_ count: Int, _ shape: [Int]) -> String {
    "softmaxCrossEntropy: \(count) labels were given for shape \(shape); expected shape [example, class] with at least 1 of "
      + "each and a label for each example."
  }

  static func label(_ label: Int, _ example: Int, _ shape: [Int]) -> String {
    "softmaxCrossEntropy: label \(label) of example \(example) is not among the \(shape[1]) classes of shape \(shape); "
      + "labels go from 0 to \(shape[1] - 1)."
  }

  static func labelShape(_ operation: String, _ labels: [Int], _ shape: [Int]) -> String {
    "\(operation): labels of shape \(labels) do not fit outputs of shape \(shape); expected labels [example] and outputs "
      + "[example, class], with at least 1 of each."
  }
}
