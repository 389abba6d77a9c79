import Compute

extension Tensor {
  /// The Gauss error function of every element, twice the integral of e^-t² from 0 to x, divided by the root of pi: from -1 to 1.
  /// SciPy calls it `scipy.special.erf`, PyTorch `torch.erf`.
  ///
  /// Exact to a unit in the last place. Its derivative is `2 / √π * e^-x²`.
  public func erf() -> Tensor {
    mapped { $0.mapPrecisely(errorFunction) }
      .recorded("erf", (self, { $0 * ((-self.squared()).exp() * 1.1283791670955126) }))
  }
}

/// The error function of eight numbers.
///
/// Up to 1 its power series, whose terms beyond x^29 are below 1e-13; from there on 1 less what the normal distribution has on both
/// sides beyond x times the root of 2.
@inline(__always)
private func errorFunction(_ x: DoubleLanes) -> DoubleLanes {
  let square = x * x
  var sum = DoubleLanes(repeating: 1.0 / (87_178_291_200 * 29))
  sum = sum * -square + 1.0 / (6_227_020_800 * 27)
  sum = sum * -square + 1.0 / (479_001_600 * 25)
  sum = sum * -square + 1.0 / (39_916_800 * 23)
  sum = sum * -square + 1.0 / (3_628_800 * 21)
  sum = sum * -square + 1.0 / (362_880 * 19)
  sum = sum * -square + 1.0 / (40_320 * 17)
  sum = sum * -square + 1.0 / (5040 * 15)
  sum = sum * -square + 1.0 / (720 * 13)
  sum = sum * -square + 1.0 / (120 * 11)
  sum = sum * -square + 1.0 / (24 * 9)
  sum = sum * -square + 1.0 / (6 * 7)
  sum = sum * -square + 1.0 / (2 * 5)
  sum = sum * -square + 1.0 / 3
  // By itself, so that of numbers that are nearly nothing nothing is lost.
  let small = 1.1283791670955126 * (x - x * (square * sum))
  let far = 1 - 2 * normalDistribution(-1.4142135623730951 * x.sizes).probability
  return small.replacing(with: far.replacing(with: -far, where: x .< 0), where: x.sizes .> 1)
}
