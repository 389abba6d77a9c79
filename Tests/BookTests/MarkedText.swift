import Book
import Markdown

/// A text with places marked in it, so that nobody counts columns: `«` and `»` surround a place and are taken out.
struct MarkedText {
  private(set) var text = ""
  private(set) var ranges: [Range<Int>] = []

  init(_ marked: String) {
    var starts = [Int]()
    for character in marked.unicodeScalars {
      switch character {
      case "«": starts.append(text.utf8.count)
      case "»": ranges.append(starts.removeLast()..<text.utf8.count)
      default: text.unicodeScalars.append(character)
      }
    }
    ranges.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
  }

  /// How messages name the marked places.
  var quoted: [String] {
    let bytes = Array(text.utf8)
    return ranges.map { String(decoding: bytes[$0], as: UTF8.self) }
  }
}

func parse(
  _ text: String, file: String = "a.md", chapterFiles: [String]? = nil, figures: [String: String] = [:],
  files: Set<String>? = nil
) -> (chapter: Chapter, diagnostics: [Diagnostic]) {
  let (chapter, diagnostics) = ChapterParser(file: file, readFigure: { figures[$0] })
    .parse(SourceText(name: file, text: text))
  let links = LinkChecker([chapter], files: chapterFiles) { files?.contains($0) ?? true ? .file : .missing }
  return (chapter, (diagnostics + links.problems(of: chapter)).inOrder())
}
