import Text

/// An address in the memory of a process, as values of pointers, identities of objects and computed key paths print it: another
/// one in every process.
enum MemoryAddress {
  /// The first address in a line, as its bytes; nil where there is none.
  ///
  /// An address has the twelve digits that the system gives programs, libraries, stacks and what they allocate, with or without
  /// zeros before them. What an author writes, such as `0xdeadbeef` or a mask, has other digits, or stands in the code.
  ///
  /// - Parameter code: what printed the line.
  static func range(in line: String, of code: String) -> Range<Int>? {
    let bytes = Array(line.utf8)
    var index = 0
    while index + 14 <= bytes.count {
      defer { index += 1 }
      guard bytes[index] == UInt8(ascii: "0"), bytes[index + 1] == UInt8(ascii: "x"),
        index == 0 || !bytes[index - 1].isWord
      else { continue }
      let end = bytes[(index + 2)...].firstIndex { !$0.isWord } ?? bytes.count
      let digits = bytes[index + 2..<end]
      if isAddress(digits), !isWritten(String(decoding: digits, as: UTF8.self), in: code) { return index..<end }
    }
    return nil
  }

  private static func isAddress(_ written: ArraySlice<UInt8>) -> Bool {
    let digits = written.drop { $0 == UInt8(ascii: "0") }
    guard written.count <= 16, digits.count == 12, written.allSatisfy({ $0.isDigit || (0x61...0x66).contains($0) }),
      ["55", "56", "7e", "7f"].contains(String(decoding: digits.prefix(2), as: UTF8.self))
    else { return false }
    // `0x7fffffffffff` and `0x7f0000000000` are bounds and masks, `0x7f7f7f7f7f7f` is a pattern.
    let last = digits.suffix(6)
    return !last.allSatisfy { $0 == UInt8(ascii: "f") } && !last.allSatisfy { $0 == UInt8(ascii: "0") }
      && ![1, 2, 3, 4, 6].contains { digits.dropFirst($0).elementsEqual(digits.dropLast($0)) }
  }

  /// Whether a number in hexadecimal digits is a literal of some code, in these digits or in decimal ones.
  private static func isWritten(_ digits: String, in code: String) -> Bool {
    guard let value = UInt64(digits, radix: 16) else { return false }
    let code = code.lowercased().replacing("_", with: "")
    return [String(value, radix: 16), "\(value)"].contains { code.contains($0) }
  }
}

extension TextComparison {
  /// The first line that holds an address and is documented, or would be once it is accepted: the address in it, and the
  /// documented line that it stands in or is to stand in.
  ///
  /// - Parameter code: what printed the lines.
  func address(of code: String) -> (text: String, documented: Int?)? {
    for line in alignedLines {
      let (text, documented): (String, Int?)
      switch line {
      case .same(let index, _, _): (text, documented) = (self.documented[index], index)
      case .changed(let index, let fresh):
        // An ellipsis may stand for it also when the line is written anew.
        guard ScannedLine(self.documented[index], comparison, isDocumented: true).ellipses.isEmpty else { continue }
        (text, documented) = (self.fresh[fresh], index)
      case .extra(let fresh): (text, documented) = (self.fresh[fresh], nil)
      case .missing, .elided: continue
      }
      guard let range = MemoryAddress.range(in: text, of: code) else { continue }
      return (String(decoding: Array(text.utf8)[range], as: UTF8.self), documented)
    }
    return nil
  }
}
