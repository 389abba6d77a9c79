import Compute
import Tensors

/// Images of one size, each with the number of the class that it belongs to.
///
///     let batch = data.training.batch([3, 1, 4])
///     batch.images.shape   // [3, 28, 28, 1]
///     batch.labels.count   // 3
///
/// A value like the tensors in it: parts of a set are copies, independent of it.
public struct ImageSet: Equatable, Sendable {
  /// The images, of shape [example, height, width, channel], with values from 0 to 1.
  public let images: Tensor
  /// The class of each image, of shape [example], counted from 0.
  public let labels: IntTensor
  /// What the classes are called, by their numbers.
  public let classNames: [String]

  /// A set of images of your own.
  ///
  /// Stops with a message when the images have another rank than 4, or there is not one label of a named class for each.
  public init(images: Tensor, labels: IntTensor, classNames: [String]) {
    guard images.rank == 4, labels.rank == 1, labels.count == images.shape[0] else {
      fail(ImageSetErrorMessage.shapes(images.shape, labels.shape))
    }
    if let index = labels.scalars.firstIndex(where: { $0 < 0 || $0 >= classNames.count }) {
      fail(ImageSetErrorMessage.label(labels[index], at: index, classes: classNames.count))
    }
    self.images = images
    self.labels = labels
    self.classNames = classNames
  }

  /// How many images there are.
  public var count: Int { labels.count }

  /// The image at an index, of shape [height, width, channel], and its class. Stops with a message when it lies outside.
  public subscript(index: Int) -> (image: Tensor, label: Int) {
    let one = batch(CollectionOfOne(index))
    return (one.images.reshaped(to: Array(images.shape.dropFirst())), one.labels[0])
  }

  /// The images at a range of indices. Stops with a message when it does not fit.
  public subscript(range: Range<Int>) -> ImageSet {
    guard range.lowerBound >= 0, range.upperBound <= count else {
      fail(ImageSetErrorMessage.range(range, count: count))
    }
    return batch(range)
  }

  /// The first images: as many as are asked for, or all when there are fewer. Stops with a message for a negative number.
  public func first(_ count: Int) -> ImageSet {
    guard count >= 0 else { fail(ImageSetErrorMessage.first(count)) }
    return self[0..<min(count, self.count)]
  }

  /// The images at some indices, in the order in which these are given; an index may occur several times.
  ///
  /// Stops with a message when one lies outside.
  public func batch(_ indices: some Collection<Int>) -> ImageSet {
    let indices = Array(indices)
    for index in indices where index < 0 || index >= count { fail(ImageSetErrorMessage.index(index, count: count)) }
    let shape = [indices.count] + images.shape.dropFirst()
    let size = shape.dropFirst().reduce(1, *)
    let rows = Tensor(
      filling: shape,
      with: { target in
        images.withScalars { source in
          guard let target = target.baseAddress, let source = source.baseAddress else { return }
          for (row, index) in indices.enumerated() {
            (target + row * size).initialize(from: source + index * size, count: size)
          }
        }
      })
    let scalars = labels.scalars
    return ImageSet(
      images: rows, labels: IntTensor(shape: [indices.count], indices.map { scalars[$0] }), classNames: classNames)
  }

  /// The images at the indices that a tensor holds, as `batch(_:)` of a collection.
  public func batch(_ indices: IntTensor) -> ImageSet { batch(indices.scalars.lazy.map { Int($0) }) }
}

extension ImageSet: CustomStringConvertible {
  /// A summary, such as "60000 images of shape [28, 28, 1] in 10 classes".
  public var description: String {
    "\(counted(count, "image")) of shape \(Array(images.shape.dropFirst())) in "
      + counted(classNames.count, "class", "classes")
  }
}
