import Foundation
import Markdown
import Testing

/// An example of the CommonMark specification: a text and the HTML that it becomes.
struct Example: Sendable, Decodable, CustomTestStringConvertible {
  var example: Int
  var section: String?
  var markdown: String
  var html: String

  var testDescription: String { "\(example) \(section ?? "")" }

  static let specification: [Example] = {
    guard let url = Bundle.module.url(forResource: "commonmark-0.30", withExtension: "json", subdirectory: "Fixtures")
    else { fatalError("The fixture commonmark-0.30.json is missing from the test bundle.") }
    return read(url)
  }()

  /// Those of the files that `MARKDOWN_EXAMPLES` names.
  static let further: [Example] =
    (ProcessInfo.processInfo.environment["MARKDOWN_EXAMPLES"] ?? "").split(separator: ":").flatMap {
      read(URL(fileURLWithPath: String($0)))
    }

  private static func read(_ url: URL) -> [Example] {
    do {
      return try JSONDecoder().decode([Example].self, from: Data(contentsOf: url))
    } catch {
      fatalError("\(url.path) is no list of CommonMark examples: \(error)")
    }
  }
}
