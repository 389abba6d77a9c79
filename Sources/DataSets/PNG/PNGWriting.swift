internal import Codecs
import Compute
import Tensors

extension PNG {
  /// An image as the bytes of a PNG file with 8 bits a sample, from which `decode(_:)` reads the same values, rounded to 1/255.
  ///
  /// - Parameters:
  ///   - image: `[height, width]`, or `[height, width, channel]` with 1 channel for gray, 3 for red, green and blue, and one more, the
  ///     last, for opacity. Stops with a message at another shape, or an empty one.
  ///   - range: What is written as 0 and what as 255. What lies beyond is written as the nearer of both, NaN as 0. Stops with a message
  ///     when it is empty or not finite.
  ///
  /// libpng compresses it; the same image gives the same bytes with the same version of that library and of zlib.
  public static func encode(_ image: Tensor, range: ClosedRange<Float> = 0...1) -> [UInt8] {
    let channels = image.rank == 3 ? image.shape[2] : 1
    guard image.rank == 2 || image.rank == 3, (1...4).contains(channels), image.count > 0,
      image.shape[0] <= 1_000_000, image.shape[1] <= 1_000_000
    else { fail(PNGErrorMessage.shape(image.shape)) }
    let (low, reach) = (range.lowerBound, range.upperBound - range.lowerBound)
    guard reach > 0, reach.isFinite else { fail(PNGErrorMessage.range(range.lowerBound, range.upperBound)) }
    let samples = image.withScalars { scalars in
      scalars.map { value in
        // The comparison is false for NaN.
        let fraction = value > low ? min(1, (value - low) / reach) : 0
        return UInt8((fraction * 255).rounded())
      }
    }
    return PNGWriter.file(of: samples, height: image.shape[0], width: image.shape[1], channels: channels)
  }
}

extension Tensor {
  /// Writes the image as a PNG file, or replaces it when it is there already: what `Tensor(png:)` reads.
  ///
  ///     try image.write(png: "filtered.png")
  ///
  /// The file is written beside its destination and moved there when it is complete.
  ///
  /// - Parameters:
  ///   - file: the path; one that is not absolute begins in the working folder.
  ///   - range: what is written as 0 and what as 255.
  /// - Throws: an error that names the file and says why the system would not write it. Stops with a message where `PNG.encode` does.
  public func write(png file: String, range: ClosedRange<Float> = 0...1) throws(DataFileError) {
    try FileBytes.write(PNG.encode(self, range: range), to: file)
  }
}

enum PNGErrorMessage {
  static func shape(_ shape: [Int]) -> String {
    "PNG: a tensor of shape \(shape) is no image; expected [height, width] or [height, width, channel] with 1 to 4 channels, and no "
      + "length 0."
  }

  static func range(_ low: Float, _ high: Float) -> String {
    "PNG: the range from \(low) to \(high) cannot be divided; expected two finite numbers, the second greater."
  }
}
