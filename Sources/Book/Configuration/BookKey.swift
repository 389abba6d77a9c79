import Text

/// The keys of `book.yml`, each of which is declared once.
package enum BookKey: String, CaseIterable, Sendable {
  case title, authors, description, date, language, chapters, appendices, limits, modules, reference, swift, optimize, sandbox,
    html,
    bibliography
  case site, cover, logo, accent, edit, report, url, redirects

  package struct Declaration {
    /// What it may say in a file.
    package let example: String
    /// What a result holds for, by the words that name it; nothing of what concerns pages alone.
    let execution: (BookConfiguration) -> [String: String]

    init(_ example: String, execution: @escaping (BookConfiguration) -> [String: String] = { _ in [:] }) {
      self.example = example
      self.execution = execution
    }
  }

  package var declaration: Declaration {
    switch self {
    case .title: .init("title: Convolutional networks in Swift")
    case .authors: .init("authors: [Ada Example]    # optional, as all that follows")
    case .description: .init("description: How a network learns to see, in code that runs.")
    case .date: .init("date: 2026-03-31")
    case .language: .init("language: en")
    case .chapters:
      .init(
        """
        chapters:                 # by default every .md file beside it but README.md, 2-x before 10-x
          - unnumbered: preface.md
          - part: Seeing
            text: seeing.md       # the part's own page
            chapters: [convolutions-for-images.md]
        """)
    case .appendices:
      .init("appendices: [notation.md]     # behind the chapters, with letters: Appendix A, Listing A.1")
    case .limits:
      .init(
        """
        limits:                   # with these defaults
          timeout: 60 s           # for each cell
          output: 1 MiB           # kept of each cell
          memory: 4 GiB           # for each chapter's program
        """
      ) { book in
        Dictionary(
          uniqueKeysWithValues: BookConfiguration.Limits.Name.allCases.map { name in
            ("the limit '\(name.rawValue)' of book.yml", book.limits[name].shortText)
          })
      }
    case .modules:
      .init("modules: [Notebook]       # what every cell imports; [] for plain Swift") {
        ["the list of modules that cells import": "\($0.modules)"]
      }
    case .reference:
      .init("reference: [Tensors, Networks]   # modules whose declarations have pages, to which their names in code lead")
    case .swift:
      .init("swift: 5                  # the language mode of cells: 5, as in scripts, or 6") {
        ["the language mode of cells": "\($0.swiftVersion)"]
      }
    case .optimize:
      .init("optimize: auto            # on, off: all cells with -O, or without; auto: those that may gain by it") {
        ["whether cells are optimised": $0.optimizes.map(OnOff.word) ?? "auto"]
      }
    case .sandbox:
      .init("sandbox: false            # true: cells run in a sandbox or not at all") {
        ["whether cells run in a sandbox": "\($0.isSandboxed)"]
      }
    case .html:
      .init("html: raw                 # none: HTML in chapters is an error, and so is a link that runs a script")
    case .bibliography:
      .init("bibliography: references.bib   # the works that it cites, in BibTeX, or in CSL-JSON as references.json")
    case .site:
      .init(
        "site: ../public           # by default `site`, beside a folder `chapters` or else within the book's folder")
    case .cover: .init("cover: cover.svg          # on the first page; by default the first figure")
    case .logo:
      .init(
        "logo: logo.svg            # above the contents, and the icon of the pages; by default the title's first letter"
      )
    case .accent: .init("accent: \"#8b2c72\"         # of links and marks, made as light or dark as it can be read")
    case .edit: .init("edit: https://example.org/edit/main/chapters/{path}")
    case .report: .init("report: https://example.org/issues/new?title={title}")
    case .url:
      .init("url: https://example.org/book/    # where the site will be, for canonical addresses and a site map")
    case .redirects:
      .init(
        """
        redirects:                # pages that the site had once
          old-name.html: convolutions-for-images.md
        """)
    }
  }

  /// What of a book a result holds for, by the words that name it.
  package static func executionTexts(of book: BookConfiguration) -> [String: String] {
    allCases.reduce(into: [:]) { $0.merge($1.declaration.execution(book)) { $1 } }
  }
}
