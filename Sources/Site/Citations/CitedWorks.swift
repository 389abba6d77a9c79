import Book
import Foundation
import Markdown

/// The works that a book cites, each with its name in the text, by authors and year: "LeCun et al., 1998". Two of one name and
/// year are told apart by letters, in the order of their titles.
struct CitedWorks {
  /// In the order of the bibliography.
  let works: [BibliographyEntry]
  private let byKey: [String: BibliographyEntry]
  private var letters: [String: String] = [:]
  /// The works of each chapter, in the order of the book.
  private var keys: [(file: String, works: Set<String>)] = []
  /// The files of the chapters that cite a work, in the order of the book, by its key.
  private var files: [String: [String]] = [:]
  let style: CitationStyle

  /// - Parameter bibliography: nil for a book that has none.
  init(_ chapters: [Chapter], _ bibliography: Bibliography?, words: any InterfaceWords) {
    let style = CitationStyle(words: words)
    self.style = style
    for chapter in chapters {
      let cited = chapter.documents.flatMap(\.citations).flatMap(\.items).map(\.key)
      keys.append((chapter.file, Set(cited.filter { bibliography?[$0] != nil })))
    }
    let all = keys.reduce(into: Set()) { $0.formUnion($1.works) }.compactMap { bibliography?[$0] }
    works = all.map { (Self.order(of: $0, style), $0) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
    byKey = Dictionary(works.map { ($0.key, $0) }) { first, _ in first }
    // Each group is in the order of all.
    for same in Dictionary(grouping: works, by: { style.authors(of: $0) + "\0" + $0.year }).values where same.count > 1
    {
      for (index, work) in same.enumerated() { letters[work.key] = Self.letter(index) }
    }
    for (file, cited) in keys { for key in cited { files[key, default: []].append(file) } }
  }

  subscript(key: String) -> BibliographyEntry? { byKey[key] }

  /// The works that a chapter cites, in the order of the bibliography.
  func works(of chapter: Chapter) -> [BibliographyEntry] {
    guard let cited = keys.first(where: { $0.file == chapter.file })?.works else { return [] }
    return works.filter { cited.contains($0.key) }
  }

  /// The files of the chapters that cite a work, in the order of the book.
  func files(citing work: BibliographyEntry) -> [String] { files[work.key] ?? [] }

  /// The year, with its letter.
  func year(of work: BibliographyEntry) -> String { style.year(of: work) + (letters[work.key] ?? "") }

  /// What stands for a work in a citation: "LeCun et al., 1998", "LeCun et al. (1998)" in a sentence.
  func name(of item: Node.Citation.Item, in citation: Node.Citation) -> String? {
    guard let work = self[item.key] else { return nil }
    let (authors, year) = (style.authors(of: work), year(of: work))
    if citation.isInSentence { return "\(authors) (\(year))" }
    return item.isYearOnly ? year : "\(authors), \(year)"
  }

  /// As the bibliography names it, as HTML.
  func html(_ work: BibliographyEntry) -> String { style.html(work, year: year(of: work)) }

  /// What stands in place of a work where there are no authors and a year beside it.
  func shortName(_ work: BibliographyEntry) -> String { "\(style.authors(of: work)), \(year(of: work))" }

  private static func order(of work: BibliographyEntry, _ style: CitationStyle) -> [String] {
    let names = work.authors.isEmpty ? work.editors : work.authors
    return (names.isEmpty ? [work.title] : [style.authors(of: work)] + names.map { $0.family + " " + $0.given }).map(
      folded)
      + [work.year, folded(work.title), work.key]
  }

  private static func folded(_ text: String) -> String {
    text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
  }

  private static func letter(_ index: Int) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    return (index >= letters.count ? letter(index / letters.count - 1) : "") + String(letters[index % letters.count])
  }
}

extension Document {
  fileprivate var citations: [Node.Citation] {
    nodes.compactMap { if case .citation(let citation) = $0.kind { citation } else { nil } }
  }
}
