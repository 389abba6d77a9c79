/// The number of a chapter in its book, from 1, or the letter of an appendix, from A: `2`, `B`.
package struct ChapterNumber: Sendable, Hashable, Comparable, LosslessStringConvertible, ExpressibleByIntegerLiteral {
  package let isAppendix: Bool
  /// From 1, of chapters and appendices each.
  package let index: Int

  package init(_ index: Int, isAppendix: Bool = false) {
    self.index = index
    self.isAppendix = isAppendix
  }

  package init(integerLiteral index: Int) { self.init(index) }

  /// Nil for a text that is no number as pages show it.
  package init?(_ description: String) {
    let letters = description.utf8.map { Int($0) - Int(UInt8(ascii: "A")) + 1 }
    if let index = Int(description) {
      self.init(index)
    } else if !letters.isEmpty, letters.count <= 3, letters.allSatisfy({ (1...26).contains($0) }) {
      self.init(letters.reduce(0) { $0 * 26 + $1 }, isAppendix: true)
    } else {
      return nil
    }
  }

  /// As pages show it. After Z comes AA.
  package var description: String {
    guard isAppendix else { return String(index) }
    var letters: [UInt8] = []
    var rest = index
    while rest > 0 {
      letters.insert(UInt8(ascii: "A") + UInt8((rest - 1) % 26), at: 0)
      rest = (rest - 1) / 26
    }
    return String(decoding: letters, as: UTF8.self)
  }

  package static func < (first: ChapterNumber, second: ChapterNumber) -> Bool {
    first.isAppendix == second.isAppendix ? first.index < second.index : second.isAppendix
  }
}
