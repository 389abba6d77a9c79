import Book
import Markdown
import Text

/// The text of a chapter as HTML: CommonMark's, with cells, formulas, checked values, sections and links as a book has them.
struct ChapterText {
  private(set) var html = ""
  /// The title, with its emphasis and code.
  private(set) var title: String
  private(set) var fonts = MathFonts()
  /// The HTML of what other chapters refer to, and of what its own names in code stand for, by its anchor.
  private(set) var targets: [String: String] = [:]
  /// Whether names in its cells lead somewhere.
  private(set) var hasNames = false
  /// Those of modules that its cells name, by their names for all programs.
  private(set) var usedSymbols: Set<String> = []
  private(set) var diagnostics: [Diagnostic] = []

  init(
    _ chapter: Chapter, _ report: ChapterReport, outline: ChapterOutline, references book: CrossReferences,
    words: any InterfaceWords, highlighter: CodeHighlighter, excerpts: NameExcerpts,
    structures: CodeStructureReader, math: MathTypesetter
  ) {
    let margin = MarginLayout(
      chapter,
      wide: Set(
        chapter.cells.filter { $0.options.wide && !$0.options.hidden }.map(\.node)
          + chapter.listings.filter(\.options.wide).map(\.node)
          + chapter.labels.filter(\.options.wide).map(\.node)))
    let footnotes = FootnoteWeaver(margin: margin, words: words)
    let links = book.links
    let references = ReferenceWeaver(
      chapter: chapter, outline: outline, links: links, references: book.uses, words: words)
    let citations = CitationWeaver(chapter, book.works)
    let containers = ContainerWeaver(chapter.containers, outline: outline, margin: margin, words: words)
    let code = CodeWeaver(chapter, outline: outline, highlighter: highlighter, words: words)
    let blocks = Dictionary(
      uniqueKeysWithValues: chapter.listings.enumerated().map { index, listing in
        (listing.node, ShownCode(listing, at: index, notes: chapter.codeNotes[listing.node]))
      })
    let codeNotes = CodeNoteWeaver(
      Array(blocks.values)
        + chapter.cells.map { ShownCode($0, outline.listings[$0.index], notes: chapter.codeNotes[$0.node]) },
      in: chapter.document)
    let listings = ListingWeaver(outline: outline, code: code, references: references, margin: margin)
    let formulas = FormulaWeaver(chapter: chapter, outline: outline, references: references, typesetter: math)
    let dependences = DependenceWeaver(
      outline: outline, words: words, dependences: ChapterDependences(chapter, report, structures))
    let values = CheckedValueWeaver(chapter, report, dependences: dependences)
    let terms = TermWeaver(outline: outline, references: references)
    let tables = TableWeaver(outline: outline, references: references)
    let figures = FigureWeaver(
      chapter: chapter, outline: outline, links: links, references: references, margin: margin)
    var roles = [Int: Role]()
    var captionRoles: [Int: [Int: Role]] = [:]
    for cell in chapter.cells {
      roles[cell.node] = .cell(cell.index)
      for output in cell.documented { roles[output.node] = .documented }
    }
    for value in chapter.checkedValues {
      if let caption = value.caption {
        captionRoles[caption.node, default: [:]][value.node] = .checkedValue(value.index)
      } else {
        roles[value.node] = .checkedValue(value.index)
      }
    }
    for (index, heading) in outline.headings.enumerated() { roles[heading.node] = .heading(index) }
    if let title = outline.titleNode { roles[title] = .documented }

    /// What the text and the captions have in common.
    func inline(_ node: Int, _ document: Document, _ role: Role?, isInText: Bool) -> HTMLRenderer.Replacement? {
      if case .checkedValue(let index) = role {
        return .html(values.html(index))
      }
      switch document.nodes[node].kind {
      case .math, .codeBlock:
        return formulas.html(node, of: document, isInText: isInText).map { .html($0) }
          ?? Self.code(document.nodes[node].kind)
      case .link: return references.html(node, of: document, isInText: isInText)
      case .citation: return citations.html(node, of: document, isInText: isInText)
      default: return nil
      }
    }
    /// The HTML of the caption of a node; nil where it has none.
    func caption(of node: Int) -> String? {
      guard let caption = chapter.captions[node], caption.nodes.count > 1 else { return nil }
      let roles = captionRoles[node] ?? [:]
      let renderer = HTMLRenderer {
        inline($0, $1, roles[$0], isInText: false)
      } destination: {
        links.destination($0, in: chapter.file)
      }
      return renderer.renderChildren(of: 1, in: caption)
    }
    let nameLinks = NameLinks(chapter, report, outline: outline, symbols: book.symbols, excerpts: excerpts)
    let cells = CellWeaver(
      chapter: chapter, outline: outline, code: code, references: references, figures: figures, margin: margin,
      names: nameLinks, notes: OutputNoteWeaver(dependences: dependences)
    ) { caption(of: $0) }
    /// The text that a picture has for those who cannot see it, where it is its caption.
    func content(of node: Int) -> String {
      HTMLRenderer {
        inline($0, $1, roles[$0], isInText: true)
      } destination: {
        links.destination($0, in: chapter.file)
      }.renderChildren(of: node, in: chapter.document)
    }
    let renderer = HTMLRenderer { node, document in
      if let block = blocks[node] { return .html(listings.html(block, at: node, caption: caption(of: node))) }
      switch roles[node] {
      case .cell(let index): return .html(cells.html(chapter.cells[index], report.cells[index]))
      case .documented: return .html("")
      case .heading(let index):
        return Self.heading(outline.headings[index], references.uses(of: outline.target(ofNode: node)))
      case .checkedValue, nil: break
      }
      if case .paragraph = document.nodes[node].kind, Self.holdsOnly(.documented, node, document, roles) {
        return .html("")
      }
      if let html = figures.html(node, caption: caption, content: content)
        ?? inline(node, document, roles[node], isInText: true)
      {
        return html
      }
      return tables.html(node, of: document) ?? terms.html(node, of: document)
        ?? NoteWeaver.html(document.nodes[node].kind, words) ?? containers.html(node, of: document)
        ?? codeNotes.html(node) ?? footnotes.html(document.nodes[node].kind)
    } destination: {
      links.destination($0, in: chapter.file)
    }
    html =
      renderer.render(chapter.document) + footnotes.list(of: chapter.document, by: renderer) + citations.list(words)
    title =
      outline.titleNode.map { renderer.renderChildren(of: $0, in: chapter.document) } ?? HTMLEscape.text(outline.title)
    if references.references.isUsedElsewhere(outline.targets[0]) {
      let excerpt = Self.excerpt(ofTitle: title, outline, of: chapter.document, by: renderer)
      for anchor in ["", outline.titleID].compactMap(\.self) { targets[anchor] = excerpt }
    }
    for target in outline.targets.dropFirst() {
      guard let anchor = target.anchor, let node = target.node, references.references.isUsedElsewhere(target) else {
        continue
      }
      // A figure that a cell shows stands in the cell.
      let owner = chapter.cells.first { $0.documented.contains { $0.node == node } }?.node
      targets[anchor] = Self.excerpt(target, at: owner ?? node, of: chapter.document, by: renderer)
    }
    targets.merge(nameLinks.targets) { own, _ in own }
    hasNames = !nameLinks.isEmpty
    usedSymbols = nameLinks.usedSymbols
    fonts = formulas.fonts
    diagnostics = formulas.diagnostics
    if let problem = highlighter.problem { diagnostics.append(Diagnostic(.error, problem)) }
  }

  /// The title of the chapter, and what it is about: its description, or else how its text begins.
  private static func excerpt(
    ofTitle title: String, _ outline: ChapterOutline, of document: Document, by renderer: HTMLRenderer
  ) -> String {
    let start = (outline.titleNode ?? 0) + 1
    let text =
      outline.description.map { "<p>\(HTMLEscape.text($0))</p>\n" }
      ?? document.children(of: 0).first { $0 >= start && document.nodes[$0].kind == .paragraph }.map {
        renderer.render(document, node: $0)
      }
    return "<h1>\(title)</h1>\n" + (text ?? "")
  }

  /// A target as it stands in the text: of a section its heading and the text directly below it.
  private static func excerpt(
    _ target: ReferenceTarget, at node: Int, of document: Document, by renderer: HTMLRenderer
  ) -> String {
    switch target.kind {
    case .section:
      let next = document.nodes[node].end
      let isText = next < document.nodes[document.nodes[node].parent].end && document.nodes[next].kind.isText
      return renderer.render(document, node: node) + (isText ? renderer.render(document, node: next) : "")
    case .term:
      var next = document.nodes[node].end
      while next < document.nodes.count, document.nodes[next].kind == .term { next = document.nodes[next].end }
      return renderer.render(document, node: node)
        + (next < document.nodes.count ? renderer.render(document, node: next) : "")
    default: return renderer.render(document, node: node)
    }
  }

  /// What a node is to the page where it makes something else of it.
  private enum Role: Hashable {
    case cell(Int)
    case checkedValue(Int)
    case heading(Int)
    /// The page shows it elsewhere: the documented outputs with their cell, the title above the text.
    case documented
  }

  private static func heading(_ heading: ChapterOutline.Heading, _ uses: String) -> HTMLRenderer.Replacement {
    let id = HTMLEscape.text(heading.id)
    let number = heading.number.map { "<a class=\"section-number\" href=\"#\(id)\">\($0)</a> " } ?? ""
    return .wrap(
      open: "<h\(heading.level) id=\"\(id)\">\(number)",
      close: "</h\(heading.level)>\n" + uses)
  }

  /// A paragraph of figure images belongs to their cell.
  private static func holdsOnly(_ role: Role, _ node: Int, _ document: Document, _ roles: [Int: Role])
    -> Bool
  {
    var found = false
    for child in document.children(of: node) {
      switch document.nodes[child].kind {
      case .image where roles[child] == role: found = true
      case .softBreak, .lineBreak: continue
      case .text(let text) where text.utf8.allSatisfy(\.isBlank): continue
      default: return false
      }
    }
    return found
  }

  private static func code(_ kind: Node.Kind) -> HTMLRenderer.Replacement? {
    guard case .codeBlock(let block) = kind else { return nil }
    let language = block.info.split { $0 == " " || $0 == "\t" || $0 == "{" }.first
    let name = language.map { " class=\"language-\(HTMLEscape.text(String($0)))\"" } ?? ""
    let text = block.literal.hasSuffix("\n") ? String(block.literal.dropLast()) : block.literal
    return .html("<pre class=\"code shown\"><code\(name)>\(VisibleText.html(text))</code></pre>\n")
  }
}

extension Node.Kind {
  /// What a section can begin with that says what it is about.
  fileprivate var isText: Bool {
    switch self {
    case .paragraph, .list, .blockQuote: true
    default: false
    }
  }
}

extension DocumentedOutput {
  fileprivate var node: Int {
    switch self {
    case .text(let fence): fence.node
    case .picture(let picture): picture.node
    }
  }
}
