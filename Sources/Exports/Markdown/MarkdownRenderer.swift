import Book
import Site
import Text

/// A book as Markdown for programs that read it, such as assistants: each chapter, in which every output and every number was
/// checked or is said not to have been, and an index, `llms.txt`.
///
/// Chapters keep their paths, so that links between them lead where they led.
struct MarkdownRenderer: BookRenderer {
  let weaver: SiteWeaver

  func render(_ book: CheckedBook) -> RenderedBook {
    let references = weaver.references(of: book.chapters.map(\.chapter), book.bibliography)
    var files = book.renderedChapters.compactMap { chapter in
      chapter.report.map { SiteFile(path: chapter.chapter.file, text: text(of: chapter, $0, references)) }
    }
    files.append(SiteFile(path: "llms.txt", text: index(of: book)))
    files += book.linkedFiles.sorted { $0.key < $1.key }.map { SiteFile(path: $0.key, bytes: $0.value) }
    return RenderedBook(files: files)
  }

  private var words: any InterfaceWords { weaver.language.words }

  // MARK: A chapter

  private func text(
    of chapter: CheckedChapter, _ report: ChapterReport, _ references: CrossReferences
  ) -> String {
    let source = SourcePieces(chapter, report, references, words: words, form: .text)
    let text = source.text { cell(chapter.chapter.cells[$0], of: chapter, report.cells[$0], source) }
    return [text, source.works].compactMap(\.self).joined(separator: "\n\n") + "\n"
  }

  private func cell(
    _ cell: Cell, of chapter: CheckedChapter, _ report: CellReport, _ source: SourcePieces
  ) -> String {
    let listing = chapter.outline.listings[cell.index]
    let number = listing.number ?? ""
    let name = cell.id.map { " (`\($0)`)" } ?? ""
    let caption = source.caption(of: cell).map { ": \($0)" } ?? ""
    var parts = [
      "**\(words.listing(number))**\(name)\(caption)", MarkdownCode.fence(cell.codeWithoutMarks, language: "swift"),
    ]
    if cell.options.isolated, !cell.options.noRun { parts.append(words.isolated) }
    if let question = source.question(of: cell, report) { parts.append(question) }
    switch report.verdict {
    case .notCompared: parts.append(cell.options.noRun ? words.notRun : words.notCompared)
    default:
      if cell.options.fails { parts.append(words.failsOnPurpose) }
      guard !cell.options.hideOutput, !report.shown.isEmpty else { break }
      parts.append(words.output(ofListing: number) + ":")
      parts += outputs(report.shown, of: cell, source)
    }
    return parts.joined(separator: "\n\n")
  }

  private func outputs(_ outputs: [ShownOutput], of cell: Cell, _ source: SourcePieces) -> [String] {
    var pictures = 0
    return outputs.flatMap { output -> [String] in
      switch output.content {
      case .text(let text): return [MarkdownCode.fence(text.text, language: "text")]
      case .errors(let text): return [words.errorStream + ":", MarkdownCode.fence(text.text, language: "text")]
      case .value(let text, .table(let value)):
        if let table = TextTable(text, of: value) {
          return [value.name.map { "\($0):" }, table.markdown].compactMap(\.self)
        }
        return [MarkdownCode.fence(text, language: "text")]
      case .value(let text, let form):
        return [(form.name.map { "\($0):\n\n" } ?? "") + MarkdownCode.fence(text, language: "text")]
      case .picture(_, let description):
        pictures += 1
        let file = cell.id.map { " (`\(FigureName.path(cell: $0, number: pictures))`)" } ?? ""
        let heading = source.heading(ofPicture: pictures - 1, of: cell)
        return [words.picture + file + ": " + description] + [heading].compactMap(\.self)
      }
    }
  }

  // MARK: The index

  /// All chapters, whichever are rendered: those of earlier exports stay beside them.
  private func index(of book: CheckedBook) -> String {
    var parts = ["# \(book.configuration.title)"]
    if !book.configuration.authors.isEmpty { parts.append("> \(words.list(book.configuration.authors))") }
    if let description = book.configuration.description { parts.append(description) }
    parts.append(words.checkedText)
    var lists: [(title: String?, entries: [String])] = []
    for part in book.configuration.parts {
      let entries = part.files.compactMap { file -> String? in
        guard let chapter = book.chapter(ofFile: file) else { return nil }
        let note = chapter.outline.description.map { ": \($0)" } ?? ""
        return "- [\(chapter.title)](\(PercentEncoding.encoded(path: file)))\(note)"
      }
      guard !entries.isEmpty else { continue }
      let title = part.title(in: words)
      if title == nil, let last = lists.last, last.title == nil {
        lists[lists.count - 1].entries += entries
      } else {
        lists.append((title, entries))
      }
    }
    for (index, list) in lists.enumerated() {
      // What belongs to no part has a heading only at the beginning: further on it stands for itself.
      let heading = list.title ?? (index == 0 ? words.contents : nil)
      parts.append((heading.map { "## \($0)\n\n" } ?? "") + list.entries.joined(separator: "\n"))
    }
    return parts.joined(separator: "\n\n") + "\n"
  }
}
