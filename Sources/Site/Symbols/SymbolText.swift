import Markdown
import Text

/// Declarations and their documentation as HTML.
enum SymbolText {
  /// Swift in its colours, which nobody keeps: what it stands in is kept as a whole.
  static func code(_ text: String, links: [CodeLink] = []) -> String {
    CodeRun.html(text, SwiftHighlighter.runs(in: text), links: links)
  }

  /// Markdown of a comment as HTML.
  static func html(_ markdown: String) -> String {
    let document = MarkdownParser.commonMark.parse(SourceText(name: "", text: markdown + "\n")).document
    return HTMLRenderer { node, document in
      switch document.nodes[node].kind {
      // A comment is no place for another's HTML.
      case .htmlBlock, .htmlInline, .image: .html("")
      case .link(let destination, _) where !destination.hasPrefix("https://"): .wrap(open: "", close: "")
      case .codeBlock(let block):
        .html(
          "<pre class=\"code\"><code>\(code(block.literal.hasSuffix("\n") ? String(block.literal.dropLast()) : block.literal))</code></pre>\n"
        )
      default: nil
      }
    }.render(document)
  }

  /// The same for one paragraph, without its tags.
  static func inlineHTML(_ markdown: String) -> String {
    let html = html(markdown)
    guard html.hasPrefix("<p>"), html.hasSuffix("</p>\n"), html.ranges(of: "<p>").count == 1 else {
      return HTMLEscape.text(plain(markdown).split(whereSeparator: \.isNewline).joined(separator: " "))
    }
    return String(html.dropFirst("<p>".count).dropLast("</p>\n".count))
  }

  /// What Markdown of a comment says, without the marks of code, which are nearly all that comments have.
  static func plain(_ markdown: String) -> String {
    String(decoding: markdown.utf8.filter { $0 != UInt8(ascii: "`") }, as: UTF8.self)
  }

  /// A declaration and what it does in a sentence, as it is shown beside its name.
  ///
  /// - Parameters:
  ///   - code: HTML.
  ///   - sentence: Markdown.
  static func excerpt(_ code: String, _ sentence: String?) -> String {
    "<pre class=\"code\"><code>\(code)</code></pre>\n"
      + (sentence.map { "<p>\(inlineHTML($0))</p>\n" } ?? "")
  }
}
