import Compute

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
  ///
  /// This tensor is `[example, class]`, the labels are `[example]`. Stops with a message when shapes do not fit or there are no
  /// examples.
  public func accuracy(labels: IntTensor) -> Float {
    guard rank == 2, shape[0] > 0, shape[1] > 0, labels.shape == [shape[0]] else {
      fail(ErrorMessage.labelShape("accuracy", labels.shape, shape))
    }
    labels.check("accuracy", below: shape[1], of: shape, axis: 1)
    return (argmax(along: 1) .== labels).mean().scalar
  }

  /// The fraction of the examples whose greatest output stands at the label. See `accuracy(labels:)`.
  public func accuracy(labels: [Int]) -> Float { accuracy(labels: IntTensor(labels)) }
}
