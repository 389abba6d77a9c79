import Markdown
import Text

/// What a chapter can say of itself.
package enum FrontMatterKey: String, CaseIterable, Sendable { case title, description, authors, date }

/// Reads what a chapter says of itself between `---` lines at the very top of its file.
enum FrontMatterReader {
  static func read(_ source: SourceText) -> (frontMatter: FrontMatter, diagnostics: [Diagnostic]) {
    guard let lines = lines(of: source) else { return (FrontMatter(), []) }
    let end = lines.upperBound < source.lineStarts.count ? source.lineStarts[lines.upperBound] : source.bytes.count
    var frontMatter = FrontMatter(range: 0..<end)
    let content = source.lineStarts[1]..<source.lineStarts[lines.upperBound - 1]
    var reader = YAMLReader(text: YAMLText(source: source, range: content), name: "the front matter")
    if let entries = reader.root(of: FrontMatterKey.self) {
      frontMatter.title = reader.string(entries[.title], key: "title")
      frontMatter.description = reader.string(entries[.description], key: "description")
      if let authors = reader.list(entries[.authors], key: "authors") {
        frontMatter.authors = authors.compactMap { reader.string($0, key: "authors") }
      }
      frontMatter.date = reader.date(entries[.date], key: "date")
      for key in FrontMatterKey.allCases {
        guard case .scalar(let scalar)? = entries[key], scalar.string.contains("](<=") else { continue }
        reader.error(
          at: .scalar(scalar), "a checked value cannot stand in the front matter",
          explanation: "'\(key.rawValue)' is shown as plain text. Write the value into the text of the chapter.")
      }
    }
    return (frontMatter, reader.diagnostics)
  }

  /// The first and the last line of the block. A `---` with a blank line below, or with no further `---`, is a thematic
  /// break, as every other Markdown host has it.
  private static func lines(of source: SourceText) -> ClosedRange<Int>? {
    let first = source.lineRange(1)
    let start = source.bytes.byteOrderMarkLength
    guard isDashes(source, start..<max(start, first.upperBound)), source.lineStarts.count > 2 else { return nil }
    guard !source.bytes[source.lineRange(2)].allSatisfy(\.isBlank) else { return nil }
    for line in 2...source.lineStarts.count where isDashes(source, source.lineRange(line)) { return 1...line }
    return nil
  }

  private static func isDashes(_ source: SourceText, _ range: Range<Int>) -> Bool {
    let bytes = source.bytes[range]
    guard bytes.starts(with: "---".utf8) else { return false }
    return bytes.dropFirst(3).allSatisfy(\.isBlank)
  }
}
