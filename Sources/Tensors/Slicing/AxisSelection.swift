import Compute

/// What can stand for an axis in a subscript of a `Tensor` or an `IntTensor`.
///
/// | here | NumPy | what it takes |
/// | --- | --- | --- |
/// | `x[1, 2]` | `x[1, 2]` | an element; `x[-1, 0]` counts from the end |
/// | `x[1, ...]` | `x[1]` | an index removes its axis |
/// | `x[0..<6, 2...]` | `x[0:6, 2:]` | a range keeps it |
/// | `x[(-3)...]`, `x[..<(-1)]` | `x[-3:]`, `x[:-1]` | bounds below 0 count from the end |
/// | `x[.stride(from: 1, to: -1)]` | `x[1:-1]` | all but the first and the last |
/// | `x[.stride(by: 2)]`, `x[.stride(by: -1)]` | `x[::2]`, `x[::-1]` | each second, all in reverse order |
/// | `x[stride(from: 8, to: 0, by: -2)]` | `x[8:0:-2]` | what the standard library's `stride` counts |
/// | `x[[4, 0, 4]]`, `x[indices]` | `x[[4, 0, 4]]`, `x[indices]` | a list of indices, or an `IntTensor` |
/// | `x[x .> 0]`, `x[0..., mask]` | `x[x > 0]`, `x[:, mask]` | the elements where a mask is 1 |
/// | `x[[0, 1], [2, 3]]` | `x[[0, 1], [2, 3]]` | several lists go together: elements (0, 2) and (1, 3) |
/// | `x[.newAxis, ...]` | `x[np.newaxis]` | a new axis of length 1 |
/// | `x[..., 0]`, `x[0, ..., 1]` | `x[..., 0]`, `x[0, ..., 1]` | `...` stands for all axes that are left |
/// | `x[along: 2, 0..<3]` | `x.take(range(3), axis=2)` | one axis by its number, the others whole |
///
/// PyTorch has NumPy's spelling. What is selected is a copy, and it is differentiable, also where it is assigned to; but an element alone is a
/// `Float`, which carries no derivative: to read one of a tensor that is being differentiated stops with a message, and `x[1..<2]` stands
/// for `x[1]` there, or `x.detached()[1]` for the number. Unlike in NumPy,
/// bounds that lie outside are a mistake, as in all of Swift, and what lists take stands where the first of them does, whatever is
/// between them.
public protocol AxisSelection {
  /// The indices along the axis.
  var axisIndices: AxisIndices { get }
}

/// Indices along one axis of a tensor. Those below 0 count from the end: -1 is the last.
public enum AxisIndices: Equatable, Sendable {
  /// One index; the axis disappears.
  case index(Int)
  /// The indices from `from` up to, not including, `to`; nil stands for the beginning and the end.
  case range(from: Int?, to: Int?)
  /// Each `by`-th index from `from` up to, or for a step below 0 down to, not including, `to`; nil stands for the beginning and the end,
  /// for a step below 0 the other way round.
  case strided(from: Int?, to: Int?, by: Int)
  /// The indices in a list, of whatever shape, which stands in the place of the axis.
  case list(IntTensor)
  /// Where a mask is 1; it holds 0 and 1 only. It stands for as many axes as it has, which become one.
  case mask(Tensor)
  /// A new axis of length 1, for none of the tensor's.
  case added
}

extension AxisIndices: AxisSelection {
  /// The selection itself.
  public var axisIndices: AxisIndices { self }
}

extension AxisSelection where Self == AxisIndices {
  /// Each `step`-th index from `start` up to, not including, `end`: NumPy's `start:end:step`.
  ///
  ///     x[.stride(from: 1, to: -1)]   // all but the first and the last
  ///     x[.stride(by: -1)]            // all in reverse order
  ///
  /// Bounds below 0 count from the end. Left out, they are the beginning and the end, for a step below 0 the other way round. Using it
  /// stops with a message when a bound lies outside the axis, or the step is 0.
  public static func stride(from start: Int? = nil, to end: Int? = nil, by step: Int = 1) -> AxisIndices {
    .strided(from: start, to: end, by: step)
  }

  /// Each `step`-th index from `start` up to `end`, which belongs to them if the steps meet it.
  public static func stride(from start: Int? = nil, through end: Int, by step: Int = 1) -> AxisIndices {
    .strided(from: start, to: end.next(step), by: step)
  }

  /// A new axis of length 1: `x[.newAxis, ...]`. NumPy calls it `newaxis`; see also `expanded(at:)`.
  public static var newAxis: AxisIndices { .added }
}

extension Int: AxisSelection {
  /// One index; the axis disappears.
  public var axisIndices: AxisIndices { .index(self) }

  /// The bound that makes this index the last one before it, in the direction of a step; nil where that is the end of the axis.
  fileprivate func next(_ step: Int) -> Int? {
    if step >= 0 { return self == -1 ? nil : saturatingSum(1) }
    return self == 0 ? nil : self &- 1
  }
}

extension Range: AxisSelection where Bound == Int {
  /// The indices from the lower bound up to, not including, the upper one; bounds below 0 count from the end.
  public var axisIndices: AxisIndices { .range(from: lowerBound, to: upperBound) }
}

extension ClosedRange: AxisSelection where Bound == Int {
  /// The indices from the lower bound through the upper one; bounds below 0 count from the end.
  public var axisIndices: AxisIndices { .range(from: lowerBound, to: upperBound.next(1)) }
}

extension PartialRangeFrom: AxisSelection where Bound == Int {
  /// The indices from the bound to the end; a bound below 0 counts from there.
  public var axisIndices: AxisIndices { .range(from: lowerBound, to: nil) }
}

extension PartialRangeUpTo: AxisSelection where Bound == Int {
  /// The indices from the beginning up to, not including, the bound; one below 0 counts from the end.
  public var axisIndices: AxisIndices { .range(from: nil, to: upperBound) }
}

extension PartialRangeThrough: AxisSelection where Bound == Int {
  /// The indices from the beginning through the bound; one below 0 counts from the end.
  public var axisIndices: AxisIndices { .range(from: nil, to: upperBound.next(1)) }
}

extension StrideTo: AxisSelection where Element == Int {
  /// The numbers that it counts, as indices.
  public var axisIndices: AxisIndices { AxisIndices(counting: self) }
}

extension StrideThrough: AxisSelection where Element == Int {
  /// The numbers that it counts, as indices.
  public var axisIndices: AxisIndices { AxisIndices(counting: self) }
}

extension Array: AxisSelection where Element == Int {
  /// The list, as indices of one axis; those below 0 count from the end.
  public var axisIndices: AxisIndices { .list(IntTensor(self)) }
}

extension IntTensor: AxisSelection {
  /// The integers as indices, whose shape stands in the place of the axis; those below 0 count from the end.
  public var axisIndices: AxisIndices { .list(self) }
}

extension Tensor: AxisSelection {
  /// The tensor as a mask, which holds 0 and 1 only, as comparisons give them. To use it stops with a message at another number, which
  /// might be meant as an index: indices are an `IntTensor`.
  public var axisIndices: AxisIndices { .mask(detached()) }
}

extension AxisIndices {
  /// Numbers at equal distances, as they are: those that a standard library's stride counts.
  fileprivate init(counting numbers: some Sequence<Int>) {
    var (first, second, last): (Int?, Int?, Int?)
    for number in numbers {
      if first != nil, second == nil { second = number }
      if first == nil { first = number }
      last = number
    }
    guard let first, let last else {
      self = .range(from: 0, to: 0)
      return
    }
    // Some of them from the beginning and others from the end would not be at equal distances.
    guard (first < 0) == (last < 0) else { fail(ErrorMessage.strideAcrossZero(first, last)) }
    let step = second.map { $0 - first } ?? 1
    self = .strided(from: first, to: last.next(step), by: step)
  }
}

extension ErrorMessage {
  static func strideAcrossZero(_ first: Int, _ last: Int) -> String {
    "subscript: a stride from \(first) to \(last) passes from indices that count from the beginning to those that count from the end; "
      + "`.stride(from:to:by:)` takes bounds of both kinds."
  }
}
