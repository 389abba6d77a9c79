import Markdown
import Text

/// The attributes of the tags in an author's own HTML, where they lead somewhere or name an anchor.
package enum HTMLAttributes {
  /// The values of attributes, in order. Comments, scripts and style sheets have none.
  ///
  /// - Parameter names: in lower case.
  package static func values(of names: Set<String>, in html: String) -> [String] {
    let bytes = Array(html.utf8)
    return ranges(of: names, in: bytes).map { unescaped(String(decoding: bytes[$0], as: UTF8.self)) }
  }

  /// The HTML with other values of some attributes; where the new value is the old one, not a byte changes.
  package static func replacing(
    _ names: Set<String>, in html: String, by replacement: (String) -> String
  ) -> String {
    let bytes = Array(html.utf8)
    var result = [UInt8]()
    var copied = 0
    for range in ranges(of: names, in: bytes) {
      let value = unescaped(String(decoding: bytes[range], as: UTF8.self))
      let new = replacement(value)
      guard new != value else { continue }
      let isQuoted = range.lowerBound > 0 && "\"'".utf8.contains(bytes[range.lowerBound - 1])
      result += bytes[copied..<range.lowerBound]
      result += Array((isQuoted ? escaped(new) : "\"\(escaped(new))\"").utf8)
      copied = range.upperBound
    }
    return copied == 0 ? html : String(decoding: result + bytes[copied...], as: UTF8.self)
  }

  /// The names of HTML's elements that authors write, and of those in drawings and formulas that begin with a letter of their own.
  static let elements: Set<String> = [
    "a", "abbr", "address", "area", "article", "aside", "audio", "b", "base", "bdi", "bdo", "big", "blockquote", "body",
    "br", "button", "canvas", "caption", "center", "cite", "code", "col", "colgroup", "data", "datalist", "dd", "del",
    "details", "dfn", "dialog", "div", "dl", "dt", "em", "embed", "fieldset", "figcaption", "figure", "font", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "i", "iframe", "img", "input",
    "ins", "kbd", "label", "legend", "li", "link", "main", "map", "mark", "math", "menu", "meta", "meter", "nav",
    "noscript", "object", "ol", "optgroup", "option", "output", "p", "param", "picture", "pre", "progress", "q", "rp",
    "rt", "ruby", "s", "samp", "script", "search", "section", "select", "slot", "small", "source", "span", "strong",
    "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th", "thead",
    "time", "title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr",
  ]

  /// The attributes that lead somewhere.
  package static let links: Set<String> = ["href", "src", "poster"]

  private static func ranges(of names: Set<String>, in html: [UInt8]) -> [Range<Int>] {
    var scanner = TagScanner(html)
    var ranges = [Range<Int>]()
    while let attribute = scanner.next() {
      if names.contains(attribute.name) { ranges.append(attribute.value) }
    }
    return ranges
  }

  /// An image: the bytes of its tag, where its picture is, and the words that are read of it with their bytes.
  struct Image {
    var range: Range<Int>
    /// Of an image in several sizes there are several.
    var sources: [String] = []
    var words: [(text: String, range: Range<Int>)] = []
  }

  private static let imageTags: Set = ["embed", "iframe", "img", "input", "object"]

  /// The images in HTML that stands in a text.
  ///
  /// - Parameter html: as it is without what its containers begin its lines with.
  static func images(in html: String, at range: Range<Int>, of source: SourceText) -> [Image] {
    var bytes = Array(source.bytes[range])
    // Quote marks, one of which would end a tag, become blanks.
    let lines = html.utf8.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: "\n") }
    let first = source.position(at: range.lowerBound).line
    for (index, line) in lines.enumerated().dropFirst() where first + index <= source.lineStarts.count {
      let written = source.lineRange(first + index).clamped(to: range)
      guard source.bytes[written].reversed().starts(with: line.reversed()) else { continue }
      for offset in written.dropLast(line.count) { bytes[offset - range.lowerBound] = UInt8(ascii: " ") }
    }
    // In a caption, which stands between quotes, a quote has a backslash before it.
    if !html.contains("\\\"") {
      for index in bytes.indices.dropLast()
      where bytes[index] == UInt8(ascii: "\\") && bytes[index + 1] == UInt8(ascii: "\"") {
        bytes[index] = UInt8(ascii: " ")
      }
    }
    var scanner = TagScanner(bytes)
    var images: [Image] = []
    var names: Set<String> = []
    while let attribute = scanner.next() {
      guard scanner.tag.map(imageTags.contains) == true else { continue }
      let start = range.lowerBound + scanner.tagStart
      if images.last?.range.lowerBound != start {
        images.append(Image(range: start..<start))
        names = []
      }
      let last = images.count - 1
      images[last].range = start..<range.lowerBound + min(attribute.value.upperBound + 1, bytes.count)
      var value = attribute.value
      if source.bytes[range.lowerBound..<range.lowerBound + value.upperBound].last == UInt8(ascii: "\\"),
        value.last.map({ bytes[$0].isBlank }) == true
      {
        value = value.dropLast()
      }
      let text = unescaped(String(decoding: bytes[value], as: UTF8.self))
      // Of two attributes of one name the first counts.
      guard names.insert(attribute.name).inserted else { continue }
      switch attribute.name {
      case "src", "data": images[last].sources.append(text)
      // Behind each address there may be a width or a density.
      case "srcset":
        images[last].sources += text.split(separator: ",").compactMap {
          $0.split(separator: " ").first.map(String.init)
        }
      case "alt", "aria-label", "title":
        images[last].words.append(
          (text, value.lowerBound + range.lowerBound..<value.upperBound + range.lowerBound))
      default: continue
      }
    }
    return images
  }

  static func escaped(_ text: String) -> String {
    [("&", "&amp;"), ("\"", "&quot;"), ("'", "&#39;"), ("<", "&lt;"), (">", "&gt;")].reduce(text) {
      $0.replacing($1.0, with: $1.1)
    }
  }

  /// A text whose character references are resolved, by name or number, as Markdown has them too.
  package static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "&") {
      result += rest[..<start]
      rest = rest[start...]
      let name = rest.dropFirst().prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "#") }
      if !name.isEmpty, name.endIndex < rest.endIndex, rest[name.endIndex] == ";" {
        let reference = SourceText(name: "", text: "&\(name);")
        result += MarkdownParser.commonMark.parse(reference).document.plainText(of: 0)
        rest = rest[rest.index(after: name.endIndex)...]
      } else {
        result += "&"
        rest = rest.dropFirst()
      }
    }
    return result + rest
  }
}

/// Finds one attribute after the other, as a browser would.
private struct TagScanner {
  private let html: [UInt8]
  private var position = 0
  /// The name of the tag in which the scanner is.
  private(set) var tag: String?
  /// Where that tag begins.
  private(set) var tagStart = 0

  init(_ html: [UInt8]) {
    self.html = html
  }

  mutating func next() -> (name: String, value: Range<Int>)? {
    while position < html.count {
      guard tag != nil else {
        findTag()
        continue
      }
      while position < html.count, html[position].isWhitespace || html[position] == UInt8(ascii: "/") { position += 1 }
      guard position < html.count else { return nil }
      if html[position] == UInt8(ascii: ">") {
        endTag()
        continue
      }
      // Its first sign is the name's, whatever it is.
      let start = position
      position += 1
      let name = start..<word { !$0.isWhitespace && !"=>/".utf8.contains($0) }.upperBound
      skipBlanks()
      guard position < html.count, html[position] == UInt8(ascii: "=") else { continue }
      position += 1
      skipBlanks()
      return (String(decoding: html[name], as: UTF8.self).lowercased(), value())
    }
    return nil
  }

  private mutating func findTag() {
    guard html[position] == UInt8(ascii: "<") else {
      position += 1
      return
    }
    if html[position...].starts(with: "<!--".utf8) {
      skip(past: "-->")
      return
    }
    tagStart = position
    position += 1
    guard position < html.count, html[position].isLetter else { return }
    tag = String(decoding: html[word { !$0.isWhitespace && !">/".utf8.contains($0) }], as: UTF8.self).lowercased()
  }

  private mutating func endTag() {
    position += 1
    if let tag, ["script", "style"].contains(tag) { skip(past: "</\(tag)") }
    tag = nil
  }

  private mutating func value() -> Range<Int> {
    guard position < html.count, "\"'".utf8.contains(html[position]) else {
      return word { !$0.isWhitespace && $0 != UInt8(ascii: ">") }
    }
    let quote = html[position]
    position += 1
    let range = word { $0 != quote }
    position += 1
    return range
  }

  private mutating func word(_ isInside: (UInt8) -> Bool) -> Range<Int> {
    let start = position
    while position < html.count, isInside(html[position]) { position += 1 }
    return start..<position
  }

  private mutating func skipBlanks() {
    while position < html.count, html[position].isWhitespace { position += 1 }
  }

  private mutating func skip(past end: String) {
    let wanted = Array(end.utf8)
    while position < html.count,
      !html[position...].prefix(wanted.count).elementsEqual(wanted, by: { $0 | 0x20 == $1 | 0x20 })
    {
      position += 1
    }
    position = min(position + wanted.count, html.count)
  }
}
