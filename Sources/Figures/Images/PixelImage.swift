import Tensors

/// One image as bytes.
struct PixelImage {
  let height: Int
  let width: Int
  let channels: Int
  private(set) var pixels: [UInt8]

  /// - Parameters:
  ///   - image: `[height, width]` or `[height, width, 1 or 3]`.
  ///   - range: What becomes 0 and what 255; beyond it pixels are black or white, and what is not a number is black.
  ///   - limit: The most pixels along the longer side; a larger image is made smaller, each pixel the mean of a square.
  init(_ image: Tensor, range: ClosedRange<Float>, limit: Int) {
    let (rows, columns, channels) = (image.shape[0], image.shape[1], image.rank == 3 ? image.shape[2] : 1)
    let scalars = image.scalars
    var planes: [Coarsened] = []
    for channel in 0..<channels {
      let plane = channels == 1 ? scalars : (0..<rows * columns).map { scalars[$0 * channels + channel] }
      planes.append(Coarsened(plane, rows: rows, columns: columns, limit: limit))
    }
    (height, width, self.channels) = (planes[0].rows, planes[0].columns, channels)
    let low = Double(range.lowerBound)
    let reach = Double(range.upperBound) - low
    pixels = []
    pixels.reserveCapacity(width * height * channels)
    for index in 0..<width * height {
      for plane in planes {
        let value = Double(plane.values[index])
        let fraction = value.isNaN || reach <= 0 ? 0 : min(1, max(0, (value - low) / reach))
        pixels.append(UInt8((fraction * 255).rounded()))
      }
    }
  }

  var png: PNGEncoder { PNGEncoder(width: width, height: height, channels: channels, pixels: pixels) }
}
