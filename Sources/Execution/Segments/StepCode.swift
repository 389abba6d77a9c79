import Book
import Storage
import SwiftSyntax
import Text

private let known = Memo<StepCode>()

/// What of a cell's code is compiled: all but its comments at the ends of lines, the lines that have nothing else than a comment, and
/// the empty ones. With others of these a cell does the same.
struct StepCode: Codable, Sendable, Hashable {
  let text: String
  /// For each line of the text, the index of the line in the code as it was written.
  let lines: [Int]

  /// - Parameter isWhole: whether comments and empty lines stay, as where the code shows on which lines it stands.
  init(of code: String, isWhole: Bool = false) {
    let code = isWhole ? code : code.withoutNewlinesAtItsEnd
    let mayBeShorter = code.utf8.contains(UInt8(ascii: "/")) || code.hasBytes(of: "\n\n") || code.hasBytes(of: " \n")
    guard !isWhole, mayBeShorter, !code.utf8.contains(UInt8(ascii: "\r")) else {
      self.init(whole: code)
      return
    }
    self = known.value(of: code) {
      SwiftParsing.parse(code) { file in
        if file.hasError { return StepCode(whole: code) }
        var writer = StepCodeWriter()
        for token in file.tokens(viewMode: .sourceAccurate) { writer.write(token) }
        return writer.code ?? StepCode(whole: code)
      }
    }
  }

  /// Knows what this gives of some code.
  static func recall(_ step: StepCode, of code: String) { _ = known.value(of: code.withoutNewlinesAtItsEnd) { step } }

  private init(whole code: String) {
    self.init(text: code, lines: Array(0..<code.utf8.count { $0 == UInt8(ascii: "\n") } + 1))
  }

  fileprivate init(text: String, lines: [Int]) {
    self.text = text
    self.lines = lines
  }
}

extension String {
  fileprivate var withoutNewlinesAtItsEnd: String {
    let newlines = utf8.reversed().prefix { $0 == UInt8(ascii: "\n") }.count
    return String(decoding: utf8.dropLast(newlines), as: UTF8.self)
  }
}

extension Chapter {
  /// What of a cell's code is compiled.
  func stepCode(ofCell index: Int) -> StepCode { StepCode(of: cells[index].code, isWhole: showsLines(ofCell: index)) }

  /// Whether cells call something of their own `print`: then nobody knows what a call of it does.
  var declaresPrint: Bool {
    cells.indices.contains { index in
      cells[index].code.hasBytes(of: "print") && CellSyntax.declaresPrint(in: stepCode(ofCell: index).text)
    }
  }
}

extension Cell {
  /// Whether its comments say what its statements print.
  var attributesStatements: Bool { !expectedComments.isEmpty }
}

/// Writes code token by token and leaves lines out that nobody needs.
private struct StepCodeWriter {
  private var lines: [(index: Int, text: String)] = []
  private var line = ""
  private var index = 0
  /// Whether the line is part of a token, or of a comment beside code, and stays as it is.
  private var isFixed = false
  /// Blanks that stay where no comment to the end of the line follows.
  private var blanks = ""

  mutating func write(_ token: TokenSyntax) {
    write(token.leadingTrivia)
    write(text: token.text)
    write(token.trailingTrivia)
  }

  private mutating func write(_ trivia: Trivia) {
    for (position, piece) in trivia.pieces.enumerated() {
      switch piece {
      case .lineComment, .docLineComment: blanks = ""
      case .spaces(let count): blanks += String(repeating: " ", count: count)
      case .tabs(let count): blanks += String(repeating: "\t", count: count)
      case .newlines(let count): for _ in 0..<count { endLine() }
      case .blockComment(let text) where isAlone(at: position, in: trivia),
        .docBlockComment(let text) where isAlone(at: position, in: trivia):
        blanks = ""
        for _ in 0..<text.utf8.count(where: { $0 == UInt8(ascii: "\n") }) { endLine() }
      default:
        var text = ""
        piece.write(to: &text)
        write(text: text)
      }
    }
  }

  /// Whether a comment has its lines for itself.
  private func isAlone(at position: Int, in trivia: Trivia) -> Bool {
    guard line.isEmpty, !isFixed else { return false }
    for piece in trivia.pieces[(position + 1)...] {
      switch piece {
      case .spaces, .tabs: continue
      case .newlines: return true
      default: return false
      }
    }
    return false
  }

  private mutating func write(text: String) {
    guard !text.isEmpty else { return }
    line += blanks
    blanks = ""
    for (number, part) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if number > 0 {
        isFixed = true
        endLine()
        isFixed = true
      }
      line += part
    }
  }

  private mutating func endLine() {
    if isFixed || !line.isEmpty { lines.append((index, isFixed ? line + blanks : line)) }
    line = ""
    blanks = ""
    isFixed = false
    index += 1
  }

  /// nil for code of which nothing is left.
  var code: StepCode? {
    var lines = lines
    if !line.isEmpty || isFixed { lines.append((index, line)) }
    guard !lines.isEmpty else { return nil }
    return StepCode(text: lines.map(\.text).joined(separator: "\n"), lines: lines.map(\.index))
  }
}
