import Foundation
import Markdown
import Testing

/// An example of the specification of CommonMark or of GitHub's extensions: a text and the HTML that it becomes.
struct Example: Sendable, Decodable, CustomTestStringConvertible {
  var example: Int
  var section: String?
  var markdown: String
  var html: String
  /// The extension that it is about; nil for one of CommonMark alone.
  var extensions: String?

  var parser: MarkdownParser { extensions == nil ? .commonMark : .gitHub }

  var testDescription: String { "\(example) \(section ?? "")" }

  static let specification = read("commonmark-0.30")
  static let gitHub = read("gfm-extensions")

  /// Those of the files that `MARKDOWN_EXAMPLES` names.
  static let further: [Example] =
    (ProcessInfo.processInfo.environment["MARKDOWN_EXAMPLES"] ?? "").split(separator: ":").flatMap {
      read(URL(fileURLWithPath: String($0)))
    }

  private static func read(_ name: String) -> [Example] {
    guard let url = Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Fixtures") else {
      fatalError("The fixture \(name).json is missing from the test bundle.")
    }
    return read(url)
  }

  private static func read(_ url: URL) -> [Example] {
    do {
      return try JSONDecoder().decode([Example].self, from: Data(contentsOf: url))
    } catch {
      fatalError("\(url.path) is no list of CommonMark examples: \(error)")
    }
  }
}

extension MarkdownParser {
  /// GitHub's extensions without what only a book has.
  static let gitHub = MarkdownParser(extensions: book.extensions.filter { ![.checkedValues, .math].contains($0) })
}
