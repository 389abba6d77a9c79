import Compute

extension Tensor {
  /// Parts of the given lengths, one after the other along an axis: the inverse of `Tensor(concatenating:along:)`.
  ///
  /// Stops with a message when the lengths do not add up to the axis.
  public func split(_ lengths: [Int], along axis: Int = 0) -> [Tensor] {
    let axis = normalized([axis], for: "split")[0]
    guard lengths.allSatisfy({ $0 >= 0 }), lengths.reduce(0, { $0.saturatingSum($1) }) == shape[axis] else {
      fail(ErrorMessage.split(lengths, axis, shape))
    }
    let whole = [AxisIndices](repeating: .range(from: nil, to: nil), count: axis)
    var start = 0
    return lengths.map { length in
      start += length
      return selected(whole + [.range(from: start - length, to: start)])
    }
  }

  /// So many parts of equal length along an axis. Stops with a message when the axis cannot be divided so.
  public func split(into parts: Int, along axis: Int = 0) -> [Tensor] {
    let axis = normalized([axis], for: "split")[0]
    guard parts > 0, shape[axis] % parts == 0 else { fail(ErrorMessage.unevenSplit(parts, axis, shape)) }
    return split([Int](repeating: shape[axis] / parts, count: parts), along: axis)
  }

  /// The tensors that lie side by side along an axis, without it: the inverse of `Tensor(stacking:along:)`.
  public func unstacked(along axis: Int = 0) -> [Tensor] {
    let axis = normalized([axis], for: "unstacked")[0]
    let whole = [AxisIndices](repeating: .range(from: nil, to: nil), count: axis)
    return (0..<shape[axis]).map { selected(whole + [.index($0)]) }
  }
}
