import Compute

// With broadcasting, as of tensors. Division is that of Swift's integers: it drops the fraction, and the remainder has the sign of the
// dividend; NumPy's `//` and `%` round down.

extension IntTensor {
  /// The sums, element by element, with broadcasting. Stops with a message when the shapes do not broadcast, or a sum does not fit in 32
  /// bits.
  @_disfavoredOverload
  public static func + (left: IntTensor, right: IntTensor) -> IntTensor {
    combined("+", left, right) { $0.addingReportingOverflow($1) }
  }

  /// The differences, element by element.
  @_disfavoredOverload
  public static func - (left: IntTensor, right: IntTensor) -> IntTensor {
    combined("-", left, right) { $0.subtractingReportingOverflow($1) }
  }

  /// The products, element by element.
  @_disfavoredOverload
  public static func * (left: IntTensor, right: IntTensor) -> IntTensor {
    combined("*", left, right) { $0.multipliedReportingOverflow(by: $1) }
  }

  /// The quotients, element by element, without their fractions: -7 / 2 is -3. Stops with a message when a divisor is 0.
  @_disfavoredOverload
  public static func / (left: IntTensor, right: IntTensor) -> IntTensor {
    if right.scalars.contains(0) { fail(ErrorMessage.divisionByZero("/", right.shape)) }
    return combined("/", left, right) { $0.dividedReportingOverflow(by: $1) }
  }

  /// The remainders of division, element by element, with the sign of the dividend: -7 % 2 is -1. Stops with a message when a divisor is
  /// 0.
  @_disfavoredOverload
  public static func % (left: IntTensor, right: IntTensor) -> IntTensor {
    if right.scalars.contains(0) { fail(ErrorMessage.divisionByZero("%", right.shape)) }
    // The remainder by -1 is 0, also where the quotient would not fit.
    return combined("%", left, right) { ($1 == -1 ? 0 : $0 % $1, false) }
  }

  /// Every integer with the other sign.
  @_disfavoredOverload
  public static prefix func - (integers: IntTensor) -> IntTensor { IntTensor(repeating: 0, shape: []) - integers }

  /// Adds integers, broadcast, to these, which keep their shape.
  public static func += (left: inout IntTensor, right: IntTensor) {
    left.replace(with: left + right, "+=", right.shape)
  }

  /// Subtracts integers, broadcast, from these, which keep their shape.
  public static func -= (left: inout IntTensor, right: IntTensor) {
    left.replace(with: left - right, "-=", right.shape)
  }

  /// Multiplies these by integers, broadcast, and keeps their shape.
  public static func *= (left: inout IntTensor, right: IntTensor) {
    left.replace(with: left * right, "*=", right.shape)
  }

  /// Divides these by integers, broadcast, without fractions, and keeps their shape. Stops with a message when a divisor is 0.
  public static func /= (left: inout IntTensor, right: IntTensor) {
    left.replace(with: left / right, "/=", right.shape)
  }

  /// Takes remainders of division by integers, broadcast, and keeps the shape. Stops with a message when a divisor is 0.
  public static func %= (left: inout IntTensor, right: IntTensor) {
    left.replace(with: left % right, "%=", right.shape)
  }

  /// The integers without their signs. Stops with a message for the least number, whose magnitude does not fit in 32 bits.
  public func magnitude() -> IntTensor {
    IntTensor(shape: shape, scalars.map { IntTensor.fitting($0.magnitude) })
  }

  /// The integers repeated along axes that they lack or have with length 1, so that they have the given shape.
  ///
  /// Stops with a message when they cannot: aligned at the end, each length must be 1 or that of the given shape.
  public func broadcast(to shape: [Int]) -> IntTensor {
    if shape == self.shape { return self }
    guard self.shape.broadcast(with: shape) == shape else {
      fail(ErrorMessage.broadcast("broadcast(to:)", self.shape, shape))
    }
    var result: [Int32] = []
    result.reserveCapacity(shape.checkedCount("broadcast(to:)"))
    IntTensor.walk(self.shape, [], over: shape).forEachPair { own, _ in result.append(scalars[own]) }
    return IntTensor(shape: shape, result)
  }
}

extension IntTensor {
  /// The sums with one number.
  @_disfavoredOverload
  public static func + (left: IntTensor, right: Int) -> IntTensor { left + IntTensor(repeating: right, shape: []) }

  /// The sums of one number with each integer.
  @_disfavoredOverload
  public static func + (left: Int, right: IntTensor) -> IntTensor { IntTensor(repeating: left, shape: []) + right }

  /// The differences with one number.
  @_disfavoredOverload
  public static func - (left: IntTensor, right: Int) -> IntTensor { left - IntTensor(repeating: right, shape: []) }

  /// The differences of one number with each integer.
  @_disfavoredOverload
  public static func - (left: Int, right: IntTensor) -> IntTensor { IntTensor(repeating: left, shape: []) - right }

  /// The products with one number.
  @_disfavoredOverload
  public static func * (left: IntTensor, right: Int) -> IntTensor { left * IntTensor(repeating: right, shape: []) }

  /// The products of one number with each integer.
  @_disfavoredOverload
  public static func * (left: Int, right: IntTensor) -> IntTensor { IntTensor(repeating: left, shape: []) * right }

  /// The quotients by one number, without their fractions.
  @_disfavoredOverload
  public static func / (left: IntTensor, right: Int) -> IntTensor { left / IntTensor(repeating: right, shape: []) }

  /// The remainders of division by one number.
  @_disfavoredOverload
  public static func % (left: IntTensor, right: Int) -> IntTensor { left % IntTensor(repeating: right, shape: []) }

  /// Adds one number to each integer.
  public static func += (left: inout IntTensor, right: Int) { left += IntTensor(repeating: right, shape: []) }

  /// Subtracts one number from each integer.
  public static func -= (left: inout IntTensor, right: Int) { left -= IntTensor(repeating: right, shape: []) }

  /// Multiplies each integer by one number.
  public static func *= (left: inout IntTensor, right: Int) { left *= IntTensor(repeating: right, shape: []) }

  /// Divides each integer by one number, without fractions. Stops with a message when that is 0.
  public static func /= (left: inout IntTensor, right: Int) { left /= IntTensor(repeating: right, shape: []) }

  /// Takes the remainder of each integer's division by one number. Stops with a message when that is 0.
  public static func %= (left: inout IntTensor, right: Int) { left %= IntTensor(repeating: right, shape: []) }

  /// One number divided by each integer, without fractions. Stops with a message when one of them is 0.
  @_disfavoredOverload
  public static func / (left: Int, right: IntTensor) -> IntTensor { IntTensor(repeating: left, shape: []) / right }

  /// The remainders of one number's division by each integer. Stops with a message when one of them is 0.
  @_disfavoredOverload
  public static func % (left: Int, right: IntTensor) -> IntTensor { IntTensor(repeating: left, shape: []) % right }
}

extension IntTensor {
  /// A result for each pair of elements, with broadcasting. Stops with a message when the shapes do not broadcast, or a result does not
  /// fit.
  static func combined(
    _ name: StaticString, _ left: IntTensor, _ right: IntTensor,
    _ operation: (Int32, Int32) -> (partialValue: Int32, overflow: Bool)
  ) -> IntTensor {
    guard let shape = left.shape.broadcast(with: right.shape) else {
      fail(ErrorMessage.broadcast("\(name)", left.shape, right.shape))
    }
    var result: [Int32] = []
    result.reserveCapacity(shape.checkedCount("\(name)"))
    walk(left.shape, right.shape, over: shape).forEachPair {
      let (value, overflows) = operation(left.scalars[$0], right.scalars[$1])
      guard !overflows else { fail(ErrorMessage.overflow("\(name)", left.scalars[$0], right.scalars[$1])) }
      result.append(value)
    }
    return IntTensor(shape: shape, result)
  }

  /// The walk over two boxes that broadcast to a shape.
  static func walk(_ left: [Int], _ right: [Int], over shape: [Int]) -> StridedPair {
    StridedPair(shape: shape, left: left.strides(broadcastTo: shape), right: right.strides(broadcastTo: shape))
  }

  private mutating func replace(with result: IntTensor, _ name: String, _ other: [Int]) {
    guard result.shape == shape else { fail(ErrorMessage.assignedOperation(name, shape, other)) }
    self = result
  }
}

// Fractions have no place among integers: the compiler says what to write.

extension IntTensor {
  @available(*, unavailable, message: "integers hold no fractions; as floating-point numbers it is Tensor(i) + 2.5")
  public static func + <Scalar: BinaryFloatingPoint>(left: IntTensor, right: Scalar) -> Tensor { fatalError() }

  @available(*, unavailable, message: "integers hold no fractions; as floating-point numbers it is Tensor(i) - 2.5")
  public static func - <Scalar: BinaryFloatingPoint>(left: IntTensor, right: Scalar) -> Tensor { fatalError() }

  @available(*, unavailable, message: "integers hold no fractions; as floating-point numbers it is Tensor(i) * 2.5")
  public static func * <Scalar: BinaryFloatingPoint>(left: IntTensor, right: Scalar) -> Tensor { fatalError() }

  @available(*, unavailable, message: "integers hold no fractions; as floating-point numbers it is Tensor(i) / 2.5")
  public static func / <Scalar: BinaryFloatingPoint>(left: IntTensor, right: Scalar) -> Tensor { fatalError() }

  @available(*, unavailable, message: "integers hold no fractions; as floating-point numbers it is 2.5 * Tensor(i)")
  public static func * <Scalar: BinaryFloatingPoint>(left: Scalar, right: IntTensor) -> Tensor { fatalError() }
}

extension ErrorMessage {
  static func overflow(_ operation: String, _ left: Int32, _ right: Int32) -> String {
    "IntTensor \(operation): \(left) \(operation) \(right) does not fit in 32 bits; expected results from \(Int32.min) to \(Int32.max)."
  }

  static func divisionByZero(_ operation: String, _ shape: [Int]) -> String {
    "IntTensor \(operation): a divisor of shape \(shape) has a 0; expected other numbers."
  }
}
