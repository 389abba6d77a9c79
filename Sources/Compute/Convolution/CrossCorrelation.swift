/// Cross-correlation of images with filters, and its two derivatives.
///
/// With x the input, w the filters and y the output, cross-correlation is a sum of products of one x and one w into one
/// y. Seen from y it is the operation itself; seen from x or from w the very same products give the derivatives. So
/// there is one walk over (x, w, y) triples and three ways to use it.
package enum CrossCorrelation {
  /// `y += x * w` at every place. `output` is overwritten.
  package static func forward(
    input: UnsafePointer<Float>, filters: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>,
    _ geometry: ConvolutionGeometry
  ) {
    output.update(repeating: 0, count: geometry.outputShape.reduce(1, *))
    walk(geometry) { x, w, y, count in
      let value = input[x]
      for channel in 0..<count { output[y + channel] += value * filters[w + channel] }
    }
  }

  /// `dx += dy * w`: what each input element contributes to the output, weighted with `outputGradient`.
  package static func inputGradient(
    outputGradient: UnsafePointer<Float>, filters: UnsafePointer<Float>,
    into inputGradient: UnsafeMutablePointer<Float>,
    _ geometry: ConvolutionGeometry
  ) {
    inputGradient.update(repeating: 0, count: geometry.inputShape.reduce(1, *))
    walk(geometry) { x, w, y, count in
      var total: Float = 0
      for channel in 0..<count { total += outputGradient[y + channel] * filters[w + channel] }
      inputGradient[x] += total
    }
  }

  /// `dw += x * dy`: what each filter element contributes to the output, weighted with `outputGradient`.
  package static func filterGradient(
    input: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>,
    into filterGradient: UnsafeMutablePointer<Float>, _ geometry: ConvolutionGeometry
  ) {
    filterGradient.update(repeating: 0, count: geometry.filterShape.reduce(1, *))
    walk(geometry) { x, w, y, count in
      let value = input[x]
      for channel in 0..<count { filterGradient[w + channel] += value * outputGradient[y + channel] }
    }
  }

  /// Visits every (input element, run of filter elements, run of output elements) that multiply; a run is the output
  /// channels of one group, which lie side by side in both arrays. Places in the padding are skipped: their input is 0.
  @inline(__always)
  private static func walk(
    _ geometry: ConvolutionGeometry, _ body: (_ x: Int, _ w: Int, _ y: Int, _ count: Int) -> Void
  ) {
    let output = geometry.output
    let groupInputs = geometry.inputChannels / geometry.groups
    let groupOutputs = geometry.outputChannels / geometry.groups
    for example in 0..<geometry.examples {
      for outputRow in 0..<output.height {
        for kernelRow in 0..<geometry.kernel.height {
          let row =
            outputRow * geometry.stride.height + kernelRow * geometry.dilation.height - geometry.padding.height
          guard row >= 0, row < geometry.input.height else { continue }
          for outputColumn in 0..<output.width {
            let y = ((example * output.height + outputRow) * output.width + outputColumn) * geometry.outputChannels
            for kernelColumn in 0..<geometry.kernel.width {
              let column =
                outputColumn * geometry.stride.width + kernelColumn * geometry.dilation.width - geometry.padding.width
              guard column >= 0, column < geometry.input.width else { continue }
              let x = ((example * geometry.input.height + row) * geometry.input.width + column) * geometry.inputChannels
              let w = (kernelRow * geometry.kernel.width + kernelColumn) * groupInputs * geometry.outputChannels
              for group in 0..<geometry.groups {
                for channel in 0..<groupInputs {
                  body(
                    x + group * groupInputs + channel,
                    w + channel * geometry.outputChannels + group * groupOutputs,
                    y + group * groupOutputs,
                    groupOutputs)
                }
              }
            }
          }
        }
      }
    }
  }
}
