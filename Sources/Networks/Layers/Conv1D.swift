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
    let shape = Conv1D.kernelShape(inputChannels, outputChannels, kernelSize, groups)
    self.init(
      kernel: initialiser(
        shape, fanIn: kernelSize * inputChannels / groups,
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
      Conv1D.kernelShape(inputChannels, outputChannels, kernelSize, groups).checkedCount("Conv1D"))
    self.init(
      inputChannels: inputChannels, outputChannels: outputChannels, kernelSize: kernelSize, bias: bias, stride: stride,
      padding: padding, dilation: dilation, groups: groups, initialiser: initialiser, using: &generator)
  }

  /// The shape of a kernel for so many channels. Stops with a message when there is none.
  private static func kernelShape(_ inputs: Int, _ outputs: Int, _ size: Int, _ groups: Int) -> [Int] {
    guard inputs > 0, outputs > 0, size > 0, groups > 0, inputs % groups == 0, outputs % groups == 0 else {
      fail(wrongSizes(inputs, outputs, size, groups))
    }
    let shape = [size, inputs / groups, outputs]
    shape.checkedCount("Conv1D")
    return shape
  }

  /// The kernel and, if there is one, the bias.
  public var parameters: [Parameter] { bias.map { [kernel, $0] } ?? [kernel] }

  /// From `[example, length, input channel]` to `[example, length, output channel]`. Stops with a message when it does not fit.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    check(input)
    return label.noting {
      conv2d(
        input.expanded(at: 1), filters: kernel.value.expanded(at: 0), bias: bias?.value, stride: (1, stride),
        padding: padding.alongRow, dilation: (1, dilation), groups: groups
      ).squeezed(1)
    }
  }

  /// Stops with a message, in the terms of a sequence, when the input does not fit.
  private func check(_ input: Tensor) {
    let shape = kernel.shape
    guard groups > 0, shape[2] % groups == 0 else { fail(Conv1D.wrongGroups(groups, shape)) }
    guard input.rank == 3, input.shape[2] % groups == 0, input.shape[2] / groups == shape[1] else {
      fail(Conv1D.wrongInput(input.shape, shape, channels: shape[1].multipliedSaturating(by: groups)))
    }
    if let bias, bias.count != 1, bias.shape != [shape[2]] { fail(Conv1D.wrongBias(bias.shape, shape)) }
    let amounts = 1...Int(Int32.max)
    guard amounts.contains(stride), amounts.contains(dilation) else { fail(Conv1D.wrongAmounts(stride, dilation)) }
    let (before, after) = padding.amounts(
      length: input.shape[1], window: shape[0], stride: stride, dilation: dilation)
    guard before >= 0, after >= 0 else { fail(Conv1D.wrongPadding(padding.sequenceText)) }
    let padded = input.shape[1].saturatingSum(before).saturatingSum(after)
    let reach = dilation.multipliedSaturating(by: shape[0] - 1).saturatingSum(1)
    guard shape[0] > 0, padded >= reach else {
      fail(Conv1D.wrongLength(input.shape, shape, reach: max(0, reach), padded: padded))
    }
  }

  static func wrongGroups(_ groups: Int, _ kernel: [Int]) -> String {
    "Conv1D: \(groups) groups were given for a kernel of shape \(kernel); expected at least 1, which divide its output channels."
  }

  static func wrongBias(_ bias: [Int], _ kernel: [Int]) -> String {
    "Conv1D: a bias of shape \(bias) does not fit a kernel of shape \(kernel); expected one number, or one for each output channel: "
      + "[\(kernel[2])]."
  }

  static func wrongAmounts(_ stride: Int, _ dilation: Int) -> String {
    "Conv1D: stride \(stride) and dilation \(dilation) were given; expected numbers from 1 to \(Int32.max)."
  }

  static func wrongPadding(_ padding: String) -> String {
    "Conv1D: a padding of \(padding) was given; expected amounts of 0 or more."
  }

  static func wrongLength(_ input: [Int], _ kernel: [Int], reach: Int, padded: Int) -> String {
    if kernel[0] == 0 { return "Conv1D: a kernel of shape \(kernel) has no elements; expected a length of at least 1." }
    return
      "Conv1D: a kernel of shape \(kernel) reaches over \(reach) elements, more than the \(padded) that an input of shape \(input) has"
      + (padded == input[1] ? "." : " with its padding.")
  }

  static func wrongKernel(_ kernel: [Int]) -> String {
    "Conv1D: a kernel of shape \(kernel) was given; expected [length, input channel, output channel]."
  }

  static func wrongSizes(_ inputs: Int, _ outputs: Int, _ size: Int, _ groups: Int) -> String {
    "Conv1D: \(inputs) input channels, \(outputs) output channels, kernel size \(size) and \(groups) groups were given; all must be "
      + "at least 1, and the groups divide the channels."
  }

  static func wrongInput(_ input: [Int], _ kernel: [Int], channels: Int) -> String {
    "Conv1D: an input of shape \(input) does not fit a kernel of shape \(kernel); expected [example, length, channel] with "
      + "\(counted(channels, "channel"))."
  }
}
