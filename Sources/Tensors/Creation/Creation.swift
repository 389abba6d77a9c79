import Compute

extension Tensor {
  /// A single number, of shape `[]`.
  public init(_ scalar: Float) {
    self.init(shape: []) { $0.initialize(to: scalar) }
  }

  /// A tensor all of whose elements are `value`.
  ///
  /// Stops with a message when the shape has a negative length or more elements than a tensor can hold, 2^40.
  public init(repeating value: Float, shape: [Int]) {
    Tensor.check(shape)
    let count = shape.elementCount
    self.init(shape: shape) { start in
      Workers.split(count) { (start + $0.lowerBound).initialize(repeating: value, count: $0.count) }
    }
  }

  /// A tensor of zeros: `Tensor(zeros: [2, 3])` has two rows of three.
  ///
  /// Stops with a message when no tensor can have the shape, as all that make a tensor of a shape do.
  public init(zeros shape: [Int]) { self.init(repeating: 0, shape: shape) }

  /// A tensor of ones. Stops with a message when no tensor can have the shape.
  public init(ones shape: [Int]) { self.init(repeating: 1, shape: shape) }

  /// A tensor of the given shape with the given numbers in row-major order.
  ///
  /// Stops with a message when their number is not the product of the shape.
  public init(shape: [Int], _ scalars: [Float]) {
    Tensor.check(shape)
    let count = shape.elementCount
    guard scalars.count == count else { fail(ErrorMessage.wrongCount(scalars.count, for: shape)) }
    self.init(shape: shape) { start in
      for index in 0..<count { (start + index).initialize(to: scalars[index]) }
    }
  }

  /// The integers of a range as a tensor of one axis: `Tensor(0..<4)` is `[0, 1, 2, 3]`.
  ///
  /// Stops with a message when there are more of them than a tensor can hold.
  public init(_ range: Range<Int>) {
    let (count, overflows) = range.upperBound.subtractingReportingOverflow(range.lowerBound)
    Tensor.check([overflows ? .max : count], for: "Tensor(\(range))")
    self.init(shape: [count]) { start in
      for (index, value) in range.enumerated() { (start + index).initialize(to: Float(value)) }
    }
  }

  /// Stops with a message when no tensor can have the shape.
  static func check(_ shape: [Int], for operation: @autoclosure () -> String = "Tensor") {
    shape.checkedCount(operation())
  }
}

extension ErrorMessage {
  static func negativeCount(_ operation: String, _ count: Int) -> String {
    "\(operation): \(count) was given, but a number of 0 or more was expected."
  }

  static func wrongCount(_ count: Int, for shape: [Int]) -> String {
    "Tensor(shape:): shape \(shape) needs \(shape.elementCount) numbers, but \(count) were given."
  }
}
