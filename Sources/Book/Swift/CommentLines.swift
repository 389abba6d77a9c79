import SwiftSyntax
import Text

/// The lines of Swift on which a comment begins and ends: what looks like one in a text literal, or within a comment of several
/// lines, is none.
enum CommentLines {
  /// Counted from 0.
  static func lines(of code: String) -> Set<Int> {
    var starts = [0]
    for (offset, byte) in code.utf8.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
    return SwiftParsing.parse(code) { file in
      var lines: Set<Int> = []
      func add(_ trivia: Trivia, at start: Int) {
        var offset = start
        for piece in trivia {
          switch piece {
          case .lineComment(let text), .docLineComment(let text), .blockComment(let text), .docBlockComment(let text):
            if !text.utf8.contains(UInt8(ascii: "\n")) { lines.insert(starts.partitioningIndex { $0 > offset } - 1) }
          default: break
          }
          offset += piece.sourceLength.utf8Length
        }
      }
      for token in file.tokens(viewMode: .sourceAccurate) {
        add(token.leadingTrivia, at: token.position.utf8Offset)
        add(token.trailingTrivia, at: token.endPositionBeforeTrailingTrivia.utf8Offset)
      }
      return lines
    }
  }
}
