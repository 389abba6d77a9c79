import Compute

extension Tensor {
  /// Numbers drawn from the uniform distribution over `range`.
  ///
  /// Stops with a message when no tensor can have the shape, or the range is empty or wider than the greatest number.
  public init(randomUniform shape: [Int], in range: Range<Float> = 0..<1, using generator: inout RandomGenerator) {
    guard !range.isEmpty, (range.upperBound - range.lowerBound).isFinite else {
      fail(ErrorMessage.uniform(range.lowerBound, range.upperBound))
    }
    self = generator.tensor(shape, .uniform(range))
  }

  /// Numbers drawn from the uniform distribution over `range`, by the default generator (see `seed(_:)`).
  public init(randomUniform shape: [Int], in range: Range<Float> = 0..<1) {
    Tensor.check(shape)
    var generator = RandomGenerator.reserving(shape.elementCount)
    self.init(randomUniform: shape, in: range, using: &generator)
  }

  /// Numbers drawn from the normal distribution with the given mean and standard deviation.
  ///
  /// Stops with a message when no tensor can have the shape, the standard deviation is negative, or one of the two is not finite.
  public init(
    randomNormal shape: [Int], mean: Float = 0, standardDeviation: Float = 1, using generator: inout RandomGenerator
  ) {
    guard mean.isFinite, standardDeviation.isFinite, standardDeviation >= 0 else {
      fail(ErrorMessage.normal(mean, standardDeviation))
    }
    self = generator.tensor(shape, .normal(mean: mean, standardDeviation: standardDeviation))
  }

  /// Numbers drawn from the normal distribution, by the default generator (see `seed(_:)`).
  public init(randomNormal shape: [Int], mean: Float = 0, standardDeviation: Float = 1) {
    Tensor.check(shape)
    var generator = RandomGenerator.reserving(shape.elementCount)
    self.init(randomNormal: shape, mean: mean, standardDeviation: standardDeviation, using: &generator)
  }

  /// What dropout multiplies a tensor of the given shape with, by the default generator: 0 with the probability of `rate`, else
  /// 1 / (1 - rate).
  package init(dropoutMask shape: [Int], rate: Float) {
    var generator = RandomGenerator.reserving(shape.elementCount)
    self = generator.tensor(shape, .dropout(rate: rate))
  }
}

extension ErrorMessage {
  static func uniform(_ lower: Float, _ upper: Float) -> String {
    "Tensor(randomUniform:in:): no number can be drawn from \(formatted(lower))..<\(formatted(upper)); expected a range that "
      + "is not empty, with finite bounds and a finite width."
  }

  static func normal(_ mean: Float, _ deviation: Float) -> String {
    "Tensor(randomNormal:mean:standardDeviation:): mean \(formatted(mean)) and standard deviation \(formatted(deviation)) were "
      + "given; expected finite numbers, the standard deviation 0 or more."
  }
}
