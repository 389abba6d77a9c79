import Compute
import Tensors

/// A convolutional layer: the two-dimensional cross-correlation of its input with a kernel that it learns, plus a bias.
///
/// The input is `[example, height, width, channel]`, or one image `[height, width]`; the output has as many axes. `conv2d` says how
/// much smaller than the input it is.
///
///     let edges = Conv2D(kernel: [[1, -1]])
///     let output = edges(image)
public struct Conv2D: Layer, Module, Sendable {
  /// The filter weights: `[height, width, input channel / groups, output channel]`, or `[height, width]` for one channel.
  public let kernel: Parameter
  /// A number that is added to every output element, or one for each output channel; nil for none.
  public let bias: Parameter?
  /// The step of the window, `(vertical, horizontal)`.
  public let stride: (Int, Int)
  /// The zeros that are added around the image.
  public let padding: Padding
  /// The distance between neighbouring elements of the window, `(vertical, horizontal)`.
  public let dilation: (Int, Int)
  /// How many groups of their own filters the channels are split into.
  public let groups: Int
  private let label = LayerLabel("conv2d")

  /// A layer that begins with the given parameters.
  public init(
    kernel: Tensor, bias: Tensor? = nil, stride: (Int, Int) = (1, 1), padding: Padding = .valid,
    dilation: (Int, Int) = (1, 1), groups: Int = 1
  ) {
    self.kernel = Parameter(kernel, name: "kernel", of: label)
    self.bias = bias.map { [label] in Parameter($0, name: "bias", of: label) }
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
    self.groups = groups
  }

  /// The kernel and, if there is one, the bias.
  public var parameters: [Parameter] { bias.map { [kernel, $0] } ?? [kernel] }

  /// From `[example, height, width, input channel]` to `[example, height, width, output channel]`. Stops with a message when it does not
  /// fit.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    label.noting {
      conv2d(
        input, filters: kernel.value, bias: bias?.value, stride: stride, padding: padding, dilation: dilation,
        groups: groups)
    }
  }
}

extension Conv2D {
  /// A layer with a random kernel of shape `[height, width, input channel / groups, output channel]` and, unless `bias` is
  /// false, a bias of zeros for each output channel.
  ///
  /// - Parameters:
  ///   - kernelSize: The window's `(height, width)`.
  ///   - initialiser: How the kernel begins; see `Initialiser` for the fans that it takes.
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: (Int, Int), bias: Bool = true, stride: (Int, Int) = (1, 1),
    padding: Padding = .valid, dilation: (Int, Int) = (1, 1), groups: Int = 1,
    initialiser: Initialiser = .xavierUniform, using generator: inout RandomGenerator
  ) {
    let weights = Conv2D.weights(inputChannels, outputChannels, kernelSize, groups)
    self.init(
      kernel: weights.kernel(initialiser, using: &generator), bias: weights.bias(bias),
      stride: stride, padding: padding, dilation: dilation, groups: groups)
  }

  /// A layer whose kernel is drawn by the default generator (see `seed(_:)`).
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: (Int, Int), bias: Bool = true, stride: (Int, Int) = (1, 1),
    padding: Padding = .valid, dilation: (Int, Int) = (1, 1), groups: Int = 1,
    initialiser: Initialiser = .xavierUniform
  ) {
    var generator = Conv2D.weights(inputChannels, outputChannels, kernelSize, groups).generator
    self.init(
      inputChannels: inputChannels, outputChannels: outputChannels, kernelSize: kernelSize, bias: bias, stride: stride,
      padding: padding, dilation: dilation, groups: groups, initialiser: initialiser, using: &generator)
  }

  private static func weights(
    _ inputs: Int, _ outputs: Int, _ size: (Int, Int), _ groups: Int
  ) -> ConvolutionWeights {
    ConvolutionWeights("Conv2D", inputs, outputs, size, groups: groups)
  }
}
