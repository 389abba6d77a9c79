// What makes a walk over large arrays fast before any number is looked at: threads, and runs that are long enough for
// vectors.

extension StridedPair {
  /// Calls `body` with parts of the walk that together are all of it, each with where its arrays and its results begin. The result
  /// is contiguous. Parts of large walks are shared by threads.
  func inParts(
    _ left: BlockPointer, _ right: BlockPointer, into result: UnsafeMutablePointer<Float>,
    _ body: (BlockPointer, BlockPointer, UnsafeMutablePointer<Float>, StridedPair) -> Void
  ) {
    let count = shape.reduce(1, *)
    if count < 1024 { return body(left, right, result, self) }
    let inner = count / shape[0]
    Workers.split(shape[0], grain: max(1, 16_384 / inner), parts: count < 100_000 ? 1 : nil) { range in
      part(range).withLongSpans(left, right, result + range.lowerBound * inner, body)
    }
  }

  /// Where one array repeats a short row beside rows of the other that follow each other, writes the row several times and
  /// walks over as many rows as one: a bias of 6 channels is added 96 elements at a time.
  private func withLongSpans(
    _ left: BlockPointer, _ right: BlockPointer, _ result: UnsafeMutablePointer<Float>,
    _ body: (BlockPointer, BlockPointer, UnsafeMutablePointer<Float>, StridedPair) -> Void
  ) {
    let last = shape.count - 1
    guard last >= 1, shape[last] < 64, leftStrides[last] == 1, rightStrides[last] == 1 else {
      return body(left, right, result, self)
    }
    let (rows, inner) = (shape[last - 1], shape[last])
    let repeatsLeft = leftStrides[last - 1] == 0 && rightStrides[last - 1] == inner
    let repeatsRight = rightStrides[last - 1] == 0 && leftStrides[last - 1] == inner
    let together = Self.rowsTogether(inner)
    guard repeatsLeft || repeatsRight, rows >= 4 * together else { return body(left, right, result, self) }
    let width = together * inner
    let longBlock = Block(width)
    defer { longBlock.deallocate() }
    let long = longBlock.start
    let (whole, rest) = (rows / together, rows % together)
    let (leftStep, rightStep) = (repeatsLeft ? 0 : width, repeatsLeft ? width : 0)
    let wholeRows = StridedPair(shape: [whole, width], left: [leftStep, 1], right: [rightStep, 1])
    let restOfRows = StridedPair(shape: [rest * inner], left: [1], right: [1])
    var target = result
    let outer = StridedPair(
      shape: Array(shape[..<(last - 1)]), left: Array(leftStrides[..<(last - 1)]),
      right: Array(rightStrides[..<(last - 1)]), leftOffset: leftOffset, rightOffset: rightOffset)
    outer.forEachSpan { span in
      for position in 0..<span.count {
        let (a, b) = (left + span.left + position * span.leftStride, right + span.right + position * span.rightStride)
        for row in 0..<together { (long + row * inner).update(from: (repeatsLeft ? a : b).pointer, count: inner) }
        body(repeatsLeft ? longBlock.numbers : a, repeatsLeft ? b : longBlock.numbers, target, wholeRows)
        let done = whole * width
        if rest > 0 {
          body(
            repeatsLeft ? longBlock.numbers : a + done, repeatsLeft ? b + done : longBlock.numbers, target + done,
            restOfRows)
        }
        target += rows * inner
      }
    }
  }

  /// How many rows of a length are taken as one, so that they are whole vectors and at least 64 numbers.
  static func rowsTogether(_ inner: Int) -> Int {
    var together = 16 >> min(4, inner.trailingZeroBitCount)
    while together * inner < 64 { together *= 2 }
    return together
  }
}
