import Compute

/// The greatest element of every window, for each channel by itself.
///
/// - Parameters:
///   - input: `[example, height, width, channel]`.
///   - size: The window's `(height, width)`.
///   - stride: The step of the window; the window's size where none is given.
///   - padding: Places added at both ends of each axis, less than the window; they are never the greatest.
public func maxPool2d(
  _ input: Tensor, size: (Int, Int), stride: (Int, Int)? = nil, padding: (Int, Int) = (0, 0)
) -> Tensor {
  let geometry = Tensor.poolingGeometry("maxPool2d", input, size, stride ?? size, padding)
  let plain = Tensor(storage: Storage(uninitialized: geometry.outputShape.elementCount), shape: geometry.outputShape)
  let places = Places(count: plain.count) {
    Pooling.greatest(input.storage.start, into: plain.storage.start, places: $0, geometry)
  }
  return plain.recorded(
    "maxPool2d", (input, { $0.putBack(at: places, shape: geometry.inputShape, parts: geometry.examples) }))
}

/// The mean of every window, for each channel by itself. Padding counts as zeros.
///
/// See `maxPool2d` for the parameters.
public func avgPool2d(
  _ input: Tensor, size: (Int, Int), stride: (Int, Int)? = nil, padding: (Int, Int) = (0, 0)
) -> Tensor {
  input.averaged(Tensor.poolingGeometry("avgPool2d", input, size, stride ?? size, padding))
}

extension Tensor {
  fileprivate func averaged(_ geometry: ConvolutionGeometry) -> Tensor {
    Tensor(shape: geometry.outputShape) { Pooling.mean(storage.start, into: $0, geometry) }
      .recorded("avgPool2d", (self, { $0.spread(geometry) }))
  }

  fileprivate func spread(_ geometry: ConvolutionGeometry) -> Tensor {
    Tensor(shape: geometry.inputShape) { Pooling.meanGradient(storage.start, into: $0, geometry) }
      .recorded("avgPool2d gradient", (self, { $0.averaged(geometry) }))
  }

  fileprivate static func poolingGeometry(
    _ name: String, _ input: Tensor, _ size: (Int, Int), _ stride: (Int, Int), _ padding: (Int, Int)
  ) -> ConvolutionGeometry {
    let x = input.shape
    guard x.count == 4, x[1] > 0, x[2] > 0, size.0 > 0, size.1 > 0, stride.0 > 0, stride.1 > 0,
      padding.0 >= 0, padding.1 >= 0, padding.0 < size.0, padding.1 < size.1
    else { fail(Complaint.pooling(name, x, size, stride, padding)) }
    let geometry = ConvolutionGeometry(
      examples: x[0], input: .init(x[1], x[2]), inputChannels: x[3], kernel: .init(size.0, size.1),
      outputChannels: x[3], stride: .init(stride.0, stride.1), padding: .init(padding.0, padding.1), groups: 1)
    guard geometry.output.height > 0, geometry.output.width > 0 else {
      fail(Complaint.pooling(name, x, size, stride, padding))
    }
    return geometry
  }
}
