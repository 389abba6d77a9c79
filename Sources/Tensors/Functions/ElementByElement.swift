import Compute

// How functions of numbers become operations on tensors, element by element. A function is plain arithmetic on eight numbers, of
// `Lanes` or, where single precision is not enough, `DoubleLanes`; it stands beside the operation's documentation and its gradient
// rule, in a file of this folder, and becomes part of the loops of `Elementwise`.
//
// Some rules are fast ways through the value at hand; where a derivative is to be differentiated in turn, they are built of
// operations that record.

extension Tensor {
  /// Every element's result by a function, not recorded.
  @inline(__always)
  func mapped(_ function: (Lanes) -> Lanes) -> Tensor {
    Tensor(shape: shape) { Elementwise.map(storage.numbers, into: $0, count: count, function) }
  }

  /// Every element's result by a function that computes in double precision, not recorded.
  @inline(__always)
  func mapped(_ function: (DoubleLanes) -> DoubleLanes) -> Tensor {
    Tensor(shape: shape) { Elementwise.map(storage.numbers, into: $0, count: count, function) }
  }

  /// The results by a function of each pair of elements, with broadcasting, not recorded.
  @inline(__always)
  static func combined(
    _ name: StaticString, _ left: Tensor, _ right: Tensor, _ function: (Lanes, Lanes) -> Lanes
  ) -> Tensor {
    let pair = broadcastPair(name, left, right)
    return Tensor(shape: pair.shape) {
      Elementwise.map(left.storage.numbers, right.storage.numbers, into: $0, pair.walk, function)
    }
  }

  /// The same by a function that computes in double precision.
  @inline(__always)
  static func combined(
    _ name: StaticString, _ left: Tensor, _ right: Tensor, _ function: (DoubleLanes, DoubleLanes) -> DoubleLanes
  ) -> Tensor {
    let pair = broadcastPair(name, left, right)
    return Tensor(shape: pair.shape) {
      Elementwise.map(left.storage.numbers, right.storage.numbers, into: $0, pair.walk, function)
    }
  }

  /// The shape of a result with an element for each pair, and the walk over the pairs; stops with a message when there is none.
  private static func broadcastPair(
    _ name: StaticString, _ left: Tensor, _ right: Tensor
  ) -> (shape: [Int], walk: StridedPair) {
    if left.shape == right.shape {
      return (left.shape, StridedPair(shape: [left.count], left: [1], right: [1]))
    }
    guard let shape = left.shape.broadcast(with: right.shape) else {
      fail(ErrorMessage.broadcast("\(name)", left.shape, right.shape))
    }
    check(shape, for: "\(name)")
    return (
      shape,
      StridedPair(
        shape: shape, left: left.shape.strides(broadcastTo: shape), right: right.shape.strides(broadcastTo: shape))
    )
  }

  /// Whether a rule for this input, given this gradient, is itself being differentiated.
  func followed(by gradient: Tensor) -> Bool { openTape != nil || gradient.openTape != nil }
}

extension ErrorMessage {
  static func broadcast(_ operation: String, _ left: [Int], _ right: [Int]) -> String {
    "\(operation): shapes \(left) and \(right) do not broadcast; aligned at the end, two lengths must be equal or one of them 1."
  }
}
