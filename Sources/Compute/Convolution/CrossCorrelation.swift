/// Cross-correlation of images with filters, and its two derivatives.
///
/// With x the input, w the filters and y the output, cross-correlation is a sum of products of one x and one w into one
/// y. Seen from y it is the operation itself; seen from x or from w the very same products give the derivatives.
///
/// Padding is zeros, and may be multiplied: with a filter element or a gradient that is infinite it gives NaN.
package enum CrossCorrelation {
  /// `y = x * w`, summed over each window, plus the bias of each output channel. `output` is overwritten.
  package static func forward(
    input: BlockPointer, filters: BlockPointer, bias: BlockPointer? = nil,
    into output: UnsafeMutablePointer<Float>, _ geometry: ConvolutionGeometry
  ) {
    let geometry = geometry.inWholeTiles
    let size = geometry.output
    Correlation(
      examples: geometry.examples,
      rows: .forward(
        input: geometry.input.height, kernel: geometry.kernel.height, stride: geometry.stride.height,
        padding: geometry.padding.height, dilation: geometry.dilation.height, output: size.height),
      columns: .forward(
        input: geometry.input.width, kernel: geometry.kernel.width, stride: geometry.stride.width,
        padding: geometry.padding.width, dilation: geometry.dilation.width, output: size.width),
      sourceChannels: geometry.inputChannels, resultChannels: geometry.outputChannels, resultSize: size,
      groups: geometry.groups, bias: bias
    ).compute(
      source: input,
      filters: Correlation.Filters(
        start: filters, tapStrides: geometry.tapStrides, sourceStride: geometry.outputChannels, resultStride: 1,
        groupStride: geometry.groupOutputs), into: output)
  }

  /// `dx = dy * w`: what each input element contributes to the output, weighted with `outputGradient`.
  package static func inputGradient(
    outputGradient: BlockPointer, filters: BlockPointer,
    into inputGradient: UnsafeMutablePointer<Float>, _ geometry: ConvolutionGeometry
  ) {
    let geometry = geometry.inWholeTiles
    let rows = AxisWalk.backward(
      input: geometry.input.height, kernel: geometry.kernel.height, stride: geometry.stride.height,
      padding: geometry.padding.height, dilation: geometry.dilation.height, output: geometry.output.height)
    let columns = AxisWalk.backward(
      input: geometry.input.width, kernel: geometry.kernel.width, stride: geometry.stride.width,
      padding: geometry.padding.width, dilation: geometry.dilation.width, output: geometry.output.width)
    for row in rows {
      for column in columns {
        Correlation(
          examples: geometry.examples, rows: row, columns: column, sourceChannels: geometry.outputChannels,
          resultChannels: geometry.inputChannels, resultSize: geometry.input, groups: geometry.groups
        ).compute(
          source: outputGradient,
          filters: Correlation.Filters(
            start: filters, tapStrides: geometry.tapStrides, sourceStride: 1, resultStride: geometry.outputChannels,
            groupStride: geometry.groupOutputs), into: inputGradient)
      }
    }
  }

  /// `dw = x * dy`: what each filter element contributes to the output, weighted with `outputGradient`.
  package static func filterGradient(
    input: BlockPointer, outputGradient: BlockPointer,
    into filterGradient: UnsafeMutablePointer<Float>, _ geometry: ConvolutionGeometry
  ) {
    FilterGradient(geometry).compute(input: input, outputGradient: outputGradient, into: filterGradient)
  }
}

extension ConvolutionGeometry {
  /// How far apart the matrices of neighbouring taps lie in the filters.
  var tapStrides: Extent {
    Extent(kernel.width * groupInputs * outputChannels, groupInputs * outputChannels)
  }
}

extension ConvolutionGeometry {
  /// The same convolution of positions in other rows, if it takes each by itself: in rows that are cut into whole tiles.
  fileprivate var inWholeTiles: ConvolutionGeometry {
    #if arch(wasm32)
      // A file for the web should be small.
      return self
    #else
      let isPointwise = kernel == Extent(1, 1) && stride == kernel && padding == Extent(0, 0) && paddingAfter == padding
      let positions = examples * input.height * input.width
      // Rows enough for many threads.
      guard isPointwise, input.width % Tile.rows != 0,
        let width = (1...8).map({ $0 * Tile.rows }).last(where: { positions % $0 == 0 && positions >= 16 * $0 })
      else { return self }
      var cut = self
      cut.examples = 1
      cut.input = Extent(positions / width, width)
      return cut
    #endif
  }
}
