import Compute
import Tensors

/// The plainest way to learn: a step against the gradient, its length the gradient's times the learning rate.
///
///     let descent = GradientDescent(learningRate: 3e-2)
///     descent.update(&layer, along: gradient)
public struct GradientDescent: Sendable {
  /// What the gradient is multiplied with.
  public var learningRate: Float

  public init<Rate: BinaryFloatingPoint>(learningRate: Rate) { self.learningRate = Float(learningRate) }

  /// Moves every parameter of a module against its gradient.
  ///
  /// Stops with a message when the gradient does not belong to a module of this make.
  public func update<M: Module>(_ module: inout M, along gradient: M) {
    var gradients = gradient.parameters.makeIterator()
    module.visitParameters { parameter in
      guard let gradient = gradients.next() else { fail(GradientDescent.missing(parameter.shape)) }
      update(&parameter, along: gradient)
    }
  }

  /// Moves a tensor against its gradient.
  ///
  /// Stops with a message when they differ in shape.
  public func update(_ parameter: inout Tensor, along gradient: Tensor) {
    guard parameter.shape == gradient.shape else { fail(GradientDescent.mismatch(parameter.shape, gradient.shape)) }
    parameter -= learningRate * gradient
  }

  static func missing(_ parameter: [Int]) -> String {
    "GradientDescent.update: there is no gradient for a parameter of shape \(parameter); expected one of the same shape."
  }

  static func mismatch(_ parameter: [Int], _ gradient: [Int]) -> String {
    "GradientDescent.update: a gradient of shape \(gradient) does not fit a parameter of shape \(parameter); "
      + "expected the same shape."
  }
}
