import Tensors

extension ImageSet {
  /// The PNG images of a folder that has a folder of them for each class. torchvision calls the like `ImageFolder`.
  ///
  ///     let flowers = try ImageSet(folder: "flowers", resizedTo: (32, 32))
  ///     flowers.classNames   // ["daisy", "rose", "tulip"], from flowers/daisy/1.png and so on
  ///
  /// Classes are numbered by the names of their folders, and images stand by those of their files, both in the order of bytes, so that
  /// every machine has the same set. All of it is read at once, as 32-bit floating-point numbers.
  ///
  /// - Parameters:
  ///   - folder: where the classes' folders are; a path that is not absolute begins in the working folder.
  ///   - channels: those of the images; by default red, green and blue, as torchvision has them.
  ///   - size: the `(height, width)` that images are resized to (see `Tensor.resized(to:)`); where it is left out, all must have one.
  /// - Throws: an error that names the file or the folder, when there are no classes, a class has no images or something else than PNG
  ///   files, one is damaged, or sizes or channels differ.
  public init(
    folder: String, channels: PNG.Channels = .rgb, resizedTo size: (height: Int, width: Int)? = nil
  ) throws(DataFileError) {
    let classes = try ImageSet.classes(in: folder)
    var (images, labels): ([Tensor], [Int]) = ([], [])
    var first = ""
    for (label, name) in classes.enumerated() {
      for file in try ImageSet.files(in: FileBytes.path(of: name, in: folder)) {
        var image = try Tensor(png: file, channels: channels)
        if let size { image = image.resized(to: size) }
        if let other = images.first, image.shape != other.shape {
          throw DataFileError(
            file: file,
            .wrongContents(
              expected: "an image of shape \(other.shape), as \(first) has, or a size to resize all to",
              found: "one of shape \(image.shape)"))
        }
        if images.isEmpty { first = file }
        images.append(image)
        labels.append(label)
      }
    }
    self.init(images: Tensor(stacking: images), labels: IntTensor(labels), classNames: classes)
  }

  private static let advice = "it should hold a folder of PNG images for each class"

  private static func classes(in folder: String) throws(DataFileError) -> [String] {
    try naming(folder) { () throws(DataFileError.Problem) in
      let entries = try FileBytes.entries(of: folder, advice: advice)
      let classes = entries.filter { $0.isFolder }.map { $0.name }
      guard !classes.isEmpty else { throw .wrongContents(expected: "a folder for each class", found: "none") }
      return classes
    }
  }

  /// The paths of a class's images. Texts may lie beside them, but no images that would be left out.
  private static func files(in folder: String) throws(DataFileError) -> [String] {
    try naming(folder) { () throws(DataFileError.Problem) in
      let entries = try FileBytes.entries(of: folder, advice: advice)
      for entry in entries {
        if entry.isFolder { throw .wrongContents(expected: "PNG images", found: "the folder \"\(entry.name)\"") }
        if otherFormats.contains(ending(of: entry.name)) {
          throw .wrongContents(expected: "PNG images alone", found: "\"\(entry.name)\"")
        }
      }
      let files = entries.filter { ending(of: $0.name) == "png" }
      guard !files.isEmpty else { throw .wrongContents(expected: "PNG images", found: "none") }
      return files.map { FileBytes.path(of: $0.name, in: folder) }
    }
  }

  private static let otherFormats: Set = [
    "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp", "ppm", "pgm", "heic", "avif",
  ]

  private static func ending(of name: String) -> String {
    name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
  }
}
