import Book
import Text

/// The page of a chapter.
struct ChapterPage {
  let html: String
  let fonts: MathFonts
  /// The file of the chapter's code; nil for a chapter that has none.
  let code: SiteFile?
  /// The numbers of its pictures; nil where it has none.
  let values: SiteFile?
  let diagnostics: [Diagnostic]
  /// The HTML of what other chapters refer to, by its anchor.
  let targets: [String: String]
  /// What its cells name of the modules in the book's reference, by their names for all programs.
  let usedSymbols: Set<String>

  /// - Parameter index: the chapter's index among those of the frame.
  init(
    _ chapter: Chapter, _ report: ChapterReport, at index: Int, in frame: PageFrame, highlighter: CodeHighlighter,
    excerpts: NameExcerpts, structures: CodeStructureReader, math: MathTypesetter, names: CodeNameReader
  ) {
    let outline = frame.chapters[index].outline
    let text = ChapterText(
      chapter, report, outline: outline, references: frame.references,
      words: frame.language.words, highlighter: highlighter, excerpts: excerpts, structures: structures, math: math)
    targets = text.targets
    let summary = CheckSummary(report)
    let authors = chapter.frontMatter.authors
    var values = frame.values(
      PageFrame.Page(
        path: frame.chapters[index].page, title: outline.title, description: outline.description,
        authors: authors.isEmpty ? nil : authors, date: chapter.frontMatter.date,
        hasMath: !text.fonts.files.isEmpty, documents: chapter.documents), here: index)
    usedSymbols = text.usedSymbols
    values["hasReferences"] =
      text.hasNames || ["reference", "citation"].contains { text.html.hasBytes(of: "<a class=\"\($0)\"") }
    let pictures = Self.pictures(of: chapter, report, outline)
    self.values = ValueScripts.file(
      of: chapter.file,
      pictures.reduce(into: [:]) { tables, picture in
        let own = PictureTable.tables(of: picture.svg)
        if !own.isEmpty { tables[picture.key] = own }
      })
    values["figures"] =
      pictures.isEmpty
      ? false as Any
      : Self.figures(frame.language.words.figures, pictures.map(\.svg), self.values, from: chapter)
    values["questions"] =
      chapter.cells.contains(where: \.options.predict) ? frame.language.words.questions.texts : false as Any
    values["description"] = outline.description ?? false
    values["label"] = outline.number.map(frame.language.words.chapter) ?? false
    values["byline"] = chapter.frontMatter.byline(frame.language.words) ?? false
    values["edit"] = Self.address(frame.book.edit, of: chapter, title: outline.title)
    values["report"] = Self.address(frame.book.report, of: chapter, title: outline.title)
    values["heading"] = text.title
    values["headingID"] = outline.titleID ?? false
    values["text"] = UntranslatedCode.marked(text.html)
    let words = frame.language.words
    if let sentence = summary.sentence(in: words) {
      values["summary"] =
        ["sentence": sentence, "sign": summary.hasProblems ? "✗" : "✓", "hasProblems": summary.hasProblems]
        as [String: Any]
    }
    let previous = index > 0 ? frame.chapters[index - 1] : nil
    let next = index + 1 < frame.chapters.count ? frame.chapters[index + 1] : nil
    values["hasNeighbours"] = previous != nil || next != nil
    values["previous"] = Self.values(of: previous, from: chapter)
    values["next"] = Self.values(of: next, from: chapter)
    let program = ChapterCode(chapter, report, outline: outline, modules: frame.book.modules, names: names).text
    code = program.map { SiteFile(path: chapter.name + ".swift", text: $0) }
    values["codeHref"] = code.map { PageLinks.url(to: $0.path, from: chapter.file) } ?? false
    values["facts"] = Self.facts(summary, words)
    values["sourceHref"] = PageLinks.url(to: chapter.file, from: chapter.file)
    html = frame.render(values, .chapter)
    fonts = text.fonts
    diagnostics = text.diagnostics
  }

  /// The pictures that its cells show, each with the key of its numbers.
  private static func pictures(
    of chapter: Chapter, _ report: ChapterReport, _ outline: ChapterOutline
  ) -> [(key: String, svg: String)] {
    chapter.cells.filter { !$0.options.hidden && !$0.options.hideOutput }.flatMap { cell in
      let pictures = report.cells[cell.index].shown.compactMap { output in
        if case .picture(let svg, _) = output.content { svg } else { nil }
      }
      return pictures.enumerated().map { number, svg in
        (PictureTable.key(prefix: outline.listings[cell.index].prefix(ofPicture: number + 1)), svg)
      }
    }
  }

  private static func figures(
    _ words: FigureWords, _ pictures: [String], _ values: SiteFile?, from chapter: Chapter
  ) -> [String: Any] {
    var figures: [String: Any] = words.texts
    figures["hasSteps"] = pictures.contains { $0.hasBytes(of: "<g class=\"steps") }
    figures["table"] = values.map { PageLinks.url(to: $0.path, from: chapter.file) } ?? false
    return figures
  }

  /// The address that the book gives, with what it asks for of the chapter.
  private static func address(_ template: String?, of chapter: Chapter, title: String) -> Any {
    guard let template else { return false }
    return template.replacing("{path}", with: PercentEncoding.encoded(path: chapter.file))
      .replacing("{title}", with: PercentEncoding.encoded(path: title))
  }

  private static func values(of neighbour: PageFrame.Entry?, from chapter: Chapter) -> Any {
    guard let neighbour else { return false }
    return ["href": PageLinks.url(to: neighbour.page, from: chapter.file), "title": neighbour.outline.title]
  }

  /// Only what is the same wherever the book is built.
  private static func facts(_ summary: CheckSummary, _ words: any InterfaceWords) -> String {
    summary.outputs > 0 ? "\(words.madeWith) · \(words.outputsChecked(summary.outputs))" : words.madeWith
  }
}

extension FrontMatter {
  /// The authors and the date of a chapter that says them; nil where it says neither.
  func byline(_ words: any InterfaceWords) -> String? {
    let parts = (authors.isEmpty ? [] : [words.list(authors)]) + [date.map(words.date)].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}
