import Text

/// A line made ready to be compared: runs of blanks are one blank, its numbers are known, and in a documented line the
/// ellipses are taken out and `\...` stands for three dots.
struct ScannedLine {
  struct Number {
    /// In `bytes`.
    var range: Range<Int>
    var value: PrintedNumber
    /// Whether it stands within a tag of a drawing, and not in text or a description that is read.
    var isMeasure = false
    /// Whether it is one of the values that a drawing shows, in its table of them.
    var isValue = false
  }

  private(set) var bytes: [UInt8] = []
  /// For each byte, and for the end, where it is in the line as it was given.
  private(set) var origins: [Int] = []
  private(set) var numbers: [Number] = []
  /// The positions in `bytes` at which any text may stand.
  private(set) var ellipses: [Int] = []

  /// The line without its numbers: lines that differ in nothing but numbers have the same.
  var skeleton: [UInt8] {
    var result = [UInt8]()
    var index = 0
    for number in numbers {
      result += bytes[index..<number.range.lowerBound]
      // No text has this byte.
      result.append(0xFF)
      index = number.range.upperBound
    }
    return result + bytes[index...]
  }

  func origin(of range: Range<Int>) -> Range<Int> {
    let end = range.isEmpty ? origins[range.lowerBound] : origins[range.upperBound - 1] + 1
    return origins[range.lowerBound]..<max(end, origins[range.lowerBound])
  }

  /// Whether a position in `bytes` parts a word, a number or a character.
  func isInsideWord(_ index: Int) -> Bool {
    guard index > 0, index < bytes.count else { return false }
    let isWord = { (byte: UInt8) in byte.isWord || byte >= 0x80 }
    return isWord(bytes[index - 1]) && isWord(bytes[index])
      || numbers.contains { $0.range.lowerBound < index && index < $0.range.upperBound }
  }

  private enum Previous { case start, word, closing, other }

  init(_ line: String, _ comparison: Comparison, isDocumented: Bool) {
    self.init(
      Array(line.utf8), syntax: comparison.syntax, hasEllipses: isDocumented && comparison.hasEllipses,
      groupsDigits: comparison.groupsDigits)
  }

  init(_ line: [UInt8], syntax: Comparison.Syntax, hasEllipses: Bool, groupsDigits: Bool = false) {
    let isRow = syntax == .svg && line.starts(with: "<row v=\"".utf8)
    // What a picture shows of its values is compared; behind it they stand once more, with digits that nobody sees.
    let line =
      isRow ? line.firstIndex(of: Array("\" x=\"".utf8)).map { Array(line[..<$0]) + Array("\"/>".utf8) } ?? line : line
    bytes.reserveCapacity(line.count)
    origins.reserveCapacity(line.count + 1)
    var previous = Previous.start
    var index = 0
    var tags = TagScan()
    while index < line.count {
      let byte = line[index]
      if syntax == .svg { tags.read(line, index) }
      if byte.isBlank {
        index = appendBlanks(line, index)
        previous = .other
      } else if hasEllipses, let end = ellipsis(line, index) {
        index = end
        previous = .other
      } else if Self.mayBeginNumber(line, index, after: previous),
        let scan = NumberScan(line[index...], groupsDigits: groupsDigits)
      {
        appendNumber(line, index, scan, isMeasure: tags.isInsideMeasures, isValue: isRow)
        index = scan.end
        previous = .word
      } else {
        let end = Self.endOfText(line, index, syntax: syntax)
        append(line, index..<end)
        previous = Self.isWord(line, index) ? .word : [0x29, 0x5D].contains(byte) ? .closing : .other
        // The letter of a path command does not make the number after it part of a word.
        if syntax == .svg, end == index + 1, byte.isLetter, end < line.count,
          !line[end].isWord || line[end].isDigit
        {
          previous = .other
        }
        index = end
      }
    }
    origins.append(line.count)
  }

  private mutating func append(_ line: [UInt8], _ range: Range<Int>) {
    bytes += line[range]
    origins += range
  }

  private mutating func appendNumber(_ line: [UInt8], _ start: Int, _ scan: NumberScan, isMeasure: Bool, isValue: Bool)
  {
    // A sign takes the place of a blank where columns are aligned, and leaves it again near zero: blanks between a
    // bracket or the line's start and a number say nothing.
    if bytes.last == UInt8(ascii: " "), bytes.count == 1 || bytes[bytes.count - 2] == UInt8(ascii: "["),
      ellipses.last.map({ $0 < bytes.count - 1 }) ?? true
    {
      bytes.removeLast()
      origins.removeLast()
    }
    let from = bytes.count
    append(line, start..<scan.end)
    numbers.append(Number(range: from..<bytes.count, value: scan.number, isMeasure: isMeasure, isValue: isValue))
  }

  /// Blanks at the end of a line, which editors remove, are left out.
  private mutating func appendBlanks(_ line: [UInt8], _ start: Int) -> Int {
    var index = start
    while index < line.count, line[index].isBlank { index += 1 }
    if index < line.count {
      bytes.append(UInt8(ascii: " "))
      origins.append(start)
    }
    return index
  }

  /// Takes in an ellipsis, or three dots behind backslashes of which an odd number says that they are meant as dots.
  private mutating func ellipsis(_ line: [UInt8], _ start: Int) -> Int? {
    var dots = start
    while dots < line.count, line[dots] == UInt8(ascii: "\\") { dots += 1 }
    let end = dots + 3
    guard end <= line.count, line[dots..<end].allSatisfy({ $0 == UInt8(ascii: ".") }) else { return nil }
    let backslashes = dots - start
    append(line, start..<start + backslashes / 2)
    if backslashes % 2 == 1 { append(line, dots..<end) } else { ellipses.append(bytes.count) }
    return end
  }

  private static func mayBeginNumber(_ line: [UInt8], _ index: Int, after previous: Previous) -> Bool {
    guard previous != .word else { return false }
    let byte = line[index]
    // `2.3` of `v1.2.3` is part of a version.
    if index > 1, byte.isDigit, line[index - 1] == UInt8(ascii: "."), line[index - 2].isWord { return false }
    if byte.isDigit || [UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "i")].contains(byte) { return true }
    guard index + 1 < line.count else { return false }
    if byte == UInt8(ascii: ".") {
      return line[index + 1].isDigit && (index == 0 || line[index - 1] != UInt8(ascii: "."))
    }
    guard byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+"), previous != .closing else { return false }
    return true
  }

  /// The end of the text from `start` on that surely holds no number: a word, or one character.
  private static func endOfText(_ line: [UInt8], _ start: Int, syntax: Comparison.Syntax) -> Int {
    var index = start
    if line[start] == UInt8(ascii: "#") {
      index += 1
    } else if line[start].isDigit {
      // Digits that are no number are a version.
      while index < line.count, line[index].isDigit || line[index] == UInt8(ascii: ".") { index += 1 }
      return index
    } else if syntax == .svg, "MmLlHhVvCcSsQqTtAaZz".utf8.contains(line[start]), start + 1 < line.count,
      line[start + 1].isDigit || [UInt8(ascii: "-"), UInt8(ascii: ".")].contains(line[start + 1])
    {
      return start + 1
    } else if !isWord(line, start) {
      index += scalarLength(line[start])
      return min(index, line.count)
    }
    while index < line.count, isWord(line, index) { index += scalarLength(line[index]) }
    return min(index, line.count)
  }

  private static func isWord(_ line: [UInt8], _ index: Int) -> Bool {
    if line[index] < 0x80 { return line[index].isWord }
    let end = min(index + scalarLength(line[index]), line.count)
    return String(decoding: line[index..<end], as: UTF8.self).unicodeScalars.first?.properties.isAlphabetic ?? false
  }

  private static func scalarLength(_ byte: UInt8) -> Int {
    switch byte {
    case ..<0xC0: 1
    case ..<0xE0: 2
    case ..<0xF0: 3
    default: 4
    }
  }
}

/// Where in a line of SVG a reading stands: in text, in a description, or among the measures within a tag.
private struct TagScan {
  private var isInsideTag = false
  private var isInsideDescription = false
  private static let description = Array(" aria-label=\"".utf8)

  var isInsideMeasures: Bool { isInsideTag && !isInsideDescription }

  mutating func read(_ line: [UInt8], _ index: Int) {
    switch line[index] {
    // What a comment says is read.
    case UInt8(ascii: "<"): isInsideTag = index + 1 < line.count && line[index + 1] != UInt8(ascii: "!")
    case UInt8(ascii: ">") where !isInsideDescription: isInsideTag = false
    case UInt8(ascii: "\"") where isInsideDescription: isInsideDescription = false
    case UInt8(ascii: "\""):
      let start = index + 1 - Self.description.count
      isInsideDescription = isInsideTag && start >= 0 && line[start...index].elementsEqual(Self.description)
    default: break
    }
  }
}
