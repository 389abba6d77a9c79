// The one way in which operations go over numbers element by element: eight at a time, in single or in double precision, shared by
// threads where there are many. The function stands with its operation; given as a closure, it becomes part of these loops, also in
// another module, which is why they can be inlined.
//
// The last few numbers go through the same function as all others, so that a result does not depend on its position. What is read
// beyond the end on the way is not stored.

@usableFromInline package enum Elementwise {
  /// `result[i] = function(source[i])` for `count` numbers.
  @inlinable @inline(__always)
  package static func map(
    _ source: BlockPointer, into result: UnsafeMutablePointer<Float>, count: Int, _ function: (Lanes) -> Lanes
  ) {
    Workers.split(count) { range in
      let whole = range.lowerBound + range.count / 8 * 8
      var index = range.lowerBound
      while index < whole {
        function(Lanes(at: source + index)).store(at: result + index)
        index &+= 8
      }
      if whole < range.upperBound {
        function(Lanes(at: source + whole)).store(first: range.upperBound - whole, at: result + whole)
      }
    }
  }

  /// The same with a function that computes in double precision.
  @inlinable @inline(__always)
  package static func map(
    _ source: BlockPointer, into result: UnsafeMutablePointer<Float>, count: Int,
    _ function: (DoubleLanes) -> DoubleLanes
  ) {
    Workers.split(count) { range in
      var index = range.lowerBound
      // Written once: a function that stands here twice is too long to become part of the loop.
      while index < range.upperBound {
        function(DoubleLanes(Lanes(at: source + index))).single.store(
          first: range.upperBound - index, at: result + index)
        index &+= 8
      }
    }
  }

  /// `result = function(left, right)` for every pair of numbers along a walk that may repeat those of either array. The result is
  /// contiguous.
  @inlinable @inline(__always)
  package static func map(
    _ left: BlockPointer, _ right: BlockPointer, into result: UnsafeMutablePointer<Float>, _ pair: StridedPair,
    _ function: (Lanes, Lanes) -> Lanes
  ) {
    pair.inParts(left, right, into: result) { left, right, result, pair in
      var target = result
      pair.forEachSpan { span in
        let (a, b) = (left + span.left, right + span.right)
        // Each of the usual distances has a loop of its own.
        switch (span.leftStride, span.rightStride) {
        case (1, 1): whole(span.count, into: target) { function(Lanes(at: a + $0), Lanes(at: b + $0)) }
        case (1, 0):
          let number = Lanes(repeating: b.pointee)
          whole(span.count, into: target) { function(Lanes(at: a + $0), number) }
        case (0, 1):
          let number = Lanes(repeating: a.pointee)
          whole(span.count, into: target) { function(number, Lanes(at: b + $0)) }
        default:
          whole(span.count, into: target) { index in
            let count = Swift.min(8, span.count - index)
            return function(
              Lanes(first: count, at: a + index * span.leftStride, step: span.leftStride),
              Lanes(first: count, at: b + index * span.rightStride, step: span.rightStride))
          }
        }
        target += span.count
      }
    }
  }

  /// The same with a function that computes in double precision.
  @inlinable @inline(__always)
  package static func map(
    _ left: BlockPointer, _ right: BlockPointer, into result: UnsafeMutablePointer<Float>, _ pair: StridedPair,
    _ function: (DoubleLanes, DoubleLanes) -> DoubleLanes
  ) {
    pair.inParts(left, right, into: result) { left, right, result, pair in
      var target = result
      pair.forEachSpan { span in
        var index = 0
        while index < span.count {
          let count = Swift.min(8, span.count - index)
          let a = Lanes(first: count, at: left + span.left + index * span.leftStride, step: span.leftStride)
          let b = Lanes(first: count, at: right + span.right + index * span.rightStride, step: span.rightStride)
          function(DoubleLanes(a), DoubleLanes(b)).single.store(first: count, at: target + index)
          index &+= 8
        }
        target += span.count
      }
    }
  }

  /// Stores `count` numbers, of which `numbers` gives eight from a position on.
  @inlinable @inline(__always)
  static func whole(_ count: Int, into target: UnsafeMutablePointer<Float>, _ numbers: (Int) -> Lanes) {
    let whole = count / 8 * 8
    var index = 0
    while index < whole {
      numbers(index).store(at: target + index)
      index &+= 8
    }
    if whole < count { numbers(whole).store(first: count - whole, at: target + whole) }
  }
}

extension SIMD8 where Scalar == Float {
  /// The first `count` of numbers that lie at some distance from each other, and zeros.
  @inlinable @inline(__always)
  init(first count: Int, at source: BlockPointer, step: Int) {
    self = .zero
    for lane in 0..<count { self[lane] = source[lane * step] }
  }
}
