import Compute

// Their derivative is 0 wherever there is one, so what they give is a constant.

extension Tensor {
  /// Every element as the nearest whole number; of two that are as near, the even one, as in NumPy and PyTorch.
  public func rounded() -> Tensor { rounded(.toNearestOrEven) }

  /// Every element as the nearest whole number by a rule of Swift's: `.down` is what NumPy and PyTorch call `floor`, `.up` is `ceil`,
  /// `.towardZero` is `trunc`.
  public func rounded(_ rule: FloatingPointRoundingRule) -> Tensor {
    Tensor(shape: shape) { target in
      for index in 0..<count { target[index] = storage.start[index].rounded(rule) }
    }
  }

  /// 1 where the element is not a number, else 0.
  public func isNaN() -> Tensor { self .!= self }

  /// 1 where the element is infinite, of either sign, else 0.
  public func isInfinite() -> Tensor { detached().magnitude() .== Float.infinity }
}
