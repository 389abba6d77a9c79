/// What `book.yml` says, with the defaults filled in.
package struct BookConfiguration: Sendable, Hashable {
  package var title: String
  package var authors: [String] = []
  /// What it is about, in a sentence or two.
  package var description: String?
  /// The day of its publication, as in `2026-03-31`.
  package var date: String?
  /// The picture of its cover, relative to the book's folder; by default the first figure is shown there.
  package var cover: String?
  /// A small picture that stands for the book, likewise.
  package var logo: String?
  /// The colour of links and marks, as in `#8b2c72`; pages use it as light or dark as it can be read.
  package var accent: String?
  /// Where a chapter can be changed: an address in which `{path}` stands for its file.
  package var edit: String?
  /// Where mistakes are reported: an address in which `{path}` and `{title}` may stand.
  package var report: String?
  /// The address of the site's folder, with a slash at its end.
  package var url: String?
  /// Pages that lead to others.
  package var redirects: [Redirect] = []
  /// The language of the text, as HTML's `lang` wants it.
  package var language = "en"
  /// The chapters in reading order, grouped into parts; a book without parts has one part without a title.
  package var parts: [Part]
  /// The modules that every cell imports.
  package var modules = ["Notebook"]
  /// The modules whose declarations have pages in the book, with their documentation.
  package var reference: [String] = []
  package var limits = Limits()
  /// The file of the works that it refers to, relative to the book's folder; nil where there is none.
  package var bibliography: String?
  /// The folder of the site, relative to the book's; nil for the usual one.
  package var site: String?
  /// The language mode of cells: 5, what scripts have, or 6.
  package var swiftVersion = 5
  /// Whether the compiler optimises cells; nil for those that may gain by it.
  package var optimizes: Bool?
  /// Whether cells run in a sandbox, which they cannot leave, or not at all.
  package var isSandboxed = false
  /// Whether a chapter may hold no HTML and no link that runs a script; otherwise both are on its page as they were written.
  package var refusesHTML = false

  package struct Part: Sendable, Hashable {
    package var title: String?
    /// A chapter that is the part's own page, relative to the book's folder; it has no number.
    package var page: String?
    /// Files relative to the book's folder.
    package var chapters: [String]
    /// Those of them that have no number.
    package var unnumbered: Set<String>
    /// Whether its chapters are appendices, which have letters in place of numbers.
    package var isAppendices: Bool

    package init(
      title: String? = nil, page: String? = nil, chapters: [String], unnumbered: Set<String> = [],
      isAppendices: Bool = false
    ) {
      self.isAppendices = isAppendices
      self.title = title
      self.page = page
      self.chapters = chapters
      self.unnumbered = unnumbered
    }

    /// The part's page and its chapters.
    package var files: [String] { (page.map { [$0] } ?? []) + chapters }
  }

  package struct Limits: Sendable, Hashable {
    package enum Name: String, CaseIterable, Sendable { case timeout, output, memory }

    /// Seconds a cell may run.
    package var timeout = 60.0
    /// Bytes of output that are kept of a cell.
    package var output = 1 << 20
    /// Bytes of memory that a chapter's program may have.
    package var memory = 4 << 30

    package init() {}

    package subscript(name: Name) -> Double {
      get {
        switch name {
        case .timeout: timeout
        case .output: Double(output)
        case .memory: Double(memory)
        }
      }
      set {
        switch name {
        case .timeout: timeout = newValue
        case .output: output = Int(newValue)
        case .memory: memory = Int(newValue)
        }
      }
    }
  }

  package init(title: String, parts: [Part]) {
    self.title = title
    self.parts = parts
  }

  package var chapterFiles: [String] { parts.flatMap(\.files) }

  /// The file whose text stands on the book's first page. It is a chapter in all but that it has no page of its own.
  package static let coverText = "index.md"
  package var hasCoverText: Bool { parts.first?.chapters.first == Self.coverText }

  /// The numbers of the chapters that have one, from 1, and the letters of appendices, by their files.
  package var chapterNumbers: [String: ChapterNumber] {
    var numbers: [String: ChapterNumber] = [:]
    for isAppendix in [false, true] {
      let numbered = parts.filter { $0.isAppendices == isAppendix }
        .flatMap { part in part.chapters.filter { !part.unnumbered.contains($0) && $0 != Self.coverText } }
      for (index, file) in numbered.enumerated() where numbers[file] == nil {
        numbers[file] = ChapterNumber(index + 1, isAppendix: isAppendix)
      }
    }
    return numbers
  }
}
