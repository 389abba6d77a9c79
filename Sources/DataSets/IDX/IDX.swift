/// An array of any number of axes as IDX files hold it, the format of MNIST and of the data sets that followed it.
///
///     let idx = try IDX(file: "data/train-labels-idx1-ubyte.gz")
///     idx.shape            // [60000]
///     let labels = IntTensor(exactly: idx)
///
/// The format, by LeCun, Cortes and Burges ("The MNIST database of handwritten digits"): two zero bytes, a byte for the type
/// of the elements, a byte for the number of axes; the length of each axis in four bytes; the elements, in row-major order.
/// All numbers are big-endian.
public struct IDX: Equatable, Sendable {
  /// The length of each axis.
  public let shape: [Int]
  /// The elements in row-major order, in the type in which they are stored.
  public let elements: Elements

  /// Elements of one of the six types that the format knows.
  public enum Elements: Equatable, Sendable {
    /// Whole numbers from 0 to 255.
    case unsignedBytes([UInt8])
    /// Whole numbers from -128 to 127.
    case signedBytes([Int8])
    /// Whole numbers of 16 bits.
    case int16([Int16])
    /// Whole numbers of 32 bits.
    case int32([Int32])
    /// Floating-point numbers of 32 bits.
    case float([Float])
    /// Floating-point numbers of 64 bits.
    case double([Double])

    /// The type in words, as messages name it.
    public var typeName: String {
      switch self {
      case .unsignedBytes: "unsigned bytes"
      case .signedBytes: "signed bytes"
      case .int16: "16-bit integers"
      case .int32: "32-bit integers"
      case .float: "32-bit floating-point numbers"
      case .double: "64-bit floating-point numbers"
      }
    }
  }

  init(shape: [Int], elements: Elements) {
    self.shape = shape
    self.elements = elements
  }

  /// The array in a file, which may be compressed by gzip, whatever its name.
  ///
  /// - Parameter file: the path; one that is not absolute begins in the working folder.
  /// - Throws: an error that says what is wrong when the file is missing, is no IDX file, ends early, goes on after its data,
  ///   fails its checksum, or announces more than 2,147,483,647 elements.
  public init(file: String) throws(DataFileError) {
    try self.init(file: file, advice: "check its name and folder")
  }

  init(file: String, advice: String) throws(DataFileError) {
    self = try naming(file) { () throws(DataFileError.Problem) in
      try IDXDecoder.decode(try FileBytes.contents(of: file, advice: advice))
    }
  }

  /// The array in the bytes of a file, plain or compressed by gzip.
  ///
  /// - Parameter name: what errors call the file.
  public init(bytes: [UInt8], name: String = "IDX data") throws(DataFileError) {
    self = try naming(name) { () throws(DataFileError.Problem) in try IDXDecoder.decode(bytes) }
  }
}

extension IDX: CustomStringConvertible {
  /// A summary, such as "unsigned bytes of shape [60000, 28, 28]".
  public var description: String { "\(elements.typeName) of shape \(shape)" }
}
