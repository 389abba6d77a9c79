import Compute

extension Tensor {
  /// e^x along an axis, divided by their sum: positive numbers that add to 1. Stable at any magnitude.
  public func softmax(along axis: Int = -1) -> Tensor { logSoftmax(along: axis).exp() }

  /// The logarithm of `softmax(along:)`. The greatest element is subtracted first, so nothing overflows.
  public func logSoftmax(along axis: Int = -1) -> Tensor {
    let axis = normalized([axis], for: "logSoftmax(along:)")[0]
    let plain = detached()
    guard shape[axis] > 0 else { fail(Complaint.emptyAxis("logSoftmax(along:)", axis, shape)) }
    let shifted = plain - plain.max(along: axis, keepingAxes: true)
    let value = shifted - shifted.exp().sum(along: axis, keepingAxes: true).log()
    return value.recorded(
      "logSoftmax",
      (
        self,
        { gradient in
          let logarithm = self.followed(by: gradient) ? self.logSoftmax(along: axis) : value
          return gradient - logarithm.exp() * gradient.sum(along: axis, keepingAxes: true)
        }
      ))
  }

  /// How much a network's outputs disagree with labels: the mean, over the examples, of minus the logarithm of the softmax at
  /// the label.
  ///
  /// This tensor is `[example, class]`. Stops with a message when a label is not among the classes.
  public func softmaxCrossEntropy(labels: [Int]) -> Tensor {
    guard rank == 2, shape[0] == labels.count, shape[0] > 0, shape[1] > 0 else {
      fail(Complaint.labelCount(labels.count, shape))
    }
    let (examples, classes) = (shape[0], shape[1])
    for (example, label) in labels.enumerated() where label < 0 || label >= classes {
      fail(Complaint.label(label, example, shape))
    }
    let plain = detached()
    // One pass gives the loss and, as long as nobody differentiates it again, what its gradient needs.
    let probabilities = Storage(uninitialized: count)
    let loss = CrossEntropy.meanLoss(
      plain.storage.start, labels, probabilities: probabilities.start, examples: examples, classes: classes)
    return Tensor(loss).recorded(
      "softmaxCrossEntropy",
      (
        self,
        { gradient in
          guard self.followed(by: gradient) else {
            return Tensor(shape: self.shape) {
              CrossEntropy.gradient(
                probabilities.start, labels, scale: gradient.scalar / Float(examples), into: $0, examples: examples,
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
