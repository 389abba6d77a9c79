/// Philox 4x32 with ten rounds: a block of four random words as a pure function of a key and a counter.
///
/// Since the n-th block needs no block before it, an array can be filled in any order, by any number of threads, with
/// the same result. Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
package enum Philox {
  package static func block(key: UInt64, counter: UInt64) -> SIMD4<UInt32> {
    block(
      key: SIMD2(UInt32(truncatingIfNeeded: key), UInt32(truncatingIfNeeded: key >> 32)),
      counter: SIMD4(UInt32(truncatingIfNeeded: counter), UInt32(truncatingIfNeeded: counter >> 32), 0, 0))
  }

  package static func block(key: SIMD2<UInt32>, counter: SIMD4<UInt32>) -> SIMD4<UInt32> {
    var key = key
    var words = counter
    for _ in 0..<10 {
      let first = UInt64(words[0]) * 0xD251_1F53
      let second = UInt64(words[2]) * 0xCD9E_8D57
      words = SIMD4(
        UInt32(second >> 32) ^ words[1] ^ key[0],
        UInt32(truncatingIfNeeded: second),
        UInt32(first >> 32) ^ words[3] ^ key[1],
        UInt32(truncatingIfNeeded: first))
      key &+= SIMD2(0x9E37_79B9, 0xBB67_AE85)
    }
    return words
  }
}
