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

/// `maxPool2d` with a window as high as it is wide, and one number for both axes as stride.
public func maxPool2d(_ input: Tensor, size: Int, stride: Int? = nil, padding: Padding = .valid) -> Tensor {
  maxPool2d(input, size: (size, size), stride: stride.map { ($0, $0) }, padding: padding)
}

/// `maxPool2d` with one number for both axes as stride.
public func maxPool2d(_ input: Tensor, size: (Int, Int), stride: Int, padding: Padding = .valid) -> Tensor {
  maxPool2d(input, size: size, stride: (stride, stride), padding: padding)
}

/// `maxPool2d` with a window as high as it is wide, and one number for both axes as stride.
public func maxPool2d(_ input: Tensor, size: Int, stride: Int? = nil, padding: (Int, Int)) -> Tensor {
  maxPool2d(input, size: (size, size), stride: stride.map { ($0, $0) }, padding: padding)
}

/// `maxPool2d` with one number for both axes as stride.
public func maxPool2d(_ input: Tensor, size: (Int, Int), stride: Int, padding: (Int, Int)) -> Tensor {
  maxPool2d(input, size: size, stride: (stride, stride), padding: padding)
}

/// `avgPool2d` with a window as high as it is wide, and one number for both axes as stride.
public func avgPool2d(_ input: Tensor, size: Int, stride: Int? = nil, padding: Padding = .valid) -> Tensor {
  avgPool2d(input, size: (size, size), stride: stride.map { ($0, $0) }, padding: padding)
}

/// `avgPool2d` with one number for both axes as stride.
public func avgPool2d(_ input: Tensor, size: (Int, Int), stride: Int, padding: Padding = .valid) -> Tensor {
  avgPool2d(input, size: size, stride: (stride, stride), padding: padding)
}

/// `avgPool2d` with a window as high as it is wide, and one number for both axes as stride.
public func avgPool2d(_ input: Tensor, size: Int, stride: Int? = nil, padding: (Int, Int)) -> Tensor {
  avgPool2d(input, size: (size, size), stride: stride.map { ($0, $0) }, padding: padding)
}

/// `avgPool2d` with one number for both axes as stride.
public func avgPool2d(_ input: Tensor, size: (Int, Int), stride: Int, padding: (Int, Int)) -> Tensor {
  avgPool2d(input, size: size, stride: (stride, stride), padding: padding)
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

// Pooling of sequences is that of images of one row.

/// The greatest element of every window of a sequence, for each channel by itself: `[example, length, channel]` becomes
/// `[example, window, channel]`. PyTorch calls it `nn.functional.max_pool1d`, with channels before the length.
///
/// - Parameters:
///   - input: `[example, length, channel]`, as of `Conv1D`.
///   - size: The length of the window.
///   - stride: The step of the window; its size where none is given.
///   - padding: The elements that are added before and after the sequence, which are never the greatest; of both axes of `Padding` the
///     horizontal one counts.
///
/// The gradient goes to the greatest element of each window, to the first among equals. Stops with a message when the input has another
/// number of axes, or the window does not fit.
public func maxPool1d(_ input: Tensor, size: Int, stride: Int? = nil, padding: Padding = .valid) -> Tensor {
  let stride = stride ?? size
  checkSequence("maxPool1d", input, size, stride, padding)
  return maxPool2d(input.expanded(at: 1), size: (1, size), stride: (1, stride), padding: padding.alongRow).squeezed(1)
}

/// The mean of every window of a sequence, for each channel by itself. Padding counts as zeros, that of `.same` too: a window is always
/// divided by its size. PyTorch calls it `nn.functional.avg_pool1d`, with channels before the length.
///
/// See `maxPool1d` for the parameters, and when it stops.
public func avgPool1d(_ input: Tensor, size: Int, stride: Int? = nil, padding: Padding = .valid) -> Tensor {
  let stride = stride ?? size
  checkSequence("avgPool1d", input, size, stride, padding)
  return avgPool2d(input.expanded(at: 1), size: (1, size), stride: (1, stride), padding: padding.alongRow).squeezed(1)
}

private func checkSequence(_ name: String, _ input: Tensor, _ size: Int, _ stride: Int, _ padding: Padding) {
  guard input.rank == 3, Tensor.isWithin((size, stride), from: 1) else {
    fail(ErrorMessage.sequencePooling(name, input.shape, size, stride, padding))
  }
  let (before, after) = padding.amounts(length: input.shape[1], window: size, stride: stride)
  // No window may lie in the padding alone.
  guard before >= 0, after >= 0, before < size, after < size, input.shape[1] > 0,
    input.shape[1].saturatingSum(before).saturatingSum(after) >= size
  else { fail(ErrorMessage.sequencePooling(name, input.shape, size, stride, padding)) }
}

extension ErrorMessage {
  static func pooling(
    _ name: String, _ shape: [Int], _ size: (Int, Int), _ stride: (Int, Int), _ padding: String
  ) -> String {
    "\(name): a window of \(size) with stride \(stride) and padding \(padding) does not fit shape \(shape); expected "
      + "[example, height, width, channel], [height, width, channel] or [height, width], a window that fits, and padding less "
      + "than the window."
  }

  static func sequencePooling(
    _ name: String, _ shape: [Int], _ size: Int, _ stride: Int, _ padding: Padding
  ) -> String {
    "\(name): a window of \(size) with stride \(stride) and padding \(padding.sequenceText) does not fit shape \(shape); expected [example, "
      + "length, channel], a window that fits, and padding less than the window."
  }
}
