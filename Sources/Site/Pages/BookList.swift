import Book

/// A list at the end of a book: the works that it cites, or its terms and the engine's names in its code, each with where it is used.
package struct BookList: Sendable {
  package enum Kind: Sendable, CaseIterable {
    case bibliography, index
  }

  package struct Entry: Sendable {
    /// Nil for what nothing leads to.
    package var anchor: String?
    package var html: String
    /// That of the chapter which defines it; nil for what no chapter does.
    package var definingFile: String?
    package var places: [Place]
  }

  /// Where something is used.
  package struct Place: Sendable {
    /// That of the chapter.
    package var file: String
    package var anchor: String
    package var name: String
  }

  package let kind: Kind
  package let title: String
  /// By their names.
  package private(set) var entries: [Entry]
  private let words: any InterfaceWords

  /// Its path in the site.
  package var path: String { Self.path(of: kind) }

  package static func path(of kind: Kind) -> String {
    switch kind {
    case .bibliography: CitationWeaver.page
    case .index: "terms.html"
    }
  }

  /// Nil where there is nothing to list.
  private init?(_ kind: Kind, _ title: String, _ entries: [Entry], _ words: any InterfaceWords) {
    guard !entries.isEmpty else { return nil }
    (self.kind, self.title, self.entries, self.words) = (kind, title, entries, words)
  }

  /// The lists that a book has.
  static func lists(of references: CrossReferences, _ words: any InterfaceWords) -> [BookList] {
    [
      BookList(.bibliography, words.bibliography, works(references, words), words),
      BookList(.index, words.index, terms(references, words), words),
    ].compactMap(\.self)
  }

  private static func works(_ references: CrossReferences, _ words: any InterfaceWords) -> [Entry] {
    references.works.works.map { work in
      let anchor = CitationWeaver.anchor(of: work)
      let places = references.works.files(citing: work).compactMap { file -> Place? in
        guard file != BookConfiguration.coverText, let chapter = references.outline[file] else { return nil }
        return Place(file: file, anchor: anchor, name: words.place(chapter.targets[0]))
      }
      return Entry(anchor: anchor, html: references.works.html(work), places: places)
    }
  }

  private static func terms(_ references: CrossReferences, _ words: any InterfaceWords) -> [Entry] {
    references.index.entries.map { entry in
      let name = HTMLEscape.text(entry.name)
      let head =
        entry.definition.map { term in
          "<a href=\"\(url(term.file, term.anchor ?? ""))\">\(name)</a>"
        } ?? code(name, references.symbols.heading(of: entry.name))
      let places = entry.places.map { Place(file: $0.file, anchor: $0.anchor, name: words.place($0.target)) }
      return Entry(html: head, definingFile: entry.definition?.file, places: places)
    }
  }

  /// A name of a module, with a link to where the book describes it.
  private static func code(_ name: String, _ target: (page: String, anchor: String)?) -> String {
    let code = "<code translate=\"no\">\(name)</code>"
    return target.map { "<a href=\"\(PageLinks.url(to: $0.page, from: ""))#\(HTMLEscape.url($0.anchor))\">\(code)</a>" }
      ?? code
  }

  private static func url(_ file: String, _ anchor: String) -> String {
    HTMLEscape.url(PageLinks.url(to: PageLinks.page(of: file), from: "")) + "#" + HTMLEscape.url(anchor)
  }

  /// What it lists of some chapters; nil for nothing.
  package func limited(to files: Set<String>) -> BookList? {
    var list = self
    list.entries = entries.compactMap { entry in
      var entry = entry
      entry.places.removeAll { !files.contains($0.file) }
      let isThere = !entry.places.isEmpty || entry.definingFile.map(files.contains) ?? false
      return isThere ? entry : nil
    }
    return list.entries.isEmpty ? nil : list
  }

  /// The list with links to what it names, as it stands on its page.
  package var html: String {
    let items = entries.map { entry in
      let id = entry.anchor.map { " id=\"\($0)\"" } ?? ""
      let places = entry.places.map { "<a href=\"\(Self.url($0.file, $0.anchor))\">\(HTMLEscape.text($0.name))</a>" }
      guard !places.isEmpty else { return "<li\(id)>\(entry.html)</li>\n" }
      let uses =
        switch kind {
        case .bibliography: "<small class=\"uses\">\(words.citedIn(words.list(places)))</small>"
        case .index: "<small>\(places.joined(separator: ", "))</small>"
        }
      return "<li\(id)>\(entry.html) \(uses)</li>\n"
    }
    let style =
      switch kind {
      case .bibliography: "bibliography"
      case .index: "terms"
      }
    return "<ul class=\"\(style)\">\n\(items.joined())</ul>\n"
  }

  func file(in frame: PageFrame) -> SiteFile {
    var values = frame.values(PageFrame.Page(path: path, title: title))
    values["heading"] = title
    values["text"] = html
    return SiteFile(path: path, text: frame.render(values, .list))
  }
}
