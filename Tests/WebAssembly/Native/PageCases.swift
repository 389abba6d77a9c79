/// Convolutions that a page makes with the function `convolve`, and what this machine makes of them.
struct PageCase {
  var height: Int32
  var width: Int32
  var channels: Int32
  var size: Int32
  var outputs: Int32
  var groups: Int32 = 1
  /// Whether the numbers are fractions of powers of two, so short that no sum of their products is rounded on any machine.
  var isExact: Bool

  /// One for each way in which convolutions are computed, and sizes that are no multiples of a vector.
  static let all = [true, false].flatMap { isExact in
    [
      PageCase(height: 9, width: 13, channels: 3, size: 3, outputs: 5, isExact: isExact),
      PageCase(height: 7, width: 6, channels: 4, size: 3, outputs: 21, isExact: isExact),
      PageCase(height: 16, width: 19, channels: 1, size: 5, outputs: 1, isExact: isExact),
      PageCase(height: 8, width: 11, channels: 6, size: 3, outputs: 6, groups: 6, isExact: isExact),
      PageCase(height: 6, width: 5, channels: 40, size: 3, outputs: 3, isExact: isExact),
      PageCase(height: 5, width: 4, channels: 8, size: 1, outputs: 12, groups: 2, isExact: isExact),
    ]
  }

  /// The case as JSON, with what is convolved and the result.
  var json: String {
    let picture = numbers(height * width * channels, step: 37, of: isExact ? 64 : 61)
    let filters = numbers(size * size * (channels / groups) * outputs, step: 29, of: isExact ? 32 : 31)
    let result = [Float](unsafeUninitializedCapacity: Int(height * width * outputs)) { buffer, count in
      count = buffer.count
      convolve(picture, height, width, channels, filters, size, outputs, groups, buffer.baseAddress!)
    }
    return """
      {"arguments": [\(height), \(width), \(channels), \(size), \(outputs), \(groups)], "isExact": \(isExact),
        "picture": \(picture), "filters": \(filters), "result": \(result)}
      """
  }

  /// Numbers from -1 to 1 that repeat themselves only after `parts`.
  private func numbers(_ count: Int32, step: Int, of parts: Int) -> [Float] {
    (0..<Int(count)).map { Float($0 * step % parts * 2 - parts) / Float(parts) }
  }
}
