import Foundation
import Markdown

/// Reads works from CSL-JSON, the form in which Zotero and others give them.
enum CSLReader {
  private struct Item: Decodable {
    struct Name: Decodable {
      var family: String?
      var given: String?
      var literal: String?
      var suffix: String?
      var particle: String?
      var droppingParticle: String?

      enum CodingKeys: String, CodingKey {
        case family, given, literal, suffix
        case particle = "non-dropping-particle"
        case droppingParticle = "dropping-particle"
      }

      var name: BibliographyEntry.Name {
        let family = [particle, droppingParticle, family ?? literal].compactMap(\.self).joined(separator: " ")
        return .init(family: family, given: given ?? "", suffix: suffix ?? "")
      }
    }

    /// A number or a text.
    struct Text: Decodable {
      var text: String
      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        text = try (try? container.decode(Int.self)).map(String.init) ?? container.decode(String.self)
      }
    }

    struct Date: Decodable {
      var parts: [[Text]]?
      var literal: String?
      var raw: String?
      enum CodingKeys: String, CodingKey {
        case literal, raw
        case parts = "date-parts"
      }
      var year: String { parts?.first?.first?.text ?? literal ?? raw.map { String($0.prefix(4)) } ?? "" }
    }

    var id: Text
    var type: String?
    var author: [Name]?
    var editor: [Name]?
    var title: String?
    var container: String?
    var issued: Date?
    var volume: Text?
    var issue: Text?
    var page: Text?
    var edition: Text?
    var publisher: String?
    var note: String?
    var doi: String?
    var url: String?

    enum CodingKeys: String, CodingKey {
      case id, type, author, editor, title, issued, volume, issue, page, edition, publisher, note
      case container = "container-title"
      case doi = "DOI"
      case url = "URL"
    }

    var entry: BibliographyEntry {
      var entry = BibliographyEntry(key: id.text, kind: CSLReader.kinds[type ?? ""] ?? .other)
      entry.authors = (author ?? []).map(\.name)
      entry.editors = (editor ?? []).map(\.name)
      entry.title = title ?? ""
      entry.container = container ?? ""
      entry.year = issued?.year ?? ""
      entry.volume = volume?.text ?? ""
      entry.issue = issue?.text ?? ""
      entry.pages = page?.text.replacing("-", with: "–") ?? ""
      entry.edition = edition?.text ?? ""
      entry.publisher = publisher ?? ""
      entry.note = note ?? ""
      entry.doi = doi ?? ""
      entry.url = url ?? ""
      return entry
    }
  }

  private static let kinds: [String: BibliographyEntry.Kind] = [
    "article-journal": .article, "article-magazine": .article, "article-newspaper": .article, "book": .book,
    "chapter": .chapter, "paper-conference": .chapter, "thesis": .thesis, "report": .report,
  ]

  static func read(_ source: SourceText) -> (
    entries: [(entry: BibliographyEntry, range: Range<Int>)], diagnostics: [Diagnostic]
  ) {
    do {
      let items = try JSONDecoder().decode([Item].self, from: Data(source.bytes))
      let ranges = ranges(ofTextsIn: source)
      return (items.map { ($0.entry, ranges[$0.id.text] ?? 0..<0) }, [])
    } catch {
      return ([], [problem(error, in: source)])
    }
  }

  /// Where each text of the file stands first, among them the ids, as it is written.
  private static func ranges(ofTextsIn source: SourceText) -> [String: Range<Int>] {
    var ranges: [String: Range<Int>] = [:]
    var position = 0
    while let open = source.bytes[position...].firstIndex(of: UInt8(ascii: "\"")) {
      var close = open + 1
      while close < source.bytes.count, source.bytes[close] != UInt8(ascii: "\"") {
        close += source.bytes[close] == UInt8(ascii: "\\") ? 2 : 1
      }
      guard close < source.bytes.count else { break }
      let text = source.text(in: open + 1..<close)
      if ranges[text] == nil { ranges[text] = open + 1..<close }
      position = close + 1
    }
    return ranges
  }

  private static func problem(_ error: any Error, in source: SourceText) -> Diagnostic {
    let summary: String
    var location = 0..<0
    switch error {
    case DecodingError.dataCorrupted:
      summary = "this is no JSON"
      let start = JSONScan.problem(in: source.bytes) ?? 0
      location = start..<min(start + 1, source.bytes.count)
    case DecodingError.keyNotFound(let key, let context):
      summary = "\(place(context.codingPath)) has no '\(key.stringValue)'"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      summary = "\(place(context.codingPath)) is not what it has to be"
    default: summary = "\(error)"
    }
    return Diagnostic(
      .error, at: .init(location, in: source), summary,
      explanation: "A bibliography in CSL-JSON is a list of objects, each with an 'id', as Zotero exports it.")
  }

  private static func place(_ path: [any CodingKey]) -> String {
    path.isEmpty
      ? "the file" : "'\(path.map { $0.intValue.map { "\($0 + 1)" } ?? $0.stringValue }.joined(separator: "."))'"
  }
}
