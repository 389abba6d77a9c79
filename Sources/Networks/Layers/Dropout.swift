import Compute
import Tensors

/// Drops each number with some probability in training mode, and makes up for it by enlarging the others; in inference mode
/// nothing happens (Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", 2014).
///
/// What is dropped is drawn from the default generator (see `seed(_:)`), anew at each call.
public struct Dropout: Layer, Module, Sendable {
  /// The probability that a number is dropped.
  public let rate: Float
  private let label = LayerLabel("dropout")

  /// A layer that drops this part of its input's elements in training.
  /// Stops with a message unless the rate is from 0 to less than 1.
  public init(_ rate: Float) {
    guard rate >= 0, rate < 1 else { fail(Dropout.wrongRate(rate)) }
    self.rate = rate
  }

  /// A layer whose rate is a number of another type, such as a `Double` that has a name.
  @_disfavoredOverload
  public init<Rate: BinaryFloatingPoint>(_ rate: Rate) { self.init(Float(rate)) }

  /// None.
  public var parameters: [Parameter] { [] }

  /// The input, in training with some of its numbers 0 and the others larger; of the same shape.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    label.noting {
      guard LayerMode.current == .training, rate > 0 else { return input }
      return input * Tensor(dropoutMask: input.shape, rate: rate)
    }
  }

  static func wrongRate(_ rate: Float) -> String {
    "Dropout: a rate of \(rate) was given; expected a probability from 0 to less than 1."
  }
}
