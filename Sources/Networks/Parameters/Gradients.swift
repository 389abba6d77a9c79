import Compute
import Tensors

/// A gradient for each trainable parameter of a module, as `valueWithGradient(at:of:)` gives them.
///
///     layer.kernel -= 0.03 * gradients[layer.kernel]
public struct Gradients: Sendable {
  /// The parameters, in the module's order.
  public let parameters: [Parameter]
  /// Their gradients, in the same order, each of its parameter's shape.
  public private(set) var tensors: [Tensor]

  init(parameters: [Parameter], tensors: [Tensor]) {
    self.parameters = parameters
    self.tensors = tensors
  }

  /// The gradient with respect to one parameter.
  ///
  /// Stops with a message when the parameter is not among those that were differentiated, and when another shape is
  /// assigned.
  public subscript(parameter: Parameter) -> Tensor {
    get { tensors[index(of: parameter)] }
    set {
      guard newValue.shape == parameter.shape else {
        fail(Gradients.mismatch(parameter.label, parameter.shape, newValue.shape))
      }
      tensors[index(of: parameter)] = newValue
    }
  }

  private func index(of parameter: Parameter) -> Int {
    guard let index = parameters.firstIndex(where: { $0 === parameter }) else {
      fail(Gradients.missing(parameter.label, parameter.shape))
    }
    return index
  }

  /// The length of the gradient as one long vector: the root of the sum of all squares. It carries no derivative.
  public var norm: Float {
    let squares = tensors.reduce(0.0) { sum, tensor in
      tensor.withScalars { sum + Descent.sumOfSquares($0) }
    }
    return Float(squares.squareRoot())
  }

  /// This direction, no longer than `limit`: where the norm is greater, all is scaled down by one
  /// factor (Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks", 2013).
  public func clipped(toNorm limit: Float) -> Gradients {
    guard limit > 0 else { fail(Gradients.wrongLimit("clipped(toNorm:)", limit)) }
    let norm = self.norm
    return norm > limit ? self * (limit / norm) : self
  }

  /// Every number within ±`limit`: what is greater is cut off.
  public func clipped(to limit: Float) -> Gradients {
    guard limit > 0 else { fail(Gradients.wrongLimit("clipped(to:)", limit)) }
    return mapped { tensor in
      var result = tensor.detached()
      result.withOwnScalars { Descent.clip($0, limit: limit) }
      return result
    }
  }

  func mapped(_ change: (Tensor) -> Tensor) -> Gradients {
    Gradients(parameters: parameters, tensors: tensors.map(change))
  }
}

extension Gradients {
  static func nothingTrainable(_ count: Int) -> String {
    "valueWithGradient(at:): the module has no trainable parameter among its \(count), so there is nothing to differentiate; "
      + "create its layers inside Model(...), or call unfreeze()."
  }

  static func missing(_ label: String, _ shape: [Int]) -> String {
    "Gradients: there is no gradient for parameter \(label) of shape \(shape); it was frozen or does not belong to the module "
      + "that was differentiated."
  }

  static func mismatch(_ label: String, _ shape: [Int], _ gradient: [Int]) -> String {
    "Gradients: a gradient of shape \(gradient) does not fit parameter \(label) of shape \(shape); expected the same shape."
  }

  static func differentModules(_ left: Int, _ right: Int) -> String {
    "Gradients: gradients of \(left) and of \(right) parameters of different modules cannot be added; expected those of "
      + "one module."
  }

  static func wrongLimit(_ operation: String, _ limit: Float) -> String {
    "\(operation): the limit \(limit) must be greater than 0."
  }
}
