import Compute

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
