/// Windows that slide over each channel by itself.
package enum Pooling {
  /// The place of the greatest input element of every window, the first among equals, never one in the padding.
  package static func placesOfGreatest(
    _ input: UnsafePointer<Float>, into places: UnsafeMutablePointer<Int32>, _ geometry: ConvolutionGeometry
  ) {
    let channels = geometry.inputChannels
    forEachWindow(geometry) { window, output in
      let target = places + output
      for channel in 0..<channels {
        var best = window.first + channel
        var greatest = input[best]
        for row in 0..<window.rows {
          for column in 0..<window.columns {
            let place = window.first + row * window.rowStep + column * window.columnStep + channel
            let value = input[place]
            if !(value <= greatest), !greatest.isNaN {
              greatest = value
              best = place
            }
          }
        }
        target[channel] = Int32(truncatingIfNeeded: best)
      }
    }
  }

  /// The mean of every window, padding included. `output` is overwritten.
  package static func mean(
    _ input: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>, _ geometry: ConvolutionGeometry
  ) {
    let channels = geometry.inputChannels
    let share = 1 / Float(geometry.kernel.height * geometry.kernel.width)
    forEachWindow(geometry) { window, place in
      let target = output + place
      for channel in 0..<channels {
        var sum: Float = 0
        for row in 0..<window.rows {
          let source = input + window.first + row * window.rowStep + channel
          for column in 0..<window.columns { sum += source[column * window.columnStep] }
        }
        target[channel] = sum * share
      }
    }
  }

  /// Hands every output element's gradient to the input elements of its window, in equal shares. `inputGradient` is
  /// overwritten.
  package static func meanGradient(
    _ outputGradient: UnsafePointer<Float>, into inputGradient: UnsafeMutablePointer<Float>,
    _ geometry: ConvolutionGeometry
  ) {
    inputGradient.update(repeating: 0, count: geometry.inputShape.reduce(1, *))
    let channels = geometry.inputChannels
    let share = 1 / Float(geometry.kernel.height * geometry.kernel.width)
    forEachWindow(geometry) { window, place in
      let source = outputGradient + place
      for row in 0..<window.rows {
        for column in 0..<window.columns {
          let target = inputGradient + window.first + row * window.rowStep + column * window.columnStep
          for channel in 0..<channels { target[channel] += source[channel] * share }
        }
      }
    }
  }

  private struct Window {
    /// The input element of channel 0 at the first place that is not padding.
    let first: Int
    let rows: Int
    let columns: Int
    let rowStep: Int
    let columnStep: Int
  }

  /// Visits the windows with the parts of them that lie in the image. Padding is less than a window, so none is empty.
  @inline(__always)
  private static func forEachWindow(_ geometry: ConvolutionGeometry, _ body: (Window, Int) -> Void) {
    let (input, output, channels) = (geometry.input, geometry.output, geometry.inputChannels)
    var place = 0
    for example in 0..<geometry.examples {
      for outputRow in 0..<output.height {
        let top = outputRow * geometry.stride.height - geometry.padding.height
        let rows = max(top, 0)..<min(top + geometry.kernel.height, input.height)
        for outputColumn in 0..<output.width {
          let left = outputColumn * geometry.stride.width - geometry.padding.width
          let columns = max(left, 0)..<min(left + geometry.kernel.width, input.width)
          let first = ((example * input.height + rows.lowerBound) * input.width + columns.lowerBound) * channels
          body(
            Window(
              first: first, rows: rows.count, columns: columns.count, rowStep: input.width * channels,
              columnStep: channels), place)
          place += channels
        }
      }
    }
  }
}
