import Tensors

/// Lays all axes but the first, the examples, out as one: `[example, height, width, channel]` becomes
/// `[example, height * width * channel]`.
public struct Flatten: Layer, Module, Sendable {
  private let label = LayerLabel("flatten")

  /// A layer that flattens all axes but the first.
  public init() {}

  /// None.
  public var parameters: [Parameter] { [] }

  /// From `[example, …]` to `[example, number]`; what has fewer than two axes stays as it is.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    label.noting {
      input.rank < 2 ? input : input.reshaped(to: [input.shape[0], input.shape.dropFirst().reduce(1, *)])
    }
  }
}

/// A layer of a closure, for what needs no parameters.
///
///     Lambda { $0.reshaped(to: [-1, 28, 28, 1]) }
///
/// Parameters that the closure uses belong to a model only if they were created inside `Model(...)`.
public struct Lambda: Layer, Module, Sendable {
  private let function: @Sendable (Tensor) -> Tensor
  private let label: LayerLabel

  /// A layer that applies a function.
  ///
  /// - Parameter name: What kind of layer the summary calls it.
  public init(name: String = "lambda", _ function: @escaping @Sendable (Tensor) -> Tensor) {
    self.function = function
    label = LayerLabel(name)
  }

  /// None.
  public var parameters: [Parameter] { [] }

  /// The function of the input.
  public func callAsFunction(_ input: Tensor) -> Tensor { label.noting { function(input) } }
}
