import Compute
import Tensors

/// Gradient descent: a step against the gradient; with momentum, along a velocity in which gradients add up and slowly fade.
///
///     var descent = SGD(learningRate: 0.01, momentum: 0.9)
///     descent.update(model, along: gradients)
///
/// `v = momentum * v + (gradient + weightDecay * parameter); parameter -= learningRate * v`, after Polyak, "Some methods of
/// speeding up the convergence of iteration methods", 1964. The velocity begins with 0, and takes a number
/// for each number of a parameter; without momentum nothing is remembered. It is *stochastic* when each
/// gradient is of a batch.
public struct SGD: Optimiser, Sendable {
  /// How far a step goes, greater than 0; it may be changed between steps.
  public var learningRate: Float
  /// What remains of the velocity at each step; 0 for none.
  public var momentum: Float
  /// This part of each parameter is added to its gradient, which pulls it to 0.
  public var weightDecay: Float
  /// Whether each step goes on to where the velocity will lead next (Nesterov, 1983, in the form of Sutskever et al., 2013).
  public var nesterov: Bool
  /// The velocity of each parameter, where there is momentum.
  public var memory = OptimiserMemory()

  /// Gradient descent with this learning rate, and with momentum and decay where they are not 0.
  /// Stops with a message when a number is negative, infinite or not a number, or the momentum not less than 1.
  public init(learningRate: Float, momentum: Float = 0, weightDecay: Float = 0, nesterov: Bool = false) {
    self.learningRate = learningRate
    self.momentum = momentum
    self.weightDecay = weightDecay
    self.nesterov = nesterov
    check()
  }

  /// Gradient descent with numbers of other types, such as a `Double` that has a name.
  @_disfavoredOverload
  public init<Rate: BinaryFloatingPoint, Momentum: BinaryFloatingPoint, Decay: BinaryFloatingPoint>(
    learningRate: Rate, momentum: Momentum = Float(0), weightDecay: Decay = Float(0), nesterov: Bool = false
  ) {
    self.init(
      learningRate: Float(learningRate), momentum: Float(momentum), weightDecay: Float(weightDecay), nesterov: nesterov)
  }

  private func check() {
    Hyperparameter.requireNotNegative(learningRate, "a learning rate", of: "SGD")
    Hyperparameter.requireFraction(momentum, "a momentum", of: "SGD")
    Hyperparameter.requireNotNegative(weightDecay, "a weight decay", of: "SGD")
  }

  /// Moves one tensor, along its gradient of the same shape, with the velocity of its slot.
  public func step(_ tensor: inout Tensor, along gradient: Tensor, _ slot: inout OptimiserMemory.Slot) {
    // They may have been set since.
    check()
    let shape = tensor.shape
    tensor.withOwnScalars { parameter in
      gradient.withScalars { gradient in
        guard momentum != 0 else {
          return Descent.plainStep(parameter, gradient: gradient, rate: learningRate, decay: weightDecay)
        }
        if slot.tensors.isEmpty { slot.tensors = [Tensor(zeros: shape)] }
        slot.tensors[0].withOwnScalars { velocity in
          Descent.momentumStep(
            parameter, gradient: gradient, velocity: velocity, rate: learningRate, momentum: momentum,
            decay: weightDecay, looksAhead: nesterov)
        }
      }
    }
  }
}
