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

extension Tensor {
  /// The integers of a range as a tensor of one axis: `Tensor(1...4)` is `[1, 2, 3, 4]`.
  ///
  /// Stops with a message when there are more of them than a tensor can hold.
  public init(_ range: ClosedRange<Int>) {
    guard range.upperBound < .max else { fail(ErrorMessage.tooManyElements("Tensor(\(range))", [.max])) }
    self.init(range.lowerBound..<range.upperBound + 1)
  }

  /// Numbers at equal distances from `start` up to, not including, `end`: `Tensor(from: 0, to: 1, by: 0.25)` is
  /// `[0, 0.25, 0.5, 0.75]`.
  ///
  /// Each number is `start + i * step`, computed in double precision, so that rounding does not add up. A negative step
  /// counts down. Stops with a message when the step is 0 or too small for the way, or one of the three is not finite.
  public init(from start: Double, to end: Double, by step: Double) {
    guard step != 0, start.isFinite, end.isFinite, step.isFinite else {
      fail(ErrorMessage.step(from: Float(start), to: Float(end), by: Float(step)))
    }
    func value(_ index: Int) -> Double { start + Double(index) * step }
    let steps = ((end - start) / step).rounded(.up)
    guard steps < 0x1p31 else { fail(ErrorMessage.steps(steps, from: Float(start), to: Float(end), by: Float(step))) }
    var count = steps > 0 ? Int(steps) : 0
    // The quotient is rounded; the last number decides whether it belongs.
    while count > 0, step > 0 ? value(count - 1) >= end : value(count - 1) <= end { count -= 1 }
    self.init(count: count, value: value)
  }

  /// `count` numbers at equal distances from `start` to `end`, both included: `Tensor(from: 0, through: 1, count: 5)` is
  /// `[0, 0.25, 0.5, 0.75, 1]`. One number alone is `start`.
  ///
  /// Stops with a message when `count` is negative, or an end or the way between them is not finite.
  public init(from start: Double, through end: Double, count: Int) {
    guard count >= 0 else { fail(ErrorMessage.negativeCount("Tensor(from:through:count:)", count)) }
    guard start.isFinite, end.isFinite, (end - start).isFinite else {
      fail(ErrorMessage.ends(from: Float(start), through: Float(end)))
    }
    Tensor.check([count], for: "Tensor(from:through:count:)")
    let last = Swift.max(count - 1, 1)
    self.init(count: count) { index in
      index == last ? end : start + (end - start) * Double(index) / Double(last)
    }
  }

  /// The identity matrix of `size` rows and columns: 1 on the diagonal, 0 elsewhere.
  ///
  /// Stops with a message when `size` is negative.
  public init(identity size: Int) {
    guard size >= 0 else { fail(ErrorMessage.negativeCount("Tensor(identity:)", size)) }
    Tensor.check([size, size], for: "Tensor(identity:)")
    self.init(shape: [size, size]) { start in
      start.initialize(repeating: 0, count: size * size)
      for row in 0..<size { start[row * size + row] = 1 }
    }
  }

  private init(count: Int, value: (Int) -> Double) {
    self.init(shape: [count]) { start in
      for index in 0..<count { (start + index).initialize(to: Float(value(index))) }
    }
  }
}

extension ErrorMessage {
  static func negativeCount(_ operation: String, _ count: Int) -> String {
    "\(operation): \(count) was given, but a number of 0 or more was expected."
  }

  static func wrongCount(_ count: Int, for shape: [Int]) -> String {
    "Tensor(shape:): shape \(shape) needs \(shape.elementCount) numbers, but \(count) were given."
  }

  static func step(from start: Float, to end: Float, by step: Float) -> String {
    "Tensor(from:to:by:): the numbers from \(formatted(start)) to \(formatted(end)) by \(formatted(step)) are not a finite "
      + "list; expected finite numbers and a step that reaches the end."
  }

  static func steps(_ steps: Double, from start: Float, to end: Float, by step: Float) -> String {
    let count = Float(steps).isFinite ? formatted(Float(steps)) : "too many"
    return
      "Tensor(from:to:by:): the list from \(formatted(start)) to \(formatted(end)) by \(formatted(step)) would have \(count) numbers; "
      + "expected at most \(Int32.max)."
  }

  static func ends(from start: Float, through end: Float) -> String {
    "Tensor(from:through:count:): the interval from \(formatted(start)) through \(formatted(end)) cannot be divided; "
      + "expected finite numbers."
  }
}
