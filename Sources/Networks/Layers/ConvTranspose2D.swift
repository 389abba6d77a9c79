import Compute
import Tensors

/// A transposed convolution, which makes images larger with a kernel that it learns. See `convTranspose2d`.
///
/// The input is `[example, height, width, channel]`; along each axis the output has
/// `(input - 1) * stride - 2 * padding + kernel` elements.
public struct ConvTranspose2D: Layer, Module, Sendable {
  /// The filter weights: `[height, width, output channel, input channel]`.
  public let kernel: Parameter
  /// A number for each output channel; nil for none.
  public let bias: Parameter?
  /// How far apart neighbouring input elements are placed in the output, `(vertical, horizontal)`.
  public let stride: (Int, Int)
  /// How many rows and columns the output loses at each border, `(vertical, horizontal)`.
  public let padding: (Int, Int)
  private let label = LayerLabel("convtranspose2d")

  /// A layer that begins with the given parameters.
  public init(kernel: Tensor, bias: Tensor? = nil, stride: (Int, Int) = (1, 1), padding: (Int, Int) = (0, 0)) {
    self.kernel = Parameter(kernel, name: "kernel", of: label)
    self.bias = bias.map { [label] in Parameter($0, name: "bias", of: label) }
    self.stride = stride
    self.padding = padding
  }

  public var parameters: [Parameter] { bias.map { [kernel, $0] } ?? [kernel] }

  public func callAsFunction(_ input: Tensor) -> Tensor {
    label.noting {
      convTranspose2d(input, filters: kernel.value, bias: bias?.value, stride: stride, padding: padding)
    }
  }
}

extension ConvTranspose2D {
  /// A layer with a random kernel of shape `[height, width, output channel, input channel]` and, unless `bias` is false, a
  /// bias of zeros for each output channel.
  ///
  /// - Parameters:
  ///   - kernelSize: The window's `(height, width)`.
  ///   - initialiser: How the kernel begins; its fans are height * width * input channels and height * width * output channels.
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: (Int, Int), bias: Bool = true, stride: (Int, Int) = (1, 1),
    padding: (Int, Int) = (0, 0), initialiser: Initialiser = .xavierUniform, using generator: inout RandomGenerator
  ) {
    let shape = ConvTranspose2D.kernelShape(inputChannels, outputChannels, kernelSize)
    let area = shape[0] * shape[1]
    self.init(
      kernel: initialiser(shape, fanIn: area * inputChannels, fanOut: area * outputChannels, using: &generator),
      bias: bias ? Tensor(zeros: [outputChannels]) : nil, stride: stride, padding: padding)
  }

  /// The same with random numbers of the default generator (see `seed(_:)`).
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: (Int, Int), bias: Bool = true, stride: (Int, Int) = (1, 1),
    padding: (Int, Int) = (0, 0), initialiser: Initialiser = .xavierUniform
  ) {
    let shape = ConvTranspose2D.kernelShape(inputChannels, outputChannels, kernelSize)
    var generator = RandomGenerator.reserving(shape.reduce(1, *))
    self.init(
      inputChannels: inputChannels, outputChannels: outputChannels, kernelSize: kernelSize, bias: bias, stride: stride,
      padding: padding, initialiser: initialiser, using: &generator)
  }

  private static func kernelShape(_ inputs: Int, _ outputs: Int, _ size: (Int, Int)) -> [Int] {
    guard inputs > 0, outputs > 0, size.0 > 0, size.1 > 0 else { fail(wrongSizes(inputs, outputs, size)) }
    return [size.0, size.1, outputs, inputs]
  }

  static func wrongSizes(_ inputs: Int, _ outputs: Int, _ size: (Int, Int)) -> String {
    "ConvTranspose2D: \(inputs) input channels, \(outputs) output channels and kernel size (\(size.0), \(size.1)) must all "
      + "be at least 1."
  }
}
