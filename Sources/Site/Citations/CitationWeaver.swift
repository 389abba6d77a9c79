import Book
import Markdown

/// Citations of a chapter, and the works that they name at its end.
struct CitationWeaver {
  private let chapter: Chapter
  private let works: CitedWorks
  /// The anchors of a work's citations in the text.
  private var anchors: [String: [String]] = [:]
  /// The number of the first citation of a node.
  private var numbers: [Int: Int] = [:]

  /// Where the bibliography of the book is.
  static let page = "bibliography.html"

  init(_ chapter: Chapter, _ works: CitedWorks) {
    self.chapter = chapter
    self.works = works
    var count = 0
    for (index, node) in chapter.document.nodes.enumerated() {
      guard case .citation(let citation) = node.kind else { continue }
      numbers[index] = count + 1
      for item in citation.items {
        count += 1
        anchors[item.key, default: []].append("_cited-\(count)")
      }
    }
  }

  /// A citation; nil for any other node, and for one of works that there are not, which stays as it stands.
  ///
  /// - Parameter isInText: of a citation of the text, to which its work leads back.
  func html(_ node: Int, of document: Document, isInText: Bool) -> HTMLRenderer.Replacement? {
    guard case .citation(let citation) = document.nodes[node].kind else { return nil }
    let number = isInText ? numbers[node] : nil
    var pieces: [String] = []
    for (index, item) in citation.items.enumerated() {
      guard let work = works[item.key], let name = works.name(of: item, in: citation) else { return nil }
      let id = number.map { " id=\"_cited-\($0 + index)\"" } ?? ""
      let link =
        "<a class=\"citation\"\(id) href=\"#\(Self.anchor(of: work))\" role=\"doc-biblioref\">\(HTMLEscape.text(name))</a>"
      let before = item.prefix.isEmpty ? "" : HTMLEscape.text(item.prefix) + " "
      pieces.append(before + link + (item.suffix.isEmpty ? "" : ", \(HTMLEscape.text(item.suffix))"))
    }
    return .html(citation.isInSentence ? pieces.joined() : "(\(pieces.joined(separator: "; ")))")
  }

  /// The works at the end of the chapter; nothing for one that cites none.
  func list(_ words: any InterfaceWords) -> String {
    let items = works.works(of: chapter).map { work in
      "<li id=\"\(Self.anchor(of: work))\">\(works.html(work))\(backlinks(to: work, words))</li>\n"
    }
    guard !items.isEmpty else { return "" }
    let page = PageLinks.url(to: Self.page, from: chapter.file)
    return """
      <section class="bibliography" role="doc-bibliography" aria-labelledby="_references">
      <h2 id="_references">\(words.references)</h2>
      <ul>
      \(items.joined())</ul>
      <p class="whole"><a href="\(HTMLEscape.url(page))">\(words.bibliography)</a></p>
      </section>

      """
  }

  private func backlinks(to work: BibliographyEntry, _ words: any InterfaceWords) -> String {
    let links = anchors[work.key, default: []].enumerated().map { index, anchor in
      "<a href=\"#\(anchor)\" role=\"doc-backlink\" aria-label=\"\(HTMLEscape.text(words.back(toCitation: index + 1)))\">↩︎</a>"
    }
    return links.isEmpty ? "" : " <span class=\"back\">\(links.joined(separator: " "))</span>"
  }

  /// The anchor of a work. Anchors with an underscore at the start are the page's own.
  static func anchor(of work: BibliographyEntry) -> String { HTMLEscape.url("_cite-\(work.key)") }
}
