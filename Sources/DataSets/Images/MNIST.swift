/// Handwritten digits: 60,000 images to learn from and 10,000 to test with, 28 x 28 gray pixels each.
///
/// LeCun, Cortes and Burges, "The MNIST database of handwritten digits". Ink is 1, paper 0.
public enum MNIST {
  /// The digits' names, "0" to "9".
  public static let classNames = (0...9).map(String.init)

  /// Reads the data set from the four files `train-images-idx3-ubyte`, `train-labels-idx1-ubyte`, `t10k-images-idx3-ubyte` and
  /// `t10k-labels-idx1-ubyte`, each plain or compressed, with `.gz` after its name.
  ///
  /// - Parameter folder: where they are; a path that is not absolute begins in the working folder.
  /// - Throws: an error that names the file and says what to do, when one is missing or is not what it should be.
  public static func load(folder: String) throws(DataFileError) -> TrainTestSplit {
    let advice =
      "put the four files of MNIST into that folder, plain or as .gz: \(MNISTFiles.names.joined(separator: ", "))"
    return try MNISTFiles(folder: folder, classNames: classNames, advice: advice).load()
  }
}

/// Photographs of pieces of clothing: 60,000 to learn from and 10,000 to test with, 28 x 28 gray pixels each, in ten classes.
///
///     let data = try FashionMNIST.load()
///     data.training.images.shape   // [60000, 28, 28, 1]
///
/// Xiao, Rasul and Vollgraf, "Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms", 2017, in the
/// form of MNIST. The piece is bright, the ground 0.
public enum FashionMNIST {
  /// What the ten classes are called, by their numbers.
  public static let classNames = [
    "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
  ]

  /// Where Debian's package `dataset-fashion-mnist` puts the files.
  public static let systemFolder = "/usr/share/datasets/fashion-mnist"

  /// Reads the data set, from Debian's package `dataset-fashion-mnist` or from a folder with its four files (named as MNIST's,
  /// see `MNIST.load(folder:)`), each plain or compressed, with `.gz` after its name.
  ///
  /// - Parameter folder: where they are; a path that is not absolute begins in the working folder.
  /// - Throws: an error that names the file and says what to do, when one is missing or is not what it should be.
  public static func load(folder: String = systemFolder) throws(DataFileError) -> TrainTestSplit {
    try MNISTFiles(folder: folder, classNames: classNames, advice: advice(for: folder)).load()
  }

  /// What to do when a file is missing.
  package static func advice(for folder: String) -> String {
    let files = "the four files \(MNISTFiles.names.joined(separator: ", ")), plain or as .gz"
    return
      folder == systemFolder
      ? "install it with 'apt-get install dataset-fashion-mnist', or put \(files), into a folder of your own and name it: "
        + "FashionMNIST.load(folder: \"data\")"
      : "put \(files), into that folder, or install the package dataset-fashion-mnist and name no folder"
  }
}
