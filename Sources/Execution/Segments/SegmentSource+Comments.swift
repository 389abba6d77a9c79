import Book
import Storage
import SwiftSyntax

private let known = Memo<String>()

extension SegmentSource {
  /// The text without comments that go to the end of their line, and without the blanks before them: with other such comments the
  /// same is compiled.
  var textWithoutComments: String { known.value(of: text) { Self.withoutComments(text) } }

  private static func withoutComments(_ text: String) -> String {
    SwiftParsing.parse(text) { file in
      if file.hasError { return text }
      var result = ""
      result.reserveCapacity(text.utf8.count)
      for token in file.tokens(viewMode: .sourceAccurate) {
        result.append(token.leadingTrivia)
        result += token.text
        result.append(token.trailingTrivia)
      }
      return result
    }
  }
}

extension String {
  fileprivate mutating func append(_ trivia: Trivia) {
    var blanks = ""
    for piece in trivia {
      switch piece {
      case .lineComment, .docLineComment: blanks = ""
      case .spaces(let count): blanks += String(repeating: " ", count: count)
      case .tabs(let count): blanks += String(repeating: "\t", count: count)
      default:
        self += blanks
        blanks = ""
        piece.write(to: &self)
      }
    }
    self += blanks
  }
}
