import Compute

extension Tensor {
  /// e^x along an axis, divided by their sum: positive numbers that add to 1. Stable at any magnitude.
  public func softmax(along axis: Int = -1) -> Tensor {
    let axis = normalized([axis], for: "softmax(along:)")[0]
    guard shape[axis] > 0 else { fail(ErrorMessage.emptyAxis("softmax(along:)", axis, shape)) }
    guard axis == rank - 1 else { return logSoftmax(along: axis).exp() }
    let (rows, columns) = (count / shape[axis], shape[axis])
    let value = Tensor(shape: shape) { Softmax.probabilities(storage.numbers, rows: rows, columns: columns, into: $0) }
    return value.recorded(
      "softmax",
      (
        self,
        { gradient in
          guard self.followed(by: gradient) else {
            return Tensor(shape: self.shape) {
              Softmax.gradient(
                gradient.storage.numbers, probabilities: value.storage.numbers, rows: rows, columns: columns, into: $0)
            }
          }
          let probabilities = self.softmax(along: axis)
          return probabilities * (gradient - (gradient * probabilities).sum(along: axis, keepingAxes: true))
        }
      ))
  }

  /// The logarithm of `softmax(along:)`. The greatest element is subtracted first, so nothing overflows.
  public func logSoftmax(along axis: Int = -1) -> Tensor {
    let axis = normalized([axis], for: "logSoftmax(along:)")[0]
    guard shape[axis] > 0 else { fail(ErrorMessage.emptyAxis("logSoftmax(along:)", axis, shape)) }
    let (rows, columns) = (count / shape[axis], shape[axis])
    let isLast = axis == rank - 1
    let value = isLast ? loggedRows(rows, columns) : detached().logged(along: axis)
    return value.recorded(
      "logSoftmax",
      (
        self,
        { gradient in
          if isLast, !self.followed(by: gradient) {
            return Tensor(shape: self.shape) {
              Softmax.gradient(
                gradient.storage.numbers, logarithms: value.storage.numbers, rows: rows, columns: columns, into: $0)
            }
          }
          let logarithm = self.followed(by: gradient) ? self.logSoftmax(along: axis) : value
          return gradient - logarithm.exp() * gradient.sum(along: axis, keepingAxes: true)
        }
      ))
  }

  /// The logarithm of the sum of e^x along an axis, which disappears unless `keepingAxes`: a smooth greatest element. The greatest
  /// is subtracted first, so nothing overflows. NumPy and PyTorch call it `logaddexp.reduce` and `logsumexp`.
  ///
  /// A negative axis counts from the end. Stops with a message when the axis is empty or out of range.
  public func logSumExp(along axis: Int = -1, keepingAxes: Bool = false) -> Tensor {
    let axis = normalized([axis], for: "logSumExp(along:)")[0]
    guard shape[axis] > 0 else { fail(ErrorMessage.emptyAxis("logSumExp(along:)", axis, shape)) }
    let greatest = detached().max(along: axis, keepingAxes: true)
    // Where the greatest is infinite there is nothing to subtract: the sum is 0 or infinite as it stands.
    let subtracted = greatest.replacing(with: 0, where: greatest.isInfinite())
    let sum = (self - subtracted).exp().sum(along: axis, keepingAxes: true).log() + subtracted
    return keepingAxes ? sum : sum.squeezed(axis)
  }

  private func loggedRows(_ rows: Int, _ columns: Int) -> Tensor {
    Tensor(shape: shape) { Softmax.logarithms(storage.numbers, rows: rows, columns: columns, into: $0) }
  }

  private func logged(along axis: Int) -> Tensor {
    let shifted = self - max(along: axis, keepingAxes: true)
    return shifted - shifted.exp().sum(along: axis, keepingAxes: true).log()
  }
}
