import Compute
import Tensors

/// Images side by side, each with its caption.
///
///     ImageGrid(images[0..<18, ...], captions: names)
///     ImageGrid(images, predicted: guesses, actual: labels, classes: names)
///
/// The pixels are embedded as PNG, bytes that are compared exactly when the figure is checked. So this is for *data*:
/// pixels that were read or are computed from such by elementwise arithmetic. What a network computes may differ in the
/// last digit on another machine; a `FeatureMapGrid` or a `HeatMap` is for that.
public struct ImageGrid: Drawable, Sendable {
  /// The images, each `[height, width]` or `[height, width, 1 or 3]`.
  public let images: [Tensor]
  /// What stands under each image; `\n` begins another line. Empty where nothing does.
  public let captions: [String]
  /// The numbers, from 0, of images that are marked with a frame, a cross and a heavier caption.
  public let marked: [Int]
  /// What is black and what is white.
  public let range: ClosedRange<Float>
  /// How many images stand beside each other; as many as fit where it is nil.
  public let columns: Int?

  /// A grid of images that may differ in size.
  ///
  /// - Parameters:
  ///   - images: Each `[height, width]` for gray, `[height, width, 1]` for gray, or `[height, width, 3]` for red, green
  ///     and blue. Stops with a message when there is none or more than 400, and at another shape or an empty one.
  ///   - captions: One for each image, or none at all. Stops with a message at another number.
  ///   - marked: The numbers of images to mark, from 0: the wrong ones, say. Stops with a message when there is no such
  ///     image.
  ///   - range: What is black and what is white, in all images; the smallest and the largest pixel where it is nil.
  ///   - columns: How many images to put beside each other, at least 1.
  public init(
    _ images: [Tensor], captions: [String] = [], marked: [Int] = [], range: ClosedRange<Float>? = nil,
    columns: Int? = nil
  ) {
    guard (1...400).contains(images.count) else { fail(ImageGrid.count(images.count)) }
    for image in images {
      guard image.rank == 2 || image.rank == 3 && (image.shape[2] == 1 || image.shape[2] == 3), image.count > 0 else {
        fail(ImageGrid.shape(image.shape))
      }
    }
    guard captions.isEmpty || captions.count == images.count else {
      fail(ImageGrid.captions(captions.count, images.count))
    }
    for number in marked where !images.indices.contains(number) { fail(ImageGrid.marked(number, images.count)) }
    if let columns, columns < 1 { fail(ImageGrid.columns(columns, images.count)) }
    self.images = images.map { $0.detached() }
    self.captions = captions
    self.marked = marked
    self.columns = columns
    if let range {
      self.range = range
    } else {
      let finite = images.flatMap { $0.scalars }.filter { $0.isFinite }
      self.range = (finite.min() ?? 0)...(finite.max() ?? 0)
    }
  }

  /// A grid of images of one size, or of one image.
  ///
  /// - Parameter images: `[image, height, width]`, `[image, height, width, 1]` or `[image, height, width, 3]`; or one image, as data sets
  ///   and PNG files give it: `[height, width]`, `[height, width, 1]` or `[height, width, 3]`. Of three axes the last decides: if its
  ///   length is 1 or 3, that is one image, as wherever an image is expected; for several images of such a width, add an axis of length
  ///   1 at the end (`expanded(at: -1)`). Stops with a message at another shape.
  public init(
    _ images: Tensor, captions: [String] = [], marked: [Int] = [], range: ClosedRange<Float>? = nil, columns: Int? = nil
  ) {
    self.init(
      ImageGrid.separated(images), captions: captions, marked: marked, range: range, columns: columns)
  }

  /// A grid of images with their predicted classes. A wrong one is marked, and the actual class stands beneath in
  /// brackets.
  ///
  /// - Parameters:
  ///   - images: As above.
  ///   - predicted: The class predicted for each image, `[image]`.
  ///   - actual: The class of each image, `[image]`. Stops with a message when their numbers differ from the images'.
  ///   - classes: The classes' names. Stops with a message when a label has none.
  public init(
    _ images: Tensor, predicted: IntTensor, actual: IntTensor, classes: [String], range: ClosedRange<Float>? = nil,
    columns: Int? = nil
  ) {
    let separated = ImageGrid.separated(images)
    guard predicted.shape == [separated.count], actual.shape == predicted.shape else {
      fail(ImageGrid.labels(predicted.shape, actual.shape, images.shape))
    }
    var captions: [String] = []
    var marked: [Int] = []
    for index in separated.indices {
      for label in [predicted[index], actual[index]] where !classes.indices.contains(label) {
        fail(ImageGrid.label(label, index, classes.count))
      }
      let isRight = predicted[index] == actual[index]
      captions.append(classes[predicted[index]] + (isRight ? "" : "\n(\(classes[actual[index]]))"))
      if !isRight { marked.append(index) }
    }
    self.init(separated, captions: captions, marked: marked, range: range, columns: columns)
  }

  /// What the grid shows: how many images of which size, their captions, and which are marked.
  public var description: String {
    let first = images[0].shape
    let isOneSize = images.allSatisfy { $0.shape[0] == first[0] && $0.shape[1] == first[1] }
    var text = counted(images.count, "image") + (isOneSize ? ", \(first[0]) × \(first[1])" : " of several sizes")
    if !captions.isEmpty {
      let spoken = captions.prefix(40).map { $0.split(separator: "\n").joined(separator: " ") }
      text += ": \(spoken.joined(separator: ", "))" + (captions.count > 40 ? " and so on" : "")
    }
    if marked.isEmpty { return text + "." }
    let numbers = Set(marked).sorted().map { "\($0 + 1)" }
    return "\(text); \(numbers.count) of them marked: number \(numbers.joined(separator: ", "))."
  }

  /// The images, drawn.
  public var picture: Picture {
    Picture(description: description, table: ImageGridDrawing(self, width: .wide).table) {
      ImageGridDrawing(self, width: $0).drawing
    }
  }

  private static func separated(_ images: Tensor) -> [Tensor] {
    switch images.rank {
    case 2: return [images]
    // The last axis is that of a gray or a coloured image's channels.
    case 3 where images.shape[2] == 1 || images.shape[2] == 3: return [images]
    case 3, 4: return (0..<images.shape[0]).map { images[$0, ...] }
    default: fail(shape(images.shape))
    }
  }

  static func count(_ count: Int) -> String { "ImageGrid: \(counted(count, "image")) were given; expected 1 to 400." }

  static func shape(_ shape: [Int]) -> String {
    "ImageGrid: an image of shape \(shape) was given; expected [height, width], [height, width, 1] or [height, width, 3], "
      + "with [image] in front for several, and no length 0; [image, height, width] is one image where its last length is 1 or 3."
  }

  static func captions(_ captions: Int, _ images: Int) -> String {
    "ImageGrid: \(counted(images, "image")) with \(counted(captions, "caption")); expected one for each, or none."
  }

  static func marked(_ number: Int, _ images: Int) -> String {
    "ImageGrid: image \(number) was to be marked among \(counted(images, "image")); numbers go from 0 to \(images - 1)."
  }

  static func columns(_ columns: Int, _ images: Int) -> String {
    "ImageGrid: \(columns) columns were asked for \(counted(images, "image")); expected at least 1."
  }

  static func labels(_ predicted: [Int], _ actual: [Int], _ images: [Int]) -> String {
    "ImageGrid: predicted classes of shape \(predicted) and actual ones of shape \(actual) do not fit images of shape \(images); "
      + "expected [image] for both."
  }

  static func label(_ label: Int, _ image: Int, _ classes: Int) -> String {
    "ImageGrid: label \(label) of image \(image) is not among the \(classes) classes; labels go from 0 to \(classes - 1)."
  }
}
