/// Windows that slide over each channel by itself.
///
/// The channels of a position lie side by side, so they are the lanes. Where they are no whole vector, what is stored beyond
/// them is overwritten by the next window, except at the end of an example, where only the channels themselves are stored.
package enum Pooling {
  private typealias ChannelLanes = SIMD8<Float>
  private typealias LaneIndices = SIMD8<Int32>

  /// The greatest input element of every window, and its position: the first among equals, never one in the padding. A NaN counts
  /// as greater than any number.
  package static func greatest(
    _ input: BlockPointer, into output: UnsafeMutablePointer<Float>, indices: UnsafeMutablePointer<Int32>,
    _ geometry: ConvolutionGeometry
  ) {
    forEachWindow(geometry) { window, channel, remaining in
      let first = window.first + channel
      let firstIndices = LaneIndices(0, 1, 2, 3, 4, 5, 6, 7) &+ Int32(truncatingIfNeeded: first)
      var greatest = ChannelLanes(at: input + first)
      var best = firstIndices
      for row in 0..<window.rows {
        for column in 0..<window.columns {
          let offset = row * window.rowStep + column * window.columnStep
          let value = ChannelLanes(at: input + first + offset)
          // A NaN that comes is not below or equal, so it takes the place; one that is there does not equal itself.
          let takes = .!(value .<= greatest) .& (greatest .== greatest)
          greatest.replace(with: value, where: takes)
          best.replace(with: firstIndices &+ Int32(truncatingIfNeeded: offset), where: takes)
        }
      }
      let position = window.output + channel
      greatest.store(first: remaining, at: output + position)
      if remaining >= 8 {
        UnsafeMutableRawPointer(indices + position).storeBytes(of: best, as: LaneIndices.self)
      } else {
        for lane in 0..<remaining { indices[position + lane] = best[lane] }
      }
    }
  }

  /// The mean of every window, padding included. `output` is overwritten.
  package static func mean(
    _ input: BlockPointer, into output: UnsafeMutablePointer<Float>, _ geometry: ConvolutionGeometry
  ) {
    if let means = MeansOfFour(geometry) { return means.compute(input, into: output) }
    let weight = 1 / Float(geometry.kernel.height * geometry.kernel.width)
    forEachWindow(geometry) { window, channel, remaining in
      var sum = ChannelLanes.zero
      for row in 0..<window.rows {
        let source = input + window.first + channel + row * window.rowStep
        for column in 0..<window.columns { sum += ChannelLanes(at: source + column * window.columnStep) }
      }
      (sum * weight).store(first: remaining, at: output + window.output + channel)
    }
  }

  /// Hands every output element's gradient to the input elements of its window, in equal parts. `inputGradient` is
  /// overwritten.
  package static func meanGradient(
    _ outputGradient: BlockPointer, into inputGradient: UnsafeMutablePointer<Float>,
    _ geometry: ConvolutionGeometry
  ) {
    if let means = MeansOfFour(geometry) { return means.computeGradient(outputGradient, into: inputGradient) }
    let weight = 1 / Float(geometry.kernel.height * geometry.kernel.width)
    let size = geometry.input.height * geometry.input.width * geometry.inputChannels
    forEachWindow(
      geometry, beginning: { example in (inputGradient + example * size).update(repeating: 0, count: size) }
    ) { window, channel, _ in
      let count = min(8, geometry.inputChannels - channel)
      let value = ChannelLanes(first: count, at: (outputGradient + window.output + channel).pointer) * weight
      for row in 0..<window.rows {
        for column in 0..<window.columns {
          let target =
            inputGradient + window.first + channel + row * window.rowStep + column * window.columnStep
          (ChannelLanes(first: count, at: target) + value).store(first: count, at: target)
        }
      }
    }
  }

  private struct Window {
    /// The input element of channel 0 at the first position that is not padding.
    let first: Int
    let rows: Int
    let columns: Int
    let rowStep: Int
    let columnStep: Int
    /// The output element of channel 0.
    let output: Int
  }

  /// Visits the windows with the parts of them that lie in the image, and their channels eight at a time. Padding is less
  /// than a window, so none is empty.
  ///
  /// - Parameters:
  ///   - beginning: Is called before the windows of an example.
  ///   - body: The window, its first channel, and how many output elements there are from it to the end of the example.
  @inline(__always)
  private static func forEachWindow(
    _ geometry: ConvolutionGeometry, beginning: (Int) -> Void = { _ in }, _ body: (Window, Int, Int) -> Void
  ) {
    let (input, output, channels) = (geometry.input, geometry.output, geometry.inputChannels)
    let size = output.height * output.width * channels
    let work = Double(geometry.examples * size) * Double(geometry.kernel.height * geometry.kernel.width)
    Workers.split(geometry.examples, grain: 1, parts: work < 200_000 ? 1 : 2 * Workers.count) { examples in
      for example in examples {
        beginning(example)
        for outputRow in 0..<output.height {
          let top = outputRow * geometry.stride.height - geometry.padding.height
          let rows = max(top, 0)..<min(top + geometry.kernel.height, input.height)
          for outputColumn in 0..<output.width {
            let left = outputColumn * geometry.stride.width - geometry.padding.width
            let columns = max(left, 0)..<min(left + geometry.kernel.width, input.width)
            let position = (outputRow * output.width + outputColumn) * channels
            let window = Window(
              first: ((example * input.height + rows.lowerBound) * input.width + columns.lowerBound) * channels,
              rows: rows.count, columns: columns.count, rowStep: input.width * channels, columnStep: channels,
              output: example * size + position)
            for channel in stride(from: 0, to: channels, by: 8) { body(window, channel, size - position - channel) }
          }
        }
      }
    }
  }
}
