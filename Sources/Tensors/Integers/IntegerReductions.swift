import Compute

// Of all integers the result is a number of Swift's; along axes it is integers again, means a tensor.

extension IntTensor {
  /// The sum of all integers, 0 without any.
  ///
  /// It is an `Int` and fits where that has 64 bits. Where it has 32, as in WebAssembly, it stops with a message when it does not fit.
  public func sum() -> Int {
    guard let sum = Int(exactly: total) else { fail(ErrorMessage.tooLarge(total)) }
    return sum
  }

  private var total: Int64 { scalars.reduce(0) { $0 + Int64($1) } }

  /// The sums along some axes, which disappear unless `keepingAxes`. A negative axis counts from the end.
  ///
  /// Stops with a message when a sum does not fit in 32 bits.
  public func sum(along axes: Int..., keepingAxes: Bool = false) -> IntTensor {
    reduced("sum(along:)", axes, keepingAxes, from: 0) { $0 + Int64($1) }
  }

  /// The mean of all integers, in double precision. Stops with a message when there is none.
  public func mean() -> Double {
    guard count > 0 else { fail(ErrorMessage.emptyIntegers("mean", shape)) }
    return Double(total) / Double(count)
  }

  /// The means along some axes, which disappear unless `keepingAxes`, each rounded once. A negative axis counts from the end.
  ///
  /// Stops with a message when an axis is empty.
  public func mean(along axes: Int..., keepingAxes: Bool = false) -> Tensor {
    let axes = shape.normalized(axes, for: "mean(along:)")
    let averaged = axes.reduce(1) { $0 * shape[$1] }
    let kept = shape.reduced(along: axes, keepingAxes: true)
    guard averaged > 0 else { fail(ErrorMessage.emptyIntegers("mean(along:)", shape)) }
    var totals = [Int64](repeating: 0, count: kept.elementCount)
    IntTensor.walk(kept, shape, over: shape).forEachPair { total, own in totals[total] += Int64(scalars[own]) }
    return Tensor(
      shape: shape.reduced(along: axes, keepingAxes: keepingAxes), totals.map { Float(Double($0) / Double(averaged)) })
  }

  /// The greatest integer. Stops with a message when there is none.
  public func max() -> Int { extreme("max", scalars.max()) }

  /// The least integer. Stops with a message when there is none.
  public func min() -> Int { extreme("min", scalars.min()) }

  /// The greatest integers along some axes, which disappear unless `keepingAxes`. Stops with a message when an axis is empty.
  public func max(along axes: Int..., keepingAxes: Bool = false) -> IntTensor {
    reduced("max(along:)", axes, keepingAxes, from: nil) { Swift.max($0, Int64($1)) }
  }

  /// The least integers along some axes, which disappear unless `keepingAxes`. Stops with a message when an axis is empty.
  public func min(along axes: Int..., keepingAxes: Bool = false) -> IntTensor {
    reduced("min(along:)", axes, keepingAxes, from: nil) { Swift.min($0, Int64($1)) }
  }

  /// The index of the greatest integer, counted in row-major order, of the first among equals. Stops with a message when there is none.
  public func argmax() -> Int { scalars.firstIndex(of: Int32(max()))! }

  /// The index of the least integer, counted in row-major order, of the first among equals. Stops with a message when there is none.
  public func argmin() -> Int { scalars.firstIndex(of: Int32(min()))! }

  /// The indices of the greatest integers along an axis, of the first among equals; the axis disappears. Stops with a message when it is
  /// empty.
  public func argmax(along axis: Int) -> IntTensor { indices("argmax(along:)", axis) { $0 > $1 } }

  /// The indices of the least integers along an axis, of the first among equals; the axis disappears. Stops with a message when it is
  /// empty.
  public func argmin(along axis: Int) -> IntTensor { indices("argmin(along:)", axis) { $0 < $1 } }

  /// How often each number from 0 to `length - 1` occurs, in a tensor of shape `[length]`: of labels how many examples each class has.
  /// NumPy and PyTorch call it `bincount`.
  ///
  /// Stops with a message when there is another number among them, or `length` is more than numbers of 32 bits can count to, 2^31.
  public func counts(below length: Int) -> IntTensor {
    guard length >= 0 else { fail(ErrorMessage.negativeCount("counts(below:)", length)) }
    // No number could be counted beyond, and the list would be of zeros that no memory holds.
    guard Int64(length) <= 1 << 31 else { fail(ErrorMessage.tooLongCounts(length)) }
    check("counts(below:)", below: length, of: [length], axis: 0)
    var counts = [Int32](repeating: 0, count: length)
    for index in scalars { counts[Int(index)] += 1 }
    return IntTensor(shape: [length], counts)
  }

  /// The sums of the integers up to each one along an axis, itself included: `[1, 2, 3]` becomes `[1, 3, 6]`. NumPy and PyTorch call it
  /// `cumsum`.
  ///
  /// A negative axis counts from the end. Stops with a message when it is out of range, or a sum does not fit in 32 bits.
  public func cumulativeSum(along axis: Int) -> IntTensor {
    let axis = shape.normalized([axis], for: "cumulativeSum(along:)")[0]
    let inner = shape[(axis + 1)...].reduce(1, *)
    var result = scalars
    // Each element but the first of its line has the one before it to add, which has its own sum by then.
    for index in result.indices where index / inner % shape[axis] > 0 {
      result[index] = IntTensor.fitting(Int64(result[index]) + Int64(result[index - inner]))
    }
    return IntTensor(shape: shape, result)
  }

  private func extreme(_ operation: String, _ value: Int32?) -> Int {
    guard let value else { fail(ErrorMessage.emptyIntegers(operation, shape)) }
    return Int(value)
  }

  /// - Parameter start: What a result is without elements; nil where there is no such number.
  private func reduced(
    _ operation: String, _ axes: [Int], _ keepingAxes: Bool, from start: Int64?, _ combine: (Int64, Int32) -> Int64
  ) -> IntTensor {
    let axes = shape.normalized(axes, for: operation)
    let (kept, result) = (
      shape.reduced(along: axes, keepingAxes: true), shape.reduced(along: axes, keepingAxes: keepingAxes)
    )
    var totals = [Int64?](repeating: start, count: kept.elementCount)
    IntTensor.walk(kept, shape, over: shape).forEachPair { total, own in
      totals[total] = totals[total].map { combine($0, scalars[own]) } ?? Int64(scalars[own])
    }
    return IntTensor(
      shape: result,
      totals.map { total in
        guard let total else { fail(ErrorMessage.emptyIntegers(operation, shape)) }
        return IntTensor.fitting(total)
      })
  }

  private func indices(_ operation: String, _ axis: Int, _ isBetter: (Int32, Int32) -> Bool) -> IntTensor {
    let axis = shape.normalized([axis], for: operation)[0]
    let (length, inner) = (shape[axis], shape[(axis + 1)...].reduce(1, *))
    guard length > 0 else { fail(ErrorMessage.emptyIntegers(operation, shape)) }
    let result = shape.reduced(along: [axis], keepingAxes: false)
    return IntTensor(
      shape: result,
      (0..<result.elementCount).map { line in
        let start = line / inner * length * inner + line % inner
        var best = 0
        for step in 1..<length where isBetter(scalars[start + step * inner], scalars[start + best * inner]) {
          best = step
        }
        return Int32(truncatingIfNeeded: best)
      })
  }
}

extension ErrorMessage {
  static func emptyIntegers(_ operation: String, _ shape: [Int]) -> String {
    "IntTensor \(operation): integers of shape \(shape) have none along these axes, but at least 1 was expected."
  }

  static func tooLongCounts(_ length: Int) -> String {
    "counts(below:): \(length) was given, but integers have 32 bits and are below \(Int64(1) << 31); expected a number from 0 to that."
  }
}
