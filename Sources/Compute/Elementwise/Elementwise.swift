// The one way in which operations go over numbers element by element: eight at a time, in single or in double precision, shared by
// threads where there are many. The function stands with its operation, in the module above:
//
//     Elements.inParts(source, into: result, count: count) { $0.map(square) }
//
// The closure is called once for each part. The function becomes part of the loop, also in another module, which is why the loops
// can be inlined, if it is one of `@inline(__always)`: others, and those that a closure had captured, would be called anew for every
// eight numbers.
//
// The last few numbers go through the same function as all others, so that a result does not depend on its position. What is read
// beyond the end on the way is not stored.

/// A part of an array of numbers, and where the results for it go.
@usableFromInline package struct Elements {
  @usableFromInline let source: BlockPointer
  @usableFromInline let result: UnsafeMutablePointer<Float>
  @usableFromInline let count: Int

  /// Calls `body` with parts that together are all of the array.
  package static func inParts(
    _ source: BlockPointer, into result: UnsafeMutablePointer<Float>, count: Int, _ body: (Elements) -> Void
  ) {
    Workers.split(count) { range in
      body(
        Elements(source: source + range.lowerBound, result: result + range.lowerBound, count: range.count))
    }
  }

  /// `result[i] = function(source[i])`.
  @inlinable @inline(__always)
  package func map(_ function: (Lanes) -> Lanes) {
    let whole = count / 8 * 8
    var index = 0
    while index < whole {
      function(Lanes(at: source + index)).store(at: result + index)
      index &+= 8
    }
    if index < count { function(Lanes(at: source + index)).store(first: count &- index, at: result + index) }
  }

  /// The same with a function that computes in double precision.
  @inlinable @inline(__always)
  package func mapPrecisely(_ function: (DoubleLanes) -> DoubleLanes) {
    var index = 0
    // Written once, as such functions are long.
    while index < count {
      function(DoubleLanes(Lanes(at: source + index))).single.store(first: count &- index, at: result + index)
      index &+= 8
    }
  }
}

/// A part of a walk over pairs of numbers, which may repeat those of either array, and where the results go, one after the other.
@usableFromInline package struct ElementPairs {
  @usableFromInline let left: BlockPointer
  @usableFromInline let right: BlockPointer
  @usableFromInline let result: UnsafeMutablePointer<Float>
  @usableFromInline let walk: StridedPair

  /// Calls `body` with parts that together are all of the walk.
  package static func inParts(
    _ left: BlockPointer, _ right: BlockPointer, into result: UnsafeMutablePointer<Float>, _ walk: StridedPair,
    _ body: (ElementPairs) -> Void
  ) {
    walk.inParts(left, right, into: result) { left, right, result, walk in
      body(ElementPairs(left: left, right: right, result: result, walk: walk))
    }
  }

  /// `result = function(left, right)` for every pair.
  @inlinable @inline(__always)
  package func map(_ function: (Lanes, Lanes) -> Lanes) {
    var target = result
    walk.forEachSpan { span in
      let (left, right) = (left + span.left, right + span.right)
      var index = 0
      if span.isUsual {
        let whole = span.count / 8 * 8
        var (a, b) = (Lanes(repeating: left.pointee), Lanes(repeating: right.pointee))
        while index < whole {
          if span.leftStride == 1 { a = Lanes(at: left + index) }
          if span.rightStride == 1 { b = Lanes(at: right + index) }
          function(a, b).store(at: target + index)
          index &+= 8
        }
      }
      while index < span.count {
        function(span.numbers(left, index, span.leftStride), span.numbers(right, index, span.rightStride))
          .store(first: span.count &- index, at: target + index)
        index &+= 8
      }
      target += span.count
    }
  }

  /// The same with a function that computes in double precision.
  @inlinable @inline(__always)
  package func mapPrecisely(_ function: (DoubleLanes, DoubleLanes) -> DoubleLanes) {
    var target = result
    walk.forEachSpan { span in
      let (left, right) = (left + span.left, right + span.right)
      var index = 0
      while index < span.count {
        let a = DoubleLanes(span.numbers(left, index, span.leftStride))
        let b = DoubleLanes(span.numbers(right, index, span.rightStride))
        function(a, b).single.store(first: span.count &- index, at: target + index)
        index &+= 8
      }
      target += span.count
    }
  }

  /// 1 where something holds of a pair, else 0.
  @inlinable @inline(__always)
  package func mark(_ holds: (Lanes, Lanes) -> SIMDMask<Lanes.MaskStorage>) {
    @inline(__always)
    func marked(_ x: Lanes, _ y: Lanes) -> Lanes { Lanes.zero.replacing(with: 1, where: holds(x, y)) }
    map(marked)
  }
}

extension StridedPair.Span {
  /// Whether each array's numbers follow each other or are one number again and again.
  @inlinable @inline(__always)
  var isUsual: Bool { (leftStride | rightStride) & ~1 == 0 }

  /// Eight numbers of the run from a position on; as many as there are, if fewer.
  @inlinable @inline(__always)
  func numbers(_ start: BlockPointer, _ index: Int, _ step: Int) -> Lanes {
    if step == 1 { return Lanes(at: start + index) }
    var result = Lanes.zero
    for lane in 0..<min(8, count &- index) { result[lane] = start[(index &+ lane) &* step] }
    return result
  }
}
