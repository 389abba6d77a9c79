import OperationCases

/// A convolution as its definition reads, one element of a result at a time, so that large results can be compared in
/// positions.
///
/// Activations are [example, height, width, channel], filters [height, width, input channel / groups, output channel].
struct ReferenceConvolution: CustomStringConvertible, Sendable {
  var examples = 1
  var size = (height: 1, width: 1)
  var channels = 1
  var kernel = (height: 1, width: 1)
  var outputs = 1
  var stride = (1, 1)
  var padding = (0, 0)
  var dilation = (1, 1)
  var groups = 1

  var reach: (height: Int, width: Int) {
    (dilation.0 * (kernel.height - 1) + 1, dilation.1 * (kernel.width - 1) + 1)
  }
  var fits: Bool { size.height + 2 * padding.0 >= reach.height && size.width + 2 * padding.1 >= reach.width }
  var output: (height: Int, width: Int) {
    (
      (size.height + 2 * padding.0 - reach.height) / stride.0 + 1,
      (size.width + 2 * padding.1 - reach.width) / stride.1 + 1
    )
  }

  var inputShape: [Int] { [examples, size.height, size.width, channels] }
  var filterShape: [Int] { [kernel.height, kernel.width, channels / groups, outputs] }
  var outputShape: [Int] { [examples, output.height, output.width, outputs] }
  /// How many products the definition forms, those in the padding included.
  var products: Int { outputShape.reduce(1, *) * kernel.height * kernel.width * (channels / groups) }

  var description: String {
    "input \(inputShape), filters \(filterShape), stride \(stride), padding \(padding), dilation \(dilation), "
      + "groups \(groups)"
  }

  /// The output's element in a position: the sum over its window. A padded position contributes nothing.
  func output(_ input: Numbers, _ filters: Numbers, at position: Int) -> Double {
    let channel = position % outputs
    let j = position / outputs % output.width
    let i = position / outputs / output.width % output.height
    let example = position / outputs / output.width / output.height
    let groupChannels = channels / groups
    let first = channel / (outputs / groups) * groupChannels
    var sum = 0.0
    for u in 0..<kernel.height {
      let row = i * stride.0 + u * dilation.0 - padding.0
      if row < 0 || row >= size.height { continue }
      for v in 0..<kernel.width {
        let column = j * stride.1 + v * dilation.1 - padding.1
        if column < 0 || column >= size.width { continue }
        let x = ((example * size.height + row) * size.width + column) * channels + first
        let w = (u * kernel.width + v) * groupChannels * outputs + channel
        for inner in 0..<groupChannels { sum += input.values[x + inner] * filters.values[w + inner * outputs] }
      }
    }
    return sum
  }

  /// The gradient of an input element: over all windows that it lies in, the output's gradient times the filter's element.
  func inputGradient(_ outputGradient: Numbers, _ filters: Numbers, at position: Int) -> Double {
    let channel = position % channels
    let column = position / channels % size.width
    let row = position / channels / size.width % size.height
    let example = position / channels / size.width / size.height
    let (groupChannels, groupOutputs) = (channels / groups, outputs / groups)
    let first = channel / groupChannels * groupOutputs
    let (height, width) = output
    var sum = 0.0
    for u in 0..<kernel.height {
      let top = row + padding.0 - u * dilation.0
      if top < 0 || top % stride.0 != 0 || top / stride.0 >= height { continue }
      for v in 0..<kernel.width {
        let left = column + padding.1 - v * dilation.1
        if left < 0 || left % stride.1 != 0 || left / stride.1 >= width { continue }
        let y = ((example * height + top / stride.0) * width + left / stride.1) * outputs + first
        let w = ((u * kernel.width + v) * groupChannels + channel % groupChannels) * outputs + first
        for inner in 0..<groupOutputs { sum += outputGradient.values[y + inner] * filters.values[w + inner] }
      }
    }
    return sum
  }

  /// The gradient of a filter element: over all windows, the output's gradient times the input's element under it.
  func filterGradient(_ input: Numbers, _ outputGradient: Numbers, at position: Int) -> Double {
    let channel = position % outputs
    let inner = position / outputs % (channels / groups)
    let v = position / outputs / (channels / groups) % kernel.width
    let u = position / outputs / (channels / groups) / kernel.width
    let source = channel / (outputs / groups) * (channels / groups) + inner
    let (height, width) = output
    var sum = 0.0
    for example in 0..<examples {
      for i in 0..<height {
        let row = i * stride.0 + u * dilation.0 - padding.0
        if row < 0 || row >= size.height { continue }
        let x = (example * size.height + row) * size.width
        let y = (example * height + i) * width
        for j in 0..<width {
          let column = j * stride.1 + v * dilation.1 - padding.1
          if column < 0 || column >= size.width { continue }
          sum += input.values[(x + column) * channels + source] * outputGradient.values[(y + j) * outputs + channel]
        }
      }
    }
    return sum
  }
}
