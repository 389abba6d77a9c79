import Tensors

/// The two parts of a data set: images to learn from, and images that a trained model is judged by.
public struct TrainTestSplit: Equatable, Sendable {
  /// The examples to train with.
  public let training: ImageSet
  /// The examples to test with.
  public let test: ImageSet

  /// A set of each.
  public init(training: ImageSet, test: ImageSet) {
    self.training = training
    self.test = test
  }
}

extension TrainTestSplit: CustomStringConvertible {
  /// A summary of both parts.
  public var description: String { "training: \(training); test: \(test)" }
}

/// The four files in which MNIST and the data sets that took its form are given out.
struct MNISTFiles {
  var folder: String
  var classNames: [String]
  /// What to do when a file is missing.
  var advice: String

  static let names = [
    "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte",
  ]

  func load() throws(DataFileError) -> TrainTestSplit {
    TrainTestSplit(
      training: try load(images: Self.names[0], labels: Self.names[1]),
      test: try load(images: Self.names[2], labels: Self.names[3]))
  }

  private func load(images imageName: String, labels labelName: String) throws(DataFileError) -> ImageSet {
    let imageFile = path(of: imageName)
    let labelFile = path(of: labelName)
    let images = try IDX(file: imageFile, advice: advice)
    let labels = try IDX(file: labelFile, advice: advice)
    return ImageSet(
      images: try naming(imageFile) { () throws(DataFileError.Problem) in try Self.images(images) },
      labels: try naming(labelFile) { () throws(DataFileError.Problem) in
        try self.labels(labels, count: images.shape[0])
      },
      classNames: classNames)
  }

  /// The plain file if there is one, else the compressed one; where neither is, the plain name, for the message.
  private func path(of name: String) -> String {
    let plain = folder.isEmpty || folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    return !FileBytes.exists(plain) && FileBytes.exists(plain + ".gz") ? plain + ".gz" : plain
  }

  private static func images(_ idx: IDX) throws(DataFileError.Problem) -> Tensor {
    guard case .unsignedBytes(let bytes) = idx.elements, idx.shape.count == 3, idx.shape[1...] == [28, 28] else {
      throw .wrongContents(expected: "images as unsigned bytes of shape [n, 28, 28]", found: idx.description)
    }
    return Tensor(shape: idx.shape + [1], unitInterval: bytes)
  }

  private func labels(_ idx: IDX, count: Int) throws(DataFileError.Problem) -> IntTensor {
    guard case .unsignedBytes(let bytes) = idx.elements, idx.shape == [count], let labels = IntTensor(exactly: idx)
    else {
      throw .wrongContents(
        expected: "labels as unsigned bytes of shape [\(count)], one for each image", found: idx.description)
    }
    if let index = bytes.firstIndex(where: { $0 >= classNames.count }) {
      throw .wrongContents(
        expected: "labels from 0 to \(classNames.count - 1)", found: "label \(bytes[index]) at index \(index)")
    }
    return labels
  }
}
