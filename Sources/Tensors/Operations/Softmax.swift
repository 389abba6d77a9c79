import Compute

extension Tensor {
  /// e^x along an axis, divided by their sum: positive numbers that add to 1. Stable at any magnitude.
  public func softmax(along axis: Int = -1) -> Tensor {
    let axis = normalized([axis], for: "softmax(along:)")[0]
    guard shape[axis] > 0 else { fail(ErrorMessage.emptyAxis("softmax(along:)", axis, shape)) }
    guard axis == rank - 1 else { return logSoftmax(along: axis).exp() }
    let (rows, columns) = (count / shape[axis], shape[axis])
    let value = Tensor(shape: shape) { Softmax.probabilities(storage.numbers, rows: rows, columns: columns, into: $0) }
    return value.recorded(
      "softmax",
      (
        self,
        { gradient in
          guard self.followed(by: gradient) else {
            return Tensor(shape: self.shape) {
              Softmax.gradient(
                gradient.storage.numbers, probabilities: value.storage.numbers, rows: rows, columns: columns, into: $0)
            }
          }
          let probabilities = self.softmax(along: axis)
          return probabilities * (gradient - (gradient * probabilities).sum(along: axis, keepingAxes: true))
        }
      ))
  }

  /// The logarithm of `softmax(along:)`. The greatest element is subtracted first, so nothing overflows.
  public func logSoftmax(along axis: Int = -1) -> Tensor {
    let axis = normalized([axis], for: "logSoftmax(along:)")[0]
    guard shape[axis] > 0 else { fail(ErrorMessage.emptyAxis("logSoftmax(along:)", axis, shape)) }
    let (rows, columns) = (count / shape[axis], shape[axis])
    let isLast = axis == rank - 1
    let value = isLast ? loggedRows(rows, columns) : detached().logged(along: axis)
    return value.recorded(
      "logSoftmax",
      (
        self,
        { gradient in
          if isLast, !self.followed(by: gradient) {
            return Tensor(shape: self.shape) {
              Softmax.gradient(
                gradient.storage.numbers, logarithms: value.storage.numbers, rows: rows, columns: columns, into: $0)
            }
          }
          let logarithm = self.followed(by: gradient) ? self.logSoftmax(along: axis) : value
          return gradient - logarithm.exp() * gradient.sum(along: axis, keepingAxes: true)
        }
      ))
  }

  /// The logarithm of the sum of e^x along an axis, which disappears unless `keepingAxes`: a smooth greatest element. The greatest
  /// is subtracted first, so nothing overflows. NumPy and PyTorch call it `logaddexp.reduce` and `logsumexp`.
  ///
  /// A negative axis counts from the end. Stops with a message when the axis is empty or out of range.
  public func logSumExp(along axis: Int = -1, keepingAxes: Bool = false) -> Tensor {
    let axis = normalized([axis], for: "logSumExp(along:)")[0]
    guard shape[axis] > 0 else { fail(ErrorMessage.emptyAxis("logSumExp(along:)", axis, shape)) }
    let greatest = detached().max(along: axis, keepingAxes: true)
    // Where the greatest is infinite there is nothing to subtract: the sum is 0 or infinite as it stands.
    let subtracted = greatest.replacing(with: 0, where: greatest.isInfinite())
    let sum = (self - subtracted).exp().sum(along: axis, keepingAxes: true).log() + subtracted
    return keepingAxes ? sum : sum.squeezed(axis)
  }

  private func loggedRows(_ rows: Int, _ columns: Int) -> Tensor {
    Tensor(shape: shape) { Softmax.logarithms(storage.numbers, rows: rows, columns: columns, into: $0) }
  }

  private func logged(along axis: Int) -> Tensor {
    let shifted = self - max(along: axis, keepingAxes: true)
    return shifted - shifted.exp().sum(along: axis, keepingAxes: true).log()
  }
}

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
}

extension ErrorMessage {
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
