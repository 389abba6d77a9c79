import Markdown
import SwiftParser
import SwiftSyntax
import Text

/// Finds the comments `// Prints "..."` of a cell: in the code's trivia, so that text in a string is never taken for one.
struct ExpectedCommentReader {
  private(set) var expectedComments: [ExpectedComment] = []
  private(set) var diagnostics: [Diagnostic] = []

  private let code: [UInt8]
  private let lines: [Range<Int>]
  private let source: SourceText
  /// The offset in `code` of each of its lines.
  private var lineStarts: [Int] = []

  init(code: String, lines: [Range<Int>], in source: SourceText) {
    self.code = Array(code.utf8)
    self.lines = lines
    self.source = source
    // Parsing is the costly part of reading a chapter, and few cells make claims.
    guard Self.mentionsPrints(self.code) else { return }
    var start = 0
    for line in lines {
      lineStarts.append(start)
      start += line.count + 1
    }
    let tree = Parser.parse(source: code)
    for token in tree.tokens(viewMode: .sourceAccurate) {
      read(token.leadingTrivia, at: token.position.utf8Offset)
      read(token.trailingTrivia, at: token.endPositionBeforeTrailingTrivia.utf8Offset)
    }
  }

  private static let opening = Array("// Prints \"".utf8)

  private static func mentionsPrints(_ code: [UInt8]) -> Bool {
    var index = 0
    let last = code.count - opening.count
    while index <= last {
      if code[index] == opening[0], code[index..<index + opening.count].elementsEqual(opening) { return true }
      index += 1
    }
    return false
  }

  private mutating func read(_ trivia: Trivia, at start: Int) {
    var offset = start
    for piece in trivia {
      if case .lineComment(let text) = piece { read(comment: Array(text.utf8), at: offset) }
      offset += piece.sourceLength.utf8Length
    }
  }

  private mutating func read(comment: [UInt8], at start: Int) {
    guard comment.starts(with: Self.opening) else { return }
    let first = Self.opening.count
    var index = first
    while index < comment.count, comment[index] != UInt8(ascii: "\"") {
      index += comment[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard let location = sourceOffset(of: start, count: comment.count, text: comment) else { return }
    guard index < comment.count else {
      report(
        .error, location..<location + comment.count, "the quote in this comment is never closed",
        "A comment // Prints \"...\" is compared with what the cell prints, so it must say where the text ends.")
      return
    }
    var rest = comment[(index + 1)...]
    while let byte = rest.last, byte.isBlank { rest.removeLast() }
    guard rest.isEmpty || rest.elementsEqual(".".utf8) else {
      report(
        .warning, location..<location + comment.count, "this comment is not compared with what the cell prints",
        "Only a full stop may follow the quote of a comment // Prints \"...\".")
      return
    }
    expectedComments.append(
      ExpectedComment(
        text: ExpectedCommentText.resolve(comment[first..<index]), range: location + first..<location + index))
  }

  /// Where the chapter has the bytes that the code has at `offset`.
  private func sourceOffset(of offset: Int, count: Int, text: [UInt8]) -> Int? {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    guard low < lines.count else { return nil }
    let location = lines[low].lowerBound + offset - lineStarts[low]
    guard location + count <= source.bytes.count, source.bytes[location..<location + count].elementsEqual(text) else {
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

/// The text between the quotes of a claim, written as in a Swift string.
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

  static func escape(_ text: String) -> [UInt8] {
    var result = [UInt8]()
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\n"): result += Array("\\n".utf8)
      case UInt8(ascii: "\t"): result += Array("\\t".utf8)
      case UInt8(ascii: "\r"): result += Array("\\r".utf8)
      case 0: result += Array("\\0".utf8)
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): result += [UInt8(ascii: "\\"), byte]
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
