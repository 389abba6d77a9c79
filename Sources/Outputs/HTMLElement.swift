/// A piece of a fragment of HTML: words, or an element around others.
package enum HTMLNode: Sendable, Hashable {
  case text(String)
  indirect case element(HTMLElement)
}

/// An element that an output can have: one that says what its words are. None has an id, a class, a style, a link or a script, and
/// there is no value of this type that could.
package struct HTMLElement: Sendable, Hashable {
  package var kind: Kind
  package private(set) var attributes: [HTMLAttribute]
  package var content: [HTMLNode]

  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case p, div, blockquote, pre, ul, ol, li, dl, dt, dd
    case table, caption, thead, tbody, tfoot, tr, th, td
    case strong, em, b, i, mark, small, cite, s, del, ins, code, kbd, samp, `var`, sub, sup, span, br
  }

  package init(_ kind: Kind, _ attributes: [HTMLAttribute] = [], _ content: [HTMLNode] = []) {
    self.kind = kind
    // In one order, so that what is the same is equal.
    self.attributes = attributes.sorted { $0.name.rawValue < $1.name.rawValue }
    self.content = content
  }

  /// The elements that it has directly.
  package var elements: [HTMLElement] {
    content.compactMap { if case .element(let element) = $0 { element } else { nil } }
  }

  /// The number that an attribute has.
  func number(_ name: HTMLAttribute.Name) -> Int? { attributes.first { $0.name == name }.flatMap { Int($0.value) } }
}

extension HTMLElement.Kind {
  /// Whether it stands within a line of text.
  package var isPhrasing: Bool {
    switch self {
    case .strong, .em, .b, .i, .mark, .small, .cite, .s, .del, .ins, .code, .kbd, .samp, .var, .sub, .sup, .span, .br:
      true
    default: false
    }
  }

  /// Whether it stands where paragraphs do.
  package var isBlock: Bool {
    switch self {
    case .p, .div, .blockquote, .pre, .ul, .ol, .dl, .table: true
    default: false
    }
  }
}

/// An attribute that an element of an output can have.
package struct HTMLAttribute: Sendable, Hashable {
  package var name: Name
  package var value: String

  package enum Name: String, Sendable, Hashable, CaseIterable {
    case lang, dir, colspan, rowspan, scope, start, reversed, value
  }

  package init(_ name: Name, _ value: String) {
    self.name = name
    self.value = value
  }

  /// Those that an element can have.
  ///
  /// - Parameter parent: the kind of the element in which it stands.
  package static func names(of kind: HTMLElement.Kind, in parent: HTMLElement.Kind?) -> [Name] {
    switch kind {
    case .br: []
    case .td: [.lang, .dir, .colspan, .rowspan]
    case .th: [.lang, .dir, .colspan, .rowspan, .scope]
    case .ol: [.lang, .dir, .start, .reversed]
    case .li where parent == .ol: [.lang, .dir, .value]
    default: [.lang, .dir]
    }
  }

  /// What its value should be; nil where it is that.
  package var expected: String? {
    switch name {
    case .lang: isLanguage ? nil : "a language as en or pt-BR"
    case .dir: expected(of: ["ltr", "rtl", "auto"])
    case .scope: expected(of: ["row", "col", "rowgroup", "colgroup"])
    case .colspan, .rowspan: expected(in: 1...Self.greatestSpan)
    case .start, .value: expected(in: -1_000_000...1_000_000)
    case .reversed: expected(of: ["reversed"])
    }
  }

  package static let greatestSpan = 1_000

  private func expected(of values: [String]) -> String? {
    values.contains(value) ? nil : values.joined(separator: ", ")
  }

  /// As Swift writes whole numbers, and so with one spelling each.
  private func expected(in range: ClosedRange<Int>) -> String? {
    if let number = Int(value), range.contains(number), String(number) == value { return nil }
    return "a whole number from \(range.lowerBound) to \(range.upperBound)"
  }

  /// The form of BCP 47: letters, then letters and digits, in parts of up to eight.
  private var isLanguage: Bool {
    let parts = value.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    return value.utf8.count <= 35 && (2...8).contains(parts[0].count) && parts[0].allSatisfy(isLetter)
      && parts.dropFirst().allSatisfy { part in
        (1...8).contains(part.count) && part.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
      }
  }
}
