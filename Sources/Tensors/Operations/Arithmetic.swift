import Compute

// Each operation shows forward and backward side by side: the value, then for each input how a gradient with respect to
// the result becomes one with respect to that input. Where an input was broadcast, the reverse walk sums the gradient back
// to the input's shape, so no rule here has to think of it.

extension Tensor {
  /// The sum, element by element, with broadcasting.
  public static func + (left: Tensor, right: Tensor) -> Tensor {
    combine("add", .add, left, right)
      .recorded("add", (left, { $0 }), (right, { $0 }))
  }

  /// The difference, element by element, with broadcasting.
  public static func - (left: Tensor, right: Tensor) -> Tensor {
    combine("subtract", .subtract, left, right)
      .recorded("subtract", (left, { $0 }), (right, { -$0 }))
  }

  /// The product, element by element, with broadcasting. (Not the matrix product.)
  public static func * (left: Tensor, right: Tensor) -> Tensor {
    combine("multiply", .multiply, left, right)
      .recorded("multiply", (left, { $0 * right }), (right, { $0 * left }))
  }

  /// The quotient, element by element, with broadcasting. Division by zero gives infinities or NaN, as for `Float`.
  public static func / (left: Tensor, right: Tensor) -> Tensor {
    combine("divide", .divide, left, right)
      .recorded("divide", (left, { $0 / right }), (right, { -$0 * left / right.squared() }))
  }

  /// Every element with its sign changed.
  public static prefix func - (tensor: Tensor) -> Tensor {
    tensor.mapped(.negate)
      .recorded("negate", (tensor, { -$0 }))
  }

  /// Every element multiplied with itself.
  public func squared() -> Tensor {
    mapped(.square)
      .recorded("squared", (self, { 2 * self * $0 }))
  }
}

extension Tensor {
  static func combine(_ name: StaticString, _ operation: BinaryOperation, _ left: Tensor, _ right: Tensor) -> Tensor {
    if left.shape == right.shape {
      return Tensor(shape: left.shape) {
        operation.apply(left.storage.start, right.storage.start, into: $0, count: left.count)
      }
    }
    guard let shape = left.shape.broadcast(with: right.shape) else {
      fail(ErrorMessage.broadcast("\(name)", left.shape, right.shape))
    }
    Tensor.check(shape, for: "\(name)")
    let pair = StridedPair(
      shape: shape, left: left.shape.strides(broadcastTo: shape), right: right.shape.strides(broadcastTo: shape))
    return Tensor(shape: shape) { operation.apply(left.storage.start, right.storage.start, into: $0, pair) }
  }

  func mapped(_ operation: UnaryOperation) -> Tensor {
    Tensor(shape: shape) { operation.apply(storage.start, into: $0, count: count) }
  }
}
