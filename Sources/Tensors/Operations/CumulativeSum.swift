import Compute

extension Tensor {
  /// The sums of the elements up to each one along an axis, itself included: `[1, 2, 3]` becomes `[1, 3, 6]`. NumPy and PyTorch call
  /// it `cumsum`.
  ///
  /// Summed in double precision. A negative axis counts from the end. Stops with a message when it is out of range.
  public func cumulativeSum(along axis: Int) -> Tensor {
    let axis = normalized([axis], for: "cumulativeSum(along:)")[0]
    let (length, inner) = (shape[axis], shape[(axis + 1)...].reduce(1, *))
    let lines = length == 0 ? 0 : count / length
    return Tensor(shape: shape) { target in
      for line in 0..<lines {
        let start = line / inner * length * inner + line % inner
        var sum = 0.0
        for step in 0..<length {
          sum += Double(storage.start[start + step * inner])
          target[start + step * inner] = Float(sum)
        }
      }
    }
    // What an element adds to, are the sums from it on.
    .recorded(
      "cumulativeSum", (self, { $0.flipped(along: axis).cumulativeSum(along: axis).flipped(along: axis) }))
  }
}
