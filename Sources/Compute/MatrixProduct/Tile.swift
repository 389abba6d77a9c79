/// The heart of matrix products and convolutions: a few rows and one or two vectors of columns of sums, held in registers
/// while the terms go by.
///
///     sums[r][lane] += x[line * xLineStep + offsets[t] + r * rowStep] * y[line * yLineStep + t * yStep + lane]
///
/// for every line and every t. What the rows and the terms mean is up to the caller. In a matrix product, rows are rows
/// and terms run along the inner dimension; in a convolution, rows are neighbouring output elements and terms the elements
/// of the kernel, which `offsets` finds in the image itself, so no matrix of windows is ever built.
///
/// Each sum is formed term by term in this order, whatever the tile's size.
package struct Tile {
  /// Where the first row's terms begin.
  var x: BlockPointer
  /// How far apart the rows lie.
  var rowStep: Int
  /// Where the columns' terms begin. As many lanes are read as the panel has, also beyond `columns`.
  var y: BlockPointer
  var result: UnsafeMutablePointer<Float>
  /// How far apart the rows of the result lie.
  var resultStep: Int
  /// How many columns are written.
  var columns: Int
  /// What the sums begin with.
  var beginning: Beginning
  /// How many tiles there are, one after the other: the next begins where the rows of this one end.
  var count = 1
  /// How far apart tiles lie in x.
  var tileStep = 0
  /// Where what later tiles will read begins, which those ask for that are more than a vector wide.
  var upcoming: BlockPointer?

  enum Beginning {
    case zero
    /// What is in the result.
    case result
    /// The same numbers for each row, as many as the panel has lanes.
    case row(BlockPointer)
  }

  /// The terms, which many tiles share.
  struct Terms {
    var lines = 1
    var xLineStep = 0
    var yLineStep = 0
    var offsets: UnsafePointer<Int>
    var count: Int
    var yStep: Int
    /// How `upcoming` goes on.
    var prefetch = Prefetch()
  }

  /// How many rows a tile has at the most. Two vectors for each row, two of columns and a repeated number must fit the
  /// registers: 16 of 8 lanes, or 32 of 16. A file for the web should be small too, and every height is code of its own.
  #if WIDE_VECTORS
    static let rows = 8
  #elseif arch(wasm32)
    static let rows = 4
  #else
    static let rows = 6
  #endif

  // For the web their code is there once; the optimiser of the linker would put it into callers as well.

  /// Adds up the terms, every x with each lane of y.
  #if arch(wasm32)
    @inline(never)
  #endif
  func accumulate(rows: Int, _ terms: Terms) { accumulate(rows: rows, terms, Repeated.self) }

  /// Adds up the terms with x as a vector too: `x[... + lane] * y[... + lane]`.
  #if arch(wasm32)
    @inline(never)
  #endif
  func accumulateLanes(rows: Int, _ terms: Terms) { accumulate(rows: rows, terms, ByLane.self) }

  private enum Repeated: Pairing {
    @inline(__always)
    static var looksAhead: Bool { true }

    @inline(__always)
    static func factor<V: SIMD>(at x: BlockPointer) -> V where V.Scalar == Float { V(repeating: x.pointee) }

    @inline(__always)
    static func second<V: SIMD>(after first: V, at x: BlockPointer) -> V where V.Scalar == Float { first }
  }

  private enum ByLane: Pairing {
    @inline(__always)
    static var looksAhead: Bool { false }

    @inline(__always)
    static func factor<V: SIMD>(at x: BlockPointer) -> V where V.Scalar == Float { V(at: x) }

    @inline(__always)
    static func second<V: SIMD>(after first: V, at x: BlockPointer) -> V where V.Scalar == Float {
      V(at: x + V.scalarCount)
    }
  }

  @inline(__always)
  private func accumulate<P: Pairing>(rows: Int, _ terms: Terms, _: P.Type) {
    switch rows {
    case 1: accumulate(InlineArray<1, Int>(repeating: 0), terms, P.self)
    case 2: accumulate(InlineArray<2, Int>(repeating: 0), terms, P.self)
    case 3: accumulate(InlineArray<3, Int>(repeating: 0), terms, P.self)
    case 4: accumulate(InlineArray<4, Int>(repeating: 0), terms, P.self)
    #if !arch(wasm32)
      case 5: accumulate(InlineArray<5, Int>(repeating: 0), terms, P.self)
      case 6: accumulate(InlineArray<6, Int>(repeating: 0), terms, P.self)
    #endif
    #if WIDE_VECTORS
      case 7: accumulate(InlineArray<7, Int>(repeating: 0), terms, P.self)
      default: accumulate(InlineArray<8, Int>(repeating: 0), terms, P.self)
    #else
      default: break
    #endif
    }
  }

  /// The number of rows is a constant here, so that the loops over them disappear. The first argument only carries it.
  @inline(__always)
  private func accumulate<let rows: Int, P: Pairing>(_: InlineArray<rows, Int>, _ terms: Terms, _: P.Type) {
    var (x, result) = (x, result)
    if columns > Vector.scalarCount {
      var upcoming = UnsafeRawPointer((upcoming ?? x).pointer)
      for _ in 0..<count {
        two(x, upcoming, result, InlineArray<rows, Vector>(repeating: .zero), terms, P.self)
        x += tileStep
        upcoming += terms.prefetch.tileStep &* MemoryLayout<Float>.stride
        result += rows * resultStep
      }
      return
    }
    for _ in 0..<count {
      if isWhole {
        one(x, result, InlineArray<rows, Vector>(repeating: .zero), terms, P.self)
      } else {
        one(x, result, InlineArray<rows, HalfVector>(repeating: .zero), terms, P.self)
      }
      x += tileStep
      result += rows * resultStep
    }
  }

  /// Whether a single vector of columns is a whole one.
  @inline(__always)
  private var isWhole: Bool {
    #if WITHOUT_VECTORS
      true
    #else
      columns > HalfVector.scalarCount
    #endif
  }

  @inline(__always)
  private func two<let rows: Int, V: SIMD, P: Pairing>(
    _ x: BlockPointer, _ upcoming: UnsafeRawPointer, _ result: UnsafeMutablePointer<Float>,
    _ zeros: InlineArray<rows, V>, _ terms: Terms, _: P.Type
  ) where V.Scalar == Float {
    let width = V.scalarCount
    // The next tile's results lie behind this one's.
    for r in rows..<2 &* rows where P.looksAhead {
      Prefetch.forWriting(result + r &* resultStep)
      Prefetch.forWriting(result + r &* resultStep + width)
    }
    let sums = sums(x, upcoming, begun(result, zeros, from: 0), begun(result, zeros, from: width), terms, P.self)
    finish(sums.low, result, from: 0)
    finish(sums.high, result, from: width)
  }

  @inline(__always)
  private func one<let rows: Int, V: SIMD, P: Pairing>(
    _ x: BlockPointer, _ result: UnsafeMutablePointer<Float>, _ zeros: InlineArray<rows, V>, _ terms: Terms,
    _: P.Type
  ) where V.Scalar == Float {
    finish(sums(x, begun(result, zeros, from: 0), terms, P.self), result, from: 0)
  }

  /// What the sums of a vector of columns, the first of which is `column`, begin with.
  @inline(__always)
  private func begun<let rows: Int, V: SIMD>(
    _ result: UnsafeMutablePointer<Float>, _ zeros: InlineArray<rows, V>, from column: Int
  ) -> InlineArray<rows, V> where V.Scalar == Float {
    switch beginning {
    case .zero: return zeros
    case .row(let start): return InlineArray(repeating: V(at: start + column))
    case .result:
      var sums = zeros
      guard columns - column >= V.scalarCount else {
        let partial = partialResult(result, zeros, from: column)
        for r in 0..<rows { sums[unchecked: r] = partial[unchecked: r] }
        return sums
      }
      for r in 0..<rows { sums[unchecked: r] = V(at: result + r &* resultStep + column) }
      return sums
    }
  }

  @inline(__always)
  private func finish<let rows: Int, V: SIMD>(
    _ sums: InlineArray<rows, V>, _ result: UnsafeMutablePointer<Float>, from column: Int
  ) where V.Scalar == Float {
    guard columns - column >= V.scalarCount else {
      // The copy is in memory for the function that it is given to; the sums themselves need not be.
      var copy = InlineArray<rows, V>(repeating: .zero)
      for r in 0..<rows { copy[unchecked: r] = sums[unchecked: r] }
      return finishPartial(copy, result, from: column)
    }
    for r in 0..<rows { sums[unchecked: r].store(at: result + r &* resultStep + column) }
  }

  // The last columns of a matrix may be no whole vector. These are functions of their own, so that the sums of all others
  // need not be in memory.

  @inline(never)
  private func partialResult<let rows: Int, V: SIMD>(
    _ result: UnsafeMutablePointer<Float>, _ zeros: InlineArray<rows, V>, from column: Int
  ) -> InlineArray<rows, V> where V.Scalar == Float {
    var sums = zeros
    for r in 0..<rows { sums[r] = V(first: columns - column, at: result + r &* resultStep + column) }
    return sums
  }

  @inline(never)
  private func finishPartial<let rows: Int, V: SIMD>(
    _ sums: InlineArray<rows, V>, _ result: UnsafeMutablePointer<Float>, from column: Int
  ) where V.Scalar == Float {
    for r in 0..<rows { sums[r].store(first: columns - column, at: result + r &* resultStep + column) }
  }

  // The sums are local to the functions below, which touch them in loops over a constant number of rows only: so they live
  // in registers, which arrays that are also indexed otherwise would not.

  @inline(__always)
  private func sums<let rows: Int, V: SIMD, P: Pairing>(
    _ x: BlockPointer, _ upcoming: UnsafeRawPointer, _ low: InlineArray<rows, V>, _ high: InlineArray<rows, V>,
    _ terms: Terms, _: P.Type
  ) -> (low: InlineArray<rows, V>, high: InlineArray<rows, V>) where V.Scalar == Float {
    var (low, high) = (low, high)
    var (xLine, yLine, upcomingLine) = (x, y, upcoming)
    for _ in 0..<terms.lines {
      var (y, place) = (yLine, upcomingLine)
      for t in 0..<terms.count {
        let x = xLine + terms.offsets[t]
        let (first, second) = (V(at: y), V(at: y + V.scalarCount))
        if P.looksAhead {
          Prefetch.forReading(place)
          place += terms.prefetch.step
        }
        for r in 0..<rows {
          let factor: V = P.factor(at: x + r &* rowStep)
          low[unchecked: r] = low[unchecked: r].adding(factor, times: first)
          high[unchecked: r] = high[unchecked: r].adding(
            P.second(after: factor, at: x + r &* rowStep), times: second)
        }
        y += terms.yStep
      }
      xLine += terms.xLineStep
      yLine += terms.yLineStep
      upcomingLine += terms.prefetch.lineStep
    }
    return (low, high)
  }

  @inline(__always)
  private func sums<let rows: Int, V: SIMD, P: Pairing>(
    _ x: BlockPointer, _ start: InlineArray<rows, V>, _ terms: Terms, _: P.Type
  ) -> InlineArray<rows, V> where V.Scalar == Float {
    var sums = start
    var (xLine, yLine) = (x, y)
    for _ in 0..<terms.lines {
      var y = yLine
      for t in 0..<terms.count {
        let x = xLine + terms.offsets[t]
        let values = V(at: y)
        for r in 0..<rows {
          sums[unchecked: r] = sums[unchecked: r].adding(P.factor(at: x + r &* rowStep), times: values)
        }
        y += terms.yStep
      }
      xLine += terms.xLineStep
      yLine += terms.yLineStep
    }
    return sums
  }
}

/// What an x is multiplied with: each lane of y, or the lane across from it.
private protocol Pairing {
  /// Whether what comes later is asked for: not where reading is what takes the time.
  static var looksAhead: Bool { get }

  static func factor<V: SIMD>(at x: BlockPointer) -> V where V.Scalar == Float
  /// The factor for the second vector of columns.
  static func second<V: SIMD>(after first: V, at x: BlockPointer) -> V where V.Scalar == Float
}
