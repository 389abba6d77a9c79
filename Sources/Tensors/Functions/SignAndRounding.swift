import Compute

extension Tensor {
  /// The size of every element without its sign. Its derivative at 0 is taken to be 0.
  public func magnitude() -> Tensor {
    mapped { $0.map(withoutSign) }.recorded(
      "magnitude", (self, { $0 * self.sign() }))
  }
}

// The derivative of these is 0 wherever there is one, so what they give is a constant.

extension Tensor {
  /// -1, 0 or 1, by the sign of every element. Its derivative is 0 everywhere, so it is a constant.
  public func sign() -> Tensor {
    mapped { $0.map(signs) }
  }

  /// Every element as the nearest whole number; of two that are as near, the even one, as in NumPy and PyTorch.
  public func rounded() -> Tensor { rounded(.toNearestOrEven) }

  /// Every element as the nearest whole number by a rule of Swift's: `.down` is what NumPy and PyTorch call `floor`, `.up` is `ceil`,
  /// `.towardZero` is `trunc`.
  public func rounded(_ rule: FloatingPointRoundingRule) -> Tensor {
    switch rule {
    case .toNearestOrEven: mapped { $0.map { x in x.rounded(.toNearestOrEven) } }
    case .down: mapped { $0.map { x in x.rounded(.down) } }
    case .up: mapped { $0.map { x in x.rounded(.up) } }
    case .towardZero: mapped { $0.map { x in x.rounded(.towardZero) } }
    default: mapped { $0.map { x in x.rounded(rule) } }
    }
  }

  /// 1 where the element is not a number, else 0.
  public func isNaN() -> Tensor { self .!= self }

  /// 1 where the element is infinite, of either sign, else 0.
  public func isInfinite() -> Tensor { detached().magnitude() .== Float.infinity }

  /// 1 where the element is a finite number, neither NaN nor infinite, else 0: `x.isFinite().all()` says whether all are. NumPy and
  /// PyTorch call it `isfinite`.
  public func isFinite() -> Tensor { detached().magnitude() .< Float.infinity }
}

@inline(__always)
private func withoutSign(_ x: Lanes) -> Lanes { x.replacing(with: 0 - x, where: x .<= 0) }

@inline(__always)
private func signs(_ x: Lanes) -> Lanes {
  Lanes.zero.replacing(with: 1, where: x .> 0).replacing(with: -1, where: x .< 0)
}
