import Compute

/// The greatest element of every window, for each channel by itself.
///
/// - Parameters:
///   - input: `[example, height, width, channel]`; or one image, `[height, width, channel]` or `[height, width]`. The result has
///     as many axes.
///   - size: The window's `(height, width)`.
///   - stride: The step of the window; the window's size where none is given.
///   - padding: Elements added around the image, less than the window at each side; they are never the greatest. `.same` gives
///     `input / stride` elements along each axis, rounded up.
///
/// Takes a comparison for each output element and each element of its window, on all processors. For the gradient 4 bytes are
/// kept for each output element.
///
/// Stops with a message when the window does not fit the padded image, or a window could lie in the padding alone.
public func maxPool2d(
  _ input: Tensor, size: (Int, Int), stride: (Int, Int)? = nil, padding: Padding
) -> Tensor {
  let geometry = Tensor.poolingGeometry("maxPool2d", input, size, stride ?? size, padding)
  ElementIndices.check("maxPool2d", input.shape)
  let plain = Tensor(storage: Storage(uninitialized: geometry.outputShape.elementCount), shape: geometry.outputShape)
  let indices = ElementIndices(count: plain.count) {
    Pooling.greatest(input.storage.numbers, into: plain.storage.start, indices: $0, geometry)
  }
  return plain.recorded(
    "maxPool2d", (input, { $0.putBack(at: indices, shape: input.shape, parts: geometry.examples) })
  ).reshaped(to: geometry.outputShape(rank: input.rank))
}

/// The greatest element of each window, with so many positions, `(vertical, horizontal)`, added at both ends of each
/// axis; none where they are not given.
public func maxPool2d(
  _ input: Tensor, size: (Int, Int), stride: (Int, Int)? = nil, padding: (Int, Int) = (0, 0)
) -> Tensor {
  maxPool2d(input, size: size, stride: stride, padding: .amounts(vertical: padding.0, horizontal: padding.1))
}

/// The mean of every window, for each channel by itself. Padding counts as zeros, that of `.same` too: a window is always
/// divided by its size.
///
/// See `maxPool2d` for the parameters, and when it stops.
public func avgPool2d(
  _ input: Tensor, size: (Int, Int), stride: (Int, Int)? = nil, padding: Padding
) -> Tensor {
  let geometry = Tensor.poolingGeometry("avgPool2d", input, size, stride ?? size, padding)
  return input.reshaped(to: geometry.inputShape).averaged(geometry)
    .reshaped(to: geometry.outputShape(rank: input.rank))
}

/// The mean of each window, with so many zeros, `(vertical, horizontal)`, at both ends of each axis; none where they
/// are not given.
public func avgPool2d(
  _ input: Tensor, size: (Int, Int), stride: (Int, Int)? = nil, padding: (Int, Int) = (0, 0)
) -> Tensor {
  avgPool2d(input, size: size, stride: stride, padding: .amounts(vertical: padding.0, horizontal: padding.1))
}

extension Tensor {
  fileprivate func averaged(_ geometry: ConvolutionGeometry) -> Tensor {
    Tensor(shape: geometry.outputShape) { Pooling.mean(storage.numbers, into: $0, geometry) }
      .recorded("avgPool2d", (self, { $0.spread(geometry) }))
  }

  fileprivate func spread(_ geometry: ConvolutionGeometry) -> Tensor {
    Tensor(shape: geometry.inputShape) { Pooling.meanGradient(storage.numbers, into: $0, geometry) }
      .recorded("avgPool2d gradient", (self, { $0.averaged(geometry) }))
  }

  fileprivate static func poolingGeometry(
    _ name: String, _ input: Tensor, _ size: (Int, Int), _ stride: (Int, Int), _ padding: Padding
  ) -> ConvolutionGeometry {
    guard let (examples, height, width, channels) = input.asImages, isWithin((height, width), from: 1),
      isWithin(size, from: 1), isWithin(stride, from: 1)
    else {
      fail(ErrorMessage.pooling(name, input.shape, size, stride, padding.text))
    }
    let (extent, window) = (ConvolutionGeometry.Extent(height, width), ConvolutionGeometry.Extent(size.0, size.1))
    let zeros = padding.amounts(input: extent, kernel: window, stride: stride, dilation: (1, 1))
    let geometry = ConvolutionGeometry(
      examples: examples, input: extent, inputChannels: channels, kernel: window, outputChannels: channels,
      stride: .init(stride.0, stride.1), padding: zeros.before, paddingAfter: zeros.after)
    // No window may lie in the padding alone.
    let fits = [zeros.before, zeros.after].allSatisfy {
      $0.height >= 0 && $0.width >= 0 && $0.height < size.0 && $0.width < size.1
    }
    guard fits, geometry.output.height > 0, geometry.output.width > 0 else {
      fail(ErrorMessage.pooling(name, input.shape, size, stride, padding.text))
    }
    check(geometry.outputShape, for: name)
    return geometry
  }
}

extension ErrorMessage {
  static func pooling(
    _ name: String, _ shape: [Int], _ size: (Int, Int), _ stride: (Int, Int), _ padding: String
  ) -> String {
    "\(name): a window of \(size) with stride \(stride) and padding \(padding) does not fit shape \(shape); expected "
      + "[example, height, width, channel], [height, width, channel] or [height, width], a window that fits, and padding less "
      + "than the window."
  }
}
