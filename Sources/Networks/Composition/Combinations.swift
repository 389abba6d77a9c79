import Tensors

/// Two layers, one after the other.
public struct Chain<First: Layer, Second: Layer>: Layer {
  /// The layer that takes the input.
  public let first: First
  /// The layer that takes what the first gives.
  public let second: Second

  public func callAsFunction(_ input: Tensor) -> Tensor { second(first(input)) }
}

extension Chain: Module where First: Module, Second: Module {
  public var parameters: [Parameter] { (first.parameters + second.parameters).withoutRepetitions() }
}

extension Chain: Sendable where First: Sendable, Second: Sendable {}

/// One of two layers, chosen when the network is made.
public enum ConditionalLayer<First: Layer, Second: Layer>: Layer {
  /// The layer of the branch that `if` takes.
  case first(First)
  /// The layer of the branch that `else` takes.
  case second(Second)

  public func callAsFunction(_ input: Tensor) -> Tensor {
    switch self {
    case .first(let layer): layer(input)
    case .second(let layer): layer(input)
    }
  }
}

extension ConditionalLayer: Module where First: Module, Second: Module {
  public var parameters: [Parameter] {
    switch self {
    case .first(let layer): layer.parameters
    case .second(let layer): layer.parameters
    }
  }
}

extension ConditionalLayer: Sendable where First: Sendable, Second: Sendable {}

/// Any number of layers of one type, one after the other.
public struct Stack<Element: Layer>: Layer {
  /// The layers, of which each takes what the one before gives.
  public let layers: [Element]

  /// Layers of one type, one after the other.
  public init(_ layers: [Element]) { self.layers = layers }

  public func callAsFunction(_ input: Tensor) -> Tensor { layers.reduce(input) { $1($0) } }
}

extension Stack: Module where Element: Module {
  public var parameters: [Parameter] { layers.flatMap { $0.parameters }.withoutRepetitions() }
}

extension Stack: Sendable where Element: Sendable {}

/// A layer that gives back what it takes.
public struct Identity: Layer, Module, Sendable {
  /// A layer that changes nothing.
  public init() {}

  public var parameters: [Parameter] { [] }

  public func callAsFunction(_ input: Tensor) -> Tensor { input }
}
