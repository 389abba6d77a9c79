import Book
import Markdown
import Storage

@testable import Site

/// Chapters for tests: Markdown parsed as a build parses it, with a report written by hand as no program runs here.
struct Sample {
  var chapter: Chapter
  var report: ChapterReport

  /// Every cell shows what it documents and agrees with it.
  init(_ markdown: String, file: String = "sample.md", pictures: [String: String] = [:]) {
    let parser = ChapterParser(file: file, readFigure: { pictures[$0] })
    chapter = parser.parse(SourceText(name: file, text: markdown)).chapter
    let cells = chapter.cells.map { cell in
      let shown = cell.documented.map { output -> ShownOutput in
        switch output {
        case .text(let fence):
          ShownOutput(.text(StyledText(fence.text)))
        case .picture(let picture):
          ShownOutput(.picture(svg: picture.file?.svg ?? "", description: picture.description))
        }
      }
      let isCompared = !cell.options.noRun && !cell.options.volatile
      return CellReport(
        verdict: isCompared ? .agrees : .notCompared, shown: shown, checked: isCompared ? shown.count : 0)
    }
    let values = chapter.checkedValues.map {
      CheckedValueReport(verdict: .agrees, shown: $0.documented, fresh: $0.documented)
    }
    report = ChapterReport(cells: cells, checkedValues: values, diagnostics: [])
  }

  /// The page's text without its frame.
  var fragment: String { get throws { try Sample.weaver([chapter.name]).fragment(chapter, report) } }

  /// The files of a book of this chapter alone.
  var site: (files: [SiteFile], diagnostics: [Diagnostic]) {
    get throws { try Sample.weaver([chapter.name]).weave([(chapter, report)]) }
  }

  var page: String { get throws { try site.files.text("\(chapter.name).html") } }

  static func weaver(_ names: [String], title: String = "A book", cache: Cache = Cache(folder: nil)) throws
    -> SiteWeaver
  {
    let book = BookConfiguration(title: title, parts: [.init(chapters: names.map { "\($0).md" })])
    return SiteWeaver(book: book, cache: cache, theme: try Theme.bundled(), math: sharedMath)
  }

  /// One typesetter for all tests: loading KaTeX takes a second in a debug build.
  static let sharedMath = MathTypesetter(cache: Cache(folder: nil))
}

extension [SiteFile] {
  func text(_ path: String) -> String {
    first { $0.path == path }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? "there is no \(path)"
  }
}
