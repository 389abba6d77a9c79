import Book
import Markdown

/// Links to what has a number or a title: those without a text are filled in, and what they lead to says where it is referred to.
struct ReferenceWeaver {
  let chapter: Chapter
  let outline: ChapterOutline
  let links: PageLinks
  let references: BookReferences
  let words: any InterfaceWords

  /// A link of the chapter's text or of a caption; nil for any other node, and for a link that leads elsewhere.
  ///
  /// - Parameter isInText: of a link of the text, which says where it is, others say where their cell is.
  func html(_ node: Int, of document: Document, isInText: Bool) -> HTMLRenderer.Replacement? {
    guard case .link(let destination, let title) = document.nodes[node].kind,
      let target = links.referenceTarget(of: destination, in: chapter.file)
    else { return nil }
    var tag = "<a class=\"reference\""
    if isInText, let anchor = references.anchor(ofLink: node, in: chapter.file) { tag += " id=\"\(anchor)\"" }
    tag += " href=\"\(HTMLEscape.url(links.destination(destination, in: chapter.file)))\""
    if !title.isEmpty { tag += " title=\"\(HTMLEscape.text(title))\"" }
    guard document.isReference(node) else { return .wrap(open: tag + ">", close: "</a>") }
    return .html(
      "\(tag)>\(HTMLEscape.text(words.reference(to: target, in: links.chapterTitle(of: target, besides: chapter.file))))</a>"
    )
  }

  /// Where something is referred to, as links that a small sign unfolds; nothing where it is not.
  func uses(of target: ReferenceTarget?) -> String {
    guard let target else { return "" }
    let uses = references.uses(of: target, in: outline)
    guard !uses.isEmpty else { return "" }
    let places = uses.map { use in
      let page = use.file == chapter.file ? "" : PageLinks.url(to: PageLinks.page(of: use.file), from: chapter.file)
      return "<a href=\"\(HTMLEscape.url(page))#\(use.anchor)\">\(HTMLEscape.text(words.place(use.place)))</a>"
    }
    let name = HTMLEscape.text(words.whereUsed)
    return
      "<details class=\"uses\"><summary aria-label=\"\(name)\">↩︎</summary><p>\(words.usedIn(words.list(places)))</p></details>\n"
  }
}

extension InterfaceWords {
  /// What something is called, with its number: "Listing 1.4". Nil for what has no number.
  func name(of target: ReferenceTarget) -> String? {
    target.number.map { number in
      switch target.kind {
      case .chapter: ChapterNumber(number).map(chapter) ?? number
      case .section: section(number)
      case .listing: listing(number)
      case .figure: figure(number)
      case .equation: equation(number)
      case .table: table(number)
      case .exercise: exercise(number)
      case .term: number
      }
    }
  }

  /// The same within a text, where word and number are never on different lines.
  private func unbrokenName(of target: ReferenceTarget) -> String? {
    name(of: target)?.replacing(" \(target.number ?? "")", with: "\u{A0}\(target.number ?? "")")
  }

  /// What a link without a text says: a name, with the title of a chapter or a section.
  ///
  /// - Parameter other: the title of another chapter, where the target's number alone would not say that it stands there.
  func reference(to target: ReferenceTarget, in other: String? = nil) -> String {
    guard let name = unbrokenName(of: target) else { return target.title }
    switch target.kind {
    case .chapter, .section: return target.title.isEmpty ? name : "\(name), \(target.title)"
    case .listing, .figure, .equation, .table, .exercise, .term: return other.map { "\(name), \($0)" } ?? name
    }
  }

  /// Where something is referred to.
  func place(_ target: ReferenceTarget) -> String { unbrokenName(of: target) ?? target.title }
}
