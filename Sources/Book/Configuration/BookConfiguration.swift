/// What `book.yml` says, with the defaults filled in.
package struct BookConfiguration: Sendable, Hashable {
  package var title: String
  package var authors: [String] = []
  /// The language of the text, as HTML's `lang` wants it.
  package var language = "en"
  /// The chapters in reading order, grouped into parts; a book without parts has one part without a title.
  package var parts: [Part]
  /// The modules that every cell imports.
  package var modules = ["Notebook"]
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
    /// Files relative to the book's folder.
    package var chapters: [String]

    package init(title: String? = nil, chapters: [String]) {
      self.title = title
      self.chapters = chapters
    }
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

  package var chapterFiles: [String] { parts.flatMap(\.chapters) }
}
