import Markdown
import SwiftSyntax
import Text

/// Finds the comments `// Prints "..."` of a cell: in the code's trivia, so that text in a string is never taken for one.
struct ExpectedCommentReader {
  private(set) var expectedComments: [ExpectedComment] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// Comments that mean to be expected comments and are written otherwise, as they would be right.
  private(set) var lookalikes: [(range: Range<Int>, form: String)] = []

  private let lines: [Range<Int>]
  private let source: SourceText
  /// The offset in `code` of each of its lines.
  private var lineStarts: [Int] = []
  private let codeLength: Int
  /// Where in `code` each of the expected comments begins.
  private var offsets: [Int] = []

  init(code: String, lines: [Range<Int>], in source: SourceText) {
    self.lines = lines
    self.source = source
    let bytes = Array(code.utf8)
    codeLength = bytes.count
    // Parsing is the costly part of reading a chapter, and few cells say what they print.
    guard Self.mentionsPrints(bytes) else { return }
    var start = 0
    while start < bytes.count {
      lineStarts.append(start)
      start = (bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count) + 1
    }
    SwiftParsing.parse(code) { tree in
      for token in tree.tokens(viewMode: .sourceAccurate) {
        read(token.leadingTrivia, at: token.position.utf8Offset, documents: Self.beginsDeclaration(token))
        read(token.trailingTrivia, at: token.endPositionBeforeTrailingTrivia.utf8Offset, documents: false)
      }
      let subjects = ExpectedCommentSubjects(of: offsets, in: tree, lineStarts: lineStarts)
      for (index, offset) in offsets.enumerated() { expectedComments[index].subject = subjects.subject(of: offset) }
    }
  }

  /// Whether a documentation comment before a token is one.
  private static func beginsDeclaration(_ token: TokenSyntax) -> Bool {
    var node = token.parent
    while let parent = node, parent.firstToken(viewMode: .sourceAccurate)?.id == token.id {
      if parent.is(DeclSyntax.self) { return true }
      node = parent.parent
    }
    return false
  }

  private static let opening = Array("// Prints \"".utf8)

  private static func mentionsPrints(_ code: [UInt8]) -> Bool {
    var index = 0
    while index + 1 < code.count {
      if code[index] == UInt8(ascii: "/"), "/*".utf8.contains(code[index + 1]), word(code[index...]) != nil {
        return true
      }
      index += 1
    }
    return false
  }

  /// Where the word ends, in any case, that begins a comment which speaks of printing.
  private static func word(_ comment: ArraySlice<UInt8>) -> Int? {
    var index = comment.startIndex + 1
    while index < comment.endIndex, "/*\n".utf8.contains(comment[index]) || comment[index].isBlank { index += 1 }
    let word = comment[index...].prefix(while: \.isLetter)
    let spelling = String(decoding: word, as: UTF8.self).lowercased()
    return ["print", "prints", "printed"].contains(spelling) ? word.endIndex : nil
  }

  /// - Parameter documents: whether the trivia stand before a declaration, where a comment with three strokes or two stars
  ///   says what is declared.
  private mutating func read(_ trivia: Trivia, at start: Int, documents: Bool) {
    var offset = start
    // What stands behind other code documents nothing.
    var isBehindCode = start > 0 && !lineStarts.contains(start)
    for piece in trivia {
      switch piece {
      case .lineComment(let text): read(comment: Array(text.utf8), at: offset)
      case .blockComment(let text): readLookalike(Array(text.utf8), at: offset)
      case .docLineComment(let text), .docBlockComment(let text):
        if isBehindCode || !documents { readLookalike(Array(text.utf8), at: offset) }
      case .newlines, .carriageReturnLineFeeds, .carriageReturns: isBehindCode = false
      default: break
      }
      offset += piece.sourceLength.utf8Length
    }
  }

  private mutating func read(comment: [UInt8], at start: Int) {
    guard comment.starts(with: Self.opening) else { return readLookalike(comment, at: start) }
    guard let location = sourceOffset(of: start, text: comment) else {
      let line = lines[min(lineStarts.count { $0 <= start }, lines.count) - 1]
      return report(
        .warning, line, "this comment is not compared with what the cell prints", "There is a NUL in it.")
    }
    let first = Self.opening.count
    // The text may have quotes of its own: it ends at the last of the line.
    var last: Int?
    var escapesQuotes = false
    var index = first
    while index < comment.count {
      if comment[index] == UInt8(ascii: "\"") { last = index }
      let isEscape = comment[index] == UInt8(ascii: "\\")
      if isEscape, index + 1 < comment.count, comment[index + 1] == UInt8(ascii: "\"") { escapesQuotes = true }
      index += isEscape ? 2 : 1
    }
    guard let last else {
      report(
        .error, location..<location + comment.count, "the quote in this comment is never closed",
        "A comment // Prints \"...\" is compared with what the cell prints, so it must say where the text ends.")
      return
    }
    guard Self.isEnd(comment[(last + 1)...]) else {
      report(
        .warning, location..<location + comment.count, "this comment is not compared with what the cell prints",
        "Only a full stop may follow the quote of a comment // Prints \"...\".")
      return
    }
    offsets.append(start)
    expectedComments.append(
      ExpectedComment(
        text: ExpectedCommentText.resolve(comment[first..<last]), range: location + first..<location + last,
        escapesQuotes: escapesQuotes))
  }

  /// Whether nothing but blanks and a full stop is left of a comment.
  private static func isEnd(_ rest: ArraySlice<UInt8>) -> Bool {
    let text = rest.filter { !$0.isBlank }
    return text.isEmpty || text.elementsEqual(".".utf8)
  }

  /// The signs that begin a quotation and those that end it.
  private static let quotes: [(open: String, close: String)] = [
    ("\"", "\""), ("'", "'"), ("\u{201C}", "\u{201D}"), ("\u{2018}", "\u{2019}"), ("`", "`"),
  ]

  /// A comment like `// prints "2"`, `// Prints: "2"` or `// Prints '2'`, also between `/*` and `*/` or with a third
  /// stroke.
  private mutating func readLookalike(_ written: [UInt8], at start: Int) {
    let isBlock = written.starts(with: "/*".utf8)
    var comment = written
    if isBlock {
      comment.removeLast(min(2, comment.count))
      while let last = comment.last, last.isBlank || "*\n".utf8.contains(last) { comment.removeLast() }
    }
    guard var index = Self.word(comment[...]) else { return }
    while index < comment.count, comment[index].isBlank || comment[index] == UInt8(ascii: ":") { index += 1 }
    for (open, close) in Self.quotes where comment[index...].starts(with: open.utf8) {
      let first = index + open.utf8.count
      guard
        let last = (first..<max(first, comment.count)).last(where: { comment[$0...].starts(with: close.utf8) }),
        Self.isEnd(comment[(last + close.utf8.count)...]), let location = sourceOffset(of: start, text: written)
      else { return }
      // A comment of several lines is shown by its first.
      let length = written.prefix { $0 != UInt8(ascii: "\n") }.count
      let text = String(decoding: comment[first..<last], as: UTF8.self)
      lookalikes.append((location..<location + length, "// Prints \"\(text)\""))
      return
    }
    readUnquoted(comment[index...], isMeant: comment[..<index].contains(UInt8(ascii: ":")), written, at: start)
  }

  /// `// Prints 2` and `// prints: 2`.
  ///
  /// - Parameter isMeant: whether a colon says that what is printed follows; else it is taken for such only where it is
  ///   nothing but numbers, as a comment about what is printed is not.
  private mutating func readUnquoted(_ rest: ArraySlice<UInt8>, isMeant: Bool, _ written: [UInt8], at start: Int) {
    var text = rest.drop(while: \.isBlank)
    while let last = text.last, last.isBlank { text.removeLast() }
    if text.last == UInt8(ascii: ".") { text.removeLast() }
    let words = text.split { $0.isBlank || ",[]()".utf8.contains($0) }
    let isNumbers = words.allSatisfy { word in
      NumberScan(word).map { $0.end == word.endIndex }
        ?? ["true", "false", "nil"].contains(String(decoding: word, as: UTF8.self))
    }
    guard !words.isEmpty, isNumbers || isMeant, !text.contains(UInt8(ascii: "\"")), !text.contains(UInt8(ascii: "\n")),
      let location = sourceOffset(of: start, text: written)
    else { return }
    lookalikes.append((location..<location + written.count, "// Prints \"\(String(decoding: text, as: UTF8.self))\""))
  }

  /// Where the chapter has a comment that the code has at `offset`. What a tab before the line's content leaves of itself is
  /// in the code and nowhere in the chapter, so offsets are counted from the line's end.
  private func sourceOffset(of offset: Int, text: [UInt8]) -> Int? {
    let index = max(0, lineStarts.partitioningIndex { $0 > offset } - 1)
    guard index < lines.count else { return nil }
    let line = lines[index]
    let end = index + 1 < lineStarts.count ? lineStarts[index + 1] : codeLength
    let location = line.upperBound - (end - 1 - offset)
    let firstLine = text.prefix { $0 != UInt8(ascii: "\n") }
    guard location >= line.lowerBound, source.bytes[location..<line.upperBound].starts(with: firstLine) else {
      return nil
    }
    return location
  }

  private mutating func report(
    _ severity: Diagnostic.Severity, _ range: Range<Int>, _ summary: String, _ explanation: String
  ) {
    diagnostics.append(Diagnostic(severity, at: .init(range, in: source), summary, explanation: explanation))
  }
}

/// The text between the quotes of an expected comment, written as in a Swift string; its quotes may go without a
/// backslash.
enum ExpectedCommentText {
  static func resolve(_ bytes: ArraySlice<UInt8>) -> String {
    var result = [UInt8]()
    var index = bytes.startIndex
    while index < bytes.endIndex {
      guard bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.endIndex else {
        result.append(bytes[index])
        index += 1
        continue
      }
      switch bytes[index + 1] {
      case UInt8(ascii: "n"): result.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "t"): result.append(UInt8(ascii: "\t"))
      case UInt8(ascii: "r"): result.append(UInt8(ascii: "\r"))
      case UInt8(ascii: "0"): result.append(0)
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "'"): result.append(bytes[index + 1])
      case UInt8(ascii: "u"):
        guard let (scalar, end) = scalar(bytes[(index + 2)...]) else { fallthrough }
        result += Array(String(scalar).utf8)
        index = end
        continue
      default: result += bytes[index...index + 1]
      }
      index += 2
    }
    return String(decoding: result, as: UTF8.self)
  }

  static func escape(_ text: String, escapesQuotes: Bool) -> [UInt8] {
    var result = [UInt8]()
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\n"): result += Array("\\n".utf8)
      case UInt8(ascii: "\t"): result += Array("\\t".utf8)
      case UInt8(ascii: "\r"): result += Array("\\r".utf8)
      case 0: result += Array("\\0".utf8)
      case UInt8(ascii: "\\"): result += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\"") where escapesQuotes: result += [UInt8(ascii: "\\"), byte]
      default: result.append(byte)
      }
    }
    return result
  }

  /// The `{1F600}` of a `\u{1F600}`.
  private static func scalar(_ bytes: ArraySlice<UInt8>) -> (Unicode.Scalar, Int)? {
    guard bytes.first == UInt8(ascii: "{"), let close = bytes.firstIndex(of: UInt8(ascii: "}")) else { return nil }
    let digits = String(decoding: bytes[(bytes.startIndex + 1)..<close], as: UTF8.self)
    guard let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) else { return nil }
    return (scalar, close + 1)
  }
}
