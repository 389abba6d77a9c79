import Markdown
import Text

/// What entries of a BibTeX file take from others: of the one that `crossref` names, or BibLaTeX's `xdata`, the fields that they do not
/// have.
struct BibTeXInheritance {
  private(set) var diagnostics: [Diagnostic] = []
  private let written: [BibTeXScanner.Entry]
  private let source: SourceText
  /// Indices of entries, by their keys in small letters.
  private let indices: [String: Int]
  private var whole: [Int: BibTeXScanner.Entry] = [:]

  init(_ entries: [BibTeXScanner.Entry], in source: SourceText) {
    written = entries
    self.source = source
    indices = Dictionary(entries.enumerated().map { ($1.key.lowercased(), $0) }) { first, _ in first }
  }

  /// All entries, each with what it inherits; without those that are only there to be inherited from.
  mutating func entries() -> [BibTeXScanner.Entry] {
    for index in written.indices { resolve(index) }
    return written.indices.filter { written[$0].type != "xdata" }.map { whole[$0] ?? written[$0] }
  }

  /// Walks to the last of those that an entry inherits from, and back.
  private mutating func resolve(_ first: Int) {
    var path: [(index: Int, field: String?)] = []
    var next: Int? = first
    while let index = next, whole[index] == nil {
      guard !path.contains(where: { $0.index == index }) else {
        report(
          path.last!.index, "'\(written[first].key)' inherits from itself", "Take one of the fields crossref away.")
        break
      }
      let field = ["crossref", "xdata"].first { written[index].fields[$0] != nil }
      path.append((index, field))
      next = field.flatMap { parentIndex(of: index, $0) }
    }
    var parent = next.flatMap { whole[$0] }
    for (index, field) in path.reversed() {
      var entry = written[index]
      if let parent, let field { entry.inherit(from: parent, isData: field == "xdata") }
      whole[index] = entry
      parent = entry
    }
  }

  private mutating func parentIndex(of index: Int, _ field: String) -> Int? {
    let key = written[index].fields[field]!.filter { !$0.isWhitespace }
    if let parent = indices[key.lowercased()] { return parent }
    report(
      index, "'\(written[index].key)' inherits from '\(key)', which the file does not have",
      Spelling.advice(for: key, among: written.map(\.key), choices: "Its keys are"))
    return nil
  }

  private mutating func report(_ index: Int, _ summary: String, _ explanation: String) {
    diagnostics.append(
      Diagnostic(.error, at: .init(written[index].keyRange, in: source), summary, explanation: explanation))
  }
}

extension BibTeXScanner.Entry {
  private static let parts: Set = ["article", "conference", "inbook", "incollection", "inproceedings"]
  /// What is the parent's own.
  private static let unshared: Set = [
    "crossref", "doi", "ids", "key", "keywords", "label", "pages", "shorttitle", "sortkey", "sorttitle", "subtitle",
    "title", "url", "xdata",
  ]

  /// - Parameter isData: whether the parent is nothing but fields, of which all are shared.
  fileprivate mutating func inherit(from parent: BibTeXScanner.Entry, isData: Bool) {
    for (name, value) in parent.fields where fields[name] == nil && (isData || !Self.unshared.contains(name)) {
      fields[name] = value
    }
    // What is a part stands in what its parent is.
    let container = type == "article" ? "journal" : "booktitle"
    if !isData, Self.parts.contains(type), fields[container] == nil, let title = parent.fields["title"] {
      fields[container] = parent.fields["subtitle"].map { "\(title): \($0)" } ?? title
    }
  }
}
