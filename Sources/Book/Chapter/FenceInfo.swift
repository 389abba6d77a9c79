import Markdown
import Text

/// The info string of a fence, taken apart: the language, and the attributes in braces as Pandoc writes them.
///
///     swift {#learn-kernel .fold tolerance=1e-3 caption="Learning the kernel"}
///
/// It is read from the source's bytes, so that every part has its location.
struct FenceInfo {
  var language = ""
  var languageRange = 0..<0
  var attributes: [Attribute] = []
  var diagnostics: [Diagnostic] = []

  struct Attribute {
    enum Kind { case id, flag, value }
    var kind: Kind
    /// Without `#` or `.`.
    var name: String
    /// All of it, `#` or `.` or the value included.
    var range: Range<Int>
    var nameRange: Range<Int>
    var value = ""
    var valueRange = 0..<0
    /// The value's bytes without its quotes.
    var contentRange = 0..<0
  }

  /// Only the language, for the many fences of which nothing else is asked.
  static func language(in source: SourceText, _ range: Range<Int>) -> Range<Int> {
    let start = source.bytes[range].firstIndex { !$0.isBlank } ?? range.upperBound
    let end = source.bytes[start..<range.upperBound].firstIndex { $0.isBlank || $0 == UInt8(ascii: "{") }
    return start..<(end ?? range.upperBound)
  }

  init(_ source: SourceText, _ range: Range<Int>) {
    self.source = source
    var end = range.upperBound
    while end > range.lowerBound, source.bytes[end - 1].isBlank { end -= 1 }
    self.end = end
    languageRange = Self.language(in: source, range.lowerBound..<end)
    language = source.text(in: languageRange)
    position = languageRange.upperBound
    readBraces()
  }

  private let source: SourceText
  private let end: Int
  private var position: Int

  private mutating func readBraces() {
    skipBlanks()
    guard position < end else { return }
    guard source.bytes[position] == UInt8(ascii: "{") else {
      report(position..<end, "'\(text(position..<end))' may not stand here", Self.form)
      return
    }
    let open = position
    position += 1
    while true {
      skipBlanks()
      guard position < end else {
        // A quote that is never closed takes the brace with it.
        if !diagnostics.isEmpty { return }
        report(open..<end, "the brace that opens the options is never closed", Self.form)
        return
      }
      if source.bytes[position] == UInt8(ascii: "}") { break }
      readAttribute()
    }
    position += 1
    skipBlanks()
    if position < end {
      report(position..<end, "'\(text(position..<end))' may not stand after the options", Self.form)
    }
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
        report(start..<position, "the \(what) after '\(text(start..<start + 1))' is missing", Self.form)
      } else if position < end, source.bytes[position] == UInt8(ascii: "=") {
        readValue()
        report(start..<position, "'\(text(start..<name.upperBound))' takes no value", Self.form)
      } else {
        attributes.append(Attribute(kind: kind, name: text(name), range: start..<position, nameRange: name))
      }
    default:
      let name = readWord()
      guard position < end, source.bytes[position] == UInt8(ascii: "="), !name.isEmpty else {
        if name.isEmpty { position += 1 }
        let word = text(start..<position)
        let isFlag = CellOption(rawValue: word)?.isFlag == true
        report(
          start..<position, "'\(word)' may not stand in the options",
          isFlag ? "Write '.\(word)', with a full stop before the option." : Self.form)
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
    guard position < end, source.bytes[position] == UInt8(ascii: "\"") else {
      let start = position
      while position < end, !source.bytes[position].isBlank, source.bytes[position] != UInt8(ascii: "}") {
        position += 1
      }
      return (text(start..<position), start..<position, start..<position)
    }
    let open = position
    var value = [UInt8]()
    position += 1
    while position < end, source.bytes[position] != UInt8(ascii: "\"") {
      if source.bytes[position] == UInt8(ascii: "\\"), position + 1 < end, source.bytes[position + 1].isPunctuation {
        position += 1
      }
      value.append(source.bytes[position])
      position += 1
    }
    guard position < end else {
      report(open..<end, "the quote is never closed", "A value ends with the quote that it begins with.")
      return (String(decoding: value, as: UTF8.self), open..<end, open + 1..<end)
    }
    position += 1
    return (String(decoding: value, as: UTF8.self), open..<position, open + 1..<position - 1)
  }

  private mutating func readWord() -> Range<Int> {
    let start = position
    while position < end {
      let byte = source.bytes[position]
      guard !byte.isBlank, !"{}=\"#".utf8.contains(byte), byte != UInt8(ascii: ".") else { break }
      position += 1
    }
    return start..<position
  }

  private mutating func skipBlanks() {
    while position < end, source.bytes[position].isBlank { position += 1 }
  }

  private func text(_ range: Range<Int>) -> String { source.text(in: range) }

  private mutating func report(_ range: Range<Int>, _ summary: String, _ explanation: String) {
    diagnostics.append(Diagnostic(.error, at: .init(range, in: source), summary, explanation: explanation))
  }

  private static let form = #"Options are written as in swift {#id .fold tolerance=1e-3 caption="A title"}."#
}
