import Compute
import Tensors

/// Steps of a length that adapts to each parameter's gradients (Kingma and Ba, "Adam: a method for stochastic optimization",
/// 2015), with bias correction and, as AdamW, with decoupled weight decay (Loshchilov and Hutter, 2019).
///
///     var adam = Adam(learningRate: 1e-3)
///     adam.update(&network, along: gradient)
///
/// The moments belong to one module (or tensor): use an optimiser for each.
public struct Adam: Sendable {
  public var learningRate: Float
  /// How slowly the means of the gradients and of their squares fade.
  public var beta: (Float, Float)
  /// Added to the root of the mean square, so that it may be divided by.
  public var epsilon: Float
  /// The part of each parameter, times the learning rate, that every step takes away. Above 0 this is AdamW.
  public var weightDecay: Float
  private var steps = 0
  private var means: [Tensor] = []
  private var squares: [Tensor] = []

  public init(
    learningRate: Float = 1e-3, beta: (Float, Float) = (0.9, 0.999), epsilon: Float = 1e-8, weightDecay: Float = 0
  ) {
    self.learningRate = learningRate
    self.beta = beta
    self.epsilon = epsilon
    self.weightDecay = weightDecay
  }

  /// Moves every parameter of a module. Stops with a message when the gradient does not belong to a module of this make.
  public mutating func update<M: Module>(_ module: inout M, along gradient: M) {
    let gradients = gradient.parameters
    var number = 0
    steps += 1
    module.visitParameters { parameter in
      guard number < gradients.count else { fail(GradientDescent.missing(parameter.shape)) }
      step(&parameter, along: gradients[number], number)
      number += 1
    }
  }

  /// Moves one tensor. Stops with a message when it and its gradient differ in shape.
  public mutating func update(_ parameter: inout Tensor, along gradient: Tensor) {
    steps += 1
    step(&parameter, along: gradient, 0)
  }

  private mutating func step(_ parameter: inout Tensor, along gradient: Tensor, _ number: Int) {
    guard parameter.shape == gradient.shape else { fail(GradientDescent.mismatch(parameter.shape, gradient.shape)) }
    if means.count == number {
      means.append(Tensor(zeros: parameter.shape))
      squares.append(Tensor(zeros: parameter.shape))
    }
    means[number] = beta.0 * means[number] + (1 - beta.0) * gradient
    squares[number] = beta.1 * squares[number] + (1 - beta.1) * gradient.squared()
    let mean = means[number] / (1 - power(beta.0))
    let square = squares[number] / (1 - power(beta.1))
    if weightDecay != 0 { parameter *= 1 - learningRate * weightDecay }
    parameter -= learningRate * mean / (square.squareRoot() + epsilon)
  }

  /// In double precision: near 1 a `Float` would lose half of the digits of what is left to 1.
  private func power(_ base: Float) -> Double {
    var result = 1.0
    for _ in 0..<steps { result *= Double(base) }
    return result
  }
}
