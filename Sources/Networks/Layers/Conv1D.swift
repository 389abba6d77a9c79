import Compute
import Tensors

/// A convolutional layer for sequences: the cross-correlation of its input along one axis with a kernel that it learns, plus a bias.
///
/// The input is `[example, length, channel]`. It is `Conv2D` on images of one row.
public struct Conv1D: Layer, Module, Sendable {
  /// The filter weights: `[length, input channel / groups, output channel]`.
  public let kernel: Parameter
  /// One number for each output channel; nil for none.
  public let bias: Parameter?
  /// The step of the window.
  public let stride: Int
  /// The zeros that are added before and after the sequence; of both axes of `Padding` the horizontal one counts.
  public let padding: Padding
  /// The distance between neighbouring elements of the window.
  public let dilation: Int
  /// Into how many groups the channels fall, each with filters of its own.
  public let groups: Int
  private let label = LayerLabel("conv1d")

  /// A layer that begins with the given parameters. Stops with a message unless the kernel has three axes.
  public init(
    kernel: Tensor, bias: Tensor? = nil, stride: Int = 1, padding: Padding = .valid, dilation: Int = 1, groups: Int = 1
  ) {
    guard kernel.rank == 3 else { fail(Conv1D.wrongKernel(kernel.shape)) }
    self.kernel = Parameter(kernel, name: "kernel", of: label)
    self.bias = bias.map { [label] in Parameter($0, name: "bias", of: label) }
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
    self.groups = groups
  }

  /// A layer with a random kernel and, unless `bias` is false, a bias of zeros.
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: Int, bias: Bool = true, stride: Int = 1,
    padding: Padding = .valid, dilation: Int = 1, groups: Int = 1, initialiser: Initialiser = .xavierUniform,
    using generator: inout RandomGenerator
  ) {
    guard inputChannels > 0, outputChannels > 0, kernelSize > 0, groups > 0, inputChannels % groups == 0,
      outputChannels % groups == 0
    else { fail(Conv1D.wrongSizes(inputChannels, outputChannels, kernelSize, groups)) }
    self.init(
      kernel: initialiser(
        [kernelSize, inputChannels / groups, outputChannels], fanIn: kernelSize * inputChannels / groups,
        fanOut: kernelSize * outputChannels / groups, using: &generator),
      bias: bias ? Tensor(zeros: [outputChannels]) : nil, stride: stride, padding: padding, dilation: dilation,
      groups: groups)
  }

  /// A layer whose kernel is drawn by the default generator (see `seed(_:)`).
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: Int, bias: Bool = true, stride: Int = 1,
    padding: Padding = .valid, dilation: Int = 1, groups: Int = 1, initialiser: Initialiser = .xavierUniform
  ) {
    var generator = RandomGenerator.reserving(
      max(0, kernelSize) * max(0, inputChannels) / max(1, groups) * max(0, outputChannels))
    self.init(
      inputChannels: inputChannels, outputChannels: outputChannels, kernelSize: kernelSize, bias: bias, stride: stride,
      padding: padding, dilation: dilation, groups: groups, initialiser: initialiser, using: &generator)
  }

  /// The kernel and, if there is one, the bias.
  public var parameters: [Parameter] { bias.map { [kernel, $0] } ?? [kernel] }

  /// From `[example, length, input channel]` to `[example, length, output channel]`. Stops with a message when it does not fit.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    guard input.rank == 3 else { fail(Conv1D.wrongInput(input.shape, kernel.shape)) }
    return label.noting {
      conv2d(
        input.expanded(at: 1), filters: kernel.value.expanded(at: 0), bias: bias?.value, stride: (1, stride),
        padding: padding.alongRow, dilation: (1, dilation), groups: groups
      ).squeezed(1)
    }
  }

  static func wrongKernel(_ kernel: [Int]) -> String {
    "Conv1D: a kernel of shape \(kernel) was given; expected [length, input channel, output channel]."
  }

  static func wrongSizes(_ inputs: Int, _ outputs: Int, _ size: Int, _ groups: Int) -> String {
    "Conv1D: \(inputs) input channels, \(outputs) output channels, kernel size \(size) and \(groups) groups were given; all must be "
      + "at least 1, and the groups divide the channels."
  }

  static func wrongInput(_ input: [Int], _ kernel: [Int]) -> String {
    "Conv1D: an input of shape \(input) does not fit a kernel of shape \(kernel); expected [example, length, channel]."
  }
}
