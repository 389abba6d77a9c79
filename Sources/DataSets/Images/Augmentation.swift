import Compute
import Tensors

// Images as they might as well have been taken: a network that sees another of them in each epoch learns what stays.

extension Tensor {
  /// Each image, or its mirror image: which of both is decided for each by itself, with even chances.
  ///
  /// This tensor is `[example, height, width, channel]`, and so is the result. Stops with a message for another number of axes.
  public func randomlyFlipped(using generator: inout RandomGenerator) -> Tensor {
    guard rank == 4 else { fail(AugmentationErrorMessage.images("randomlyFlipped", shape)) }
    let isFlipped = Tensor(IntTensor(randomIn: 0..<2, shape: [shape[0], 1, 1, 1], using: &generator))
    return Tensor.select(isFlipped, flipped(along: 2), self)
  }

  /// The images, half of which are mirrored, as is drawn by the default generator (see `seed(_:)`).
  public func randomlyFlipped() -> Tensor {
    var generator = RandomGenerator.branch()
    return randomlyFlipped(using: &generator)
  }

  /// A part of each image, chosen for each by itself, all places equally likely.
  ///
  /// - Parameters:
  ///   - size: The `(height, width)` of the parts.
  ///   - padding: How many zeros are added at each side of the images before. With the images' own size and a padding of 4 this is
  ///     what networks for small photographs are trained with.
  /// - Returns: From `[example, height, width, channel]`, `[example, size.0, size.1, channel]`.
  ///
  /// Stops with a message for another number of axes, or when a part does not fit.
  public func randomlyCropped(
    to size: (Int, Int), padding: Int = 0, using generator: inout RandomGenerator
  ) -> Tensor {
    guard rank == 4, padding >= 0, size.0 > 0, size.1 > 0 else {
      fail(AugmentationErrorMessage.crop(shape, size, padding))
    }
    let (height, width) = (
      shape[1].saturatingSum(padding).saturatingSum(padding), shape[2].saturatingSum(padding).saturatingSum(padding)
    )
    guard size.0 <= height, size.1 <= width else { fail(AugmentationErrorMessage.crop(shape, size, padding)) }
    [shape[0], height, width, shape[3]].checkedCount("randomlyCropped")
    guard shape[0] > 0 else { return Tensor(zeros: [0, size.0, size.1, shape[3]]) }
    let wide = padded([(0, 0), (padding, padding), (padding, padding), (0, 0)])
    let rows = IntTensor(randomIn: 0..<wide.shape[1] - size.0 + 1, shape: [shape[0]], using: &generator)
    let columns = IntTensor(randomIn: 0..<wide.shape[2] - size.1 + 1, shape: [shape[0]], using: &generator)
    return Tensor(
      stacking: (0..<shape[0]).map { wide[$0, rows[$0]..<rows[$0] + size.0, columns[$0]..<columns[$0] + size.1, 0...] })
  }

  /// A part of each image at a position drawn by the default generator (see `seed(_:)`).
  public func randomlyCropped(to size: (Int, Int), padding: Int = 0) -> Tensor {
    var generator = RandomGenerator.branch()
    return randomlyCropped(to: size, padding: padding, using: &generator)
  }

  /// A part of each image, as high as it is wide. See `randomlyCropped(to:padding:using:)` of a pair.
  public func randomlyCropped(to size: Int, padding: Int = 0, using generator: inout RandomGenerator) -> Tensor {
    randomlyCropped(to: (size, size), padding: padding, using: &generator)
  }

  /// A part of each image, as high as it is wide, at a position drawn by the default generator (see `seed(_:)`).
  public func randomlyCropped(to size: Int, padding: Int = 0) -> Tensor {
    randomlyCropped(to: (size, size), padding: padding)
  }

  /// Each image moved by up to so many pixels in both directions, for each by itself; zeros come in at the sides.
  ///
  /// This tensor is `[example, height, width, channel]`, and so is the result. Stops with a message for another number of axes, or a
  /// negative distance.
  public func randomlyShifted(by distance: Int, using generator: inout RandomGenerator) -> Tensor {
    guard rank == 4 else { fail(AugmentationErrorMessage.images("randomlyShifted", shape)) }
    guard distance >= 0 else { fail(AugmentationErrorMessage.distance(distance, shape)) }
    let padded = [1, 2].map { shape[$0].saturatingSum(distance).saturatingSum(distance) }
    [shape[0], padded[0], padded[1], shape[3]].checkedCount("randomlyShifted")
    guard shape[1] > 0, shape[2] > 0 else { return self }
    return randomlyCropped(to: (shape[1], shape[2]), padding: distance, using: &generator)
  }

  /// The images, each shifted by distances drawn by the default generator (see `seed(_:)`).
  public func randomlyShifted(by distance: Int) -> Tensor {
    var generator = RandomGenerator.branch()
    return randomlyShifted(by: distance, using: &generator)
  }
}

enum AugmentationErrorMessage {
  static func images(_ operation: String, _ shape: [Int]) -> String {
    "\(operation): a tensor of shape \(shape) was given; expected images [example, height, width, channel]."
  }

  static func distance(_ distance: Int, _ shape: [Int]) -> String {
    "randomlyShifted: a distance of \(distance) was given for images of shape \(shape); expected a number of 0 or more."
  }

  static func crop(_ shape: [Int], _ size: (Int, Int), _ padding: Int) -> String {
    "randomlyCropped: parts of \(size) with padding \(padding) do not fit shape \(shape); expected "
      + "[example, height, width, channel], parts of at least 1 that are no larger than the padded images, and padding from 0."
  }
}
