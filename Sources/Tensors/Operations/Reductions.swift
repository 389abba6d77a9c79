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
  func normalized(_ axes: [Int], for operation: String) -> [Int] { shape.normalized(axes, for: operation) }
}

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

extension Tensor {
  /// The shape that is left of this one when some axes, in ascending order, are reduced.
  func reducedShape(along axes: [Int], keepingAxes: Bool) -> [Int] {
    keepingAxes
      ? shape.indices.map { axes.contains($0) ? 1 : shape[$0] }
      : shape.indices.filter { !axes.contains($0) }.map { shape[$0] }
  }

  /// The tensor as `[outer, length, inner]`, where the middle axis runs over all of the given axes, in ascending order, in
  /// row-major order. Axes that are neighbours cost nothing; others are brought to the end first.
  func mergingAxes(_ axes: [Int]) -> Tensor {
    let length = axes.reduce(1) { $0 * shape[$1] }
    guard let first = axes.first else { return reshaped(to: [count, 1, 1]) }
    if axes.elementsEqual(first..<first + axes.count) {
      return reshaped(
        to: [shape[..<first].reduce(1, *), length, shape[(first + axes.count)...].reduce(1, *)])
    }
    let kept = shape.indices.filter { !axes.contains($0) }
    return transposed(to: kept + axes).reshaped(to: [kept.reduce(1) { $0 * shape[$1] }, length, 1])
  }
}

extension Tensor {
  /// The product of all elements, a tensor of shape `[]`. An empty tensor's product is 1.
  public func product() -> Tensor { product(along: Array(shape.indices)) }

  /// The products along some axes, which disappear unless `keepingAxes`. A negative axis counts from the end.
  public func product(along axes: Int..., keepingAxes: Bool = false) -> Tensor {
    product(along: axes, keepingAxes: keepingAxes)
  }

  /// The products along a list of axes. Takes memory for as many numbers again.
  ///
  /// One half of the elements is multiplied with the other until one is left. So the derivatives are those of multiplication, right
  /// also where elements are 0, which dividing the product by each element would not be.
  public func product(along axes: [Int], keepingAxes: Bool = false) -> Tensor {
    let axes = normalized(axes, for: "product(along:)")
    let result = reducedShape(along: axes, keepingAxes: keepingAxes)
    var factors = mergingAxes(axes)
    if factors.shape[1] == 0 { return Tensor(ones: result) }
    var odd: Tensor?
    while factors.shape[1] > 1 {
      let half = factors.shape[1] / 2
      if factors.shape[1] > 2 * half {
        let last = factors[0..., 2 * half]
        odd = odd.map { $0 * last } ?? last
      }
      factors = factors[0..., 0..<half] * factors[0..., half..<2 * half]
    }
    let whole = factors[0..., 0]
    return (odd.map { whole * $0 } ?? whole).reshaped(to: result)
  }
}

extension Tensor {
  /// The variance of all elements, a tensor of shape `[]`: the mean of the squared distances to the mean.
  ///
  /// - Parameter unbiased: Whether to divide by one less than the number of elements, which estimates the variance of a population
  ///   from a sample of it.
  ///
  /// Stops with a message when there are too few elements: none, or, unbiased, only one.
  public func variance(unbiased: Bool = false) -> Tensor {
    variance(along: Array(shape.indices), unbiased: unbiased)
  }

  /// The variances along some axes, which disappear unless `keepingAxes`. A negative axis counts from the end.
  public func variance(along axes: Int..., keepingAxes: Bool = false, unbiased: Bool = false) -> Tensor {
    variance(along: axes, keepingAxes: keepingAxes, unbiased: unbiased)
  }

  /// The variances along a list of axes.
  ///
  /// Along the first or the last axes it takes no memory beside the result; along others, and for the derivative, that of two or three
  /// tensors of this size, for the distances to the mean and their squares.
  public func variance(along axes: [Int], keepingAxes: Bool = false, unbiased: Bool = false) -> Tensor {
    let axes = normalized(axes, for: "variance(along:)")
    let averaged = axes.reduce(1) { $0 * shape[$1] }
    let divisor = unbiased ? averaged - 1 : averaged
    guard divisor > 0 else { fail(ErrorMessage.variance(averaged, unbiased: unbiased, shape)) }
    let kept = reducedShape(along: axes, keepingAxes: true)
    return plainVariance(along: axes, averaged: averaged, divisor: divisor)
      .reshapedPlain(to: reducedShape(along: axes, keepingAxes: keepingAxes))
      .recorded(
        "variance", (self, { $0.reshaped(to: kept) * (self.centred(along: axes) * (2 / Float(divisor))) }))
  }

  /// The standard deviation of all elements, the square root of `variance(unbiased:)`.
  ///
  /// It has no derivative where all elements are equal: the gradient is NaN there.
  public func standardDeviation(unbiased: Bool = false) -> Tensor { variance(unbiased: unbiased).squareRoot() }

  /// The standard deviations along some axes, which disappear unless `keepingAxes`. A negative axis counts from the end.
  public func standardDeviation(along axes: Int..., keepingAxes: Bool = false, unbiased: Bool = false) -> Tensor {
    standardDeviation(along: axes, keepingAxes: keepingAxes, unbiased: unbiased)
  }

  /// The standard deviations along a list of axes.
  public func standardDeviation(along axes: [Int], keepingAxes: Bool = false, unbiased: Bool = false) -> Tensor {
    variance(along: axes, keepingAxes: keepingAxes, unbiased: unbiased).squareRoot()
  }

  /// The Euclidean norm of all elements, the square root of the sum of their squares: a tensor of shape `[]`.
  ///
  /// The gradient is the direction, `x / norm`, and taken to be 0 where all elements are 0.
  public func norm() -> Tensor { norm(along: Array(shape.indices)) }

  /// The Euclidean norms along some axes, which disappear unless `keepingAxes`. A negative axis counts from the end.
  public func norm(along axes: Int..., keepingAxes: Bool = false) -> Tensor {
    norm(along: axes, keepingAxes: keepingAxes)
  }

  /// The Euclidean norms along a list of axes.
  public func norm(along axes: [Int], keepingAxes: Bool = false) -> Tensor {
    let axes = normalized(axes, for: "norm(along:)")
    let value = detached().squared().sum(along: axes, keepingAxes: true).squareRoot()
    let kept = value.shape
    return value.reshapedPlain(to: reducedShape(along: axes, keepingAxes: keepingAxes))
      .recorded(
        "norm",
        (
          self,
          { gradient in
            let norm = self.followed(by: gradient) ? self.norm(along: axes, keepingAxes: true) : value
            return gradient.reshaped(to: kept) * (self / norm.replacing(with: 1, where: value .== 0))
          }
        ))
  }
}

extension Tensor {
  /// The variances, which nobody differentiates, along ascending axes, which stay with length 1.
  private func plainVariance(along axes: [Int], averaged: Int, divisor: Int) -> Tensor {
    let others = count == 0 ? 0 : count / averaged
    let kept = reducedShape(along: axes, keepingAxes: true)
    if others > 0, axes == Array(shape.indices.suffix(axes.count)) {
      return Tensor(shape: kept) {
        Variance.ofRows(storage.numbers, rows: others, columns: averaged, divisor: Double(divisor), into: $0)
      }
    }
    if others > 0, axes == Array(shape.indices.prefix(axes.count)) {
      return Tensor(shape: kept) {
        Variance.ofColumns(storage.numbers, rows: averaged, columns: others, divisor: Double(divisor), into: $0)
      }
    }
    return detached().centred(along: axes).squared().sum(along: axes, keepingAxes: true) / Float(divisor)
  }

  /// The distances to the mean along some axes.
  ///
  /// The first element along them is subtracted first, whatever it is: the rest is then as small as the numbers differ, its
  /// mean is rounded accordingly, and where all are equal the distances are 0.
  func centred(along axes: [Int]) -> Tensor {
    let axes = normalized(axes, for: "mean(along:)")
    if count == 0 { return self - mean(along: axes, keepingAxes: true) }
    let first = detached().selected(
      shape.indices.map { axes.contains($0) ? .range(from: 0, to: 1) : .range(from: nil, to: nil) })
    let shifted = self - first
    return shifted - shifted.mean(along: axes, keepingAxes: true)
  }
}

extension ErrorMessage {
  static func emptyMean(_ shape: [Int]) -> String {
    "mean: a tensor of shape \(shape) has no elements along these axes, but a mean needs at least 1."
  }

  static func emptyTensor(_ operation: String, _ shape: [Int]) -> String {
    "\(operation): a tensor of shape \(shape) has no elements, but at least 1 was expected."
  }

  static func emptyAxis(_ operation: String, _ axis: Int, _ shape: [Int]) -> String {
    "\(operation): axis \(axis) of shape \(shape) is empty, but at least 1 element was expected."
  }

  static func variance(_ count: Int, unbiased: Bool, _ shape: [Int]) -> String {
    "variance: a tensor of shape \(shape) has \(counted(count, "element")) along these axes, but "
      + (unbiased ? "an unbiased variance needs at least 2." : "a variance needs at least 1.")
  }
}
