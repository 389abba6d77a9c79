import Text

/// Reads attributes in braces, as Pandoc writes them, of whatever may have some: a fence, a heading, a formula, a picture.
///
///     {#learn-kernel .fold tolerance=1e-3 caption="Learning the kernel"}
///
/// They are read from the source's bytes, so that every part has its location.
package struct AttributeReader {
  package struct Attribute: Sendable, Hashable {
    package enum Kind: Sendable { case id, flag, value }
    package var kind: Kind
    /// Without `#` or `.`.
    package var name: String
    /// All of it, `#` or `.` or the value included.
    package var range: Range<Int>
    package var nameRange: Range<Int>
    package var value = ""
    package var valueRange = 0..<0
    /// The value's bytes without its quotes.
    package var contentRange = 0..<0
  }

  /// What keeps the braces from being attributes.
  package struct Problem: Sendable, Hashable {
    package var range: Range<Int>
    package var summary: String
    /// What to do, where that is not simply to write attributes as they are written.
    package var explanation: String?
    /// A word that is no attribute, but may be meant as one.
    package var word: String?
  }

  package private(set) var attributes: [Attribute] = []
  package private(set) var problems: [Problem] = []
  /// The offset after the closing brace, or after all that could be read.
  package var end: Int { position }

  private let source: SourceText
  private let limit: Int
  private var position: Int

  /// - Parameters:
  ///   - open: the offset of the brace that opens them.
  ///   - limit: the offset at which they have to be closed.
  package init(at open: Int, before limit: Int, in source: SourceText) {
    self.source = source
    self.limit = limit
    position = open + 1
    while true {
      skipBlanks()
      guard position < limit else {
        // A quote that is never closed takes the brace with it.
        if problems.isEmpty { report(open..<limit, "the brace that opens the options is never closed") }
        return
      }
      if source.bytes[position] == UInt8(ascii: "}") { break }
      readAttribute()
    }
    position += 1
  }

  /// The bytes of the attributes with which a piece of a line ends; nil where what stands there is text.
  package static func trailing(in source: SourceText, _ range: Range<Int>) -> Range<Int>? {
    guard range.upperBound - range.lowerBound > 2, source.bytes[range.upperBound - 1] == UInt8(ascii: "}") else {
      return nil
    }
    var open = range.upperBound - 2
    // Nobody writes more than that, and a line of braces takes no longer to read than another one.
    let first = max(range.lowerBound, range.upperBound - 1000)
    while open >= first {
      defer { open -= 1 }
      guard source.bytes[open] == UInt8(ascii: "{") else { continue }
      let reader = AttributeReader(at: open, before: range.upperBound, in: source)
      if reader.problems.isEmpty, !reader.attributes.isEmpty, reader.end == range.upperBound {
        return open..<range.upperBound
      }
    }
    return nil
  }

  private mutating func readAttribute() {
    let start = position
    switch source.bytes[position] {
    case UInt8(ascii: "#"), UInt8(ascii: "."):
      let kind: Attribute.Kind = source.bytes[position] == UInt8(ascii: "#") ? .id : .flag
      position += 1
      let name = readWord()
      let what = kind == .id ? "id" : "option"
      if name.isEmpty {
        report(start..<position, "the \(what) after '\(text(start..<start + 1))' is missing")
      } else if position < limit, source.bytes[position] == UInt8(ascii: "=") {
        readValue()
        report(start..<position, "'\(text(start..<name.upperBound))' takes no value")
      } else {
        attributes.append(Attribute(kind: kind, name: text(name), range: start..<position, nameRange: name))
      }
    default:
      let name = readWord()
      guard position < limit, source.bytes[position] == UInt8(ascii: "="), !name.isEmpty else {
        if name.isEmpty { position += 1 }
        let word = text(start..<position)
        problems.append(
          Problem(
            range: start..<position, summary: "'\(word)' may not stand in the options",
            explanation: word == "," ? "Leave the comma out: a blank is all that stands between attributes." : nil,
            word: word))
        return
      }
      let (value, valueRange, contentRange) = readValue()
      attributes.append(
        Attribute(
          kind: .value, name: text(name), range: start..<position, nameRange: name, value: value,
          valueRange: valueRange, contentRange: contentRange))
    }
  }

  /// The value after `=`: up to the next blank or the closing brace, or between quotes, where a backslash keeps the
  /// character after it.
  @discardableResult
  private mutating func readValue() -> (String, Range<Int>, Range<Int>) {
    position += 1
    guard position < limit, source.bytes[position] == UInt8(ascii: "\"") else {
      let start = position
      while position < limit, !source.bytes[position].isBlank, source.bytes[position] != UInt8(ascii: "}") {
        position += 1
      }
      return (text(start..<position), start..<position, start..<position)
    }
    let open = position
    var value = [UInt8]()
    position += 1
    while position < limit, source.bytes[position] != UInt8(ascii: "\"") {
      if source.bytes[position] == .backslash, position + 1 < limit, source.bytes[position + 1].isPunctuation {
        position += 1
      }
      value.append(source.bytes[position])
      position += 1
    }
    guard position < limit else {
      report(open..<limit, "the quote is never closed", "A value ends with the quote that it begins with.")
      return (String(decoding: value, as: UTF8.self), open..<limit, open + 1..<limit)
    }
    position += 1
    return (String(decoding: value, as: UTF8.self), open..<position, open + 1..<position - 1)
  }

  private mutating func readWord() -> Range<Int> {
    let start = position
    while position < limit {
      let byte = source.bytes[position]
      guard !byte.isBlank, !"{}=\"#.".utf8.contains(byte) else { break }
      position += 1
    }
    return start..<position
  }

  private mutating func skipBlanks() {
    while position < limit, source.bytes[position].isBlank { position += 1 }
  }

  private func text(_ range: Range<Int>) -> String { source.text(in: range) }

  private mutating func report(_ range: Range<Int>, _ summary: String, _ explanation: String? = nil) {
    problems.append(Problem(range: range, summary: summary, explanation: explanation))
  }
}
