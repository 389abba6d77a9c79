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

  /// Layers in a row, each taking what the one before gives.
  public init(@LayerBuilder _ layers: () -> Layers) { self.layers = layers() }

  public func callAsFunction(_ input: Tensor) -> Tensor { layers(input) }
}

extension Sequential: Module where Layers: Module {
  public var parameters: [Parameter] { layers.parameters }

  /// In inference mode where none of its parameters is being differentiated, as when it is frozen.
  public func callAsFunction(_ input: Tensor) -> Tensor { LayerContext.running(parameters) { layers(input) } }
}

extension Sequential: Sendable where Layers: Sendable {}

/// Puts the layers between braces together. The compiler calls it.
@resultBuilder
public enum LayerBuilder {
  public static func buildExpression<L: Layer>(_ layer: L) -> L { layer }

  /// A layer that was created elsewhere brings its parameters along.
  public static func buildExpression<L: Layer & Module>(_ layer: L) -> L {
    LayerContext.current.registry?.adopt(layer.parameters)
    return layer
  }

  /// No layer.
  public static func buildBlock() -> Identity { Identity() }
  /// The first layer of a list.
  public static func buildPartialBlock<L: Layer>(first: L) -> L { first }
  /// A layer behind others.
  public static func buildPartialBlock<First: Layer, Second: Layer>(
    accumulated: First, next: Second
  ) -> Chain<First, Second> {
    Chain(first: accumulated, second: next)
  }
  /// An `if` without an `else`.
  public static func buildOptional<L: Layer>(_ layer: L?) -> ConditionalLayer<L, Identity> {
    layer.map { .first($0) } ?? .second(Identity())
  }
  /// The first branch of an `if`.
  public static func buildEither<First: Layer, Second: Layer>(first: First) -> ConditionalLayer<First, Second> {
    .first(first)
  }
  /// The second branch of an `if`.
  public static func buildEither<First: Layer, Second: Layer>(second: Second) -> ConditionalLayer<First, Second> {
    .second(second)
  }
  /// The layers that a `for` loop gives.
  public static func buildArray<L: Layer>(_ layers: [L]) -> Stack<L> { Stack(layers) }
}
