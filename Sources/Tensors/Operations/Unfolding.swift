import Compute

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
