import Compute
import Tensors

/// Gradient descent with a memory: each step goes along the momentum, in which gradients add up and slowly fade.
///
///     var descent = MomentumDescent(learningRate: 0.01)
///     descent.update(&network, along: gradient)
///
/// `v = momentum * v + gradient; parameter -= learningRate * v`, after Polyak, 1964. The velocities begin with 0 and belong
/// to one module (or tensor): use an optimiser for each.
public struct MomentumDescent: Sendable {
  public var learningRate: Float
  /// What remains of the velocity at each step.
  public var momentum: Float
  /// This part of each parameter is added to its gradient, which pulls it to 0.
  public var weightDecay: Float
  private var velocities: [Tensor] = []

  public init(learningRate: Float, momentum: Float = 0.9, weightDecay: Float = 0) {
    self.learningRate = learningRate
    self.momentum = momentum
    self.weightDecay = weightDecay
  }

  /// Moves every parameter of a module. Stops with a message when the gradient does not belong to a module of this make.
  public mutating func update<M: Module>(_ module: inout M, along gradient: M) {
    let gradients = gradient.parameters
    var number = 0
    module.visitParameters { parameter in
      guard number < gradients.count else { fail(GradientDescent.missing(parameter.shape)) }
      step(&parameter, along: gradients[number], number)
      number += 1
    }
  }

  /// Moves one tensor. Stops with a message when it and its gradient differ in shape.
  public mutating func update(_ parameter: inout Tensor, along gradient: Tensor) {
    step(&parameter, along: gradient, 0)
  }

  private mutating func step(_ parameter: inout Tensor, along gradient: Tensor, _ number: Int) {
    guard parameter.shape == gradient.shape else { fail(GradientDescent.mismatch(parameter.shape, gradient.shape)) }
    if velocities.count == number { velocities.append(Tensor(zeros: parameter.shape)) }
    let slope = weightDecay == 0 ? gradient : gradient + weightDecay * parameter
    velocities[number] = momentum * velocities[number] + slope
    parameter -= learningRate * velocities[number]
  }
}
