import Tensors

// Activations as layers, for `Sequential`. Each is the tensor's method of the same name.

/// The rectified linear unit: negative numbers become 0.
public struct ReLU: FunctionLayer, Sendable {
  /// What names the layer in summaries.
  public let label = LayerLabel("relu")

  /// A layer of the rectifier.
  public init() {}

  /// The rectified input, of the same shape.
  public func output(of input: Tensor) -> Tensor { input.relu() }
}

/// The rectified linear unit with a small slope below 0, by which negative numbers are multiplied.
public struct LeakyReLU: FunctionLayer, Sendable {
  /// What numbers below 0 are multiplied by.
  public let slope: Float
  /// What names the layer in summaries.
  public let label = LayerLabel("leakyrelu")

  /// A layer with a slope for numbers below 0, 0.01 by default as in PyTorch.
  public init(slope: Float = 0.01) { self.slope = slope }

  /// The input, its numbers below 0 multiplied by the slope, of the same shape.
  public func output(of input: Tensor) -> Tensor { input.leakyReLU(slope: slope) }
}

/// The Gaussian error linear unit: x times the probability that a standard normal number is below x.
public struct GELU: FunctionLayer, Sendable {
  /// What names the layer in summaries.
  public let label = LayerLabel("gelu")

  /// A layer of the function.
  public init() {}

  /// The function of each number, of the same shape.
  public func output(of input: Tensor) -> Tensor { input.gelu() }
}

/// The logistic function 1 / (1 + e^-x), between 0 and 1.
public struct Sigmoid: FunctionLayer, Sendable {
  /// What names the layer in summaries.
  public let label = LayerLabel("sigmoid")

  /// A layer of the function.
  public init() {}

  /// The function of each number, from 0 to 1, of the same shape.
  public func output(of input: Tensor) -> Tensor { input.sigmoid() }
}

/// The hyperbolic tangent, between -1 and 1.
public struct Tanh: FunctionLayer, Sendable {
  /// What names the layer in summaries.
  public let label = LayerLabel("tanh")

  /// A layer of the function.
  public init() {}

  /// The function of each number, from -1 to 1, of the same shape.
  public func output(of input: Tensor) -> Tensor { input.tanh() }
}

/// x times its logistic function, which is also called swish.
public struct SiLU: FunctionLayer, Sendable {
  /// What names the layer in summaries.
  public let label = LayerLabel("silu")

  /// A layer of the function.
  public init() {}

  /// The function of each number, of the same shape.
  public func output(of input: Tensor) -> Tensor { input.silu() }
}

/// ln(1 + e^x), a smooth `ReLU`.
public struct Softplus: FunctionLayer, Sendable {
  /// What names the layer in summaries.
  public let label = LayerLabel("softplus")

  /// A layer of the function.
  public init() {}

  /// The function of each number, of the same shape.
  public func output(of input: Tensor) -> Tensor { input.softplus() }
}
