import Tensors

/// A differentiation of a module that is going on: which tensor stands for each of the module's parameters.
///
/// It belongs to the task that differentiates, not to the parameters, so that several tasks may each take the gradient of
/// one model, for batches of their own.
final class Differentiation: Sendable {
  private let indices: ParameterIndices
  private let variables: [Tensor]
  /// The differentiation within which this one takes place.
  private let outer: Differentiation?

  /// - Parameter variables: One for each parameter, at least 1.
  init(of parameters: [Parameter], variables: [Tensor], within outer: Differentiation?) {
    indices = ParameterIndices(parameters)
    self.variables = variables
    self.outer = outer
  }

  /// What stands for a parameter here, or further out; nil when it is a constant.
  func variable(of parameter: Parameter) -> Tensor? {
    indices[parameter].map { variables[$0] } ?? outer?.variable(of: parameter)
  }
}
