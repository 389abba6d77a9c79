/// Two arrays walked in step over one shape, each with its own distance between neighbours along each axis.
///
/// A distance of 0 repeats an array along an axis (broadcasting), exchanged distances transpose it, and an offset with
/// unchanged distances is a slice. So one walk serves them all.
@usableFromInline package struct StridedPair {
  @usableFromInline package var shape: [Int]
  @usableFromInline package var leftStrides: [Int]
  @usableFromInline package var rightStrides: [Int]
  @usableFromInline package var leftOffset: Int
  @usableFromInline package var rightOffset: Int

  /// Axes of length 1 are dropped, and neighbouring axes that both arrays walk as one are merged, so that the innermost
  /// run is as long as it can be.
  package init(
    shape: [Int], left: [Int], right: [Int], leftOffset: Int = 0, rightOffset: Int = 0
  ) {
    self.shape = []
    self.leftStrides = []
    self.rightStrides = []
    self.leftOffset = leftOffset
    self.rightOffset = rightOffset
    for axis in shape.indices where shape[axis] != 1 {
      let last = self.shape.count - 1
      if last >= 0, leftStrides[last] == shape[axis] * left[axis], rightStrides[last] == shape[axis] * right[axis] {
        self.shape[last] *= shape[axis]
        leftStrides[last] = left[axis]
        rightStrides[last] = right[axis]
      } else {
        self.shape.append(shape[axis])
        leftStrides.append(left[axis])
        rightStrides.append(right[axis])
      }
    }
    if self.shape.isEmpty {
      self.shape = [1]
      leftStrides = [0]
      rightStrides = [0]
    }
  }

  /// Two arrays whose numbers follow each other.
  package init(count: Int) {
    shape = [count]
    leftStrides = [1]
    rightStrides = [1]
    leftOffset = 0
    rightOffset = 0
  }

  /// One run along the innermost axis.
  @usableFromInline
  struct Span {
    @usableFromInline var left: Int
    @usableFromInline var right: Int
    @usableFromInline let count: Int
    @usableFromInline let leftStride: Int
    @usableFromInline let rightStride: Int

    @inlinable
    init(left: Int, right: Int, count: Int, leftStride: Int, rightStride: Int) {
      self.left = left
      self.right = right
      self.count = count
      self.leftStride = leftStride
      self.rightStride = rightStride
    }
  }

  /// Visits the runs in row-major order.
  @inlinable @inline(__always)
  func forEachSpan(_ body: (Span) -> Void) {
    if shape.contains(0) { return }
    let inner = shape.count - 1
    var span = Span(
      left: leftOffset, right: rightOffset, count: shape[inner],
      leftStride: leftStrides[inner], rightStride: rightStrides[inner])
    var position = [Int](repeating: 0, count: inner)
    while true {
      body(span)
      var axis = inner - 1
      while axis >= 0 {
        position[axis] += 1
        span.left += leftStrides[axis]
        span.right += rightStrides[axis]
        if position[axis] < shape[axis] { break }
        span.left -= shape[axis] * leftStrides[axis]
        span.right -= shape[axis] * rightStrides[axis]
        position[axis] = 0
        axis -= 1
      }
      if axis < 0 { return }
    }
  }

  /// Copies every element of the left array to its partner in the right one. Large walks are shared by threads.
  package func copy(from left: UnsafePointer<Float>, to right: UnsafeMutablePointer<Float>) {
    let count = shape.reduce(1, *)
    if count < 100_000 { return copyHere(from: left, to: right) }
    Workers.split(shape[0], grain: max(1, 16_384 / (count / shape[0]))) { range in
      part(range).copyHere(from: left, to: right)
    }
  }

  /// The walk over a part of the first axis.
  func part(_ range: Range<Int>) -> StridedPair {
    var part = self
    part.shape[0] = range.count
    part.leftOffset += range.lowerBound * leftStrides[0]
    part.rightOffset += range.lowerBound * rightStrides[0]
    return part
  }

  private func copyHere(from left: UnsafePointer<Float>, to right: UnsafeMutablePointer<Float>) {
    if repeatsShortRows { return copyRows(from: left, to: right) }
    forEachSpan { span in
      let source = left + span.left
      let target = right + span.right
      switch (span.leftStride, span.rightStride) {
      case (1, 1): target.update(from: source, count: span.count)
      case (0, 1): target.update(repeating: source.pointee, count: span.count)
      default:
        for index in 0..<span.count { target[index * span.rightStride] = source[index * span.leftStride] }
      }
    }
  }

  /// Whether the left array repeats one short row over rows of the right one that follow each other.
  private var repeatsShortRows: Bool {
    let last = shape.count - 1
    return last > 0 && shape[last] < 128 && leftStrides[last] == 1 && rightStrides[last] == 1
      && leftStrides[last - 1] == 0 && rightStrides[last - 1] == shape[last]
  }

  /// Copies what is there already, once the first row is: few long runs instead of many short ones.
  private func copyRows(from left: UnsafePointer<Float>, to right: UnsafeMutablePointer<Float>) {
    let last = shape.count - 1
    let (inner, total) = (shape[last], shape[last - 1] * shape[last])
    var outer = self
    outer.shape[last - 1] = 1
    outer.forEachSpan { span in
      let target = right + span.right
      target.update(from: left + span.left, count: inner)
      var done = inner
      while done < total {
        // No more than fits in the first cache.
        let next = min(done, 64 * inner, total - done)
        (target + done).update(from: target, count: next)
        done += next
      }
    }
  }
}
