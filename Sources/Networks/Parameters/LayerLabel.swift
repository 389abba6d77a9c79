import Tensors

/// What a layer is called: its kind, which together with its number becomes its name in the summary and in files, as in
/// "conv2d1".
///
/// A layer of your own may have one:
///
///     struct Scale: Layer {
///       let label = LayerLabel("scale")
///       let factor: Parameter
///
///       init() { factor = Parameter(1, name: "factor", of: label) }
///       func callAsFunction(_ x: Tensor) -> Tensor { label.noting { x * factor.value } }
///     }
///
/// In a model its parameter is then "scale1.factor", and the summary has a row for it.
public final class LayerLabel: Sendable {
  /// Such as "conv2d".
  public let kind: String

  /// A label of a kind, such as `dense`, from which names are made: `dense1.weights`.
  public init(_ kind: String) {
    self.kind = kind
    LayerContext.current.registry?.add(self)
  }

  /// Computes a layer's output, and notes its shape for the summary when one is being made.
  public func noting(_ output: () -> Tensor) -> Tensor {
    let result = output()
    LayerContext.current.collector?.add(self, result.shape)
    return result
  }
}
