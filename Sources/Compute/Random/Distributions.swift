/// Random numbers of a distribution, made from blocks of random words, four numbers from each.
///
/// A number is a function of its position alone, so any number of threads makes the same ones; and it is made by plain arithmetic,
/// so every machine does.
package enum Distribution: Sendable {
  /// The uniform distribution over a range.
  case uniform(Range<Float>)
  /// The normal distribution.
  case normal(mean: Float, standardDeviation: Float)
  /// What dropout multiplies its input with: 0 with the probability of the rate, else 1 / (1 - rate), so that the mean stays 1.
  case dropout(rate: Float)

  /// Fills an array with numbers from the blocks from `counter` on.
  package func fill(_ target: UnsafeMutablePointer<Float>, count: Int, key: UInt64, counter: UInt64) {
    Workers.split(count) { range in
      // Parts begin at multiples of eight blocks.
      let (start, counter) = (target + range.lowerBound, counter &+ UInt64(range.lowerBound / 4))
      switch self {
      case .uniform(let bounds):
        let (lower, width) = (bounds.lowerBound, bounds.upperBound - bounds.lowerBound)
        // Rounding may lift a product to the upper bound itself, which does not belong to the range.
        let (least, greatest) = (Floats(repeating: lower), Floats(repeating: bounds.upperBound.nextDown))
        Distribution.fill(start, range.count, key, counter) { words in
          let (low, high) = words.inOrder
          return (
            Distribution.clamped(Distribution.unit(low) * width + lower, least, greatest),
            Distribution.clamped(Distribution.unit(high) * width + lower, least, greatest)
          )
        }
      case .normal(let mean, let deviation):
        Distribution.fill(start, range.count, key, counter) { words in
          let (low, high) = Distribution.normal(words)
          return (low * deviation + mean, high * deviation + mean)
        }
      case .dropout(let rate):
        let (zero, kept) = (Floats.zero, Floats(repeating: 1 / (1 - rate)))
        Distribution.fill(start, range.count, key, counter) { words in
          let (low, high) = words.inOrder
          return (
            kept.replacing(with: zero, where: Distribution.unit(low) .< rate),
            kept.replacing(with: zero, where: Distribution.unit(high) .< rate)
          )
        }
      }
    }
  }

  typealias Floats = SIMD16<Float>

  /// Fills an array with the 32 numbers that `make` gives for eight blocks, again and again.
  @inline(__always)
  private static func fill(
    _ target: UnsafeMutablePointer<Float>, _ count: Int, _ key: UInt64, _ counter: UInt64,
    _ make: (PhiloxLanes) -> (Floats, Floats)
  ) {
    var (index, counter) = (0, counter)
    while index < count {
      let (low, high) = make(PhiloxLanes(key: key, counter: counter))
      let remaining = count - index
      low.store(first: remaining, at: target + index)
      if remaining > 16 { high.store(first: remaining - 16, at: target + index + 16) }
      index += 32
      counter &+= 8
    }
  }

  /// Numbers of the uniform distribution over [0, 1). A `Float` has 24 bits of precision, so the upper 24 of each word are all
  /// that count.
  @inline(__always)
  private static func unit(_ words: PhiloxLanes.Words) -> Floats {
    let words = unsafeBitCast(words, to: SIMD16<UInt32>.self)
    // The upper 23 of them as the digits behind the 1 of a number from 1 to 2, and the last one by itself.
    let upper = unsafeBitCast(words &>> 9 | 0x3F80_0000, to: Floats.self) - 1
    let last = (0 &- (words &>> 8 & 1)) & Float(0x1p-24).bitPattern
    return upper + unsafeBitCast(last, to: Floats.self)
  }

  @inline(__always)
  private static func clamped(_ value: Floats, _ least: Floats, _ greatest: Floats) -> Floats {
    value.replacing(with: least, where: value .< least).replacing(with: greatest, where: value .> greatest)
  }
}
