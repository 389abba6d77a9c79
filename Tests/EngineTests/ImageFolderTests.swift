import DataSets
import Foundation
import Tensors
import Testing

@Suite("Folders of images, and PNG files that are written")
struct ImageFolderTests {
  /// A folder that is there as long as the test runs.
  final class Folder {
    let path = NSTemporaryDirectory() + "images-" + UUID().uuidString

    func write(_ image: Tensor, _ name: String) throws {
      try make((name as NSString).deletingLastPathComponent)
      try image.write(png: "\(path)/\(name)")
    }

    func make(_ name: String) throws {
      try FileManager.default.createDirectory(atPath: "\(path)/\(name)", withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  static func problem(_ body: () throws(DataFileError) -> Void) -> String {
    do throws(DataFileError) {
      try body()
      return "none"
    } catch {
      return error.description
    }
  }

  @Test("What is written is read again, of every number of channels", arguments: 1...4)
  func roundTrip(channels: Int) throws {
    let folder = Folder()
    let image = Tensor(0..<(5 * 7 * channels)).reshaped(to: [5, 7, channels]) / 255
    try folder.write(image, "image.png")
    #expect(try Tensor(png: "\(folder.path)/image.png") == image)
    #expect(PNG.encode(image) == PNG.encode(image))
    try folder.write(image * 0, "image.png")
    #expect(try Tensor(png: "\(folder.path)/image.png") == image * 0, "a file is replaced")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["image.png"], "and nothing else is left")
  }

  @Test("Values are rounded to 1/255, those beyond the range moved to its bounds, and NaN is black")
  func values() throws {
    let image = Tensor(shape: [1, 6], [-1, 0.5, 0.501, 2, .nan, .infinity])
    #expect(try PNG.decode(PNG.encode(image)).scalars == [0, 128, 128, 255, 0, 255].map { $0 / 255 })
    #expect(try PNG.decode(PNG.encode([[-1, 0, 1]], range: -1...1)).scalars == [0, 128.0 / 255, 1])
    // More than zlib can shrink: each bound of the size holds.
    var generator = RandomGenerator(seed: 1)
    let noise = (Tensor(randomUniform: [301, 1999, 3], using: &generator) * 255).rounded(.down) / 255
    #expect(try PNG.decode(PNG.encode(noise)) == noise)
  }

  @Test("A file that cannot be written is named with the system's reason")
  func unwritable() {
    let problem = Self.problem { () throws(DataFileError) in try Tensor(zeros: [1, 1]).write(png: "/nowhere/x.png") }
    #expect(problem == "/nowhere/x.png: the file cannot be written: No such file or directory.")
  }

  @Test("What a link leads to is replaced and not the link, and nothing but a file ever is")
  func links() throws {
    let folder = Folder()
    let black = Tensor(zeros: [2, 2])
    try folder.write(black, "image.png")
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/link.png", withDestinationPath: "image.png")
    try folder.write(Tensor(ones: [2, 2]), "link.png")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/link.png") == "image.png")
    let written = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/image.png"))
    #expect(try PNG.decode(Array(written)).scalars == [1, 1, 1, 1])
    mkfifo(folder.path + "/pipe.png", 0o600)
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/lost.png", withDestinationPath: "nothing.png")
    for (name, reason) in [
      ("pipe.png", "it is a device or a pipe"), ("", "it is a folder"), ("lost.png", "it is a link to nothing"),
    ] {
      let problem = Self.problem { () throws(DataFileError) in try black.write(png: folder.path + "/" + name) }
      #expect(problem == "\(folder.path)/\(name): the file cannot be written: \(reason).")
    }
    var status = stat()
    #expect(lstat(folder.path + "/pipe.png", &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
  }

  @Test("Classes are the folders by name, and images stand by the names of their files")
  func classes() throws {
    let folder = Folder()
    for (name, value) in [("rose/2", 0.2), ("rose/10", 0.4), ("daisy/a", 0.6), ("daisy/B", 0.8)] {
      try folder.write(Tensor(repeating: value, shape: [2, 3]), name + ".PNG")
    }
    try folder.write(Tensor(zeros: [1, 1]), "rose/.hidden.png")
    try Data("about".utf8).write(to: URL(fileURLWithPath: folder.path + "/rose/README.txt"))
    try Data("about".utf8).write(to: URL(fileURLWithPath: folder.path + "/LICENSE"))
    let set = try ImageSet(folder: folder.path, channels: .gray)
    #expect(set.classNames == ["daisy", "rose"])
    #expect(set.labels == [0, 0, 1, 1])
    #expect(set.images.shape == [4, 2, 3, 1])
    #expect(set.images[0..., 0, 0, 0].scalars == [204, 153, 102, 51].map { $0 / 255 }, "by bytes: B, a; 10, 2")
    #expect(try ImageSet(folder: folder.path + "/").images.shape == [4, 2, 3, 3])
  }

  @Test("Images of several sizes need one to be resized to")
  func sizes() throws {
    let folder = Folder()
    try folder.write(Tensor(ones: [2, 3]), "a/1.png")
    try folder.write(Tensor(ones: [4, 4]), "a/2.png")
    #expect(try ImageSet(folder: folder.path, resizedTo: (2, 2)).images == Tensor(ones: [2, 2, 2, 3]))
    let problem = Self.problem { () throws(DataFileError) in _ = try ImageSet(folder: folder.path) }
    #expect(
      problem == """
        \(folder.path)/a/2.png: expected an image of shape [2, 3, 3], as \(folder.path)/a/1.png has, or a size to resize all to, \
        but the file holds one of shape [4, 4, 3]; check that it is the file you mean.
        """)
  }

  @Test("What is missing, empty or of another format is named")
  func problems() throws {
    let folder = Folder()
    let load = { Self.problem { () throws(DataFileError) in _ = try ImageSet(folder: folder.path) } }
    #expect(
      load() == "\(folder.path): there is no such file; it should hold a folder of PNG images for each class.")
    try folder.make("")
    #expect(load().hasPrefix("\(folder.path): expected a folder for each class, but the file holds none;"))
    try folder.make("cat")
    #expect(load().hasPrefix("\(folder.path)/cat: expected PNG images, but the file holds none;"))
    try Data().write(to: URL(fileURLWithPath: folder.path + "/cat/1.jpeg"))
    #expect(load().hasPrefix("\(folder.path)/cat: expected PNG images alone, but the file holds \"1.jpeg\";"))
    try FileManager.default.removeItem(atPath: folder.path + "/cat/1.jpeg")
    try folder.make("cat/more")
    #expect(load().hasPrefix("\(folder.path)/cat: expected PNG images, but the file holds the folder \"more\";"))
    try FileManager.default.removeItem(atPath: folder.path + "/cat/more")
    try Data("no image".utf8).write(to: URL(fileURLWithPath: folder.path + "/cat/1.png"))
    #expect(load().hasPrefix("\(folder.path)/cat/1.png: expected a PNG image, but the file does not begin as one;"))
  }

  @Test("A fraction for validation is taken of each class")
  func stratified() {
    let labels = IntTensor(repeating: 0, shape: [40]).scalars.map { Int($0) } + [Int](repeating: 1, count: 10)
    let set = ImageSet(
      images: Tensor(0..<50).reshaped(to: [50, 1, 1, 1]), labels: IntTensor(labels), classNames: ["often", "rare"])
    var generator = RandomGenerator(seed: 2)
    let (training, validation) = set.split(validation: 0.2, using: &generator)
    #expect(validation.labels.counts(below: 2) == [8, 2])
    #expect(training.labels.counts(below: 2) == [32, 8])
    #expect((training.images.scalars + validation.images.scalars).sorted() == set.images.scalars.sorted())
    #expect(validation.images.scalars != validation.images.scalars.sorted(), "in a random order")
    #expect(set.split(validation: 1.0).training.count == 0)
  }
}
