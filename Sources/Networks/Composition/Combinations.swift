import Tensors

/// Two layers, one after the other.
public struct Chain<First: Layer, Second: Layer>: Layer {
  /// The layer that the input goes to.
  public let first: First
  /// The layer that the first one's output goes to.
  public let second: Second

  /// The output of the second layer for that of the first.
  public func callAsFunction(_ input: Tensor) -> Tensor { second(first(input)) }
}

extension Chain: Module where First: Module, Second: Module {
  /// Those of both layers, the first one's first; one that both have is there once.
  public var parameters: [Parameter] { (first.parameters + second.parameters).withoutRepetitions() }
}

extension Chain: Sendable where First: Sendable, Second: Sendable {}

/// One of two layers, chosen when the network is made.
public enum ConditionalLayer<First: Layer, Second: Layer>: Layer {
  /// The layer of the branch that `if` takes.
  case first(First)
  /// The layer of the branch that `else` takes.
  case second(Second)

  /// The output of the layer that was chosen.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    switch self {
    case .first(let layer): layer(input)
    case .second(let layer): layer(input)
    }
  }
}

extension ConditionalLayer: Module where First: Module, Second: Module {
  /// Those of the layer that was chosen.
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
  /// The layers, in the order in which the input goes through them.
  public let layers: [Element]

  /// The layers of an array, of one type.
  public init(_ layers: [Element]) { self.layers = layers }

  /// The output of the last layer; the input itself where there is none.
  public func callAsFunction(_ input: Tensor) -> Tensor { layers.reduce(input) { $1($0) } }
}

extension Stack: Module where Element: Module {
  /// Those of all layers, in their order; one that several have is there once.
  public var parameters: [Parameter] { layers.flatMap { $0.parameters }.withoutRepetitions() }
}

extension Stack: Sendable where Element: Sendable {}

/// A layer that gives back what it takes.
public struct Identity: Layer, Module, Sendable {
  /// A layer that does nothing.
  public init() {}

  /// None.
  public var parameters: [Parameter] { [] }

  /// The input itself.
  public func callAsFunction(_ input: Tensor) -> Tensor { input }
}
