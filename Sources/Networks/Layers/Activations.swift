import Tensors

// Activations as layers, for `Sequential`. Each is the tensor's method of the same name.

/// The rectified linear unit: negative numbers become 0.
public struct ReLU: Layer, Module, Sendable {
  private let label = LayerLabel("relu")

  public init() {}

  public var parameters: [Parameter] { [] }

  public func callAsFunction(_ input: Tensor) -> Tensor { label.noting { input.relu() } }
}

/// Like `ReLU`, but negative numbers are multiplied with a small slope.
public struct LeakyReLU: Layer, Module, Sendable {
  public let slope: Float
  private let label = LayerLabel("leakyrelu")

  public init(slope: Float = 0.01) { self.slope = slope }

  public var parameters: [Parameter] { [] }

  public func callAsFunction(_ input: Tensor) -> Tensor { label.noting { input.leakyReLU(slope: slope) } }
}

/// The Gaussian error linear unit: x times the probability that a standard normal number is below x.
public struct GELU: Layer, Module, Sendable {
  private let label = LayerLabel("gelu")

  public init() {}

  public var parameters: [Parameter] { [] }

  public func callAsFunction(_ input: Tensor) -> Tensor { label.noting { input.gelu() } }
}

/// The logistic function 1 / (1 + e^-x), between 0 and 1.
public struct Sigmoid: Layer, Module, Sendable {
  private let label = LayerLabel("sigmoid")

  public init() {}

  public var parameters: [Parameter] { [] }

  public func callAsFunction(_ input: Tensor) -> Tensor { label.noting { input.sigmoid() } }
}

/// The hyperbolic tangent, between -1 and 1.
public struct Tanh: Layer, Module, Sendable {
  private let label = LayerLabel("tanh")

  public init() {}

  public var parameters: [Parameter] { [] }

  public func callAsFunction(_ input: Tensor) -> Tensor { label.noting { input.tanh() } }
}

/// x times its logistic function, which is also called swish.
public struct SiLU: Layer, Module, Sendable {
  private let label = LayerLabel("silu")

  public init() {}

  public var parameters: [Parameter] { [] }

  public func callAsFunction(_ input: Tensor) -> Tensor { label.noting { input.silu() } }
}

/// ln(1 + e^x), a smooth `ReLU`.
public struct Softplus: Layer, Module, Sendable {
  private let label = LayerLabel("softplus")

  public init() {}

  public var parameters: [Parameter] { [] }

  public func callAsFunction(_ input: Tensor) -> Tensor { label.noting { input.softplus() } }
}
