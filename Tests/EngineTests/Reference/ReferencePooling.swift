import OperationCases

/// Windows over each channel by itself, as their definition reads.
struct ReferencePooling: CustomStringConvertible {
  var inputShape: [Int]
  var window: (height: Int, width: Int)
  var stride: (Int, Int)
  var padding: (Int, Int)

  var outputShape: [Int] {
    [
      inputShape[0], (inputShape[1] + 2 * padding.0 - window.height) / stride.0 + 1,
      (inputShape[2] + 2 * padding.1 - window.width) / stride.1 + 1, inputShape[3],
    ]
  }

  var description: String { "input \(inputShape), window \(window), stride \(stride), padding \(padding)" }

  /// The greatest element of every window, and the gradient that its position receives: of the first among equals.
  func greatest(_ input: Numbers, gradient: Numbers) -> (value: Numbers, gradient: Numbers) {
    var value = Numbers(zeros: outputShape)
    var back = Numbers(zeros: inputShape)
    forEachWindow { positions, output in
      var best = positions[0]
      for position in positions where input.values[position] > input.values[best] { best = position }
      value.values[output] = input.values[best]
      back.values[best] += gradient.values[output]
    }
    return (value, back)
  }

  /// The mean of every window, padding counted as zeros, and the gradient that its positions receive.
  func mean(_ input: Numbers, gradient: Numbers) -> (value: Numbers, gradient: Numbers) {
    var value = Numbers(zeros: outputShape)
    var back = Numbers(zeros: inputShape)
    let size = Double(window.height * window.width)
    forEachWindow { positions, output in
      for position in positions {
        value.values[output] += input.values[position] / size
        back.values[position] += gradient.values[output] / size
      }
    }
    return (value, back)
  }

  /// Visits the windows with the input elements in each, in row-major order, and its output element.
  private func forEachWindow(_ body: ([Int], Int) -> Void) {
    let (height, width, channels) = (inputShape[1], inputShape[2], inputShape[3])
    for output in 0..<outputShape.reduce(1, *) {
      let channel = output % channels
      let j = output / channels % outputShape[2]
      let i = output / channels / outputShape[2] % outputShape[1]
      let example = output / channels / outputShape[2] / outputShape[1]
      var positions: [Int] = []
      for row in i * stride.0 - padding.0..<i * stride.0 - padding.0 + window.height where row >= 0 && row < height {
        for column in j * stride.1 - padding.1..<j * stride.1 - padding.1 + window.width
        where column >= 0 && column < width {
          positions.append(((example * height + row) * width + column) * channels + channel)
        }
      }
      body(positions, output)
    }
  }
}
