import Compute

extension Tensor {
  /// Numbers drawn from the uniform distribution over `range`.
  public init(randomUniform shape: [Int], in range: Range<Float> = 0..<1, using generator: inout RandomGenerator) {
    let width = range.upperBound - range.lowerBound
    self = generator.tensor(shape) { words in
      // Rounding may lift a product to the upper bound itself, which does not belong to the range.
      (Distribution.uniform(words) * width + range.lowerBound)
        .clamped(
          lowerBound: SIMD4(repeating: range.lowerBound), upperBound: SIMD4(repeating: range.upperBound.nextDown))
    }
  }

  /// Numbers drawn from the uniform distribution over `range`, by the default generator (see `seed(_:)`).
  public init(randomUniform shape: [Int], in range: Range<Float> = 0..<1) {
    Tensor.check(shape)
    var generator = RandomGenerator.reserving(shape.elementCount)
    self.init(randomUniform: shape, in: range, using: &generator)
  }

  /// Numbers drawn from the normal distribution with the given mean and standard deviation.
  public init(
    randomNormal shape: [Int], mean: Float = 0, standardDeviation: Float = 1, using generator: inout RandomGenerator
  ) {
    self = generator.tensor(shape) { words in Distribution.normal(words) * standardDeviation + mean }
  }

  /// Numbers drawn from the normal distribution, by the default generator (see `seed(_:)`).
  public init(randomNormal shape: [Int], mean: Float = 0, standardDeviation: Float = 1) {
    Tensor.check(shape)
    var generator = RandomGenerator.reserving(shape.elementCount)
    self.init(randomNormal: shape, mean: mean, standardDeviation: standardDeviation, using: &generator)
  }
}
