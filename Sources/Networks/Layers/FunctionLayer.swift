import Tensors

/// A layer without parameters: a function of its input, under a label.
///
///     struct Doubling: FunctionLayer {
///       let label = LayerLabel("doubling")
///       func output(of input: Tensor) -> Tensor { 2 * input }
///     }
public protocol FunctionLayer: Layer, Module {
  /// What names the layer in summaries.
  var label: LayerLabel { get }

  /// The function itself, which callers reach by calling the layer.
  func output(of input: Tensor) -> Tensor
}

extension FunctionLayer {
  /// None.
  public var parameters: [Parameter] { [] }

  /// The function of the input, noted under the label.
  public func callAsFunction(_ input: Tensor) -> Tensor { label.noting { output(of: input) } }
}
