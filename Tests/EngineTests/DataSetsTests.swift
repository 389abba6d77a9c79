import DataSets
import Foundation
import Tensors
import Testing

@Suite("Data sets")
struct DataSetsTests {
  /// A folder with the small data set of the fixtures, one of whose files may be changed.
  final class Folder {
    let path = NSTemporaryDirectory() + "data-sets-" + UUID().uuidString

    init() throws { try FileManager.default.copyItem(atPath: dataFixtures, toPath: path) }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ bytes: [UInt8]) throws {
      try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: "\(path)/\(name)") }

    var error: DataFileError? {
      do throws(DataFileError) {
        _ = try FashionMNIST.load(folder: path)
        return nil
      } catch {
        return error
      }
    }
  }

  static let small = try! FashionMNIST.load(folder: dataFixtures)

  @Test("A folder's files are read, plain and compressed, as images from 0 to 1 and their labels")
  func folder() throws {
    let data = Self.small
    #expect(data.training.images.shape == [12, 28, 28, 1])
    #expect(data.test.images.shape == [4, 28, 28, 1])
    #expect(data.training.labels == [0, 7, 4, 1, 8, 5, 2, 9, 6, 3, 0, 7])
    #expect(data.test.labels == [0, 7, 4, 1])
    for (images, seed) in [(data.training.images, 0), (data.test.images, 100)] {
      let expected = (0..<images.count).map { position in
        Float((seed + 37 * (position / 784) + 28 * (position / 28 % 28) + 3 * (position % 28)) % 256) / 255
      }
      #expect(images.scalars == expected)
    }
    #expect(data.training.classNames[9] == "Ankle boot")
    #expect(try MNIST.load(folder: dataFixtures + "/").test.classNames == (0...9).map { "\($0)" })
    #expect(
      data.description
        == "training: 12 images of shape [28, 28, 1] in 10 classes; test: 4 images of shape [28, 28, 1] in 10 classes")
  }

  @Test("A missing file is named, with what to install or where to put which files")
  func missing() throws {
    let folder = try Folder()
    try folder.remove("t10k-images-idx3-ubyte")
    #expect(
      folder.error?.description
        == "\(folder.path)/t10k-images-idx3-ubyte: there is no such file; put the four files train-images-idx3-ubyte, "
        + "train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte, plain or as .gz, into that folder, or "
        + "install the package dataset-fashion-mnist and name no folder.")
    #expect(
      FashionMNIST.advice(for: FashionMNIST.systemFolder).hasPrefix(
        "install it with 'apt-get install dataset-fashion-mnist', or put the four files "))
    let none = #expect(throws: DataFileError.self) { try MNIST.load(folder: "data") }
    #expect(none?.file == "data/train-images-idx3-ubyte")
    #expect(none?.description.contains("put the four files of MNIST into that folder, plain or as .gz") == true)
  }

  @Test("A file that holds something else than it should is named")
  func wrongContents() throws {
    let labels = "train-labels-idx1-ubyte"
    func error(_ name: String, _ bytes: [UInt8]) throws -> DataFileError? {
      let folder = try Folder()
      try? folder.remove(name + ".gz")
      try folder.write(name, bytes)
      #expect(folder.error?.file == "\(folder.path)/\(name)")
      return folder.error
    }
    #expect(
      try error(labels, IDXTests.file(8, [2], [1, 2]))?.problem
        == .wrongContents(
          expected: "labels as unsigned bytes of shape [12], one for each image", found: "unsigned bytes of shape [2]"))
    #expect(
      try error(labels, IDXTests.file(8, [12], [0, 0, 17] + [UInt8](repeating: 0, count: 9)))?.problem
        == .wrongContents(expected: "labels from 0 to 9", found: "label 17 at index 2"))
    #expect(
      try error("train-images-idx3-ubyte", IDXTests.file(9, [1, 2, 2], [1, 2, 3, 4]))?.problem
        == .wrongContents(
          expected: "images as unsigned bytes of shape [n, 28, 28]", found: "signed bytes of shape [1, 2, 2]"))
    #expect(
      try error("train-images-idx3-ubyte", IDXTests.file(8, [12, 28, 28], [1]))?.problem
        == .truncated(expected: 16 + 12 * 784, found: 17))
  }

  @Test("A batch has the images at its indices, in their order, and leaves the set as it is")
  func batches() {
    let set = Self.small.training
    let batch = set.batch([3, 11, 3, 0])
    #expect(batch.images.shape == [4, 28, 28, 1])
    #expect(batch.labels == [1, 7, 1, 0])
    for (row, position) in [3, 11, 3, 0].enumerated() {
      #expect(batch.images[row, ...] == set.images[position, ...])
    }
    #expect(set.batch([3, 11, 3, 0] as IntTensor) == batch)
    #expect(set.batch([]).images.shape == [0, 28, 28, 1])
    let part = set[4..<7]
    #expect(part.images == set.images[4..<7])
    #expect(part.labels == [8, 5, 2])
    #expect(part.classNames == set.classNames)
    #expect(set.first(2) == set[0..<2])
    #expect(set.first(100) == set)
    let (image, label) = set[5]
    #expect(image == set.images[5, ...])
    #expect(label == 5)
  }

  @Test("Indices outside a set, and labels that name no class, stop the program with a sentence")
  func messages() async {
    func sentence(_ result: ExitTest.Result?) -> String {
      String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    }
    let position = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DataSetsTests.small.test.batch([0, 4])
    }
    #expect(sentence(position).contains("batch: image 4 was asked for, but the set has 4 images, counted from 0."))
    let range = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DataSetsTests.small.test[2..<5]
    }
    #expect(sentence(range).contains("range 2..<5 does not fit 4 images; it must lie within 0..<4."))
    let label = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ImageSet(images: Tensor(zeros: [2, 1, 1, 1]), labels: [0, 2], classNames: ["a", "b"])
    }
    #expect(sentence(label).contains("ImageSet: label 2 of image 1 is not among the 2 classes that are named"))
    let shapes = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ImageSet(images: Tensor(zeros: [2, 1, 1, 1]), labels: [0], classNames: ["a"])
    }
    #expect(sentence(shapes).contains("images of shape [2, 1, 1, 1] and labels of shape [1] do not fit"))
  }

  @Test(
    "Debian's Fashion-MNIST has 6,000 and 1,000 images of each class",
    .enabled(
      if: FileManager.default.fileExists(atPath: FashionMNIST.systemFolder), "dataset-fashion-mnist is not installed"))
  func installed() throws {
    let data = try FashionMNIST.load()
    #expect(data.training.images.shape == [60_000, 28, 28, 1])
    #expect(data.test.images.shape == [10_000, 28, 28, 1])
    for (set, each) in [(data.training, 6_000), (data.test, 1_000)] {
      var counts = [Int](repeating: 0, count: 10)
      for label in set.labels.scalars { counts[Int(label)] += 1 }
      #expect(counts == [Int](repeating: each, count: 10))
    }
    #expect(data.training.first(12).labels == [9, 0, 0, 3, 0, 2, 7, 2, 5, 5, 0, 9])
    #expect(data.test.first(12).labels == [9, 2, 1, 1, 6, 1, 4, 6, 5, 7, 4, 5])
    // A piece of the first image's middle row, and a sum over the last image that distinguishes its pixels.
    func bytes(_ pixels: Tensor) -> [Int] { pixels.scalars.map { Int(($0 * 255).rounded()) } }
    func weightedSum(_ pixels: Tensor) -> Int { bytes(pixels).enumerated().reduce(0) { $0 + $1.offset * $1.element } }
    #expect(bytes(data.training.images[0, 14, 10..<18]) == [0, 0, 237, 226, 217, 223, 222, 219])
    #expect(bytes(data.test.images[0, 14, 10..<18]) == [0, 0, 98, 136, 110, 109, 110, 162])
    #expect(weightedSum(data.training[59_999].image) == 7_661_470)
    #expect(weightedSum(data.test[9_999].image) == 10_887_550)
  }
}
