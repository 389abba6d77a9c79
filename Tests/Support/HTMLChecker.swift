/// Reads a page's tags, so that tests can ask what is in it without trusting how it was written.
///
/// It knows as much of HTML as our pages use: quoted attributes, void elements, scripts without content, SVG's and MathML's
/// elements that close themselves.
package struct HTMLChecker {
  package struct Tag: Sendable {
    package var name: String
    package var attributes: [String: String]
  }

  package private(set) var tags: [Tag] = []
  /// What is not well-formed: a tag that closes another than the last open one, a tag that stays open.
  package private(set) var problems: [String] = []
  /// What stands between the tags, with the character references that our pages use resolved.
  package private(set) var text = ""

  private static let void: Set = ["meta", "link", "br", "hr", "img", "input", "wbr"]

  package init(_ html: String) {
    let bytes = Array(html.utf8)
    var open = [String]()
    var position = 0
    var textStart = 0
    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    while position < bytes.count {
      guard bytes[position] == UInt8(ascii: "<") else {
        position += 1
        continue
      }
      text += string(textStart..<position)
      var end = position + 1
      var quote: UInt8?
      while end < bytes.count, quote != nil || bytes[end] != UInt8(ascii: ">") {
        if let mark = quote {
          if bytes[end] == mark { quote = nil }
        } else if bytes[end] == UInt8(ascii: "\"") || bytes[end] == UInt8(ascii: "'") {
          quote = bytes[end]
        }
        end += 1
      }
      let tag = string(position + 1..<min(end, bytes.count))
      position = end + 1
      textStart = position
      if tag.hasPrefix("!") { continue }
      if tag.hasPrefix("/") {
        let name = String(tag.dropFirst())
        if open.popLast() != name { problems.append("</\(name)> closes nothing") }
        continue
      }
      let parsed = Self.parse(tag)
      tags.append(parsed)
      if !Self.void.contains(parsed.name), !tag.hasSuffix("/") { open.append(parsed.name) }
    }
    if textStart < bytes.count { text += string(textStart..<bytes.count) }
    problems += open.map { "<\($0)> is not closed" }
    for (reference, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
      text = text.split(separator: reference, omittingEmptySubsequences: false).joined(separator: character)
    }
  }

  private static func parse(_ tag: String) -> Tag {
    let name = String(tag.prefix { $0 != " " && $0 != "\n" && $0 != "/" })
    var attributes = [String: String]()
    var rest = tag.dropFirst(name.count).drop { $0 == " " || $0 == "\n" }
    while let first = rest.first, first != "/" {
      let key = String(rest.prefix { $0 != "=" && $0 != " " })
      rest = rest.dropFirst(key.count)
      if rest.first == "=", let quote = rest.dropFirst().first {
        let value = rest.dropFirst(2).prefix { $0 != quote }
        attributes[key] = String(value)
        rest = rest.dropFirst(value.count + 3)
      } else {
        attributes[key] = ""
      }
      rest = rest.drop { $0 == " " || $0 == "\n" }
    }
    return Tag(name: name, attributes: attributes)
  }

  package func count(_ name: String) -> Int { tags.count { $0.name == name } }
  package var ids: [String] { tags.compactMap { $0.attributes["id"] } }
}
