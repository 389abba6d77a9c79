import Compute
import Tensors

/// Batch normalisation: brings each channel, the last axis, to mean 0 and variance 1, then scales and shifts it (Ioffe and
/// Szegedy, "Batch normalization", 2015).
///
/// In training mode the mean and variance are those of the batch, over all axes but the last, and the layer remembers
/// running ones: each step they move by `momentum` towards the batch's mean and unbiased variance. In inference mode, and
/// where scale and shift are frozen, it uses what it remembers.
public struct BatchNorm: Layer, Module, Sendable {
  /// `[channel]`, ones at first.
  public let scale: Parameter
  /// `[channel]`, zeros at first.
  public let shift: Parameter
  /// `[channel]`, zeros at first; not trained.
  public let runningMean: Parameter
  /// `[channel]`, ones at first; not trained.
  public let runningVariance: Parameter
  /// The weight of the new statistics in the running ones.
  public let momentum: Float
  /// Added to the variance, so that its root may be divided by.
  public let epsilon: Float
  private let label = LayerLabel("batchnorm")

  /// A layer that leaves each channel as it is normalised: its scale begins as 1, its shift as 0.
  /// Stops with a message when there is no channel, the momentum is not from 0 to 1, or epsilon is negative or not finite.
  public init(channels: Int, momentum: Float = 0.1, epsilon: Float = 1e-5) {
    guard channels > 0 else { fail(BatchNorm.noChannels(channels)) }
    Hyperparameter.requireShare(momentum, "a momentum", of: "BatchNorm")
    Hyperparameter.requireNotNegative(epsilon, "an epsilon", of: "BatchNorm")
    scale = Parameter(Tensor(ones: [channels]), name: "scale", of: label)
    shift = Parameter(Tensor(zeros: [channels]), name: "shift", of: label)
    runningMean = Parameter(Tensor(zeros: [channels]), name: "runningMean", isTrainable: false, of: label)
    runningVariance = Parameter(Tensor(ones: [channels]), name: "runningVariance", isTrainable: false, of: label)
    self.momentum = momentum
    self.epsilon = epsilon
  }

  /// The scale, the shift, and the two running statistics, which are not trained.
  public var parameters: [Parameter] { [scale, shift, runningMean, runningVariance] }

  /// The input with each channel normalised, scaled and shifted.
  /// Stops with a message when the last axis has another length than the layer has channels and, in training mode, when
  /// there is only one number for each channel, which has no variance.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    guard input.rank > 0, input.shape.last == scale.count else { fail(BatchNorm.wrongInput(input.shape, scale.count)) }
    return label.noting { isTraining ? trained(input) : inferred(input) }
  }

  private var isTraining: Bool {
    guard LayerMode.current == .training, scale.isTrainable || shift.isTrainable else { return false }
    // Of another module than the one that is differentiated it remembers nothing, unless `withMode` asks for it.
    let context = LayerContext.current
    guard context.mode == nil, let differentiation = context.differentiation else { return true }
    return differentiation.variable(of: scale) != nil || differentiation.variable(of: shift) != nil
  }

  private func trained(_ input: Tensor) -> Tensor {
    let samples = input.count / scale.count
    guard samples > 1 else { fail(BatchNorm.oneSample(input.shape)) }
    let (value, mean, variance) = input.batchNormalizedWithStatistics(
      scale: scale.value, shift: shift.value, epsilon: epsilon)
    remember(mean, in: runningMean)
    remember(variance * (Float(samples) / Float(samples - 1)), in: runningVariance)
    return value
  }

  private func inferred(_ input: Tensor) -> Tensor {
    // The numbers for each channel first: the image is then gone through twice, not four times.
    let factor = scale.value / (runningVariance.value + epsilon).squareRoot()
    return input * factor + (shift.value - runningMean.value * factor)
  }

  private func remember(_ statistic: Tensor, in running: Parameter) {
    running.value = (1 - momentum) * running.value + momentum * statistic
  }

  static func noChannels(_ channels: Int) -> String {
    "BatchNorm: \(channels) channels were given; expected at least 1."
  }

  static func wrongInput(_ input: [Int], _ channels: Int) -> String {
    "BatchNorm: an input of shape \(input) does not fit \(channels) channels; expected [..., \(channels)]."
  }

  static func oneSample(_ input: [Int]) -> String {
    "BatchNorm: an input of shape \(input) has one number or none for each channel; training needs at least 2 to compute a "
      + "variance."
  }
}
