import Compute

extension Tensor {
  /// The sum of all elements, a tensor of shape `[]`. An empty tensor's sum is 0.
  ///
  /// The elements are added in double precision, so the result is as exact as a `Float` can be.
  public func sum() -> Tensor {
    Tensor(Sum.all(storage.start, count: count))
      .recorded("sum", (self, { $0.broadcast(to: self.shape) }))
  }

  /// The sums along some axes, which disappear: the sum of shape `[2, 3]` along axis 0 has shape `[3]`.
  ///
  /// - Parameters:
  ///   - axes: The axes to sum over; a negative one counts from the end. Each may be named once.
  ///   - keepingAxes: Whether the summed axes stay, with length 1, so that the result broadcasts against this tensor.
  public func sum(along axes: Int..., keepingAxes: Bool = false) -> Tensor {
    sum(along: axes, keepingAxes: keepingAxes)
  }

  /// The sums along a list of axes.
  public func sum(along axes: [Int], keepingAxes: Bool = false) -> Tensor {
    let axes = normalized(axes, for: "sum(along:)")
    let kept = reducedShape(along: axes, keepingAxes: true)
    return summed(overSorted: axes)
      .reshapedPlain(to: reducedShape(along: axes, keepingAxes: keepingAxes))
      .recorded("sum", (self, { $0.reshaped(to: kept).broadcast(to: self.shape) }))
  }

  /// The mean of all elements, a tensor of shape `[]`. Stops with a message when there are none.
  public func mean() -> Tensor {
    guard count > 0 else { fail(ErrorMessage.emptyMean(shape)) }
    return Tensor(Sum.all(storage.start, count: count, divisor: Double(count)))
      .recorded("mean", (self, { ($0 / Float(self.count)).broadcast(to: self.shape) }))
  }

  /// The means along some axes, which disappear unless `keepingAxes`. A negative axis counts from the end.
  public func mean(along axes: Int..., keepingAxes: Bool = false) -> Tensor {
    mean(along: axes, keepingAxes: keepingAxes)
  }

  /// The means along a list of axes.
  public func mean(along axes: [Int], keepingAxes: Bool = false) -> Tensor {
    let axes = normalized(axes, for: "mean(along:)")
    let count = axes.reduce(1) { $0 * shape[$1] }
    guard count > 0 else { fail(ErrorMessage.emptyMean(shape)) }
    let kept = reducedShape(along: axes, keepingAxes: true)
    return summed(overSorted: axes, divisor: Double(count))
      .reshapedPlain(to: reducedShape(along: axes, keepingAxes: keepingAxes))
      .recorded("mean", (self, { ($0 / Float(count)).reshaped(to: kept).broadcast(to: self.shape) }))
  }
}

extension Tensor {
  /// Sums axes away, from the last, neighbours at once, and leaves a tensor whose shape the caller sets.
  ///
  /// - Parameter divisor: What the sums are divided by, before they are rounded.
  func summed(overSorted axes: [Int], divisor: Double = 1) -> Tensor {
    var result = detached()
    var end = axes.count
    while end > 0 {
      var first = end - 1
      while first > 0, axes[first - 1] == axes[first] - 1 { first -= 1 }
      let (lower, upper) = (axes[first], axes[end - 1] + 1)
      let outer = result.shape[..<lower].reduce(1, *)
      let length = result.shape[lower..<upper].reduce(1, *)
      let inner = result.shape[upper...].reduce(1, *)
      var shape = result.shape
      for axis in lower..<upper { shape[axis] = 1 }
      result = Tensor(shape: shape) {
        Sum.middle(
          result.storage.start, outer: outer, length: length, inner: inner, divisor: first == 0 ? divisor : 1, into: $0)
      }
      end = first
    }
    return result
  }

  /// The axes in ascending order, counted from 0; stops with a message when one is out of range or named twice.
  func normalized(_ axes: [Int], for operation: String) -> [Int] {
    var result: [Int] = []
    for axis in axes {
      guard axis >= -rank, axis < rank else { fail(ErrorMessage.axis(operation, axis, shape)) }
      let position = axis < 0 ? axis + rank : axis
      if result.contains(position) { fail(ErrorMessage.repeatedAxis(operation, axes, shape)) }
      result.append(position)
    }
    return result.sorted()
  }
}
