import Compute

extension Tensor {
  /// Whether at least one element is not 0: `(x .< 0).any()`. False for an empty tensor.
  public func any() -> Bool {
    for index in 0..<count where storage.start[index] != 0 { return true }
    return false
  }

  /// Whether no element is 0: `(x .> 0).all()`. True for an empty tensor.
  public func all() -> Bool {
    for index in 0..<count where storage.start[index] == 0 { return false }
    return true
  }

  /// 1 where at least one element along the axes is not 0, else 0. The axes disappear unless `keepingAxes`.
  public func any(along axes: Int..., keepingAxes: Bool = false) -> Tensor {
    (self .!= 0).sum(along: normalized(axes, for: "any(along:)"), keepingAxes: keepingAxes) .> 0
  }

  /// 1 where no element along the axes is 0, else 0. The axes disappear unless `keepingAxes`.
  public func all(along axes: Int..., keepingAxes: Bool = false) -> Tensor {
    (self .== 0).sum(along: normalized(axes, for: "all(along:)"), keepingAxes: keepingAxes) .== 0
  }

  /// This tensor, having made sure that all of its elements are finite.
  ///
  ///     let loss = outputs.softmaxCrossEntropy(labels: labels).checkingFinite("loss")
  ///
  /// Stops with a message that names the tensor, as `name` says, and the first element that is NaN or infinite. Derivatives pass
  /// through.
  public func checkingFinite(_ name: String) -> Tensor {
    guard let first = Finiteness.firstNonFiniteIndex(storage.start, count: count) else { return self }
    let index = zip(shape, shape.rowMajorStrides).map { first / $1 % $0 }
    fail(ErrorMessage.notFinite(name, storage.start[first], at: index, shape))
  }
}

extension ErrorMessage {
  static func notFinite(_ name: String, _ value: Float, at index: [Int], _ shape: [Int]) -> String {
    let index = shape.isEmpty ? "" : " at \(index)"
    return "checkingFinite: \(name) of shape \(shape) is \(formatted(value))\(index), but finite numbers were expected."
  }
}
