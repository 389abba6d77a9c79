import Compute
import Tensors

/// A convolutional layer: the two-dimensional cross-correlation of its input with a kernel that it learns, plus a bias.
///
/// The input is `[example, height, width, channel]`, or one image `[height, width]`; the output has as many axes. How much
/// smaller it is than the input, `conv2d` tells.
///
///     let edges = Conv2D(kernel: [[1, -1]])
///     let output = edges(image)
public struct Conv2D: Layer {
  /// The filter weights: `[height, width, input channel / groups, output channel]`, or `[height, width]` for one channel.
  public var kernel: Tensor
  /// A number that is added to every output element, or one for each output channel; nil for none.
  public var bias: Tensor?
  /// The step of the window, `(vertical, horizontal)`.
  public var stride: (Int, Int)
  /// Zeros added at both ends of each axis, `(vertical, horizontal)`.
  public var padding: (Int, Int)
  /// The distance between neighbouring elements of the window, `(vertical, horizontal)`.
  public var dilation: (Int, Int)
  /// How many groups of their own filters the channels are split into.
  public var groups: Int

  /// A layer that begins with the given parameters.
  public init(
    kernel: Tensor, bias: Tensor? = nil, stride: (Int, Int) = (1, 1), padding: (Int, Int) = (0, 0),
    dilation: (Int, Int) = (1, 1), groups: Int = 1
  ) {
    self.kernel = kernel
    self.bias = bias
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
    self.groups = groups
  }

  public func callAsFunction(_ input: Tensor) -> Tensor {
    conv2d(input, filters: kernel, bias: bias, stride: stride, padding: padding, dilation: dilation, groups: groups)
  }

  public mutating func visitParameters(_ visit: (inout Tensor) -> Void) {
    visit(&kernel)
    if var bias {
      visit(&bias)
      self.bias = bias
    }
  }
}

extension Conv2D {
  /// A layer with a random kernel of shape `[height, width, input channel / groups, output channel]` and, unless `bias` is
  /// false, a bias of zeros for each output channel.
  ///
  /// The kernel is uniform within ±sqrt(6 / (fan in + fan out)), after Glorot and Bengio, "Understanding the difficulty
  /// of training deep feedforward neural networks", 2010.
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: (Int, Int), bias: Bool = true, stride: (Int, Int) = (1, 1),
    padding: (Int, Int) = (0, 0), dilation: (Int, Int) = (1, 1), groups: Int = 1, using generator: inout RandomGenerator
  ) {
    let shape = Conv2D.kernelShape(inputChannels, outputChannels, kernelSize, groups)
    let area = shape[0] * shape[1]
    let limit = (6 / Float(area * (shape[2] + shape[3] / groups))).squareRoot()
    self.init(
      kernel: Tensor(randomUniform: shape, in: -limit..<limit, using: &generator),
      bias: bias ? Tensor(zeros: [outputChannels]) : nil,
      stride: stride, padding: padding, dilation: dilation, groups: groups)
  }

  /// The same with random numbers of the default generator (see `seed(_:)`).
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: (Int, Int), bias: Bool = true, stride: (Int, Int) = (1, 1),
    padding: (Int, Int) = (0, 0), dilation: (Int, Int) = (1, 1), groups: Int = 1
  ) {
    let shape = Conv2D.kernelShape(inputChannels, outputChannels, kernelSize, groups)
    var generator = RandomGenerator.reserving(shape.reduce(1, *))
    self.init(
      inputChannels: inputChannels, outputChannels: outputChannels, kernelSize: kernelSize, bias: bias, stride: stride,
      padding: padding, dilation: dilation, groups: groups, using: &generator)
  }

  private static func kernelShape(_ inputs: Int, _ outputs: Int, _ size: (Int, Int), _ groups: Int) -> [Int] {
    guard inputs > 0, outputs > 0, size.0 > 0, size.1 > 0 else {
      fail(
        "Conv2D: \(inputs) input channels, \(outputs) output channels and kernel size \(size) must all be at least 1.")
    }
    guard groups > 0, inputs % groups == 0, outputs % groups == 0 else {
      fail("Conv2D: \(groups) groups must divide \(inputs) input channels and \(outputs) output channels.")
    }
    return [size.0, size.1, inputs / groups, outputs]
  }
}
