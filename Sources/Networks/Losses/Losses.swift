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

/// The mean of the absolute differences, which PyTorch calls `L1Loss`. Its derivative where they are 0 is taken to be 0.
///
/// Shapes, `checkingFinite` and messages are those of `meanSquaredError`.
public func meanAbsoluteError(_ output: Tensor, _ target: Tensor, checkingFinite: Bool = false) -> Tensor {
  let name = "meanAbsoluteError"
  Losses.check(name, output, target)
  let loss = (output - target).magnitude().mean()
  if checkingFinite { Losses.checkFinite(name, loss, output) }
  return loss
}

/// The mean of half the squared differences where they are small, and of their size, less a constant, where they are large: one
/// wrong target then pulls no harder than another (Huber, 1964).
///
/// - Parameter delta: Where the one becomes the other; greater than 0.
///
/// Shapes, `checkingFinite` and messages are those of `meanSquaredError`.
public func huberLoss(_ output: Tensor, _ target: Tensor, delta: Float = 1, checkingFinite: Bool = false) -> Tensor {
  let name = "huberLoss"
  Losses.check(name, output, target)
  guard delta > 0, delta.isFinite else { fail(Losses.wrongDelta(delta)) }
  let size = (output - target).magnitude()
  let inner = Tensor.minimum(size, Tensor(delta))
  let loss = (inner * (size - inner * 0.5)).mean()
  if checkingFinite { Losses.checkFinite(name, loss, output) }
  return loss
}

/// How little a network's outputs believe in the labels: the mean of minus the logarithm of the softmax at each label. Stable
/// at any magnitude.
///
/// - Parameters:
///   - output: `[example, class]`, any real numbers, without a softmax of their own.
///   - labels: The class of each example, from 0.
///   - classWeights: How much an example of each class counts, `[class]`; the mean is then divided by the weights that counted, as
///     PyTorch does it. All count 1 where nothing is given.
///   - ignored: A label whose examples do not count, such as -1 for those that have none.
///   - checkingFinite: Whether to stop with a message when the loss is infinite or not a number.
///
/// Stops with a message when a label is not among the classes, there is not one for each example, a weight is negative, infinite or
/// not a number, or no example counts.
public func softmaxCrossEntropy(
  _ output: Tensor, labels: [Int], classWeights: Tensor? = nil, ignoring ignored: Int? = nil,
  checkingFinite: Bool = false
) -> Tensor {
  let loss =
    classWeights == nil && ignored == nil
    ? output.softmaxCrossEntropy(labels: labels)
    : Losses.weightedCrossEntropy(output, labels, classWeights, ignoring: ignored)
  if checkingFinite { Losses.checkFinite("softmaxCrossEntropy", loss, output) }
  return loss
}

/// How much a network's outputs disagree with labels, which are integers of one axis.
public func softmaxCrossEntropy(
  _ output: Tensor, labels: IntTensor, classWeights: Tensor? = nil, ignoring ignored: Int? = nil,
  checkingFinite: Bool = false
) -> Tensor {
  guard labels.rank == 1 else { return output.softmaxCrossEntropy(labels: labels) }
  return softmaxCrossEntropy(
    output, labels: labels.scalars.map { Int($0) }, classWeights: classWeights, ignoring: ignored,
    checkingFinite: checkingFinite)
}

/// The cross-entropy with the probabilities that each class should have: the mean of `-(t * logSoftmax(output)).sum()` over the
/// examples. For labels that are smoothed or mixed.
///
/// - Parameters:
///   - output: `[example, class]`, any real numbers, without a softmax of their own.
///   - probabilities: Of the same shape; the derivative with respect to them is taken too.
///   - checkingFinite: Whether to stop with a message when the loss is infinite or not a number.
///
/// Stops with a message when the shapes differ, or are not of two axes with at least 1 of each.
public func softmaxCrossEntropy(_ output: Tensor, probabilities: Tensor, checkingFinite: Bool = false) -> Tensor {
  let name = "softmaxCrossEntropy"
  Losses.check(name, output, probabilities)
  guard output.rank == 2 else { fail(Losses.noClasses(output.shape)) }
  let loss = -(probabilities * output.logSoftmax(along: 1)).sum() / Float(output.shape[0])
  if checkingFinite { Losses.checkFinite(name, loss, output) }
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

  static func weightedCrossEntropy(
    _ output: Tensor, _ labels: [Int], _ classWeights: Tensor?, ignoring ignored: Int?
  ) -> Tensor {
    guard output.rank == 2, output.shape[0] == labels.count, labels.count > 0, output.shape[1] > 0 else {
      // With the sentence of the loss without weights.
      return output.softmaxCrossEntropy(labels: labels)
    }
    let classes = output.shape[1]
    guard classWeights == nil || classWeights?.shape == [classes] else {
      fail(wrongWeights(classWeights?.shape ?? [], classes))
    }
    let counted = labels.indices.filter { labels[$0] != ignored }
    guard !counted.isEmpty else { fail(allIgnored(labels.count, ignored ?? 0)) }
    let kept = counted.map { labels[$0] }
    for (example, label) in zip(counted, kept) where label < 0 || label >= classes {
      fail(wrongLabel(label, example, classes, ignored))
    }
    let chosen = output.rows(counted).logSoftmax(along: 1).picked(at: IntTensor(kept))
    guard let classWeights else { return -chosen.mean() }
    if let weight = classWeights.scalars.first(where: { !($0 >= 0 && $0.isFinite) }) { fail(impossibleWeight(weight)) }
    let weights = classWeights.rows(kept)
    guard weights.scalars.contains(where: { $0 > 0 }) else { fail(noWeight(Set(kept).sorted())) }
    return -(weights * chosen).sum() / weights.sum()
  }

  static func wrongDelta(_ delta: Float) -> String {
    "huberLoss: a delta of \(formatted(delta)) was given; expected a finite number greater than 0."
  }

  static func noClasses(_ shape: [Int]) -> String {
    "softmaxCrossEntropy: an output of shape \(shape) was given; expected [example, class]."
  }

  static func wrongWeights(_ weights: [Int], _ classes: Int) -> String {
    "softmaxCrossEntropy: class weights of shape \(weights) were given; expected one for each class: [\(classes)]."
  }

  static func impossibleWeight(_ weight: Float) -> String {
    "softmaxCrossEntropy: a class weight of \(formatted(weight)) was given; expected finite numbers of at least 0."
  }

  static func noWeight(_ classes: [Int]) -> String {
    "softmaxCrossEntropy: the labels are of classes whose weights are 0, \(classes); expected at least 1 with a weight."
  }

  static func allIgnored(_ count: Int, _ ignored: Int) -> String {
    "softmaxCrossEntropy: all \(count) labels are \(ignored), which is ignored; expected at least 1 other."
  }

  static func wrongLabel(_ label: Int, _ example: Int, _ classes: Int, _ ignored: Int?) -> String {
    "softmaxCrossEntropy: label \(label) of example \(example) is not among the \(classes) classes; labels go from 0 to "
      + "\(classes - 1)\(ignored.map { ", or are \($0), which is ignored" } ?? "")."
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
