import Compute
import Synchronization

/// A source of random numbers that gives the same ones for the same seed, on every machine.
///
/// It is a value: a copy continues with the same numbers as its original. Numbers come in blocks of four, and a tensor
/// begins with a new block. The generator is Philox 4x32-10 (Salmon et al., SC 2011), whose n-th block is a function of the
/// seed and n alone.
///
///     var generator = RandomGenerator(seed: 7)
///     let kernel = Tensor(randomNormal: [1, 2], using: &generator)
public struct RandomGenerator: RandomNumberGenerator, Sendable {
  let seed: UInt64
  /// The number of the next block.
  var position: UInt64 = 0

  /// A generator at the beginning of the sequence that belongs to `seed`.
  public init(seed: UInt64) { self.seed = seed }

  /// The next 64 random bits, for the standard library's `shuffle(using:)` and the like.
  public mutating func next() -> UInt64 {
    let words = Philox.block(key: seed, counter: position)
    position += 1
    return UInt64(words[0]) << 32 | UInt64(words[1])
  }

  /// A tensor of the given shape from as many blocks as that takes.
  mutating func tensor(_ shape: [Int], _ distribution: Distribution) -> Tensor {
    Tensor.check(shape)
    let count = shape.elementCount
    let first = position
    position += RandomGenerator.blocks(for: count)
    return Tensor(shape: shape) { distribution.fill($0, count: count, key: seed, counter: first) }
  }

  static func blocks(for count: Int) -> UInt64 { UInt64((count + 3) / 4) }
}

extension RandomGenerator {
  /// A whole number below `bound`, which is from 1 to 2^32, each equally likely (Lemire, "Fast random integer generation in an
  /// interval", 2019). Not the standard library's way, which depends on the size that `Int` has on the machine.
  mutating func integer(below bound: UInt64) -> UInt64 {
    let unfair = (1 << 32) % bound
    while true {
      let product = (next() >> 32) * bound
      if product & 0xFFFF_FFFF >= unfair { return product >> 32 }
    }
  }

  /// A generator with a sequence of its own, whose seed the default generator draws: for numbers of which nobody knows beforehand
  /// how many it takes.
  package static func branch() -> RandomGenerator {
    var generator = RandomGenerator.reserving(1)
    return RandomGenerator(seed: generator.next())
  }
}

// Since a block of random numbers is a function of seed and position, all that the default generator has to protect is
// the position: whoever draws takes the next blocks by adding to it.
private let defaultSeed = Atomic<UInt64>(0)
private let defaultPosition = Atomic<UInt64>(0)

/// Begins the sequence of the default generator anew.
///
/// Random tensors and layers for which no generator is named take their numbers from there. A program begins with seed 0,
/// so that it gives the same numbers each time it runs. They are other numbers than those of a `RandomGenerator` with the
/// same seed.
public func seed(_ value: UInt64) {
  defaultSeed.store(value, ordering: .relaxed)
  defaultPosition.store(0, ordering: .relaxed)
}

extension RandomGenerator {
  /// The default generator where it now stands, having set aside the blocks for `count` numbers.
  package static func reserving(_ count: Int) -> RandomGenerator {
    let end = defaultPosition.add(blocks(for: count), ordering: .relaxed).newValue
    // Seeds are small numbers mostly, so none of a program's own is near: the fraction of the golden ratio.
    var generator = RandomGenerator(seed: defaultSeed.load(ordering: .relaxed) ^ 0x9E37_79B9_7F4A_7C15)
    generator.position = end - blocks(for: count)
    return generator
  }
}

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
