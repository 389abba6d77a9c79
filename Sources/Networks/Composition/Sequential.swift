import Tensors

/// Layers one after the other: each takes what the one before has made.
///
///     let network = Sequential {
///       Conv2D(inputChannels: 1, outputChannels: 6, kernelSize: (5, 5))
///       ReLU()
///       Flatten()
///       Dense(inputs: 3456, outputs: 10)
///     }
///
/// With layers of your own in it, it is made inside `Model(...)`, which finds their parameters. `if` and `for` work in the
/// braces.
public struct Sequential<Layers: Layer>: Layer {
  /// All of them as one.
  public let layers: Layers

  /// The layers between the braces, one after the other; `if`, `else` and `for` choose among them.
  public init(@LayerBuilder _ layers: () -> Layers) { self.layers = layers() }

  /// The output of the last layer. While a module is differentiated the layers train where they have parameters of that module, else they
  /// only answer.
  public func callAsFunction(_ input: Tensor) -> Tensor { layers(input) }
}

extension Sequential: Module where Layers: Module {
  /// Those of all layers, in their order.
  public var parameters: [Parameter] { layers.parameters }

  /// In inference mode where none of its parameters is being differentiated, as when it is frozen.
  public func callAsFunction(_ input: Tensor) -> Tensor { LayerContext.running(parameters) { layers(input) } }
}

extension Sequential: Sendable where Layers: Sendable {}

/// Puts the layers between braces together. The compiler calls it.
@resultBuilder
public enum LayerBuilder {
  /// A layer as it stands in a line.
  public static func buildExpression<L: Layer>(_ layer: L) -> L { layer }

  /// A layer that was created elsewhere brings its parameters along.
  public static func buildExpression<L: Layer & Module>(_ layer: L) -> L {
    LayerContext.current.registry?.adopt(layer.parameters)
    return layer
  }

  /// No layers: what comes in comes out.
  public static func buildBlock() -> Identity { Identity() }
  /// The first layer of a block.
  public static func buildPartialBlock<L: Layer>(first: L) -> L { first }
  /// A layer behind those above it.
  public static func buildPartialBlock<First: Layer, Second: Layer>(
    accumulated: First, next: Second
  ) -> Chain<First, Second> {
    Chain(first: accumulated, second: next)
  }
  /// The layer of an `if` without `else`; without it nothing is done.
  public static func buildOptional<L: Layer>(_ layer: L?) -> ConditionalLayer<L, Identity> {
    layer.map { .first($0) } ?? .second(Identity())
  }
  /// The layer of the first branch of an `if`.
  public static func buildEither<First: Layer, Second: Layer>(first: First) -> ConditionalLayer<First, Second> {
    .first(first)
  }
  /// The layer of the other branch of an `if`.
  public static func buildEither<First: Layer, Second: Layer>(second: Second) -> ConditionalLayer<First, Second> {
    .second(second)
  }
  /// The layers that a `for` makes, one after the other.
  public static func buildArray<L: Layer>(_ layers: [L]) -> Stack<L> { Stack(layers) }
}
