import Compute

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
  static func variance(_ count: Int, unbiased: Bool, _ shape: [Int]) -> String {
    "variance: a tensor of shape \(shape) has \(counted(count, "element")) along these axes, but "
      + (unbiased ? "an unbiased variance needs at least 2." : "a variance needs at least 1.")
  }
}
