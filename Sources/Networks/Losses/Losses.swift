import Compute
import Tensors

// Losses: one number that says how far a network's output is from what is wanted, the mean over all examples.

/// The mean of the squared differences.
///
/// - Parameters:
///   - output: Of any shape.
///   - target: Of the same shape.
///   - checkingFinite: Whether to stop with a message when the loss is infinite or not a number.
///
/// Stops with a message when the shapes differ or there is nothing to average.
public func meanSquaredError(_ output: Tensor, _ target: Tensor, checkingFinite: Bool = false) -> Tensor {
  let name = "meanSquaredError"
  Losses.check(name, output, target)
  let loss = (output - target).squared().mean()
  if checkingFinite { Losses.checkFinite(name, loss, output) }
  return loss
}

/// How little a network's outputs believe in the labels: the mean of minus the logarithm of the softmax at each label. Stable
/// at any magnitude.
///
/// - Parameters:
///   - output: `[example, class]`, any real numbers, without a softmax of their own.
///   - labels: The class of each example, from 0.
///   - checkingFinite: Whether to stop with a message when the loss is infinite or not a number.
///
/// Stops with a message when a label is not among the classes, or there is not one for each example.
public func softmaxCrossEntropy(_ output: Tensor, labels: [Int], checkingFinite: Bool = false) -> Tensor {
  let loss = output.softmaxCrossEntropy(labels: labels)
  if checkingFinite { Losses.checkFinite("softmaxCrossEntropy", loss, output) }
  return loss
}

/// The same with labels as integers of one axis.
public func softmaxCrossEntropy(_ output: Tensor, labels: IntTensor, checkingFinite: Bool = false) -> Tensor {
  let loss = output.softmaxCrossEntropy(labels: labels)
  if checkingFinite { Losses.checkFinite("softmaxCrossEntropy", loss, output) }
  return loss
}

/// The cross-entropy of probabilities with targets, the mean of `-(t ln p + (1 - t) ln(1 - p))`, where each p is the sigmoid
/// of an output. Stable at any magnitude.
///
/// - Parameters:
///   - output: Of any shape, any real numbers, without a sigmoid of their own.
///   - target: Of the same shape, each from 0 to 1.
///   - checkingFinite: Whether to stop with a message when the loss is infinite or not a number.
///
/// Stops with a message when the shapes differ or there is nothing to average.
public func binaryCrossEntropy(_ output: Tensor, _ target: Tensor, checkingFinite: Bool = false) -> Tensor {
  let name = "binaryCrossEntropy"
  Losses.check(name, output, target)
  // -ln p = softplus(-x) and -ln(1 - p) = softplus(x): neither end is lost to rounding.
  let loss = (target * (-output).softplus() + (1 - target) * output.softplus()).mean()
  if checkingFinite { Losses.checkFinite(name, loss, output) }
  return loss
}

enum Losses {
  static func check(_ name: String, _ output: Tensor, _ target: Tensor) {
    guard output.shape == target.shape, output.count > 0 else { fail(mismatch(name, output.shape, target.shape)) }
  }

  static func checkFinite(_ name: String, _ loss: Tensor, _ output: Tensor) {
    guard !loss.scalar.isFinite else { return }
    fail(notFinite(name, loss.scalar, output.scalars.reduce(0) { $0 + ($1.isFinite ? 0 : 1) }, output.shape))
  }

  static func mismatch(_ name: String, _ output: [Int], _ target: [Int]) -> String {
    "\(name): an output of shape \(output) and a target of shape \(target) were given; expected the same shape and at least "
      + "1 number."
  }

  static func notFinite(_ name: String, _ loss: Float, _ count: Int, _ output: [Int]) -> String {
    "\(name): the loss is \(formatted(loss)), and \(count) of the numbers of the output of shape \(output) are not finite; a "
      + "lower learning rate or clipped gradients may help."
  }
}
