import Book

/// A fence of code that is no cell, in its frame: with a number and a caption where it has an id or a caption.
struct ListingWeaver {
  let outline: ChapterOutline
  let code: CodeWeaver
  let references: ReferenceWeaver
  let margin: MarginLayout

  /// - Parameters:
  ///   - node: that of the fence.
  ///   - caption: as HTML.
  func html(_ block: ShownCode, at node: Int, caption: String?) -> String {
    let words = references.words
    let target = outline.target(ofNode: node)
    let number = target.flatMap { words.name(of: $0) }
    let language = block.language.isEmpty ? words.code : "\(words.code) (\(block.language))"
    let copy = VisibleText.html(words.copy(block.title ?? number ?? language))
    let id = target?.anchor.map(HTMLEscape.text)
    var html = "<figure class=\"listing\(block.isWide ? " wide" : "")\"\(id.map { " id=\"\($0)\"" } ?? "")"
    html += "\(margin.attribute(ofBox: node)) data-copy=\"\(copy)\">\n"
    if let id, let number {
      html += "<a class=\"cell-number\" href=\"#\(id)\">\(HTMLEscape.text(number))</a>\n\(references.uses(of: target))"
    }
    html += code.html(block)
    if let caption { html += "<figcaption>\(caption)</figcaption>\n" }
    return html + "</figure>\n"
  }
}
