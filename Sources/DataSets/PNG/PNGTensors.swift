internal import Codecs
import Compute
import Tensors

extension PNGSamples {
  private var channels: Int { shape[2] }
  /// The channels without that of transparency: 1 or 3.
  private var colours: Int { (channels - 1) | 1 }

  /// The image as a tensor with the channels asked for.
  func tensor(_ wanted: PNG.Channels) -> Tensor {
    let stored = stored
    switch wanted {
    case .stored: return stored
    case .gray where channels == 1: return stored
    case .rgb where channels == 3: return stored
    case .gray: return Self.converted(stored, colours: colours, to: 1)
    case .rgb: return Self.converted(stored, colours: colours, to: 3)
    }
  }

  private var stored: Tensor {
    switch values {
    case .bytes(let bytes):
      return Tensor(shape: shape, unitInterval: bytes)
    case .words(let words):
      return Tensor(
        filling: shape,
        with: { memory in
          guard let target = memory.baseAddress else { return }
          Samples.convertToUnitInterval(words, into: target, count: words.count)
        })
    }
  }

  /// One channel from three by ITU-R BT.601, three from one by repetition, or as many as there are; never transparency.
  private static func converted(_ image: Tensor, colours: Int, to count: Int) -> Tensor {
    let channels = image.shape[2]
    return Tensor(
      filling: [image.shape[0], image.shape[1], count],
      with: { target in
        image.withScalars { source in
          var pixel = 0
          for element in stride(from: 0, to: target.count, by: count) {
            if count < colours {
              target[element] = 0.299 * source[pixel] + 0.587 * source[pixel + 1] + 0.114 * source[pixel + 2]
            } else {
              for channel in 0..<count { target[element + channel] = source[pixel + min(channel, colours - 1)] }
            }
            pixel += channels
          }
        }
      })
  }
}
