import Compute

// How functions of numbers become operations on tensors, element by element. A function is plain arithmetic on eight numbers, of
// `Lanes` or, where single precision is not enough, `DoubleLanes`; it stands beside the operation's documentation and its gradient
// rule, in a file of this folder, and becomes part of the loops of `Elements` and `ElementPairs`:
//
//     mapped { $0.map { x in x * x } }
//     combined("add", left, right) { $0.map { x, y in x + y } }
//
// Some rules are fast ways through the value at hand; where a derivative is to be differentiated in turn, they are built of
// operations that record.

extension Tensor {
  /// A result for every element, not recorded; `loop` goes over a part of them.
  func mapped(_ loop: (Elements) -> Void) -> Tensor {
    Tensor(shape: shape) { Elements.inParts(storage.numbers, into: $0, count: count, loop) }
  }

  /// A result for every pair of elements, with broadcasting, not recorded; `loop` goes over a part of them.
  static func combined(
    _ name: StaticString, _ left: Tensor, _ right: Tensor, _ loop: (ElementPairs) -> Void
  ) -> Tensor {
    let (shape, walk) = pairs(name, left, right)
    return Tensor(shape: shape) {
      ElementPairs.inParts(left.storage.numbers, right.storage.numbers, into: $0, walk, loop)
    }
  }

  /// The shape of a result with an element for each pair, and the walk over the pairs; stops with a message when there is none.
  private static func pairs(
    _ name: StaticString, _ left: Tensor, _ right: Tensor
  ) -> (shape: [Int], walk: StridedPair) {
    if left.shape == right.shape {
      return (left.shape, StridedPair(count: left.count))
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
