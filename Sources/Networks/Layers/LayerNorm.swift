import Compute
import Tensors

/// Layer normalisation: brings the last axis of each example to mean 0 and variance 1, then scales and shifts it (Ba, Kiros
/// and Hinton, "Layer normalization", 2016). It is the same in training and in inference.
public struct LayerNorm: Layer, Module, Sendable {
  /// `[feature]`, ones at first.
  public let scale: Parameter
  /// `[feature]`, zeros at first.
  public let shift: Parameter
  /// Added to the variance, so that its root may be divided by.
  public let epsilon: Float
  private let label = LayerLabel("layernorm")

  /// A layer that normalises the last axis: its scales begin as 1, its shifts as 0.
  ///
  /// - Parameter features: The length of the last axis. Stops with a message when it is less than 1, or epsilon is negative or
  ///   not finite.
  public init(features: Int, epsilon: Float = 1e-5) {
    guard features > 0 else { fail(LayerNorm.noFeatures(features)) }
    Hyperparameter.requireNotNegative(epsilon, "an epsilon", of: "LayerNorm")
    scale = Parameter(Tensor(ones: [features]), name: "scale", of: label)
    shift = Parameter(Tensor(zeros: [features]), name: "shift", of: label)
    self.epsilon = epsilon
  }

  /// The scale and the shift.
  public var parameters: [Parameter] { [scale, shift] }

  /// The input with its last axis normalised, scaled and shifted.
  /// Stops with a message when the last axis has another length than the layer has features.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    guard input.rank > 0, input.shape.last == scale.count else { fail(LayerNorm.wrongInput(input.shape, scale.count)) }
    return label.noting { input.layerNormalized(scale: scale.value, shift: shift.value, epsilon: epsilon) }
  }

  static func noFeatures(_ features: Int) -> String {
    "LayerNorm: \(features) features were given; expected at least 1."
  }

  static func wrongInput(_ input: [Int], _ features: Int) -> String {
    "LayerNorm: an input of shape \(input) does not fit \(features) features; expected [..., \(features)]."
  }
}
