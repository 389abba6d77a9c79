import Text

/// Reads a small, strict part of XML, one event at a time: elements, attributes, text and character references.
///
/// It is strict because its caller trusts nothing: a document type, an undefined entity, an unquoted attribute or a tag
/// that does not match is a reason to stop, not something to guess about. Comments and processing instructions are
/// passed over.
package struct XMLReader {
  package enum Event: Hashable {
    case start(String, [Attribute])
    case end(String)
    case text(String)
  }

  package struct Attribute: Hashable {
    package var name: String
    package var value: String
  }

  package struct Malformed: Error {}

  private let bytes: [UInt8]
  private var position = 0
  private var open: [String] = []
  /// The end of an element that closed itself and is still to be reported.
  private var pendingEnd: String?
  private var hasRoot = false

  package init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The next event; nil at the end of a well-formed document.
  package mutating func next() throws(Malformed) -> Event? {
    if let name = pendingEnd {
      pendingEnd = nil
      return .end(name)
    }
    while position < bytes.count {
      if bytes[position] != UInt8(ascii: "<") {
        let text = try text(until: "<")
        if !open.isEmpty { return .text(text) }
        guard text.utf8.allSatisfy(Self.isSpace) else { throw Malformed() }
      } else if take("<!--") {
        try skip(past: "-->")
      } else if take("<?") {
        try skip(past: "?>")
      } else if take("<![CDATA[") {
        let start = position
        try skip(past: "]]>")
        guard !open.isEmpty else { throw Malformed() }
        return .text(String(decoding: bytes[start..<position - 3], as: UTF8.self))
      } else if take("</") {
        return try endTag()
      } else if take("<!") {
        throw Malformed()
      } else {
        position += 1
        return try startTag()
      }
    }
    guard open.isEmpty, hasRoot else { throw Malformed() }
    return nil
  }

  private mutating func startTag() throws(Malformed) -> Event {
    let name = try name()
    guard !open.isEmpty || !hasRoot else { throw Malformed() }
    hasRoot = true
    var attributes = [Attribute]()
    var names = Set<String>()
    while true {
      let before = position
      skipBlanks()
      if take("/>") {
        pendingEnd = name
        return .start(name, attributes)
      }
      if take(">") {
        open.append(name)
        return .start(name, attributes)
      }
      guard position > before else { throw Malformed() }
      let attribute = try self.name()
      skipBlanks()
      guard take("=") else { throw Malformed() }
      skipBlanks()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") || bytes[position] == UInt8(ascii: "'") else {
        throw Malformed()
      }
      let quote = Unicode.Scalar(bytes[position])
      position += 1
      let value = try text(until: quote)
      // `text(until:)` ends at the quote or at the end of the document.
      guard position < bytes.count, names.insert(attribute).inserted else { throw Malformed() }
      position += 1
      attributes.append(Attribute(name: attribute, value: value))
    }
  }

  private mutating func endTag() throws(Malformed) -> Event {
    let name = try name()
    skipBlanks()
    guard take(">"), open.popLast() == name else { throw Malformed() }
    return .end(name)
  }

  private mutating func name() throws(Malformed) -> String {
    let start = position
    while position < bytes.count, Self.isName(bytes[position]) { position += 1 }
    guard position > start else { throw Malformed() }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// Text up to a character, its references resolved.
  private mutating func text(until end: Unicode.Scalar) throws(Malformed) -> String {
    var content = [UInt8]()
    while position < bytes.count, bytes[position] != UInt8(ascii: end) {
      let byte = bytes[position]
      if byte == UInt8(ascii: "&") {
        content += Array(String(try reference()).utf8)
      } else if byte == UInt8(ascii: "<") {
        throw Malformed()
      } else {
        content.append(byte)
        position += 1
      }
    }
    return String(decoding: content, as: UTF8.self)
  }

  private mutating func reference() throws(Malformed) -> Character {
    let limit = min(bytes.count, position + 12)
    guard let end = bytes[position..<limit].firstIndex(of: UInt8(ascii: ";")) else { throw Malformed() }
    let name = String(decoding: bytes[position + 1..<end], as: UTF8.self)
    position = end + 1
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      let isHexadecimal = name.hasPrefix("#x")
      guard name.hasPrefix("#"),
        let number = UInt32(name.dropFirst(isHexadecimal ? 2 : 1), radix: isHexadecimal ? 16 : 10),
        number != 0, let scalar = Unicode.Scalar(number)
      else { throw Malformed() }
      return Character(scalar)
    }
  }

  private mutating func take(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard bytes.count - position >= count else { return false }
    // Most attempts fail at the first byte, and this is asked several times for each tag.
    for offset in 0..<count where bytes[position + offset] != text.utf8Start[offset] { return false }
    position += count
    return true
  }

  private mutating func skip(past text: StaticString) throws(Malformed) {
    while position < bytes.count {
      if take(text) { return }
      position += 1
    }
    throw Malformed()
  }

  private mutating func skipBlanks() {
    while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte.isBlank || byte == 0x0A || byte == 0x0D }

  private static func isName(_ byte: UInt8) -> Bool { byte.isWord || "-:.".utf8.contains(byte) || byte >= 0x80 }
}
