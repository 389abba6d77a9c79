import Book

/// Where a link of a chapter leads.
enum Destination: Hashable {
  /// Another chapter of the book, and the anchor on its page, with `#`.
  case chapter(name: String, anchor: String)
  /// A place on the same page.
  case anchor(String)
  /// A file beside the chapter, its path as file systems have it, and what follows it in the link: `#...`, `?...`.
  case file(path: String, suffix: String)
  /// Anything else: another site, mail.
  case elsewhere

  init(_ link: String, chapters: Set<String>) {
    let end = link.firstIndex { $0 == "#" || $0 == "?" } ?? link.endIndex
    let (path, suffix) = (String(link[..<end]), String(link[end...]))
    if path.isEmpty {
      self = suffix.hasPrefix("#") ? .anchor(suffix) : .elsewhere
    } else if path.hasPrefix("/") || Self.hasScheme(path) {
      self = .elsewhere
    } else {
      let path = Path.normalise(Self.decoded(path))
      let name = Path.name(of: path)
      if path.hasSuffix(".md"), chapters.contains(name) {
        self = .chapter(name: name, anchor: suffix)
      } else {
        self = .file(path: path, suffix: suffix)
      }
    }
  }

  /// By RFC 3986, section 3.1: a letter, then letters, digits, `+`, `-`, `.`, then a colon.
  private static func hasScheme(_ path: String) -> Bool {
    guard let colon = path.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
    return path[..<colon].unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || "+-.0123456789".unicodeScalars.contains($0))
    }
  }

  /// The path with `%20` and its like resolved.
  private static func decoded(_ path: String) -> String {
    var bytes = [UInt8]()
    var rest = Array(path.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
