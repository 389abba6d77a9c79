/// The search for numbers that are none.
package enum Finiteness {
  /// The position of the first NaN or infinity among `count` elements, or nil.
  package static func firstNonFiniteIndex(_ source: UnsafePointer<Float>, count: Int) -> Int? {
    // Without their sign, the bits of infinity are greater than those of any number, and those of a NaN greater still. Blocks are
    // looked at without a branch, as nearly all of them are good.
    var start = 0
    while start < count {
      let end = min(start + 4096, count)
      var greatest: UInt32 = 0
      for index in start..<end { greatest = max(greatest, source[index].bitPattern & 0x7FFF_FFFF) }
      if greatest >= Float.infinity.bitPattern { return (start..<end).first { !source[$0].isFinite } }
      start = end
    }
    return nil
  }
}
