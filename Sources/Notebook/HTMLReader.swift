import Compute
import Outputs

/// Reads a fragment of HTML. What is not well-formed, or not among what an output can have, ends the program with a sentence about it.
struct HTMLReader {
  private let bytes: [UInt8]
  private var position = 0
  private var open: [Open] = []
  private var content: [HTMLNode] = []

  /// An element whose end has not come yet.
  private struct Open {
    var kind: HTMLElement.Kind
    var attributes: [HTMLAttribute]
    var place: HTMLPlace
    var start: Int
    /// What the element around it has before it.
    var outer: [HTMLNode]
  }

  private static let greatestSize = 1 << 20

  init(_ fragment: String) { bytes = Array(fragment.utf8) }

  mutating func read() -> [HTMLNode] {
    guard bytes.count <= Self.greatestSize else {
      fail("HTML: the fragment has \(bytes.count) bytes; expected at most \(Self.greatestSize)")
    }
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "<") { readTag() } else { readText() }
    }
    if let last = open.last {
      refuse(last.start, "<\(last.kind.rawValue)>", "has no end; write </\(last.kind.rawValue)>")
    }
    return Self.withoutLayout(content)
  }

  /// Without the blanks that part paragraphs and lists in the markup, and those at both ends of an element that holds such.
  private static func withoutLayout(_ content: [HTMLNode]) -> [HTMLNode] {
    func isBlock(_ index: Int) -> Bool {
      guard content.indices.contains(index) else { return true }
      if case .element(let element) = content[index] { return !element.kind.isPhrasing }
      return false
    }
    return content.indices.filter { content[$0] != .text(" ") || !isBlock($0 - 1) && !isBlock($0 + 1) }.map {
      content[$0]
    }
  }

  private var place: HTMLPlace { open.last?.place ?? HTMLPlace() }

  // MARK: Sentences

  private func refuse(_ start: Int, _ thing: String, _ problem: String) -> Never {
    let above = bytes[..<start]
    let line = above.count { $0 == UInt8(ascii: "\n") } + 1
    let lineStart = above.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let column = String(decoding: bytes[lineStart..<start], as: UTF8.self).count + 1
    Compute.fail("HTML: \(thing) at line \(line), column \(column) \(problem)")
  }

  private static func list(_ names: some Sequence<String>) -> String { names.sorted().joined(separator: ", ") }

  // MARK: Text

  private mutating func readText() {
    let start = position
    var text = String.UnicodeScalarView()
    var isVerbatim = false
    while position < bytes.count, bytes[position] != UInt8(ascii: "<") {
      if bytes[position] == UInt8(ascii: "&") {
        text.append(readReference())
        isVerbatim = true
      } else {
        let end = bytes[position...].firstIndex { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") } ?? bytes.count
        text.append(contentsOf: scalars(position..<end))
        position = end
      }
    }
    var words = String(text)
    func isBlank(_ scalar: Unicode.Scalar) -> Bool { [" ", "\t", "\n"].contains(scalar) }
    if !place.takesText {
      // Between rows and items blanks lay the markup out.
      if !isVerbatim, text.allSatisfy(isBlank) { return }
      let first = text.firstIndex { !isBlank($0) } ?? text.startIndex
      let before = String(String.UnicodeScalarView(text[..<first])).utf8.count
      let kind = place.parent?.rawValue ?? ""
      refuse(
        start + (isVerbatim ? 0 : before), "the text \(Self.quoted(words))",
        "stands directly in <\(kind)>, which has \(Self.list(place.kinds.map(\.rawValue)))\(Self.looksLikeMarkup(words) ? "; what is interpolated is text unless it is HTML" : "")"
      )
    }
    if place.isPreformatted {
      // As HTML has it, one that follows the tag directly is none of the text's.
      if open.last?.kind == .pre, content.isEmpty, words.first == "\n" { words.removeFirst() }
      if words.isEmpty { return }
    } else {
      var collapsed = String.UnicodeScalarView()
      for scalar in text where !isBlank(scalar) || collapsed.last != " " {
        collapsed.append(isBlank(scalar) ? " " : scalar)
      }
      words = String(collapsed)
    }
    content.append(.text(words))
  }

  private static func looksLikeMarkup(_ text: String) -> Bool { text.contains("<") && text.contains(">") }

  private static func quoted(_ text: String) -> String {
    let words = text.split { $0.isWhitespace }.joined(separator: " ")
    return (words.count > 40 ? words.prefix(40) + "…" : words).debugDescription
  }

  /// The characters of a part of the fragment.
  private func scalars(_ range: Range<Int>) -> String.UnicodeScalarView {
    var result = String.UnicodeScalarView()
    var start = range.lowerBound
    for scalar in String(decoding: bytes[range], as: UTF8.self).unicodeScalars {
      // Ends of lines are one character each, as XML reads them.
      if scalar == "\r" {
        if start + 1 == bytes.count || bytes[start + 1] != UInt8(ascii: "\n") { result.append("\n") }
      } else {
        check(scalar, start)
        result.append(scalar)
      }
      start += UTF8.width(scalar)
    }
    return result
  }

  private func check(_ scalar: Unicode.Scalar, _ start: Int) {
    guard !HTMLText.isAllowed(scalar) else { return }
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let name = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    refuse(start, "the character \(name)", "is none that a text can have")
  }

  private static let named: [String: Unicode.Scalar] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]

  private mutating func readReference() -> Unicode.Scalar {
    let start = position
    let end = bytes[start...].prefix(12).firstIndex(of: UInt8(ascii: ";"))
    guard let end, !bytes[start..<end].contains(where: { $0 <= 0x20 || $0 == UInt8(ascii: "<") }), end > start + 1
    else {
      refuse(start, "'&'", "begins no reference; write &amp; for the sign itself")
    }
    position = end + 1
    let name = String(decoding: bytes[start + 1..<end], as: UTF8.self)
    if let scalar = Self.named[name] { return scalar }
    if name.hasPrefix("#") {
      let isHexadecimal = name.hasPrefix("#x")
      let digits = name.dropFirst(isHexadecimal ? 2 : 1)
      if digits.first?.isHexDigit == true, let number = UInt32(digits, radix: isHexadecimal ? 16 : 10),
        let scalar = Unicode.Scalar(number)
      {
        check(scalar, start)
        return scalar
      }
    }
    refuse(start, "&\(name);", "is not known; write the character itself, or its number as in &#8804;")
  }

  // MARK: Tags

  private mutating func readTag() {
    let start = position
    let rest = bytes[(start + 1)...]
    switch rest.first {
    case UInt8(ascii: "!")?, UInt8(ascii: "?")?:
      refuse(
        start, "'<\(rest.starts(with: "!--".utf8) ? "!--" : String(decoding: rest.prefix(1), as: UTF8.self))'",
        "is not taken: there are no comments, declarations and instructions")
    case UInt8(ascii: "/")?:
      position += 2
      readEnd(start)
    default:
      position += 1
      readStart(start)
    }
  }

  private mutating func readName() -> String {
    let end =
      bytes[position...].firstIndex { byte in
        byte <= 0x20
          || [
            UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "\""),
            UInt8(ascii: "'"), UInt8(ascii: "&"),
          ].contains(byte)
      } ?? bytes.count
    defer { position = end }
    return String(decoding: bytes[position..<end], as: UTF8.self)
  }

  private mutating func skipBlanks() {
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
  }

  private mutating func take(_ text: StaticString) -> Bool {
    let own = text.withUTF8Buffer(Array.init)
    guard bytes[position...].starts(with: own) else { return false }
    position += own.count
    return true
  }

  private mutating func readEnd(_ start: Int) {
    let name = readName()
    skipBlanks()
    let tag = "</\(name.prefix(40))>"
    guard take(">") else { refuse(start, "</\(name.prefix(40))", "has no '>'") }
    guard let last = open.last else { refuse(start, tag, "ends nothing: no <\(name.prefix(40))> is open") }
    guard last.kind.rawValue == name else {
      refuse(start, tag, "stands where </\(last.kind.rawValue)> is expected, the end of the element before")
    }
    end()
  }

  private mutating func end() {
    var last = open.removeLast()
    let own = last.kind.isPhrasing || last.place.isPreformatted ? content : Self.withoutLayout(content)
    let element = HTMLElement(last.kind, last.attributes, own)
    if let problem = element.problem { refuse(last.start, "<\(last.kind.rawValue)>", problem) }
    // Added where it is: with each of many children it would be copied.
    content = []
    swap(&content, &last.outer)
    content.append(.element(element))
  }

  private mutating func readStart(_ start: Int) {
    let name = readName()
    guard let first = name.unicodeScalars.first, first.properties.isAlphabetic else {
      refuse(start, "'<'", "begins no element; write &lt; for the sign itself")
    }
    guard let kind = HTMLElement.Kind(rawValue: name) else { refuse(start, "<\(name.prefix(40))>", Self.unknown(name)) }
    let tag = "<\(name)>"
    guard place.takes(kind) else {
      if let parent = place.parent, kind != .br || !place.kinds.contains(where: \.isPhrasing) {
        let kinds = place.kinds
        let own =
          kinds.isEmpty
          ? "nothing" : kinds.allSatisfy(\.isPhrasing) ? "text and emphasis" : Self.list(kinds.map(\.rawValue))
        refuse(start, tag, "stands in <\(parent.rawValue)>, which has \(own)")
      }
      refuse(start, tag, "stands where a text is one line")
    }
    let inner = place.inside(kind)
    guard inner.depth <= HTMLPlace.greatestDepth else {
      refuse(start, tag, "stands in more than \(HTMLPlace.greatestDepth - 1) elements")
    }
    let allowed = HTMLAttribute.names(of: kind, in: place.parent)
    var attributes: [HTMLAttribute] = []
    while true {
      let isParted = position < bytes.count && bytes[position] <= 0x20
      skipBlanks()
      if take("/>") {
        open.append(Open(kind: kind, attributes: attributes, place: inner, start: start, outer: content))
        content = []
        return end()
      }
      if take(">") { break }
      guard position < bytes.count, isParted else {
        refuse(start, tag, "has no '>' where its name or its attributes end")
      }
      let attribute = readAttribute(tag, allowed)
      if attributes.contains(where: { $0.name == attribute.name }) {
        refuse(start, tag, "has the attribute \(attribute.name.rawValue) twice")
      }
      attributes.append(attribute)
    }
    if kind == .br { refuse(start, tag, "has no end; write <br/>") }
    open.append(Open(kind: kind, attributes: attributes, place: inner, start: start, outer: content))
    content = []
  }

  private mutating func readAttribute(_ tag: String, _ allowed: [HTMLAttribute.Name]) -> HTMLAttribute {
    let start = position
    let written = readName()
    let name = "the attribute \(written.prefix(40))"
    guard !written.isEmpty else { refuse(start, "\(tag)", "has no attribute's name here") }
    guard let known = HTMLAttribute.Name(rawValue: written), allowed.contains(known) else {
      let others = allowed.isEmpty ? "none" : Self.list(allowed.map(\.rawValue))
      refuse(start, name, "is none that \(tag) can have here; it has \(others)")
    }
    skipBlanks()
    guard take("=") else { refuse(start, name, "has no value; write \(written)=\"…\"") }
    skipBlanks()
    guard position < bytes.count, [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(bytes[position]) else {
      refuse(start, name, "has a value without quotation marks")
    }
    let mark = bytes[position]
    position += 1
    var value = String.UnicodeScalarView()
    while position < bytes.count, bytes[position] != mark, bytes[position] != UInt8(ascii: "<") {
      if bytes[position] == UInt8(ascii: "&") {
        value.append(readReference())
      } else {
        let end =
          bytes[position...].firstIndex { $0 == mark || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }
          ?? bytes.count
        value.append(contentsOf: scalars(position..<end))
        position = end
      }
    }
    guard position < bytes.count, bytes[position] == mark else { refuse(start, name, "has a value without its end") }
    position += 1
    let attribute = HTMLAttribute(known, String(value))
    if let expected = attribute.expected {
      refuse(start, name, "is \(Self.quoted(attribute.value)); expected \(expected)")
    }
    return attribute
  }

  private static func unknown(_ name: String) -> String {
    let small = name.lowercased()
    if HTMLElement.Kind(rawValue: small) != nil { return "is written <\(small)>" }
    if ["h1", "h2", "h3", "h4", "h5", "h6"].contains(small) { return "is not taken: headings are the chapter's own" }
    if small == "a" { return "is not taken: nobody would check where it leads" }
    if ["img", "svg", "picture"].contains(small) {
      return "is not taken: pictures are figures, which are compared too"
    }
    return "is no element that an output can have; it has \(list(HTMLElement.Kind.allCases.map(\.rawValue)))"
  }
}
