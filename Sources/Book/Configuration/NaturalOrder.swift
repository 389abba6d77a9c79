import Text

/// The order of names in which numbers count as numbers: `2-x` before `10-x`.
enum NaturalOrder {
  static func precedes(_ a: String, _ b: String) -> Bool {
    let (first, second) = (Array(a.utf8), Array(b.utf8))
    var (i, j) = (0, 0)
    while i < first.count, j < second.count {
      if first[i].isDigit, second[j].isDigit {
        let (x, y) = (number(first, &i), number(second, &j))
        if x.count != y.count { return x.count < y.count }
        if !x.elementsEqual(y) { return x.lexicographicallyPrecedes(y) }
      } else if first[i] != second[j] {
        return first[i] < second[j]
      } else {
        i += 1
        j += 1
      }
    }
    if first.count - i != second.count - j { return first.count - i < second.count - j }
    // `02` and `2` are one number.
    return first.lexicographicallyPrecedes(second)
  }

  /// The digits of the number at `index`, without zeros before it.
  private static func number(_ bytes: [UInt8], _ index: inout Int) -> ArraySlice<UInt8> {
    let start = bytes[index...].firstIndex { $0 != UInt8(ascii: "0") } ?? bytes.count
    index = bytes[index...].firstIndex { !$0.isDigit } ?? bytes.count
    return bytes[min(start, index)..<index]
  }
}
