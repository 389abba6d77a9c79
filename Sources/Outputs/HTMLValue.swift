/// A fragment of HTML that a cell gave: a tree of elements that have a meaning and no more. Its text, which a chapter documents, has all
/// of its words.
///
/// It is a tree wherever it travels, and is nowhere read from markup again: what another process says is a tree of known elements, each
/// where it may stand, or it is not understood.
package struct HTMLValue: Sendable, Hashable {
  /// The expression that gave it where that is a name.
  package var name: String?
  package private(set) var content: [HTMLNode]

  /// A fragment with more elements and texts is its text alone.
  package static let mostNodes = 4_000
  /// No more bytes than this are said of a fragment besides its words: five attributes of an element, and numbers.
  package static let mostBytes = mostNodes * 400

  /// - Returns: nil where there are too many nodes, one may not stand where it is, or there is nothing to read.
  package init?(name: String? = nil, content: [HTMLNode]) {
    self.name = name
    self.content = content
    var count = 0
    guard Self.isValid(content, in: HTMLPlace(), &count), Self.problem(ofWhole: content) == nil else { return nil }
  }

  /// The lines of its text, each with a newline.
  package static func text(of content: [HTMLNode]) -> String {
    HTMLLayout(content).lines.map { line in line.map(\.text).joined() + "\n" }.joined()
  }

  /// The fragment with the words of its text as it is documented, digit by digit.
  ///
  /// - Returns: nil where the text leaves something out.
  package func documented(by text: String) -> HTMLValue? {
    guard let content = HTMLWords.replacing(in: content, with: text) else { return nil }
    var value = self
    value.content = content
    return value
  }

  /// The lines of a text with these words in which some of them stand elsewhere than in the fragment.
  package func displacedLines(in text: String) -> [Int] {
    documented(by: text).map { HTMLWords.displacedLines(of: $0.content, in: text) } ?? []
  }

  /// Its words in lines, without what stands before those of lists and quotations and below the titles of tables.
  package var words: [String] {
    HTMLLayout(content).ownLines.map { line in
      line.map { if case .dashes = $0 { " " } else { $0.text } }.joined()
    }
  }

  /// What the items of a list are counted with.
  package static func numbers(ofItemsIn list: HTMLElement) -> [Int] {
    let isReversed = list.attributes.contains { $0.name == .reversed }
    var number = list.number(.start) ?? (isReversed ? list.elements.count : 1)
    return list.elements.map { item in
      number = item.number(.value) ?? number
      defer { number += isReversed ? -1 : 1 }
      return number
    }
  }

  /// Which cells of a table, in their order, stand in a column of numbers, and so to the right.
  package static func areNumbers(cellsOf table: HTMLElement) -> [Bool] {
    guard let grid = try? HTMLGrid(table) else { return [] }
    let columns = grid.areNumbers { row, cell in
      HTMLLayout(grid.rows[row][cell].element.content).lines.joined().map(\.text).joined()
    }
    return grid.rows.joined().map { $0.columns == 1 && columns[$0.column] }
  }

  // MARK: What is one

  /// Why parts of a fragment are none as a whole, as a sentence; nil where they are one.
  package static func problem(ofWhole content: [HTMLNode]) -> String? {
    for case .element(let element) in content where !element.kind.isBlock && !element.kind.isPhrasing {
      return "<\(element.kind.rawValue)> stands by itself; it is a part of another element"
    }
    let hasWords = HTMLLayout(content).lines.joined().contains { if case .word = $0 { true } else { false } }
    return hasWords ? nil : "there is nothing to read in it"
  }

  /// How many elements and texts there are.
  package static func count(of content: [HTMLNode]) -> Int {
    content.reduce(0) { count, node in
      guard case .element(let element) = node else { return count + 1 }
      return count + 1 + self.count(of: element.content)
    }
  }

  private static func isValid(_ content: [HTMLNode], in place: HTMLPlace, _ count: inout Int) -> Bool {
    guard place.depth <= HTMLPlace.greatestDepth else { return false }
    count += content.count
    guard count <= mostNodes else { return false }
    for node in content {
      switch node {
      case .text(let text):
        guard place.takesText, text.unicodeScalars.allSatisfy(HTMLText.isAllowed) else { return false }
      case .element(let element):
        let names = element.attributes.map(\.name)
        let allowed = HTMLAttribute.names(of: element.kind, in: place.parent)
        guard place.takes(element.kind), names.allSatisfy(allowed.contains), Set(names).count == names.count,
          element.attributes.allSatisfy({ $0.expected == nil }),
          isValid(element.content, in: place.inside(element.kind), &count), element.problem == nil
        else { return false }
      }
    }
    return true
  }
}

/// What characters a fragment's words can have.
package enum HTMLText {
  /// Whether XML and HTML both have it: no control characters but for blanks and ends of lines, and nothing that is no character.
  package static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: true
    case 0...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0xFDD0...0xFDEF: false
    default: scalar.value & 0xFFFE != 0xFFFE
    }
  }
}

// MARK: For reports and kept results

/// A text is a text; an element an object with its name, and with its attributes and its content where it has any.
extension HTMLNode: Codable {
  private enum CodingKeys: String, CodingKey { case element, attributes, content }

  package init(from decoder: any Decoder) throws {
    if let container = try? decoder.singleValueContainer(), let text = try? container.decode(String.self) {
      self = .text(text)
      return
    }
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func known<Value: RawRepresentable>(_ key: CodingKeys, _ name: String) throws -> Value
    where Value.RawValue == String {
      guard let value = Value(rawValue: name) else {
        throw DecodingError.dataCorruptedError(forKey: key, in: container, debugDescription: "'\(name)' is not known")
      }
      return value
    }
    let attributes = try container.decodeIfPresent([String: String].self, forKey: .attributes) ?? [:]
    self = .element(
      HTMLElement(
        try known(.element, container.decode(String.self, forKey: .element)),
        try attributes.map { HTMLAttribute(try known(.attributes, $0.key), $0.value) },
        try container.decodeIfPresent([HTMLNode].self, forKey: .content) ?? []))
  }

  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .text(let text):
      var container = encoder.singleValueContainer()
      try container.encode(text)
    case .element(let element):
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(element.kind.rawValue, forKey: .element)
      let attributes = Dictionary(element.attributes.map { ($0.name.rawValue, $0.value) }) { $1 }
      if !attributes.isEmpty { try container.encode(attributes, forKey: .attributes) }
      if !element.content.isEmpty { try container.encode(element.content, forKey: .content) }
    }
  }
}

extension HTMLValue: Codable {
  private enum CodingKeys: String, CodingKey { case name, content }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let name = try container.decodeIfPresent(String.self, forKey: .name)
    guard let value = HTMLValue(name: name, content: try container.decode([HTMLNode].self, forKey: .content)) else {
      throw DecodingError.dataCorruptedError(forKey: .content, in: container, debugDescription: "no fragment of HTML")
    }
    self = value
  }
}

// MARK: From a cell host

extension WireWriter {
  mutating func write(_ value: HTMLValue) {
    write(value.name)
    write(value.content) { $0.write($1) }
  }

  private mutating func write(_ node: HTMLNode) {
    switch node {
    case .text(let text):
      write(0)
      write(text)
    case .element(let element):
      write(1)
      write(element.kind.rawValue)
      write(element.attributes) {
        $0.write($1.name.rawValue)
        $0.write($1.value)
      }
      write(element.content) { $0.write($1) }
    }
  }
}

extension WireReader {
  mutating func html() throws(Malformed) -> HTMLValue {
    let name = try optionalText()
    guard let value = HTMLValue(name: name, content: try htmlContent(0)) else { throw Malformed() }
    return value
  }

  private mutating func htmlContent(_ depth: Int) throws(Malformed) -> [HTMLNode] {
    guard depth <= HTMLPlace.greatestDepth else { throw Malformed() }
    return try array { (reader) throws(Malformed) in
      switch try reader.int() {
      case 0: return .text(try reader.text())
      case 1:
        guard let kind = HTMLElement.Kind(rawValue: try reader.text()) else { throw Malformed() }
        let attributes = try reader.array { (reader) throws(Malformed) in
          guard let name = HTMLAttribute.Name(rawValue: try reader.text()) else { throw Malformed() }
          return HTMLAttribute(name, try reader.text())
        }
        return .element(HTMLElement(kind, attributes, try reader.htmlContent(depth + 1)))
      default: throw Malformed()
      }
    }
  }
}
