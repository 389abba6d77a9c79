import Text

/// What a piece of a text looks like, in bytes of which `PlainText` says what stands for what.
///
/// Each looks no further than `reach`, so that a text is searched in a time that is its length's.
struct TextPattern: Sendable {
  /// What it begins with.
  let opening: [UInt8]
  /// Where it ends, given where its opening does.
  private let rest: @Sendable (_ bytes: [UInt8], _ start: Int) -> Int?
  /// Whether no word may stand directly before it.
  private let isFree: Bool

  /// The greatest number of bytes that one has.
  static let reach = 300

  init(
    _ opening: String, isFree: Bool = false, _ rest: @escaping @Sendable (_ bytes: [UInt8], _ start: Int) -> Int?
  ) {
    self.opening = Array(opening.utf8)
    self.isFree = isFree
    self.rest = rest
  }

  func end(from position: Int, in bytes: [UInt8]) -> Int? {
    guard Self.has(opening, at: position, in: bytes) else { return nil }
    if isFree, position > 0, Self.isPartOfWord(bytes[position - 1], besides: opening[0]) { return nil }
    return rest(bytes, position + opening.count)
  }

  // MARK: Patterns

  /// Only its opening.
  static func mark(_ opening: String) -> TextPattern { TextPattern(opening) { _, start in start } }

  /// From one mark to another in one line, with something between them.
  static func enclosed(
    _ open: String, _ close: String, isFree: Bool = false, crossesLines: Bool = false,
    where holds: @escaping @Sendable (ArraySlice<UInt8>) -> Bool = { _ in true }
  ) -> TextPattern {
    let mark = Array(close.utf8)
    return TextPattern(open, isFree: isFree) { bytes, start in
      let limit = min(bytes.count, start + reach)
      var end = start
      while end < limit, crossesLines || !isLineEnd(bytes[end]) {
        if has(mark, at: end, in: bytes) {
          guard end > start, holds(bytes[start..<end]) else { return nil }
          let after = end + mark.count
          return isFree && after < bytes.count && isPartOfWord(bytes[after], besides: mark[0]) ? nil : after
        }
        end += 1
      }
      return nil
    }
  }

  /// The same with neither a blank nor another mark directly inside: `==text==`.
  static func tight(
    _ mark: String, where holds: @escaping @Sendable (ArraySlice<UInt8>) -> Bool = { _ in true }
  ) -> TextPattern {
    let sign = Array(mark.utf8)[0]
    return enclosed(mark, mark, isFree: true) { inside in
      !inside.first!.isBlank && !inside.last!.isBlank && inside.first != sign && inside.last != sign && holds(inside)
    }
  }

  /// Signs around a name, directly before code: `{ref}` of ``{ref}`label` ``.
  ///
  /// - Parameter names: all where they are not given.
  static func beforeCode(_ open: String, _ close: String, _ names: Set<String>? = nil) -> TextPattern {
    let mark = Array(close.utf8)[0]
    return TextPattern(open, isFree: open == close) { bytes, start in
      let end = endOfRun(in: bytes, start) { $0.isWord || ":+.-".utf8.contains($0) }
      // The name may have the sign itself: `:py:func:`.
      let name = bytes[start..<end].last == mark ? start..<end - 1 : start..<end
      let after = name.upperBound + 1
      guard !name.isEmpty, bytes[name.lowerBound].isLetter, after < bytes.count, bytes[name.upperBound] == mark,
        bytes[after] == PlainText.code
      else { return nil }
      return names?.contains(String(decoding: bytes[name], as: UTF8.self)) ?? true ? after : nil
    }
  }

  /// A command of LaTeX with what is in its first braces: `\ref{fig}`.
  ///
  /// - Parameter argument: what the braces may hold; nil for anything.
  static func command(_ names: Set<String>, _ argument: Set<String>? = nil) -> TextPattern {
    TextPattern("\\") { bytes, start in
      guard var end = endOfCommand(names, in: bytes, start) else { return nil }
      while end < bytes.count, bytes[end] == UInt8(ascii: "["), let close = index(of: "]", in: bytes, end) {
        end = close + 1
      }
      guard end < bytes.count, bytes[end] == UInt8(ascii: "{"), let close = index(of: "}", in: bytes, end) else {
        return nil
      }
      if let argument {
        let name = bytes[end + 1..<close].filter { $0 != UInt8(ascii: "*") }
        guard argument.contains(String(decoding: name, as: UTF8.self)) else { return nil }
      }
      return close + 1
    }
  }

  /// A command that takes nothing: `\newpage`.
  static func word(_ names: Set<String>) -> TextPattern {
    TextPattern("\\") { bytes, start in endOfCommand(names, in: bytes, start) }
  }

  /// The same, directly behind no word and no path: `C:\alpha`.
  static func freeWord(_ names: Set<String>) -> TextPattern {
    TextPattern("\\", isFree: true) { bytes, start in
      if start > 1, ":/.".utf8.contains(bytes[start - 2]) { return nil }
      return endOfCommand(names, in: bytes, start).flatMap {
        $0 < bytes.count && bytes[$0] == UInt8(ascii: "\\") ? nil : $0
      }
    }
  }

  /// One of some words, with what may follow it on the line.
  ///
  /// - Parameter ending: what follows the word directly; nothing but a blank or the line's end where it is empty.
  static func words(
    _ opening: String, _ words: Set<String>, then ending: String = ""
  ) -> TextPattern {
    let ending = Array(ending.utf8)
    return TextPattern(opening) { bytes, start in
      let end = endOfRun(in: bytes, start) { $0.isWord || $0 == UInt8(ascii: "-") }
      guard words.contains(String(decoding: bytes[start..<end], as: UTF8.self).lowercased()),
        ending.isEmpty ? end == bytes.count || bytes[end].isWhitespace : has(ending, at: end, in: bytes)
      else { return nil }
      return end + ending.count
    }
  }

  /// With nothing behind it on its line.
  var alone: TextPattern {
    TextPattern(String(decoding: opening, as: UTF8.self), isFree: isFree) { [rest] bytes, start in
      rest(bytes, start).flatMap { Self.endOfLine(in: bytes, $0) }
    }
  }

  /// A line that is nothing else.
  static func wholeLine(_ text: String) -> TextPattern {
    TextPattern(text) { bytes, start in endOfLine(in: bytes, start) }
  }

  // MARK: Bytes

  /// The position, where nothing but blanks follows it on its line.
  static func endOfLine(in bytes: [UInt8], _ position: Int) -> Int? {
    let end = bytes[position...].firstIndex { !$0.isBlank } ?? bytes.count
    return end == bytes.count || isLineEnd(bytes[end]) ? position : nil
  }

  static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  static func has(_ mark: [UInt8], at position: Int, in bytes: [UInt8]) -> Bool {
    guard position + mark.count <= bytes.count else { return false }
    for index in mark.indices where bytes[position + index] != mark[index] { return false }
    return true
  }

  /// Where the bytes end that are of one kind, within reach.
  static func endOfRun(in bytes: [UInt8], _ start: Int, where isPart: (UInt8) -> Bool) -> Int {
    var end = start
    while end < min(bytes.count, start + reach), isPart(bytes[end]) { end += 1 }
    return end
  }

  private static func isPartOfWord(_ byte: UInt8, besides sign: UInt8) -> Bool {
    byte.isWord || byte >= 0x80 || byte == sign
  }

  private static func endOfCommand(_ names: Set<String>, in bytes: [UInt8], _ start: Int) -> Int? {
    var end = endOfRun(in: bytes, start, where: \.isLetter)
    guard names.contains(String(decoding: bytes[start..<end], as: UTF8.self)) else { return nil }
    if end < bytes.count, bytes[end] == UInt8(ascii: "*") { end += 1 }
    return end
  }

  private static func index(of sign: Unicode.Scalar, in bytes: [UInt8], _ start: Int) -> Int? {
    bytes[start...].prefix(reach).firstIndex(of: UInt8(ascii: sign))
  }
}
