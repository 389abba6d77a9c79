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

extension Tensor {
  /// All windows of images, as a convolution's kernel meets them: what makes a convolution a matrix product. PyTorch calls it `unfold`,
  /// others `im2col`.
  ///
  ///     let windows = images.unfolded(size: (3, 3)).reshaped(to: [-1, 9])
  ///
  /// - Parameters:
  ///   - size: The window's `(height, width)`.
  ///   - stride: The step of the window, `(vertical, horizontal)`.
  /// - Returns: From `[example, height, width, channel]`, `[example, window row, window column, height, width, channel]`; for an image
  ///   `[height, width]`, `[window row, window column, height, width]`.
  ///
  /// The numbers are copied, each as often as a window has it; the gradient of an element is the sum over those. For zeros around the
  /// image see `padded`. Stops with a message for another number of axes, or when a window does not fit.
  public func unfolded(size: (Int, Int), stride: (Int, Int) = (1, 1)) -> Tensor {
    guard rank == 2 || rank == 4 else { fail(ErrorMessage.unfolding(shape, size, stride)) }
    let first = rank == 4 ? 1 : 0
    let (height, width) = (shape[first], shape[first + 1])
    guard size.0 > 0, size.1 > 0, size.0 <= height, size.1 <= width, stride.0 > 0, stride.1 > 0 else {
      fail(ErrorMessage.unfolding(shape, size, stride))
    }
    ElementIndices.check("unfolded", shape)
    let (rows, columns) = ((height - size.0) / stride.0 + 1, (width - size.1) / stride.1 + 1)
    let result = shape[..<first] + [rows, columns, size.0, size.1] + shape[(first + 2)...]
    Tensor.check(Array(result), for: "unfolded")
    let channels = rank == 4 ? shape[3] : 1
    let elements = ElementIndices(count: result.reduce(1, *)) { start in
      var index = 0
      for example in 0..<(rank == 4 ? shape[0] : 1) {
        for (row, column) in (0..<rows).lazy.flatMap({ row in (0..<columns).lazy.map { (row, $0) } }) {
          for (y, x) in (0..<size.0).lazy.flatMap({ y in (0..<size.1).lazy.map { (y, $0) } }) {
            let pixel = (example * height + row * stride.0 + y) * width + column * stride.1 + x
            for channel in 0..<channels {
              start[index] = Int32(truncatingIfNeeded: pixel * channels + channel)
              index += 1
            }
          }
        }
      }
    }
    return picked(elements, shape: Array(result))
  }
}

extension Tensor {
  /// All windows as high as they are wide, with one number for both axes as stride. See `unfolded(size:stride:)` of pairs.
  public func unfolded(size: Int, stride: Int = 1) -> Tensor { unfolded(size: (size, size), stride: (stride, stride)) }

  /// All windows of images, with one number for both axes as stride. See `unfolded(size:stride:)` of pairs.
  public func unfolded(size: (Int, Int), stride: Int) -> Tensor { unfolded(size: size, stride: (stride, stride)) }

  /// Images as high as they are wide. See `resized(to:)` of a height and a width.
  public func resized(to size: Int) -> Tensor { resized(to: (size, size)) }
}

extension ErrorMessage {
  static func resizing(_ shape: [Int], _ size: (Int, Int)) -> String {
    "resized(to:): shape \(shape) cannot be resized to \(size); expected [example, height, width, channel], "
      + "[height, width, channel] or [height, width], and lengths of at least 1."
  }

  static func unfolding(_ shape: [Int], _ size: (Int, Int), _ stride: (Int, Int)) -> String {
    "unfolded: a window of \(size) with stride \(stride) does not fit shape \(shape); expected "
      + "[example, height, width, channel] or [height, width], and a window that fits."
  }
}
