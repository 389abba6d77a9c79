import Book
import Search
import Storage
import Synchronization

/// The files in which the site's search looks: scripts that hand over data, since a page that is opened as a file can read nothing else.
package final class SearchFiles: Sendable {
  private struct Entry {
    var source: [UInt8]
    var number: ChapterNumber?
    var references: [Int: String]
    var chapter: SearchChapter
  }

  /// What was found in each chapter, by its file: a preview makes its pages again and again.
  private let known = Mutex<[String: Entry]>([:])

  /// - Parameters:
  ///   - chapters: all of the book, in its order. What the book cites comes after them.
  ///   - modules: the pages of the reference, which come last.
  func files(
    of chapters: [(Chapter, ChapterOutline)], _ references: CrossReferences, _ modules: [SearchChapter],
    words: any InterfaceWords
  ) -> [SiteFile] {
    Self.files(
      of: chapters.map { chapter($0, $1, references) } + [references.works.searchChapter].compactMap(\.self) + modules,
      words: words.finding.texts(close: words.close))
  }

  /// - Parameter words: what the search says, as its script asks for it.
  package static func files(of chapters: [SearchChapter], words: [String: String]) -> [SiteFile] {
    let index = SearchIndex(chapters)
    var files = [
      file(
        "index",
        Index(
          sections: chapters.reduce(0) { $0 + $1.sections.count }, counts: chapters.map(\.sections.count),
          firstWords: index.firstWords, words: words)),
      file("words", index.words),
    ]
    for (number, lists) in index.files.enumerated() { files.append(file("\(number)", lists)) }
    for (number, chapter) in chapters.enumerated() { files.append(file("text/\(number)", Text(chapter: chapter))) }
    return files
  }

  private func chapter(
    _ chapter: Chapter, _ outline: ChapterOutline, _ references: CrossReferences
  ) -> SearchChapter {
    // What they say depends on other chapters too.
    let references = ChapterSections.references(in: chapter, references)
    if let entry = known.withLock({ $0[chapter.file] }), entry.source == chapter.source.bytes,
      entry.number == outline.number, entry.references == references
    {
      return entry.chapter
    }
    let page = PageLinks.url(to: PageLinks.page(of: chapter.file), from: "")
    let new = ChapterSections.chapter(chapter, outline, page: page, references: references)
    known.withLock {
      $0[chapter.file] = Entry(
        source: chapter.source.bytes, number: outline.number, references: references, chapter: new)
    }
    return new
  }

  private struct Index: Encodable {
    var sections: Int
    /// How many sections each chapter has.
    var counts: [Int]
    var firstWords: [String]
    var words: [String: String]
  }

  /// The page, the title and the sections of a chapter.
  private struct Text: Encodable {
    let chapter: SearchChapter

    func encode(to encoder: any Encoder) throws {
      var list = encoder.unkeyedContainer()
      try list.encode(chapter.page)
      try list.encode(chapter.title)
      try list.encode(chapter.sections.map { [$0.anchor, $0.number, $0.title, $0.text, $0.code] })
    }
  }

  private static func file(_ name: String, _ value: some Encodable) -> SiteFile {
    SiteFile(path: "assets/search/\(name).js", text: "bookSearch(\"\(name)\",\(ScriptData.json(value)));\n")
  }
}
