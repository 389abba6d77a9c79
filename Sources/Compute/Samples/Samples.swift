/// Stored integers as floating-point numbers.
package enum Samples {
  /// `result[i] = source[i]`.
  package static func convert(
    _ source: UnsafePointer<UInt8>, into result: UnsafeMutablePointer<Float>, count: Int
  ) {
    for index in 0..<count { result[index] = Float(source[index]) }
  }

  /// `result[i] = source[i] / 255`, the whole range of a byte as 0 to 1. A division, because a product with 1/255 is not the
  /// nearest number for every byte; the loop waits for memory in either case.
  package static func convertToUnitInterval(
    _ source: UnsafePointer<UInt8>, into result: UnsafeMutablePointer<Float>, count: Int
  ) {
    for index in 0..<count { result[index] = Float(source[index]) / 255 }
  }

  /// `result[i] = source[i] / 65535`, the whole range of 16 bits as 0 to 1.
  package static func convertToUnitInterval(
    _ source: UnsafePointer<UInt16>, into result: UnsafeMutablePointer<Float>, count: Int
  ) {
    for index in 0..<count { result[index] = Float(source[index]) / 65535 }
  }
}
