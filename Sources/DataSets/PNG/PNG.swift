import Tensors

/// Images in PNG files (W3C, "Portable Network Graphics", version 3).
public enum PNG {
  /// Which channels a tensor has that is made of an image.
  public enum Channels: Equatable, Sendable {
    /// Those of the file: 1 of a gray image, 3 of one in colour or with a palette, and one more, the last, where pixels
    /// can be transparent.
    case stored
    /// One, the luma of ITU-R BT.601: 0.299 red + 0.587 green + 0.114 blue. Transparency is dropped.
    case gray
    /// Red, green and blue. Transparency is dropped.
    case rgb
  }

  /// An image of more elements than this is refused: its tensor would take more than 512 MiB.
  public static let largestCount = 1 << 27

  /// The image in the bytes of a PNG file, of shape [height, width, channel], with values from 0 to 1.
  ///
  /// - Parameters:
  ///   - name: what errors call the file.
  ///   - channels: those of the result; by default those of the file.
  /// - Throws: as `Tensor(png:channels:)` does.
  public static func decode(
    _ bytes: [UInt8], name: String = "PNG data", channels: Channels = .stored
  ) throws(DataFileError) -> Tensor {
    try naming(name) { () throws(DataFileError.Problem) in
      try PNGFile(bytes).samples().tensor(channels)
    }
  }
}

extension Tensor {
  /// The image in a PNG file, of shape [height, width, channel], with values from 0 to 1: the stored ones, divided by the
  /// largest that the file's depth can hold.
  ///
  ///     let photo = try Tensor(png: "photo.png", channels: .gray)
  ///
  /// Files of every kind are read: gray and in colour, with a palette, of 1 to 16 bits, interlaced or not. Values are taken as
  /// they are: no gamma or colour profile is applied to them, so that 8 and 16 bits of an image give the same.
  ///
  /// - Parameters:
  ///   - file: the path; one that is not absolute begins in the working folder.
  ///   - channels: those of the result; by default those of the file.
  /// - Throws: an error that names the file and says what is wrong, when it is missing, is no PNG, is truncated or damaged, or
  ///   has more than `PNG.largestCount` elements.
  public init(png file: String, channels: PNG.Channels = .stored) throws(DataFileError) {
    self = try PNG.decode(FileBytes.contents(of: file), name: file, channels: channels)
  }
}
