import Book
import Markdown
import Storage

/// Makes a book's site: its pages and what they need, from the chapters and what the check of each one found.
///
/// It reads the theme and KaTeX's files and writes nothing.
package struct SiteWeaver: Sendable {
  package let book: BookConfiguration
  private let theme: Theme
  private let math: MathTypesetter
  private let highlighter: SwiftHighlighter

  /// - Parameter math: what sets the formulas; one that has already prepared some saves the page from waiting for them.
  package init(book: BookConfiguration, cache: Cache, theme: Theme, math: MathTypesetter? = nil) {
    self.book = book
    self.theme = theme
    self.math = math ?? MathTypesetter(cache: cache)
    highlighter = SwiftHighlighter(cache: cache)
  }

  /// Does ahead what needs nothing but the chapters: formulas and colours of code. Any thread may call it, while the cells
  /// compile and run; `weave` then finds it done.
  package func prepare(_ chapters: [Chapter]) {
    for chapter in chapters {
      for cell in chapter.cells { _ = highlighter.html(CellWeaver.shownCode(of: cell)) }
      math.prepare(MathTypesetter.formulas(of: chapter))
    }
  }

  /// The files of the site, by path, and what is wrong with the chapters' formulas and links. Where there is an error among
  /// that, the site is not fit to be written.
  ///
  /// A chapter without a report has no page among the files, but its place in the contents of the others.
  package func weave(_ chapters: [(Chapter, ChapterReport?)]) -> (files: [SiteFile], diagnostics: [Diagnostic]) {
    let outlines = chapters.map { chapter, _ in
      (chapter.name, ChapterOutline(of: chapter, number: number(of: chapter)))
    }
    let frame = PageFrame(book: book, chapters: outlines, templates: theme.templates)
    var files = theme.assets
    var diagnostics = [Diagnostic]()
    var fonts = MathFonts()
    for (index, (chapter, report)) in chapters.enumerated() {
      // The site's fonts are those of all its chapters, also of those whose pages are not made now.
      guard let report else {
        for formula in MathTypesetter.formulas(of: chapter) {
          if let html = try? math.html(formula).get() { fonts.add(html) }
        }
        continue
      }
      let page = ChapterPage(chapter, report, at: index, in: frame, highlighter: highlighter, math: math)
      files.append(SiteFile(path: "\(chapter.name).html", text: page.html))
      files.append(SiteFile(path: "\(chapter.name).md", bytes: chapter.source.bytes))
      diagnostics += page.diagnostics
      fonts.formUnion(page.fonts)
    }
    files.append(SiteFile(path: "index.html", text: IndexPage.html(in: frame)))
    if !fonts.files.isEmpty {
      switch KaTeXFiles.load(fonts, licence: theme.mathLicence) {
      case .success(let more): files += more
      case .failure(let error): diagnostics.append(Diagnostic(.error, error.description))
      }
    }
    diagnostics += clashes(of: files, in: chapters.map(\.0))
    return (files.sorted { $0.path < $1.path }, diagnostics)
  }

  /// The text of a chapter alone: no page around it, no title.
  package func fragment(_ chapter: Chapter, _ report: ChapterReport) -> String {
    ChapterText(
      chapter, report, outline: ChapterOutline(of: chapter, number: number(of: chapter)), chapters: [chapter.name],
      highlighter: highlighter, math: math
    ).html
  }

  /// The files that the site must have copies of, each once: what the chapter's pictures and links name, but for other
  /// chapters and for the figures that are drawn on the page.
  package func linkedFiles(of chapter: Chapter) -> [LinkedFile] {
    var files = [LinkedFile]()
    for (_, destination, node) in LinkedFile.links(of: chapter) {
      guard case .file(let path, _) = Destination(destination, chapters: chapterNames),
        !files.contains(where: { $0.path == path })
      else { continue }
      files.append(LinkedFile(path: path, range: node.range))
    }
    return files
  }

  private var chapterNames: Set<String> { Set(book.chapterFiles.map { Path.name(of: $0) }) }

  /// The chapter's place in the book; 1 where it is not in it.
  private func number(of chapter: Chapter) -> Int {
    (book.chapterFiles.firstIndex { Path.name(of: $0) == chapter.name } ?? 0) + 1
  }

  /// Files of the site that would have the same path, and links that lead out of it.
  private func clashes(of files: [SiteFile], in chapters: [Chapter]) -> [Diagnostic] {
    var owners = Set<String>()
    var diagnostics = [Diagnostic]()
    for file in files where !owners.insert(file.path).inserted {
      diagnostics.append(
        Diagnostic(
          .error, "two pages of the site would be '\(file.path)'",
          explanation:
            "A page has the name of its chapter's file; 'index' is the book's first page. Rename the chapter."))
    }
    for chapter in chapters {
      for file in linkedFiles(of: chapter) {
        let location = Diagnostic.Location(file.range, in: chapter.source)
        if file.path.split(separator: "/").contains("..") {
          diagnostics.append(
            Diagnostic(
              .error, at: location, "'\(file.path)' is outside the chapter's folder and cannot be copied into the site",
              explanation: "Move it into the folder, or below it."))
        } else if owners.contains(file.path) {
          diagnostics.append(
            Diagnostic(.error, at: location, "'\(file.path)' has the name of a file of the site; give it another"))
        }
      }
    }
    return diagnostics
  }
}
