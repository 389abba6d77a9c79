import Compute
import Tensors

/// A rule by which parameters move along their gradients, and what it remembers from step to step.
///
///     var optimiser = Adam(learningRate: 1e-3)
///     for batch in batches {
///       let (loss, gradients) = valueWithGradient(at: model) { model in
///         let part = data.training.batch(batch)
///         return softmaxCrossEntropy(model(part.images), labels: part.labels)
///       }
///       optimiser.update(model, along: gradients)
///     }
///
/// A rule of your own has the step of one tensor; everything else follows from it.
public protocol Optimiser {
  /// How long the steps are. It may be set before each step: `optimiser.learningRate = schedule(step)`.
  var learningRate: Float { get set }
  /// What is remembered of each parameter.
  var memory: OptimiserMemory { get set }
  /// Moves one tensor, whose gradient has its shape. `slot` is what is remembered of it; `slot.steps` counts this step too.
  func step(_ tensor: inout Tensor, along gradient: Tensor, _ slot: inout OptimiserMemory.Slot)
}

/// What an optimiser remembers of each parameter that it has moved.
public struct OptimiserMemory: Sendable {
  /// What is remembered of one parameter.
  public struct Slot: Sendable {
    /// How many steps it has made.
    public var steps = 0
    /// Velocities or means, of the parameter's shape; empty before the first step.
    public var tensors: [Tensor] = []
    /// Kept, so that no other parameter can be taken for it.
    let parameter: Parameter?
  }

  private var slots: [Slot] = []

  /// A memory of nothing, as before the first step.
  public init() {}

  /// Takes a parameter's slot out, looking first where it was when all is in order; nil stands for a tensor.
  mutating func take(_ parameter: Parameter?, expectedAt index: Int) -> (slot: Slot, index: Int) {
    var found = index
    if index >= slots.count || slots[index].parameter !== parameter {
      found = slots.firstIndex { $0.parameter === parameter } ?? slots.count
      if found == slots.count { slots.append(Slot(parameter: parameter)) }
    }
    var slot = Slot(parameter: parameter)
    // Exchanged, not copied: the slot's tensors must have one owner to be changed in place.
    swap(&slot, &slots[found])
    return (slot, found)
  }

  mutating func putBack(_ slot: Slot, at index: Int) { slots[index] = slot }
}

extension Optimiser {
  /// Moves the parameters of a module, those that are frozen excepted.
  ///
  /// Stops with a message when there is a gradient for a parameter that the module does not have, and when the gradient depends on
  /// variables of a closure that is being differentiated: no derivative passes through a step.
  public mutating func update<M: Module>(_ module: M, along gradient: Gradients) {
    let own = ParameterIndices(module.parameters)
    for parameter in gradient.parameters where own[parameter] == nil {
      fail(OptimiserMemory.foreign(parameter.label, parameter.shape))
    }
    for (number, parameter) in gradient.parameters.enumerated() where parameter.isTrainable {
      parameter.change { move(&$0, along: gradient.tensors[number], parameter, expectedAt: number) }
    }
  }

  /// Moves one tensor. What the optimiser remembers belongs to that tensor: use an optimiser for each.
  ///
  /// Stops with a message when the tensor and its gradient differ in shape, or when the tensor has another shape than at
  /// the step before, and when one of both is being differentiated: no derivative passes through a step.
  public mutating func update(_ tensor: inout Tensor, along gradient: Tensor) {
    guard tensor.shape == gradient.shape else { fail(OptimiserMemory.mismatch(tensor.shape, gradient.shape)) }
    move(&tensor, along: gradient, nil, expectedAt: 0)
  }

  private mutating func move(
    _ tensor: inout Tensor, along gradient: Tensor, _ parameter: Parameter?, expectedAt index: Int
  ) {
    if tensor.isBeingDifferentiated || gradient.isBeingDifferentiated {
      fail(OptimiserMemory.withoutDerivative(tensor.shape))
    }
    var (slot, index) = memory.take(parameter, expectedAt: index)
    if let known = slot.tensors.first, known.shape != tensor.shape {
      fail(OptimiserMemory.otherTensor(tensor.shape, known.shape))
    }
    slot.steps += 1
    step(&tensor, along: gradient, &slot)
    memory.putBack(slot, at: index)
  }
}

extension OptimiserMemory {
  static func foreign(_ label: String, _ shape: [Int]) -> String {
    "update(_:along:): the gradient has a part for parameter \(label) of shape \(shape), which the module does not have; "
      + "expected a gradient of this module."
  }

  static func withoutDerivative(_ shape: [Int]) -> String {
    "update(_:along:): a tensor of shape \(shape) or its gradient is being differentiated, and would lose its derivative in the step; "
      + "give the constants, detached(), or write the step as arithmetic: w - rate * gradient."
  }

  static func mismatch(_ tensor: [Int], _ gradient: [Int]) -> String {
    "update(_:along:): a gradient of shape \(gradient) does not fit a tensor of shape \(tensor); expected the same shape."
  }

  static func otherTensor(_ tensor: [Int], _ known: [Int]) -> String {
    "update(_:along:): a tensor of shape \(tensor) follows one of shape \(known); an optimiser remembers one tensor, so use "
      + "an optimiser for each."
  }
}
