import Tensors

// Activations as layers, for `Sequential`. Each is the tensor's method of the same name.

/// The rectified linear unit: negative numbers become 0.
public struct ReLU: FunctionLayer, Sendable {
  public let label = LayerLabel("relu")

  public init() {}

  public func output(of input: Tensor) -> Tensor { input.relu() }
}

/// Like `ReLU`, but negative numbers are multiplied with a small slope.
public struct LeakyReLU: FunctionLayer, Sendable {
  public let slope: Float
  public let label = LayerLabel("leakyrelu")

  public init(slope: Float = 0.01) { self.slope = slope }

  public func output(of input: Tensor) -> Tensor { input.leakyReLU(slope: slope) }
}

/// The Gaussian error linear unit: x times the probability that a standard normal number is below x.
public struct GELU: FunctionLayer, Sendable {
  public let label = LayerLabel("gelu")

  public init() {}

  public func output(of input: Tensor) -> Tensor { input.gelu() }
}

/// The logistic function 1 / (1 + e^-x), between 0 and 1.
public struct Sigmoid: FunctionLayer, Sendable {
  public let label = LayerLabel("sigmoid")

  public init() {}

  public func output(of input: Tensor) -> Tensor { input.sigmoid() }
}

/// The hyperbolic tangent, between -1 and 1.
public struct Tanh: FunctionLayer, Sendable {
  public let label = LayerLabel("tanh")

  public init() {}

  public func output(of input: Tensor) -> Tensor { input.tanh() }
}

/// x times its logistic function, which is also called swish.
public struct SiLU: FunctionLayer, Sendable {
  public let label = LayerLabel("silu")

  public init() {}

  public func output(of input: Tensor) -> Tensor { input.silu() }
}

/// ln(1 + e^x), a smooth `ReLU`.
public struct Softplus: FunctionLayer, Sendable {
  public let label = LayerLabel("softplus")

  public init() {}

  public func output(of input: Tensor) -> Tensor { input.softplus() }
}
