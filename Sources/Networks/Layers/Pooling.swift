import Tensors

/// The greatest element of every window, for each channel by itself. See `maxPool2d`.
///
/// The input is `[example, height, width, channel]`.
public struct MaxPool2D: Layer, Module, Sendable {
  /// The window's `(height, width)`.
  public let size: (Int, Int)
  /// The step of the window; its size where none is given.
  public let stride: (Int, Int)
  /// The positions that are added around the image; they are never the greatest.
  public let padding: Padding
  private let label = LayerLabel("maxpool2d")

  public init(size: (Int, Int), stride: (Int, Int)? = nil, padding: Padding = .valid) {
    self.size = size
    self.stride = stride ?? size
    self.padding = padding
  }

  public var parameters: [Parameter] { [] }

  public func callAsFunction(_ input: Tensor) -> Tensor {
    label.noting { maxPool2d(input, size: size, stride: stride, padding: padding) }
  }
}

/// The mean of every window, for each channel by itself. See `avgPool2d`.
///
/// The input is `[example, height, width, channel]`.
public struct AvgPool2D: Layer, Module, Sendable {
  /// The window's `(height, width)`.
  public let size: (Int, Int)
  /// The step of the window; its size where none is given.
  public let stride: (Int, Int)
  /// The zeros that are added around the image. They count: a window is always divided by its size.
  public let padding: Padding
  private let label = LayerLabel("avgpool2d")

  public init(size: (Int, Int), stride: (Int, Int)? = nil, padding: Padding = .valid) {
    self.size = size
    self.stride = stride ?? size
    self.padding = padding
  }

  public var parameters: [Parameter] { [] }

  public func callAsFunction(_ input: Tensor) -> Tensor {
    label.noting { avgPool2d(input, size: size, stride: stride, padding: padding) }
  }
}
