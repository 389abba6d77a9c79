import Tensors

/// The smallest useful thing: a convolution whose input a page gives, here an image with an edge and a kernel.
@_cdecl("edge")
public func edge(_ left: Float, _ right: Float, _ column: Int32) -> Float {
  var image = Tensor(ones: [6, 8])
  image[0..<6, 2..<6] = 0
  let kernel = Tensor(shape: [1, 2], [left, right])
  return conv2d(image, filters: kernel)[0, Int(column)]
}

/// A picture of a page, convolved with filters of its own: of the size that it has, with zeros around it.
///
/// - Parameters:
///   - picture: `[height, width, channel]`, as `numbers` has given memory for.
///   - filters: `[size, size, channel / groups, output]`.
///   - result: Where `[height, width, output]` is written.
@_cdecl("convolve")
public func convolve(
  _ picture: UnsafePointer<Float>, _ height: Int32, _ width: Int32, _ channels: Int32,
  _ filters: UnsafePointer<Float>, _ size: Int32, _ outputs: Int32, _ groups: Int32,
  _ result: UnsafeMutablePointer<Float>
) {
  func tensor(_ start: UnsafePointer<Float>, _ shape: [Int]) -> Tensor {
    Tensor(shape: shape, Array(UnsafeBufferPointer(start: start, count: shape.reduce(1, *))))
  }
  let image = tensor(picture, [1, Int(height), Int(width), Int(channels)])
  let weights = tensor(filters, [Int(size), Int(size), Int(channels / groups), Int(outputs)])
  let output = conv2d(image, filters: weights, padding: .same, groups: Int(groups))
  for (index, number) in output.scalars.enumerated() { result[index] = number }
}

/// Memory for so many numbers, which a page fills or reads.
@_cdecl("numbers")
public func numbers(_ count: Int32) -> UnsafeMutablePointer<Float> { .allocate(capacity: Int(count)) }
