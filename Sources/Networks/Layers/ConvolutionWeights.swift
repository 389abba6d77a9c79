import Compute
import Tensors

/// What the layers that convolve share: a kernel that begins with random numbers, and perhaps a bias.
struct ConvolutionWeights {
  let inputChannels: Int
  let outputChannels: Int
  let groups: Int
  /// How many elements a window has.
  let area: Int
  /// The kernel's shape.
  let shape: [Int]

  /// - Parameters:
  ///   - layer: The layer's name, for messages.
  ///   - size: The window's height and width.
  ///   - isTransposed: Whether the kernel's third axis is that of output channels and its last that of input channels.
  init(_ layer: String, _ inputs: Int, _ outputs: Int, _ size: (Int, Int), groups: Int, isTransposed: Bool = false) {
    guard inputs > 0, outputs > 0, size.0 > 0, size.1 > 0 else {
      fail(ConvolutionWeights.wrongSizes(layer, inputs, outputs, size))
    }
    guard groups > 0, inputs % groups == 0, outputs % groups == 0 else {
      fail(ConvolutionWeights.wrongGroups(layer, groups, inputs, outputs))
    }
    shape = [size.0, size.1] + (isTransposed ? [outputs / groups, inputs] : [inputs / groups, outputs])
    // All other products are smaller than that of the shape.
    shape.checkedCount(layer)
    (inputChannels, outputChannels, self.groups, area) = (inputs, outputs, groups, size.0 * size.1)
  }

  func kernel(_ initialiser: Initialiser, using generator: inout RandomGenerator) -> Tensor {
    initialiser(
      shape, fanIn: area * inputChannels / groups, fanOut: area * outputChannels / groups, using: &generator)
  }

  func bias(_ isWanted: Bool) -> Tensor? { isWanted ? Tensor(zeros: [outputChannels]) : nil }

  /// The part of the default generator's numbers that the kernel takes.
  var generator: RandomGenerator { .reserving(shape.reduce(1, *)) }

  static func wrongSizes(_ layer: String, _ inputs: Int, _ outputs: Int, _ size: (Int, Int)) -> String {
    "\(layer): \(inputs) input channels, \(outputs) output channels and kernel size (\(size.0), \(size.1)) must all be at "
      + "least 1."
  }

  static func wrongGroups(_ layer: String, _ groups: Int, _ inputs: Int, _ outputs: Int) -> String {
    "\(layer): \(groups) groups must divide \(inputs) input channels and \(outputs) output channels."
  }
}
