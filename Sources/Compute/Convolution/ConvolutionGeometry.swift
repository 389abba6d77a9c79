/// The positions that a two-dimensional convolution visits, apart from the numbers it finds there.
///
/// Activations are `[example, height, width, channel]`, filters `[height, width, input channel / groups, output channel]`.
package struct ConvolutionGeometry: Equatable, Sendable {
  /// One number for each of the two axes of an image.
  package struct Extent: Equatable, Sendable {
    package var height: Int
    package var width: Int

    package init(_ height: Int, _ width: Int) {
      self.height = height
      self.width = width
    }
  }

  /// The most that a length, a stride, a dilation or a padding may be, so that no product or sum of two of them overflows.
  package static var greatestAmount: Int { Int.bitWidth == 64 ? Int(Int32.max) : Int(Int16.max) }

  package var examples: Int
  package var input: Extent
  package var inputChannels: Int
  package var kernel: Extent
  package var outputChannels: Int
  /// The step of the window.
  package var stride: Extent
  /// Zeros added above and to the left.
  package var padding: Extent
  /// Zeros added below and to the right.
  package var paddingAfter: Extent
  /// The distance between neighbouring kernel elements.
  package var dilation: Extent
  /// Channels are split into this many groups, each with filters of its own.
  package var groups: Int

  /// - Parameter paddingAfter: As much as `padding` where none is given.
  package init(
    examples: Int, input: Extent, inputChannels: Int, kernel: Extent, outputChannels: Int,
    stride: Extent = Extent(1, 1), padding: Extent = Extent(0, 0), paddingAfter: Extent? = nil,
    dilation: Extent = Extent(1, 1), groups: Int = 1
  ) {
    self.examples = examples
    self.input = input
    self.inputChannels = inputChannels
    self.kernel = kernel
    self.outputChannels = outputChannels
    self.stride = stride
    self.padding = padding
    self.paddingAfter = paddingAfter ?? padding
    self.dilation = dilation
    self.groups = groups
  }

  /// The size of the output; 0 where the window does not fit.
  package var output: Extent {
    Extent(
      Self.outputLength(
        input.height + padding.height + paddingAfter.height, kernel.height, stride.height, dilation.height),
      Self.outputLength(input.width + padding.width + paddingAfter.width, kernel.width, stride.width, dilation.width))
  }

  package var inputShape: [Int] { [examples, input.height, input.width, inputChannels] }
  package var filterShape: [Int] { [kernel.height, kernel.width, inputChannels / groups, outputChannels] }
  package var outputShape: [Int] { [examples, output.height, output.width, outputChannels] }

  /// The output's shape where the input has so many axes: 4, 3 for an image with channels, or 2.
  package func outputShape(rank: Int) -> [Int] {
    switch rank {
    case 4: outputShape
    case 3: Array(outputShape[1...])
    default: [output.height, output.width]
    }
  }

  /// How many positions a window finds along one axis: a window that reaches over `dilation * (kernel - 1) + 1` elements
  /// has `padded - reach + 1` positions, of which every `stride`-th is taken, beginning with the first.
  package static func outputLength(_ padded: Int, _ kernel: Int, _ stride: Int, _ dilation: Int) -> Int {
    let last = padded - dilation * (kernel - 1) - 1
    return last < 0 ? 0 : last / stride + 1
  }

  package var groupInputs: Int { inputChannels / groups }
  package var groupOutputs: Int { outputChannels / groups }
  /// How many multiplications there are, which an `Int` of 32 bits may not hold.
  var products: Double {
    let positions = examples * output.height * output.width
    return Double(positions) * Double(kernel.height * kernel.width * groupInputs * outputChannels)
  }
}
