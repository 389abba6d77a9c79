/// One message of the Swift compiler: `file:line:column: severity: text`, as `-diagnostic-style llvm` prints it.
struct CompilerMessage: Sendable, Hashable {
  enum Severity: String, Sendable { case error, warning, note, remark }

  var file: String
  /// Counted from 1, in the file that `#sourceLocation` names; 0 where the compiler gave no location.
  var line: Int
  var column: Int
  var severity: Severity
  var text: String

  /// Reads the messages out of what the compiler printed; source lines and carets between them are left out, since the
  /// chapter's own are shown.
  static func parse(_ output: [UInt8]) -> [CompilerMessage] {
    output.split(separator: UInt8(ascii: "\n")).compactMap {
      CompilerMessage(line: ModuleName.replacingIdentifiers(in: String(decoding: $0, as: UTF8.self)))
    }
  }

  private init?(line text: String) {
    for severity in [Severity.error, .warning, .note, .remark] {
      let marker = " \(severity.rawValue): "
      guard let (location, message) = text.split(at: marker) else { continue }
      if location == "<unknown>:0:" || location.isEmpty {
        self.init(file: "", line: 0, column: 0, severity: severity, text: message)
        return
      }
      let parts = location.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count >= 4, parts.last!.isEmpty, let column = Int(parts[parts.count - 2]),
        let line = Int(parts[parts.count - 3])
      else { continue }
      let file = parts[..<(parts.count - 3)].joined(separator: ":")
      self.init(file: file, line: line, column: column, severity: severity, text: message)
      return
    }
    return nil
  }

  /// The compiler may end a sentence with the name of a group of messages, which leads nowhere here: `[#no-usage]`.
  private static func withoutGroup(_ text: String) -> String {
    guard text.hasSuffix("]"), let start = text.lastIndex(of: "["), text[start...].hasPrefix("[#") else { return text }
    return String(text[..<start].reversed().drop { $0 == " " }.reversed())
  }

  /// A module that the code around the author's knows by another name is none for the author.
  private static func withoutAlias(_ text: String) -> String {
    guard let match = text.firstMatch(of: /cannot refer to module as ('.+?') because it has been aliased.*/) else {
      return text
    }
    return "no such module \(match.1)"
  }

  private init(file: String, line: Int, column: Int, severity: Severity, text: String) {
    self.file = file
    self.line = line
    self.column = column
    self.severity = severity
    self.text = Self.withoutAlias(Self.withoutGroup(text))
  }
}

extension String {
  /// The parts before and after the first occurrence of a text.
  fileprivate func split(at marker: String) -> (String, String)? {
    let haystack = Array(utf8)
    let needle = Array(marker.utf8)
    guard haystack.count >= needle.count else { return nil }
    for start in 0...(haystack.count - needle.count) where haystack[start] == needle[0] {
      if haystack[start..<(start + needle.count)].elementsEqual(needle) {
        return (
          String(decoding: haystack[..<start], as: UTF8.self),
          String(decoding: haystack[(start + needle.count)...], as: UTF8.self)
        )
      }
    }
    return nil
  }
}
