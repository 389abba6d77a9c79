import Markdown
import Text

extension ChapterOutline {
  /// Every anchor of the page to which a link can lead: headings, cells that are shown, and what the author's own HTML names.
  package var anchors: [String] {
    [titleID].compactMap(\.self) + headings.map(\.id) + listings.filter { $0.number != nil }.map(\.id) + htmlAnchors
  }

  /// The values of `id` and `name` in the HTML of a chapter.
  static func htmlAnchors(of document: Document) -> [String] {
    document.nodes.flatMap { node -> [String] in
      switch node.kind {
      case .htmlBlock(let html), .htmlInline(let html): anchors(in: Array(html.utf8))
      default: []
      }
    }
  }

  private static func anchors(in html: [UInt8]) -> [String] {
    var anchors = [String]()
    for index in html.indices where html[index] == UInt8(ascii: "=") {
      var end = index
      while end > 0, html[end - 1].isWhitespace { end -= 1 }
      var start = end
      while start > 0, html[start - 1].isLetter || html[start - 1] == UInt8(ascii: "-") { start -= 1 }
      let name = String(decoding: html[start..<end], as: UTF8.self).lowercased()
      guard ["id", "name"].contains(name), start > 0, html[start - 1].isWhitespace else { continue }
      let value = html[(index + 1)...].drop(while: \.isWhitespace)
      guard let first = value.first else { continue }
      let isQuoted = first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
      let content =
        isQuoted
        ? value.dropFirst().prefix { $0 != first } : value.prefix { !$0.isWhitespace && $0 != UInt8(ascii: ">") }
      anchors.append(String(decoding: content, as: UTF8.self))
    }
    return anchors
  }
}
