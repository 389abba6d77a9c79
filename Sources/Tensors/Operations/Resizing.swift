import Compute

extension Tensor {
  /// Images of another size, each element between those around it (bilinear interpolation), as PyTorch's `interpolate` does with
  /// `mode="bilinear"`: the centres of pixels count, not their corners, and beyond the outermost centres the edge goes on.
  ///
  /// Made much smaller, an image misses what lies between; average it first (`avgPool2d`).
  ///
  /// - Parameters:
  ///   - size: The new `(height, width)`.
  /// - Returns: This tensor is `[example, height, width, channel]`, `[height, width, channel]` or `[height, width]`; so is the result.
  ///
  /// Takes two matrix products. Stops with a message for another number of axes, or when a length is 0.
  public func resized(to size: (height: Int, width: Int)) -> Tensor {
    guard (2...4).contains(rank), size.height > 0, size.width > 0, !imageShape[1...2].contains(0) else {
      fail(ErrorMessage.resizing(shape, size))
    }
    let image = imageShape
    Tensor.check([image[0], size.height, size.width, image[3]], for: "resized(to:)")
    let rows = Tensors.matmul(
      Tensor.interpolation(from: image[1], to: size.height),
      reshaped(to: [image[0], image[1], image[2] * image[3]]))
    let whole = Tensors.matmul(
      Tensor.interpolation(from: image[2], to: size.width),
      rows.reshaped(to: [image[0] * size.height, image[2], image[3]]))
    var result = shape
    let first = rank == 4 ? 1 : 0
    (result[first], result[first + 1]) = (size.height, size.width)
    return whole.reshaped(to: result)
  }

  /// The shape as `[example, height, width, channel]`.
  private var imageShape: [Int] {
    switch rank {
    case 2: [1] + shape + [1]
    case 3: [1] + shape
    default: shape
    }
  }

  /// How much of each old element is in each new one: `[new, old]`.
  private static func interpolation(from old: Int, to new: Int) -> Tensor {
    var weights = Tensor(zeros: [new, old])
    let start = weights.uniqueStart()
    let scale = Double(old) / Double(new)
    for index in 0..<new {
      let centre = Swift.max(0, (Double(index) + 0.5) * scale - 0.5)
      let lower = Swift.min(Int(centre), old - 1)
      let fraction = Float(centre - Double(lower))
      start[index * old + lower] += 1 - fraction
      start[index * old + Swift.min(lower + 1, old - 1)] += fraction
    }
    return weights
  }
}
