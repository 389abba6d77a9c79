/// Means of windows of two by two that lie side by side, which most networks take.
///
/// Rows are walked from their first number to the last: what a vector stores beyond the channels of a position, the next one
/// overwrites.
struct MeansOfFour {
  private typealias ChannelLanes = SIMD8<Float>

  private let geometry: ConvolutionGeometry
  private var channels: Int { geometry.inputChannels }
  private var inputSize: Int { geometry.input.height * geometry.input.width * channels }
  private var outputSize: Int { geometry.output.height * geometry.output.width * channels }

  /// nil for other windows.
  init?(_ geometry: ConvolutionGeometry) {
    let (two, none) = (ConvolutionGeometry.Extent(2, 2), ConvolutionGeometry.Extent(0, 0))
    guard geometry.kernel == two, geometry.stride == two, geometry.padding == none, geometry.paddingAfter == none else {
      return nil
    }
    self.geometry = geometry
  }

  func compute(_ input: BlockPointer, into output: UnsafeMutablePointer<Float>) {
    forEachExample { example in
      let end = output + (example + 1) * outputSize
      var target = output + example * outputSize
      for row in 0..<geometry.output.height {
        var first = input + example * inputSize + 2 * row * geometry.input.width * channels
        for _ in 0..<geometry.output.width {
          var channel = 0
          while channel < channels {
            let (upper, lower) = (first + channel, first + geometry.input.width * channels + channel)
            let sum =
              (((ChannelLanes.zero + ChannelLanes(at: upper)) + ChannelLanes(at: upper + channels))
                + ChannelLanes(at: lower))
              + ChannelLanes(at: lower + channels)
            store(sum * 0.25, at: target + channel, before: end)
            channel += 8
          }
          first += 2 * channels
          target += channels
        }
      }
    }
  }

  func computeGradient(_ outputGradient: BlockPointer, into inputGradient: UnsafeMutablePointer<Float>) {
    forEachExample { example in
      let start = inputGradient + example * inputSize
      let end = start + inputSize
      for row in 0..<geometry.input.height {
        var target = start + row * geometry.input.width * channels
        // The last row and the last column may lie in no window.
        guard row / 2 < geometry.output.height else {
          target.update(repeating: 0, count: end - target)
          break
        }
        var source = outputGradient + example * outputSize + row / 2 * geometry.output.width * channels
        for _ in 0..<geometry.output.width {
          var channel = 0
          while channel < channels {
            let value = ChannelLanes(at: source + channel) * 0.25
            store(value, at: target + channel, before: end)
            channel += 8
          }
          channel = 0
          while channel < channels {
            let value = ChannelLanes(at: source + channel) * 0.25
            store(value, at: target + channels + channel, before: end)
            channel += 8
          }
          source += channels
          target += 2 * channels
        }
        if geometry.input.width % 2 == 1 { target.update(repeating: 0, count: channels) }
      }
    }
  }

  private func forEachExample(_ body: (Int) -> Void) {
    let work = geometry.examples * outputSize * 4
    Workers.split(geometry.examples, grain: 1, parts: work < 200_000 ? 1 : 2 * Workers.count) { examples in
      for example in examples { body(example) }
    }
  }

  @inline(__always)
  private func store(
    _ value: ChannelLanes, at target: UnsafeMutablePointer<Float>, before end: UnsafeMutablePointer<Float>
  ) {
    value.store(first: end - target, at: target)
  }
}
