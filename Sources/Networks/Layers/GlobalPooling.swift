import Tensors

/// The mean of each channel over the whole image: `[example, height, width, channel]` becomes `[example, channel]`.
///
/// It takes the place of large dense layers at the end of a network (Lin, Chen and Yan, "Network in network", 2014), and images of
/// any size.
public struct GlobalAvgPool2D: Layer, Module, Sendable {
  private let label = LayerLabel("globalavgpool2d")

  public init() {}

  public var parameters: [Parameter] { [] }

  /// Stops with a message when the input has fewer than three axes, or an image is empty.
  public func callAsFunction(_ input: Tensor) -> Tensor { label.noting { input.mean(along: -3, -2) } }
}

/// The greatest element of each channel in the whole image: `[example, height, width, channel]` becomes `[example, channel]`.
public struct GlobalMaxPool2D: Layer, Module, Sendable {
  private let label = LayerLabel("globalmaxpool2d")

  public init() {}

  public var parameters: [Parameter] { [] }

  /// Stops with a message when the input has fewer than three axes, or an image is empty.
  public func callAsFunction(_ input: Tensor) -> Tensor { label.noting { input.max(along: -3, -2) } }
}
