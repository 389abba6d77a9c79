import Compute
import Tensors

/// Group normalisation: brings the channels of each example, in groups, to mean 0 and variance 1, then scales and shifts each channel
/// (Wu and He, "Group normalization", 2018). It is the same in training and in inference, and does not depend on the other examples.
///
/// One group is layer normalisation over the whole image, a group for each channel instance normalisation.
public struct GroupNorm: Layer, Module, Sendable {
  /// `[channel]`, ones at first.
  public let scale: Parameter
  /// `[channel]`, zeros at first.
  public let shift: Parameter
  /// How many groups of neighbouring channels there are.
  public let groups: Int
  /// Added to the variance, so that its root may be divided by.
  public let epsilon: Float
  private let label = LayerLabel("groupnorm")

  /// A layer that normalises groups of channels: its scales begin as 1, its shifts as 0.
  ///
  /// - Parameters:
  ///   - groups: A divisor of the number of channels.
  ///   - channels: The length of the last axis.
  ///
  /// Stops with a message when there are no channels, the groups do not divide them, or epsilon is negative or not finite.
  public init(groups: Int, channels: Int, epsilon: Float = 1e-5) {
    guard channels > 0, groups > 0, channels % groups == 0 else { fail(GroupNorm.wrongGroups(groups, channels)) }
    Hyperparameter.requireNotNegative(epsilon, "an epsilon", of: "GroupNorm")
    scale = Parameter(Tensor(ones: [channels]), name: "scale", of: label)
    shift = Parameter(Tensor(zeros: [channels]), name: "shift", of: label)
    self.groups = groups
    self.epsilon = epsilon
  }

  /// The scale and the shift.
  public var parameters: [Parameter] { [scale, shift] }

  /// From `[example, ..., channel]` to the same shape. Stops with a message when the last axis has another length than there are
  /// channels, or there is nothing to average.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    let channels = scale.count
    guard input.rank >= 2, input.shape.last == channels, input.count > 0 else {
      fail(GroupNorm.wrongInput(input.shape, channels))
    }
    return label.noting {
      let (examples, size) = (input.shape[0], channels / groups)
      let grouped = input.reshaped(to: [examples, -1, groups, size]).transposed(to: [0, 2, 1, 3])
      let normalized = grouped.reshaped(to: [examples * groups, -1]).layerNormalized(
        scale: 1, shift: 0, epsilon: epsilon)
      let ungrouped = normalized.reshaped(to: grouped.shape).transposed(to: [0, 2, 1, 3]).reshaped(to: input.shape)
      return ungrouped * scale.value + shift.value
    }
  }

  static func wrongGroups(_ groups: Int, _ channels: Int) -> String {
    "GroupNorm: \(groups) groups of \(channels) channels were asked for; expected a divisor of at least 1 channel."
  }

  static func wrongInput(_ input: [Int], _ channels: Int) -> String {
    "GroupNorm: an input of shape \(input) does not fit \(channels) channels; expected [example, ..., \(channels)] that is not empty."
  }
}
