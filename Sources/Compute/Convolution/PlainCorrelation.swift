/// Cross-correlation and its derivatives as plain loops over the products that there are, for numbers that are not finite.
///
/// The fast loops put zeros around an image, which is the same thing until an infinite filter meets one: 0 times infinity
/// is NaN. A padded place is no element, and contributes nothing.
struct PlainCorrelation {
  let geometry: ConvolutionGeometry

  func forward(
    input: UnsafePointer<Float>, filters: UnsafePointer<Float>, bias: UnsafePointer<Float>?,
    into output: UnsafeMutablePointer<Float>
  ) {
    let channels = geometry.outputChannels
    for place in 0..<geometry.outputShape.reduce(1, *) { output[place] = bias?[place % channels] ?? 0 }
    walk { x, w, y, count in
      let value = input[x]
      for channel in 0..<count { output[y + channel] += value * filters[w + channel] }
    }
  }

  func inputGradient(
    outputGradient: UnsafePointer<Float>, filters: UnsafePointer<Float>,
    into inputGradient: UnsafeMutablePointer<Float>
  ) {
    inputGradient.update(repeating: 0, count: geometry.inputShape.reduce(1, *))
    walk { x, w, y, count in
      var total: Float = 0
      for channel in 0..<count { total += outputGradient[y + channel] * filters[w + channel] }
      inputGradient[x] += total
    }
  }

  func filterGradient(
    input: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>,
    into filterGradient: UnsafeMutablePointer<Float>
  ) {
    filterGradient.update(repeating: 0, count: geometry.filterShape.reduce(1, *))
    walk { x, w, y, count in
      let value = input[x]
      for channel in 0..<count { filterGradient[w + channel] += value * outputGradient[y + channel] }
    }
  }

  /// Visits every (input element, run of filter elements, run of output elements) that multiply; a run is the output
  /// channels of one group, which lie side by side in both arrays.
  @inline(__always)
  private func walk(_ body: (_ x: Int, _ w: Int, _ y: Int, _ count: Int) -> Void) {
    let (input, output, kernel) = (geometry.input, geometry.output, geometry.kernel)
    for example in 0..<geometry.examples {
      for outputRow in 0..<output.height {
        for kernelRow in 0..<kernel.height {
          let row =
            outputRow * geometry.stride.height + kernelRow * geometry.dilation.height - geometry.padding.height
          guard row >= 0, row < input.height else { continue }
          for outputColumn in 0..<output.width {
            let y = ((example * output.height + outputRow) * output.width + outputColumn) * geometry.outputChannels
            for kernelColumn in 0..<kernel.width {
              let column =
                outputColumn * geometry.stride.width + kernelColumn * geometry.dilation.width - geometry.padding.width
              guard column >= 0, column < input.width else { continue }
              let x = ((example * input.height + row) * input.width + column) * geometry.inputChannels
              let w = (kernelRow * kernel.width + kernelColumn) * geometry.groupInputs * geometry.outputChannels
              visitChannels(x, w, y, body)
            }
          }
        }
      }
    }
  }

  @inline(__always)
  private func visitChannels(
    _ x: Int, _ w: Int, _ y: Int, _ body: (_ x: Int, _ w: Int, _ y: Int, _ count: Int) -> Void
  ) {
    for group in 0..<geometry.groups {
      for channel in 0..<geometry.groupInputs {
        body(
          x + group * geometry.groupInputs + channel,
          w + channel * geometry.outputChannels + group * geometry.groupOutputs,
          y + group * geometry.groupOutputs, geometry.groupOutputs)
      }
    }
  }
}

extension PlainCorrelation {
  /// Whether one of the numbers is infinite or NaN: then, and only then, their products with 0 do not add to 0.
  static func isNeeded(for numbers: UnsafePointer<Float>, count: Int) -> Bool {
    var lanes = SIMD8<Float>.zero
    var index = 0
    while index + 8 <= count {
      lanes += Lanes.load(numbers + index) * 0
      index += 8
    }
    lanes += Lanes.load(numbers + index, count: count - index) * 0
    return lanes != .zero
  }
}
