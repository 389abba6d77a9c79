import Book
import Text

extension Markup {
  /// Reads HTML as browsers do, as far as it stands in texts: elements that lack their ends get them, ends without a beginning are
  /// passed over, and comments are left out.
  package init(_ html: String) {
    var reader = MarkupReader(html)
    reader.read()
    events = reader.events
  }
}

private struct MarkupReader {
  private let bytes: [UInt8]
  private var position = 0
  private(set) var events: [Markup.Event] = []
  private var open: [String] = []
  /// How many of the open elements are pictures or formulas, in which names keep their letters and elements close themselves.
  private var foreignDepth = 0

  init(_ html: String) {
    bytes = Array(html.utf8)
  }

  mutating func read() {
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "<"), readMarkup() { continue }
      let start = position
      position += 1
      while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
      add(text: HTMLAttributes.unescaped(string(start..<position)))
    }
    while !open.isEmpty { close() }
  }

  private func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private mutating func add(text: String) {
    if case .text(let before)? = events.last {
      events[events.count - 1] = .text(before + text)
    } else {
      events.append(.text(text))
    }
  }

  // MARK: Tags

  /// Reads a tag or a comment; false where a `<` is text.
  private mutating func readMarkup() -> Bool {
    let rest = bytes[(position + 1)...]
    if rest.starts(with: "!--".utf8) {
      position = end(of: "-->", from: position + 4)
      return true
    }
    guard let first = rest.first else { return false }
    if first == UInt8(ascii: "!") || first == UInt8(ascii: "?") {
      position = end(of: ">", from: position)
      return true
    }
    if first == UInt8(ascii: "/"), let letter = rest.dropFirst().first, letter.isLetter {
      position += 2
      let name = readName()
      position = end(of: ">", from: position)
      end(name)
      return true
    }
    guard first.isLetter else { return false }
    position += 1
    readStart()
    return true
  }

  private func end(of mark: String, from start: Int) -> Int {
    let mark = Array(mark.utf8)
    var index = start
    while index + mark.count <= bytes.count {
      if bytes[index] == mark[0], bytes[index..<index + mark.count].elementsEqual(mark) { return index + mark.count }
      index += 1
    }
    return bytes.count
  }

  /// A name in the spelling that it has here.
  private mutating func readName() -> String {
    let start = position
    while position < bytes.count, !bytes[position].isWhitespace, !"/>=".utf8.contains(bytes[position]) { position += 1 }
    let name = string(start..<position)
    return foreignDepth > 0 ? name : name.lowercased()
  }

  private mutating func readStart() {
    let name = readName()
    var tag = Markup.Tag(name: name)
    // The attributes of a picture keep their letters too.
    let isForeign = ["svg", "math"].contains(name)
    if isForeign { foreignDepth += 1 }
    var closesItself = false
    while position < bytes.count, bytes[position] != UInt8(ascii: ">") {
      if bytes[position].isWhitespace || bytes[position] == UInt8(ascii: "/") || bytes[position] == UInt8(ascii: "=") {
        closesItself = bytes[position] == UInt8(ascii: "/")
        position += 1
        continue
      }
      closesItself = false
      let name = readName()
      let value = readValue()
      if Self.isName(name), tag[name] == nil { tag.attributes.append(.init(name: name, value: value)) }
    }
    position = min(position + 1, bytes.count)
    if isForeign { foreignDepth -= 1 }
    start(tag, closesItself: closesItself)
  }

  private mutating func readValue() -> String {
    var next = position
    while next < bytes.count, bytes[next].isWhitespace { next += 1 }
    guard next < bytes.count, bytes[next] == UInt8(ascii: "=") else { return "" }
    next += 1
    while next < bytes.count, bytes[next].isWhitespace { next += 1 }
    guard next < bytes.count else { return "" }
    let quote = bytes[next]
    let start: Int
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      start = next + 1
      next = start
      while next < bytes.count, bytes[next] != quote { next += 1 }
      position = min(next + 1, bytes.count)
    } else {
      start = next
      while next < bytes.count, !bytes[next].isWhitespace, bytes[next] != UInt8(ascii: ">") { next += 1 }
      position = next
    }
    return HTMLAttributes.unescaped(string(start..<next))
  }

  private static func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first, first.isLetter || first == UInt8(ascii: "_") else { return false }
    return name.utf8.allSatisfy { $0.isWord || "-.:".utf8.contains($0) }
  }

  // MARK: The open elements

  private mutating func start(_ tag: Markup.Tag, closesItself: Bool) {
    guard Self.isName(tag.name) else { return }
    if foreignDepth == 0 { closeImplied(by: tag.name) }
    events.append(.start(tag))
    let isForeign = ["svg", "math"].contains(tag.name)
    if closesItself && (foreignDepth > 0 || isForeign) || foreignDepth == 0 && Markup.void.contains(tag.name) {
      events.append(.end)
      return
    }
    open.append(tag.name)
    if isForeign { foreignDepth += 1 }
    guard foreignDepth == 0 else { return }
    // The first line break in it is none of the text's.
    if tag.name == "pre", position < bytes.count, bytes[position] == UInt8(ascii: "\n") { position += 1 }
    if Markup.rawText.contains(tag.name) { readRawText(of: tag.name) }
  }

  private mutating func readRawText(of name: String) {
    let start = position
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "<"), bytes[position...].dropFirst().first == UInt8(ascii: "/"),
        string(position + 2..<min(position + 2 + name.utf8.count, bytes.count)).lowercased() == name
      {
        break
      }
      position += 1
    }
    if start < position {
      let text = string(start..<position)
      add(text: ["textarea", "title"].contains(name) ? HTMLAttributes.unescaped(text) : text)
    }
  }

  private mutating func end(_ name: String) {
    guard let index = open.lastIndex(of: name) else { return }
    while open.count > index { close() }
  }

  private mutating func close() {
    guard let name = open.popLast() else { return }
    if ["svg", "math"].contains(name) { foreignDepth -= 1 }
    events.append(.end)
  }

  /// Closes what HTML says ends where another element begins.
  private mutating func closeImplied(by name: String) {
    if Self.blocks.contains(name), open.last == "p" { close() }
    guard let (closed, boundary) = Self.implied[name] else { return }
    guard let index = open.lastIndex(where: { closed.contains($0) || boundary.contains($0) }) else { return }
    if closed.contains(open[index]) { while open.count > index { close() } }
  }

  private static let blocks: Set = [
    "address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figcaption", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section", "table",
    "ul",
  ]

  /// What an element closes, and what it does not look beyond.
  private static let implied: [String: (closed: Set<String>, boundary: Set<String>)] = [
    "li": (["li"], ["ul", "ol", "menu"]),
    "dt": (["dt", "dd"], ["dl"]), "dd": (["dt", "dd"], ["dl"]),
    "tr": (["tr"], ["table", "thead", "tbody", "tfoot"]),
    "td": (["td", "th"], ["tr", "table"]), "th": (["td", "th"], ["tr", "table"]),
    "tbody": (["thead", "tbody", "tfoot"], ["table"]), "thead": (["thead", "tbody", "tfoot"], ["table"]),
    "tfoot": (["thead", "tbody", "tfoot"], ["table"]),
    "option": (["option"], ["select", "datalist"]),
  ]
}
