/// Eight blocks of Philox at once, with the words of `Philox.block`: word `w` of block `b` is lane `b` of the w-th vector.
///
/// Each word has the lower half of a lane of 64 bits, where a product has the bits that it needs. What is in the upper halves
/// means nothing until the last round.
struct PhiloxLanes {
  typealias Words = SIMD8<UInt64>

  let first: Words
  let second: Words
  let third: Words
  let fourth: Words

  static let blocks = 8

  /// The blocks from number `counter` on.
  @inline(__always)
  init(key: UInt64, counter: UInt64) {
    let lower = Words(repeating: 0xFFFF_FFFF)
    let counters = Words(0, 1, 2, 3, 4, 5, 6, 7) &+ counter
    var (a, b, c, d) = (counters, counters &>> 32, Words.zero, Words.zero)
    var keys = (UInt32(truncatingIfNeeded: key), UInt32(truncatingIfNeeded: key >> 32))
    for _ in 0..<10 {
      let left = (a & lower) &* 0xD251_1F53
      let right = (c & lower) &* 0xCD9E_8D57
      (a, b, c, d) = (
        right &>> 32 ^ b ^ Words(repeating: UInt64(keys.0)), right,
        left &>> 32 ^ d ^ Words(repeating: UInt64(keys.1)), left
      )
      keys = (keys.0 &+ 0x9E37_79B9, keys.1 &+ 0xBB67_AE85)
    }
    (first, second, third, fourth) = (a & lower, b & lower, c & lower, d & lower)
  }

  /// The words in the order in which the blocks give them, two in each lane of the results: those of the first four blocks, and
  /// those of the others.
  @inline(__always)
  var inOrder: (Words, Words) {
    let (left, right) = (first | second &<< 32, third | fourth &<< 32)
    var (low, high) = (Words.zero, Words.zero)
    (low.evenHalf, low.oddHalf) = (left.lowHalf, right.lowHalf)
    (high.evenHalf, high.oddHalf) = (left.highHalf, right.highHalf)
    return (low, high)
  }
}
