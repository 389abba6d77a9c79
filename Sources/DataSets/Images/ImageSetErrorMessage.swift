import Compute

/// What is said of sets of images that cannot be made or taken apart: one sentence with the operation, what was given and
/// what was expected.
enum ImageSetErrorMessage {
  static func shapes(_ images: [Int], _ labels: [Int]) -> String {
    "ImageSet: images of shape \(images) and labels of shape \(labels) do not fit; expected [example, height, width, channel] "
      + "and [example], with equally many examples."
  }

  static func label(_ label: Int, at index: Int, classes: Int) -> String {
    "ImageSet: label \(label) of image \(index) is not among the \(classes) classes that are named; labels are counted from 0."
  }

  static func index(_ index: Int, count: Int) -> String {
    "batch: image \(index) was asked for, but the set has \(counted(count, "image")), counted from 0."
  }

  static func range(_ range: Range<Int>, count: Int) -> String {
    "ImageSet subscript: range \(range) does not fit \(count) images; it must lie within 0..<\(count)."
  }

  static func validation(_ count: Int, of total: Int) -> String {
    "split(validation:): \(counted(count, "image was", "images were")) asked for of a set of \(total); expected a number from 0 to "
      + "\(total)."
  }

  static func fraction(_ fraction: Double) -> String {
    "split(validation:): the fraction \(fraction) of each class was asked for; expected a number from 0 to 1."
  }

  static func first(_ count: Int) -> String {
    "first: \(count) images were asked for; expected 0 or more."
  }
}
