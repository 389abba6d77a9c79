import Compute
import Tensors

/// Steps of a length that adapts to each number's gradients (Kingma and Ba, "Adam: a method for stochastic optimization",
/// 2015), with bias correction. It remembers two numbers for each number of a parameter.
///
///     var adam = Adam(learningRate: 1e-3)
///     adam.update(model, along: gradients)
public struct Adam: Optimiser, Sendable {
  /// How far a step goes, greater than 0; it may be changed between steps.
  public var learningRate: Float
  /// How slowly the means of the gradients and of their squares fade.
  public var beta: (Float, Float)
  /// Added to the root of the mean square, so that it may be divided by.
  public var epsilon: Float
  /// This part of each parameter is added to its gradient. For decay that Adam does not adapt, see `AdamW`.
  public var weightDecay: Float
  /// The averages of each parameter's gradients.
  public var memory = OptimiserMemory()

  /// Adam with this learning rate, and how fast its means forget.
  /// Stops with a message when a number is negative, infinite or not a number, or a beta not less than 1.
  public init(
    learningRate: Float = 1e-3, beta: (Float, Float) = (0.9, 0.999), epsilon: Float = 1e-8, weightDecay: Float = 0
  ) {
    self.learningRate = learningRate
    self.beta = beta
    self.epsilon = epsilon
    self.weightDecay = weightDecay
    rule.check()
  }

  /// Adam with numbers of other types, such as a `Double` that has a name.
  @_disfavoredOverload
  public init<Rate: BinaryFloatingPoint, Epsilon: BinaryFloatingPoint, Decay: BinaryFloatingPoint>(
    learningRate: Rate, beta: (Float, Float) = (0.9, 0.999), epsilon: Epsilon = Float(1e-8),
    weightDecay: Decay = Float(0)
  ) {
    self.init(
      learningRate: Float(learningRate), beta: beta, epsilon: Float(epsilon), weightDecay: Float(weightDecay))
  }

  /// Moves one tensor, along its gradient of the same shape, by the averages of its slot.
  public func step(_ tensor: inout Tensor, along gradient: Tensor, _ slot: inout OptimiserMemory.Slot) {
    rule.step(&tensor, along: gradient, &slot, coupledDecay: weightDecay, shrinkage: 1)
  }

  private var rule: AdamRule { AdamRule("Adam", learningRate, beta, epsilon, weightDecay) }
}

/// Adam with weight decay apart from the gradient (Loshchilov and Hutter, "Decoupled weight decay regularization", 2019). It
/// remembers two numbers for each number of a parameter.
///
///     var optimiser = AdamW(learningRate: 1e-3, weightDecay: 0.01)
public struct AdamW: Optimiser, Sendable {
  /// How far a step goes, greater than 0; it may be changed between steps.
  public var learningRate: Float
  /// How slowly the means of the gradients and of their squares fade.
  public var beta: (Float, Float)
  /// Added to the root of the mean square, so that it may be divided by.
  public var epsilon: Float
  /// This part of each parameter, times the learning rate, is taken away at every step.
  public var weightDecay: Float
  /// The averages of each parameter's gradients.
  public var memory = OptimiserMemory()

  /// AdamW with this learning rate and this decay of the parameters.
  /// Stops with a message when a number is negative, infinite or not a number, or a beta not less than 1.
  public init(
    learningRate: Float = 1e-3, beta: (Float, Float) = (0.9, 0.999), epsilon: Float = 1e-8, weightDecay: Float = 0.01
  ) {
    self.learningRate = learningRate
    self.beta = beta
    self.epsilon = epsilon
    self.weightDecay = weightDecay
    rule.check()
  }

  /// AdamW with numbers of other types, such as a `Double` that has a name.
  @_disfavoredOverload
  public init<Rate: BinaryFloatingPoint, Epsilon: BinaryFloatingPoint, Decay: BinaryFloatingPoint>(
    learningRate: Rate, beta: (Float, Float) = (0.9, 0.999), epsilon: Epsilon = Float(1e-8),
    weightDecay: Decay = Float(0.01)
  ) {
    self.init(
      learningRate: Float(learningRate), beta: beta, epsilon: Float(epsilon), weightDecay: Float(weightDecay))
  }

  /// Moves one tensor, along its gradient of the same shape, by the averages of its slot, and shrinks it.
  public func step(_ tensor: inout Tensor, along gradient: Tensor, _ slot: inout OptimiserMemory.Slot) {
    rule.step(&tensor, along: gradient, &slot, coupledDecay: 0, shrinkage: 1 - learningRate * weightDecay)
  }

  private var rule: AdamRule { AdamRule("AdamW", learningRate, beta, epsilon, weightDecay) }
}

/// What both share: the numbers of a step, all of which may have been set since the last.
private struct AdamRule {
  let name: String
  let learningRate: Float
  let beta: (Float, Float)
  let epsilon: Float
  let weightDecay: Float

  init(_ name: String, _ learningRate: Float, _ beta: (Float, Float), _ epsilon: Float, _ weightDecay: Float) {
    self.name = name
    self.learningRate = learningRate
    self.beta = beta
    self.epsilon = epsilon
    self.weightDecay = weightDecay
  }

  func check() {
    Hyperparameter.requireNotNegative(learningRate, "a learning rate", of: name)
    Hyperparameter.requireFraction(beta.0, "a first beta", of: name)
    Hyperparameter.requireFraction(beta.1, "a second beta", of: name)
    Hyperparameter.requireNotNegative(epsilon, "an epsilon", of: name)
    Hyperparameter.requireNotNegative(weightDecay, "a weight decay", of: name)
  }

  func step(
    _ tensor: inout Tensor, along gradient: Tensor, _ slot: inout OptimiserMemory.Slot, coupledDecay: Float,
    shrinkage: Float
  ) {
    check()
    if slot.tensors.isEmpty { slot.tensors = [Tensor(zeros: tensor.shape), Tensor(zeros: tensor.shape)] }
    // In double precision: near 1 a `Float` would lose half of the digits of what is left to 1.
    let correction = (
      Float(1 - power(Double(beta.0), slot.steps)), Float(1 - power(Double(beta.1), slot.steps))
    )
    let step = AdamStep(
      rate: learningRate, beta: beta, epsilon: epsilon, coupledDecay: coupledDecay, shrinkage: shrinkage,
      correction: correction)
    // Taken out of the array, so that each has one owner and both may be changed at once.
    var squares = slot.tensors.removeLast()
    var means = slot.tensors.removeLast()
    tensor.withOwnScalars { parameter in
      gradient.withScalars { gradient in
        means.withOwnScalars { mean in
          squares.withOwnScalars { square in
            step(parameter, gradient: gradient, mean: mean, square: square)
          }
        }
      }
    }
    slot.tensors.append(means)
    slot.tensors.append(squares)
  }
}
