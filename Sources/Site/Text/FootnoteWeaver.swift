import Markdown

/// The footnotes of a chapter: a list at its end, which a wide page puts into its margin, each beside the first reference to it.
struct FootnoteWeaver {
  let margin: MarginLayout
  let words: any InterfaceWords

  /// A reference in the text; nothing for a footnote where it stands in the source; nil for any other node.
  func html(_ kind: Node.Kind) -> HTMLRenderer.Replacement? {
    switch kind {
    case .footnoteReference(let note):
      let anchor = note.references == 1 ? " style=\"anchor-name: --ref-\(note.number)\"" : ""
      return .html(
        "<sup class=\"footnote-reference\"><a href=\"#\(note.id)\" id=\"\(note.referenceID(note.references))\" role=\"doc-noteref\" "
          + "aria-label=\"\(words.footnote(note.number))\"\(anchor)>\(note.number)</a></sup>")
    case .footnote: return .html("")
    default: return nil
    }
  }

  /// The list at the end; nothing for a chapter without footnotes.
  func list(of document: Document, by renderer: HTMLRenderer) -> String {
    var notes: [Int: (index: Int, note: Node.Footnote)] = [:]
    for (index, node) in document.nodes.enumerated() {
      if case .footnote(let note) = node.kind, note.number > 0, notes[note.number] == nil {
        notes[note.number] = (index, note)
      }
    }
    guard !notes.isEmpty else { return "" }
    let items = notes.keys.sorted().map { number in
      let (index, note) = notes[number]!
      return
        "<li id=\"\(note.id)\" style=\"\(margin.style(ofNote: number))\">\n\(renderer.renderChildren(of: index, in: document))\(backlinks(note))</li>\n"
    }
    return
      "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"\(HTMLEscape.text(words.footnotes))\">\n<ol>\n\(items.joined())</ol>\n</section>\n"
  }

  private func backlinks(_ note: Node.Footnote) -> String {
    let links = (1...note.references).map { reference in
      let name = HTMLEscape.text(words.back(toReference: reference, ofFootnote: note.number))
      return "<a href=\"#\(note.referenceID(reference))\" role=\"doc-backlink\" aria-label=\"\(name)\">↩︎</a>"
    }
    return "<p class=\"back\">\(links.joined(separator: " "))</p>\n"
  }
}
