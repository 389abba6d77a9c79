/// What the engine says of integers that cannot be used.
extension ErrorMessage {
  static func wrongIntegerCount(_ count: Int, for shape: [Int]) -> String {
    "IntTensor(shape:): shape \(shape) needs \(shape.elementCount) numbers, but \(count) were given."
  }

  static func tooLarge(_ value: Int) -> String {
    "IntTensor: \(value) does not fit in 32 bits; expected a number from \(Int32.min) to \(Int32.max)."
  }

  static func notAnInteger(_ value: Float, _ shape: [Int]) -> String {
    "IntTensor: a tensor of shape \(shape) has the element \(formatted(value)); expected whole numbers from \(Int32.min) to "
      + "\(Int32.max), as nothing is rounded."
  }

  static func integerIndex(_ index: Int, _ shape: [Int]) -> String {
    guard shape.count == 1 else {
      return "IntTensor subscript: one index was given for shape \(shape), which needs \(shape.count)."
    }
    return
      "IntTensor subscript: index \(index) is out of range for shape \(shape); it must be from 0 to \(shape[0] - 1)."
  }

  static func emptyRange(_ range: Range<Int>) -> String {
    "IntTensor(randomIn:): the range \(range.lowerBound)..<\(range.upperBound) is empty, but a number is to be drawn from it."
  }

  static func notOneInteger(_ shape: [Int]) -> String {
    "IntTensor scalar: integers of shape \(shape) have \(shape.elementCount) elements, but exactly 1 was expected."
  }

  static func integerComparison(_ left: [Int], _ right: [Int]) -> String {
    "IntTensor .==: shapes \(left) and \(right) differ; integers are compared with integers of the same shape, or with a single one."
  }
}
