import Text

/// The destination of a link, taken apart as RFC 3986 says.
package struct URIReference: Sendable, Hashable {
  /// A letter, then letters, digits, `+`, `-` and `.`, before the first colon; nil for a relative reference.
  package var scheme: String?
  /// Whether `//` and the name of a server come before the path.
  package var hasAuthority = false
  /// The path as it is written.
  package var writtenPath: String
  /// What follows `?`, as it is written.
  package var query: String?
  /// What follows `#`, as it is written.
  package var fragment: String?

  package init(_ destination: String) {
    var rest = destination[...]
    if let hash = rest.firstIndex(of: "#") {
      fragment = String(rest[rest.index(after: hash)...])
      rest = rest[..<hash]
    }
    if let mark = rest.firstIndex(of: "?") {
      query = String(rest[rest.index(after: mark)...])
      rest = rest[..<mark]
    }
    if let colon = rest.utf8.firstIndex(of: UInt8(ascii: ":")), Self.isScheme(rest[..<colon]) {
      scheme = String(rest[..<colon])
      rest = rest[rest.utf8.index(after: colon)...]
    }
    if rest.utf8.starts(with: "//".utf8) {
      hasAuthority = true
      rest = rest.dropFirst(2).drop { $0 != "/" }
    }
    writtenPath = String(rest)
  }

  /// The path with its percent-encoded bytes resolved, once: what a file system calls it.
  package var path: String { PercentEncoding.decoded(writtenPath) }

  /// Where on the page it leads, decoded; nil for the page as a whole. A browser keeps what follows `:~:` to itself.
  package var anchor: String? {
    guard let fragment else { return nil }
    let name = PercentEncoding.decoded(fragment.components(before: ":~:"))
    return name.isEmpty || name.lowercased() == "top" ? nil : name
  }

  private static func isScheme(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, first.isLetter else { return false }
    return text.utf8.allSatisfy { $0.isLetter || $0.isDigit || "+-.".utf8.contains($0) }
  }
}

extension String {
  fileprivate func components(before separator: String) -> String {
    firstRange(of: separator).map { String(self[..<$0.lowerBound]) } ?? self
  }
}
