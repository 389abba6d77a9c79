import Compute
import Tensors

/// A transposed convolution, which makes images larger with a kernel that it learns. See `convTranspose2d`.
///
/// The input is `[example, height, width, channel]`; along each axis the output has
/// `(input - 1) * stride - 2 * padding + dilation * (kernel - 1) + 1 + outputPadding` elements, or with `.same` padding
/// `input * stride`.
public struct ConvTranspose2D: Layer, Module, Sendable {
  /// The filter weights: `[height, width, output channel / groups, input channel]`.
  public let kernel: Parameter
  /// A number for each output channel; nil for none.
  public let bias: Parameter?
  /// How far apart neighbouring input elements are placed in the output, `(vertical, horizontal)`.
  public let stride: (Int, Int)
  /// What the output loses at each border.
  public let padding: Padding
  /// How many more rows and columns the output has below and to the right, `(vertical, horizontal)`.
  public let outputPadding: (Int, Int)
  /// The distance between neighbouring elements of the window, `(vertical, horizontal)`.
  public let dilation: (Int, Int)
  /// How many groups of their own filters the channels are split into.
  public let groups: Int
  private let label = LayerLabel("convtranspose2d")

  /// A layer that begins with the given parameters.
  public init(
    kernel: Tensor, bias: Tensor? = nil, stride: (Int, Int) = (1, 1), padding: Padding = .valid,
    outputPadding: (Int, Int) = (0, 0), dilation: (Int, Int) = (1, 1), groups: Int = 1
  ) {
    self.kernel = Parameter(kernel, name: "kernel", of: label)
    self.bias = bias.map { [label] in Parameter($0, name: "bias", of: label) }
    self.stride = stride
    self.padding = padding
    self.outputPadding = outputPadding
    self.dilation = dilation
    self.groups = groups
  }

  /// The kernel and, if there is one, the bias.
  public var parameters: [Parameter] { bias.map { [kernel, $0] } ?? [kernel] }

  /// From `[example, height, width, input channel]` to `[example, height, width, output channel]`. Stops with a message when it does not
  /// fit.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    label.noting {
      convTranspose2d(
        input, filters: kernel.value, bias: bias?.value, stride: stride, padding: padding,
        outputPadding: outputPadding, dilation: dilation, groups: groups)
    }
  }
}

extension ConvTranspose2D {
  /// A layer with a random kernel of shape `[height, width, output channel / groups, input channel]` and, unless `bias`
  /// is false, a bias of zeros for each output channel.
  ///
  /// - Parameters:
  ///   - kernelSize: The window's `(height, width)`.
  ///   - initialiser: How the kernel begins; its fans are height * width times the input and the output channels of a
  ///     group.
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: (Int, Int), bias: Bool = true, stride: (Int, Int) = (1, 1),
    padding: Padding = .valid, outputPadding: (Int, Int) = (0, 0), dilation: (Int, Int) = (1, 1), groups: Int = 1,
    initialiser: Initialiser = .xavierUniform, using generator: inout RandomGenerator
  ) {
    let weights = ConvTranspose2D.weights(inputChannels, outputChannels, kernelSize, groups)
    self.init(
      kernel: weights.kernel(initialiser, using: &generator), bias: weights.bias(bias), stride: stride,
      padding: padding,
      outputPadding: outputPadding, dilation: dilation, groups: groups)
  }

  /// A layer whose kernel is drawn by the default generator (see `seed(_:)`).
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: (Int, Int), bias: Bool = true, stride: (Int, Int) = (1, 1),
    padding: Padding = .valid, outputPadding: (Int, Int) = (0, 0), dilation: (Int, Int) = (1, 1), groups: Int = 1,
    initialiser: Initialiser = .xavierUniform
  ) {
    var generator = ConvTranspose2D.weights(inputChannels, outputChannels, kernelSize, groups).generator
    self.init(
      inputChannels: inputChannels, outputChannels: outputChannels, kernelSize: kernelSize, bias: bias, stride: stride,
      padding: padding, outputPadding: outputPadding, dilation: dilation, groups: groups, initialiser: initialiser,
      using: &generator)
  }

  private static func weights(
    _ inputs: Int, _ outputs: Int, _ size: (Int, Int), _ groups: Int
  ) -> ConvolutionWeights {
    ConvolutionWeights("ConvTranspose2D", inputs, outputs, size, groups: groups, isTransposed: true)
  }
}
