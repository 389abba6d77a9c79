import Markdown
import Text

/// Takes a BibTeX file apart: its entries with their fields as they are written, abbreviations filled in, and what is wrong in it.
struct BibTeXScanner {
  struct Entry {
    var type: String
    var key: String
    var keyRange: Range<Int>
    /// By names in small letters.
    var fields: [String: String] = [:]
  }

  private(set) var entries: [Entry] = []
  private(set) var diagnostics: [Diagnostic] = []
  private let source: SourceText
  private var bytes: [UInt8] { source.bytes }
  private var position = 0
  private var strings: [String: String] = Dictionary(
    uniqueKeysWithValues: zip(
      ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
      [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
      ]))

  /// What keeps the rest of an entry from being read.
  private struct Malformed: Error {}

  init(_ source: SourceText) {
    self.source = source
    // What stands between entries is a comment.
    while let at = bytes[position...].firstIndex(of: UInt8(ascii: "@")) {
      position = at + 1
      do throws(Malformed) {
        try readEntry(at: at)
      } catch {
        // The next entry is looked for where a line begins with one: what is not closed would take all that follows.
        position = at + 1
        skipToNextEntry()
      }
    }
  }

  private mutating func readEntry(at start: Int) throws(Malformed) {
    let type = word().lowercased()
    if type == "comment" { return }
    skipBlanks()
    guard !type.isEmpty, let open = byte, open == UInt8(ascii: "{") || open == UInt8(ascii: "(") else {
      // An address of mail in a comment.
      return
    }
    position += 1
    let close = open == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: ")")
    switch type {
    case "preamble":
      _ = try value(in: start)
      try expect(close, start, "a preamble")
    case "string":
      let (name, value) = try field(in: start)
      strings[name] = value
      skipBlanks()
      try expect(close, start, "an abbreviation")
    default:
      skipBlanks()
      let keyStart = position
      while let next = byte, !next.isWhitespace, next != UInt8(ascii: ","), next != close { position += 1 }
      var entry = Entry(type: type, key: source.text(in: keyStart..<position), keyRange: keyStart..<position)
      if entry.key.isEmpty || entry.key.contains("=") {
        try fail(
          start..<max(position, start + 1), "this entry has no key",
          "It is written as in @\(type){lecun1998, title = {…}}.")
      }
      while true {
        skipBlanks()
        if byte == UInt8(ascii: ",") {
          position += 1
          skipBlanks()
        } else if byte != close {
          // No field begins so; another entry does.
          let isOpen = byte == nil || byte == UInt8(ascii: "@")
          try fail(
            here,
            isOpen
              ? "the entry '\(entry.key)' is never closed"
              : "a comma or the end of the entry '\(entry.key)' is missing here",
            "Between the fields of an entry stand commas, and a brace closes it.",
            at: isOpen ? entry.keyRange : nil)
        }
        if byte == close { break }
        let (name, value) = try field(in: start)
        entry.fields[name] = value
      }
      position += 1
      entries.append(entry)
    }
  }

  private mutating func field(in entry: Int) throws(Malformed) -> (name: String, value: String) {
    skipBlanks()
    let start = position
    let name = word().lowercased()
    let range = start..<max(start + 1, position)
    skipBlanks()
    if name.isEmpty || byte != UInt8(ascii: "=") {
      try fail(
        min(range.lowerBound, bytes.count)..<min(range.upperBound, bytes.count),
        name.isEmpty ? "a field is expected here" : "the field '\(name)' has no value",
        "A field is written as in title = {A title}.")
    }
    position += 1
    return (name, try value(in: entry))
  }

  private static let greatestValue = 100_000

  /// Braces, quotes, numbers and abbreviations, joined by `#`.
  private mutating func value(in entry: Int) throws(Malformed) -> String {
    var result = ""
    while true {
      skipBlanks()
      let start = position
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "\""): result += try enclosed(by: byte == UInt8(ascii: "{") ? "}" : "\"")
      case let next? where next.isDigit:
        while let digit = byte, digit.isDigit { position += 1 }
        result += source.text(in: start..<position)
      default:
        let name = word()
        if name.isEmpty {
          try fail(
            here, "a value is expected here", "It stands in braces or in quotes, or is a number or an abbreviation.")
        }
        if let string = strings[name.lowercased()] {
          result += string
        } else {
          report(
            start..<position, "there is no abbreviation '\(name)'",
            "It is declared above as in @string{\(name) = {…}}. A text stands in braces or in quotes.")
        }
      }
      // Abbreviations of abbreviations could be more than there is memory.
      if result.utf8.count > Self.greatestValue {
        try fail(
          start..<position, "a value of more than \(Self.greatestValue) bytes", "No field of a work is that long.")
      }
      skipBlanks()
      guard byte == UInt8(ascii: "#") else { return result }
      position += 1
    }
  }

  /// What stands within braces or quotes; within quotes, braces are in pairs too.
  private mutating func enclosed(by close: Unicode.Scalar) throws(Malformed) -> String {
    let start = position
    let end = UInt8(ascii: close)
    position += 1
    var depth = 0
    while let next = byte {
      if next == UInt8(ascii: "\\") {
        position += 2
        continue
      }
      if depth == 0, next == end {
        position += 1
        return source.text(in: start + 1..<position - 1)
      }
      if next == UInt8(ascii: "{") { depth += 1 }
      if next == UInt8(ascii: "}") { depth -= 1 }
      position += 1
      if depth < 0 { break }
    }
    position = start + 1
    try fail(start..<start + 1, "this value is never closed", "Braces stand in pairs, and a quote ends with a quote.")
  }

  // MARK: Bytes

  private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }
  private var here: Range<Int> { min(position, bytes.count)..<min(position + 1, bytes.count) }

  private mutating func word() -> String {
    let start = position
    while let next = byte, !next.isWhitespace, !"{}()=,#\"%@'".utf8.contains(next) { position += 1 }
    return source.text(in: start..<position)
  }

  private mutating func skipBlanks() {
    while let next = byte, next.isWhitespace { position += 1 }
  }

  private mutating func skipToNextEntry() {
    while position < bytes.count {
      let isLineStart = position > 0 && bytes[position - 1] == UInt8(ascii: "\n")
      if isLineStart, bytes[position] == UInt8(ascii: "@") { return }
      position += 1
    }
  }

  private mutating func expect(_ close: UInt8, _ start: Int, _ what: String) throws(Malformed) {
    skipBlanks()
    guard byte == close else { try fail(start..<start + 1, "\(what) is never closed", "A brace closes it.") }
    position += 1
  }

  private mutating func fail(
    _ range: Range<Int>, _ summary: String, _ explanation: String, at other: Range<Int>? = nil
  ) throws(Malformed) -> Never {
    report(other ?? range, summary, explanation)
    throw Malformed()
  }

  private mutating func report(_ range: Range<Int>, _ summary: String, _ explanation: String) {
    diagnostics.append(Diagnostic(.error, at: .init(range, in: source), summary, explanation: explanation))
  }
}
