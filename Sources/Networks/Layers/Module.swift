import Tensors

/// Something with parameters to learn: a layer, or layers put together.
///
/// A module is a value. It tells its parameters in one place, and everything else follows from there: gradients have the
/// module's own type, and an optimiser moves each parameter along its gradient.
///
///     struct Perceptron: Module {
///       var weights = Tensor(randomNormal: [2])
///       var bias: Tensor = 0
///
///       mutating func visitParameters(_ visit: (inout Tensor) -> Void) {
///         visit(&weights)
///         visit(&bias)
///       }
///     }
public protocol Module {
  /// Shows every parameter to `visit`, which may change it; always in the same order. A module within this one is visited by
  /// `inner.visitParameters(visit)`.
  mutating func visitParameters(_ visit: (inout Tensor) -> Void)
}

/// A module that makes one tensor of another, and is called like a function.
public protocol Layer: Module {
  func callAsFunction(_ input: Tensor) -> Tensor
}

extension Module {
  /// The parameters, in the order in which the module tells them.
  public var parameters: [Tensor] {
    var copy = self
    var result: [Tensor] = []
    copy.visitParameters { result.append($0) }
    return result
  }

  /// This module with other parameters, one for each that it tells.
  package func replacing(_ parameters: [Tensor]) -> Self {
    var copy = self
    var next = parameters.makeIterator()
    copy.visitParameters { parameter in
      if let replacement = next.next() { parameter = replacement }
    }
    return copy
  }
}

/// The value of a closure at a module's parameters, and the gradient with respect to each of them.
///
///     let (loss, gradient) = valueWithGradient(at: layer) { ($0(image) - edges).squared().sum() }
///     layer.kernel -= 3e-2 * gradient.kernel
///
/// - Parameters:
///   - module: Where to differentiate.
///   - body: What to differentiate, given the module. It is run once.
/// - Returns: What `body` returned, and a module that holds, in place of each parameter, the derivative of that value's *sum*
///   (of the value itself where it is a single number).
///
/// Stops with a message when the result does not depend on the parameters.
public func valueWithGradient<M: Module>(at module: M, of body: (M) -> Tensor) -> (value: Tensor, gradient: M) {
  let (value, gradients) = differentiate(at: module.parameters) { body(module.replacing($0)) }
  return (value, module.replacing(gradients))
}
