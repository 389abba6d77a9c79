import Tensors

// Activations as layers, for `Sequential`. Each is the tensor's method of the same name.

/// The rectified linear unit: negative numbers become 0.
public struct ReLU: FunctionLayer, Sendable {
  public let label = LayerLabel("relu")

  /// A layer that makes negative numbers 0.
  public init() {}

  public func output(of input: Tensor) -> Tensor { input.relu() }
}

/// The rectified linear unit with a small slope below 0, by which negative numbers are multiplied.
public struct LeakyReLU: FunctionLayer, Sendable {
  /// By what negative numbers are multiplied.
  public let slope: Float
  public let label = LayerLabel("leakyrelu")

  /// A rectified linear unit with a slope below 0.
  public init(slope: Float = 0.01) { self.slope = slope }

  public func output(of input: Tensor) -> Tensor { input.leakyReLU(slope: slope) }
}

/// The Gaussian error linear unit: x times the probability that a standard normal number is below x.
public struct GELU: FunctionLayer, Sendable {
  public let label = LayerLabel("gelu")

  /// A layer of Gaussian error linear units.
  public init() {}

  public func output(of input: Tensor) -> Tensor { input.gelu() }
}

/// The logistic function 1 / (1 + e^-x), between 0 and 1.
public struct Sigmoid: FunctionLayer, Sendable {
  public let label = LayerLabel("sigmoid")

  /// A layer that takes each number to between 0 and 1.
  public init() {}

  public func output(of input: Tensor) -> Tensor { input.sigmoid() }
}

/// The hyperbolic tangent, between -1 and 1.
public struct Tanh: FunctionLayer, Sendable {
  public let label = LayerLabel("tanh")

  /// A layer that takes each number to between -1 and 1.
  public init() {}

  public func output(of input: Tensor) -> Tensor { input.tanh() }
}

/// x times its logistic function, which is also called swish.
public struct SiLU: FunctionLayer, Sendable {
  public let label = LayerLabel("silu")

  /// A layer of sigmoid linear units.
  public init() {}

  public func output(of input: Tensor) -> Tensor { input.silu() }
}

/// ln(1 + e^x), a smooth `ReLU`.
public struct Softplus: FunctionLayer, Sendable {
  public let label = LayerLabel("softplus")

  /// A layer that makes each number positive, smoothly.
  public init() {}

  public func output(of input: Tensor) -> Tensor { input.softplus() }
}
