/// Finds where code spans end, and remembers which lengths of backticks have no partner further on, so that a text of
/// many unequal runs is not searched again for each.
struct CodeSpanFinder {
  private var lengthsWithoutPartner: Set<Int> = []

  /// The position after the code span that begins at `start`; where none does, the position after its backticks.
  mutating func end(at start: Int, in bytes: [UInt8]) -> Int {
    let length = bytes.runLength(of: .backtick, at: start, before: bytes.count)
    var position = start + length
    guard !lengthsWithoutPartner.contains(length) else { return position }
    while position < bytes.count {
      guard bytes[position] == .backtick else {
        position += 1
        continue
      }
      let run = bytes.runLength(of: .backtick, at: position, before: bytes.count)
      position += run
      if run == length { return position }
    }
    lengthsWithoutPartner.insert(length)
    return start + length
  }
}
