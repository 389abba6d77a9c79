/// The names of types as an author knows them.
///
/// In the name of a type within a function the runtime writes addresses, which are no name and differ from run to run. Of a
/// type within an extension it says to which module the extension belongs, where that is not the type's own: to an author the
/// whole chapter is one.
enum TypeNames {
  /// A text without what the runtime put into the names of types.
  static func cleaned(_ text: String) -> String {
    guard text.contains("(unknown context at $") || text.contains("(extension in main):main.") else { return text }
    var result = ""
    var rest = text[...]
    while let next = rest.firstIndex(of: "(") {
      result += rest[..<next]
      rest = rest[next...]
      if let context = rest.dropping(prefix: "(unknown context at $") {
        rest = context.drop { $0.isHexDigit }
        rest = rest.dropping(prefix: ").") ?? rest.dropping(prefix: ")") ?? rest
      } else if let own = rest.dropping(prefix: "(extension in main):main.") {
        result += "main."
        rest = own
      } else {
        result += rest.prefix(1)
        rest = rest.dropFirst()
      }
    }
    return result + rest
  }
}

extension Substring {
  fileprivate func dropping(prefix: String) -> Substring? {
    hasPrefix(prefix) ? dropFirst(prefix.count) : nil
  }
}
