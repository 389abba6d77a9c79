/// What the engine says of integers that cannot be used.
extension ErrorMessage {
  static func wrongIntegerCount(_ count: Int, for shape: [Int]) -> String {
    "IntTensor(shape:): shape \(shape) needs \(shape.elementCount) numbers, but \(count) were given."
  }

  static func tooLarge(_ value: Int64) -> String {
    "IntTensor: \(value) does not fit in 32 bits; expected a number from \(Int32.min) to \(Int32.max)."
  }

  static func tooLongCounts(_ length: Int) -> String {
    "counts(below:): \(length) was given, but integers have 32 bits and are below \(Int64(1) << 31); expected a number from 0 to that."
  }

  static func notAnInteger(_ value: Float, _ shape: [Int]) -> String {
    "IntTensor: a tensor of shape \(shape) has the element \(formatted(value)); expected whole numbers from \(Int32.min) to "
      + "\(Int32.max), as nothing is rounded."
  }

  static func emptyRange(_ range: Range<Int>) -> String {
    "IntTensor(randomIn:): the range \(range.lowerBound)..<\(range.upperBound) is empty, but a number is to be drawn from it."
  }

  static func notOneInteger(_ shape: [Int]) -> String {
    "IntTensor scalar: integers of shape \(shape) have \(shape.elementCount) elements, but exactly 1 was expected."
  }
}
