/// What the engine says of tensors that cannot be made or written.
extension ErrorMessage {
  static func step(from start: Float, to end: Float, by step: Float) -> String {
    "Tensor(from:to:by:): the numbers from \(formatted(start)) to \(formatted(end)) by \(formatted(step)) are not a finite "
      + "list; expected finite numbers and a step that reaches the end."
  }

  static func ends(from start: Float, through end: Float) -> String {
    "Tensor(from:through:count:): the interval from \(formatted(start)) through \(formatted(end)) cannot be divided; "
      + "expected finite numbers."
  }

  static func negativeCount(_ operation: String, _ count: Int) -> String {
    "\(operation): \(count) was given, but a number of 0 or more was expected."
  }

  static func emptyRange(_ range: Range<Int>) -> String {
    "IntTensor(randomIn:): the range \(range.lowerBound)..<\(range.upperBound) is empty, but a number is to be drawn from it."
  }

  static func notOneInteger(_ shape: [Int]) -> String {
    "IntTensor scalar: integers of shape \(shape) have \(shape.elementCount) elements, but exactly 1 was expected."
  }

  static func uniform(_ lower: Float, _ upper: Float) -> String {
    "Tensor(randomUniform:in:): no number can be drawn from \(formatted(lower))..<\(formatted(upper)); expected a range that "
      + "is not empty, with finite bounds and a finite width."
  }

  static func normal(_ mean: Float, _ deviation: Float) -> String {
    "Tensor(randomNormal:mean:standardDeviation:): mean \(formatted(mean)) and standard deviation \(formatted(deviation)) were "
      + "given; expected finite numbers, the standard deviation 0 or more."
  }

  static func digits(_ digits: Int, in operation: String = "formatted(digits:)") -> String {
    "\(operation): \(digits) digits were asked for, but a number of 0 or more was expected."
  }
}
