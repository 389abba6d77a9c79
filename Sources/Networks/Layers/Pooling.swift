import Compute
import Tensors

/// The greatest element of every window, for each channel by itself. See `maxPool2d`.
///
/// The input is `[example, height, width, channel]`.
public struct MaxPool2D: FunctionLayer, Sendable {
  /// The window's `(height, width)`.
  public let size: (Int, Int)
  /// The step of the window; its size where none is given.
  public let stride: (Int, Int)
  /// The positions that are added around the image; they are never the greatest.
  public let padding: Padding
  /// What names the layer in summaries.
  public let label = LayerLabel("maxpool2d")

  /// A layer with a window of `(height, width)`, whose step is its size where no other is given.
  public init(size: (Int, Int), stride: (Int, Int)? = nil, padding: Padding = .valid) {
    self.size = size
    self.stride = stride ?? size
    self.padding = padding
  }

  /// From `[example, height, width, channel]` to an image of an element for each window. Stops with a message when it does not fit.
  public func output(of input: Tensor) -> Tensor { maxPool2d(input, size: size, stride: stride, padding: padding) }
}

/// The mean of every window, for each channel by itself. See `avgPool2d`.
///
/// The input is `[example, height, width, channel]`.
public struct AvgPool2D: FunctionLayer, Sendable {
  /// The window's `(height, width)`.
  public let size: (Int, Int)
  /// The step of the window; its size where none is given.
  public let stride: (Int, Int)
  /// The zeros that are added around the image. They count: a window is always divided by its size.
  public let padding: Padding
  /// What names the layer in summaries.
  public let label = LayerLabel("avgpool2d")

  /// A layer with a window of `(height, width)`, whose step is its size where no other is given.
  public init(size: (Int, Int), stride: (Int, Int)? = nil, padding: Padding = .valid) {
    self.size = size
    self.stride = stride ?? size
    self.padding = padding
  }

  /// From `[example, height, width, channel]` to an image of an element for each window. Stops with a message when it does not fit.
  public func output(of input: Tensor) -> Tensor { avgPool2d(input, size: size, stride: stride, padding: padding) }
}

/// The mean of each channel over the whole image: `[example, height, width, channel]` becomes `[example, channel]`.
///
/// It takes the place of large dense layers at the end of a network (Lin, Chen and Yan, "Network in network", 2014), and images of
/// any size.
public struct GlobalAvgPool2D: FunctionLayer, Sendable {
  /// What names the layer in summaries.
  public let label = LayerLabel("globalavgpool2d")

  /// A layer for images of any size.
  public init() {}

  /// The mean of each channel.
  /// Stops with a message when the input has fewer than three axes, or an image is empty.
  public func output(of input: Tensor) -> Tensor {
    guard input.rank >= 3 else { fail(wrongImages("GlobalAvgPool2D", input.shape)) }
    return input.mean(along: -3, -2)
  }
}

/// The greatest element of each channel in the whole image: `[example, height, width, channel]` becomes `[example, channel]`.
public struct GlobalMaxPool2D: FunctionLayer, Sendable {
  /// What names the layer in summaries.
  public let label = LayerLabel("globalmaxpool2d")

  /// A layer for images of any size.
  public init() {}

  /// The greatest element of each channel.
  /// Stops with a message when the input has fewer than three axes, or an image is empty.
  public func output(of input: Tensor) -> Tensor {
    guard input.rank >= 3 else { fail(wrongImages("GlobalMaxPool2D", input.shape)) }
    return input.max(along: -3, -2)
  }
}

/// The greatest element of every window of a sequence, for each channel by itself. See `maxPool1d`. PyTorch calls it `nn.MaxPool1d`.
///
/// The input is `[example, length, channel]`, as of `Conv1D`.
public struct MaxPool1D: FunctionLayer, Sendable {
  /// The length of the window.
  public let size: Int
  /// The step of the window; its size where none is given.
  public let stride: Int
  /// The elements that are added before and after the sequence, which are never the greatest; of both axes of `Padding` the horizontal
  /// one counts.
  public let padding: Padding
  /// What names the layer in summaries.
  public let label = LayerLabel("maxpool1d")

  /// A layer with a window of the given length.
  public init(size: Int, stride: Int? = nil, padding: Padding = .valid) {
    self.size = size
    self.stride = stride ?? size
    self.padding = padding
  }

  /// From `[example, length, channel]` to `[example, window, channel]`. Stops with a message when it does not fit.
  public func output(of input: Tensor) -> Tensor { maxPool1d(input, size: size, stride: stride, padding: padding) }
}

/// The mean of every window of a sequence, for each channel by itself. See `avgPool1d`. PyTorch calls it `nn.AvgPool1d`.
///
/// The input is `[example, length, channel]`, as of `Conv1D`.
public struct AvgPool1D: FunctionLayer, Sendable {
  /// The length of the window.
  public let size: Int
  /// The step of the window; its size where none is given.
  public let stride: Int
  /// The zeros that are added before and after the sequence, which count: a window is always divided by its size. Of both axes of
  /// `Padding` the horizontal one counts.
  public let padding: Padding
  /// What names the layer in summaries.
  public let label = LayerLabel("avgpool1d")

  /// A layer with a window of the given length.
  public init(size: Int, stride: Int? = nil, padding: Padding = .valid) {
    self.size = size
    self.stride = stride ?? size
    self.padding = padding
  }

  /// From `[example, length, channel]` to `[example, window, channel]`. Stops with a message when it does not fit.
  public func output(of input: Tensor) -> Tensor { avgPool1d(input, size: size, stride: stride, padding: padding) }
}

private func wrongImages(_ layer: String, _ shape: [Int]) -> String {
  "\(layer): an input of shape \(shape) was given; expected [example, height, width, channel]."
}
