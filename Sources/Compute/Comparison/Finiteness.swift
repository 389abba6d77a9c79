/// The search for numbers that are none.
package enum Finiteness {
  /// The place of the first NaN or infinity among `count` elements, or nil.
  package static func firstBadPlace(_ source: UnsafePointer<Float>, count: Int) -> Int? {
    // Blocks are looked at without a branch, as nearly all of them are good. x - x is 0 for finite numbers alone.
    var start = 0
    while start < count {
      let end = min(start + 4096, count)
      var isBad = false
      for index in start..<end { isBad = isBad || source[index] - source[index] != 0 }
      if isBad { return (start..<end).first { !source[$0].isFinite } }
      start = end
    }
    return nil
  }
}
