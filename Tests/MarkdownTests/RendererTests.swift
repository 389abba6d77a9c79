import Markdown
import Site
import Testing

@Suite("HTML renderer") struct RendererTests {
  private let document = MarkdownParser.book.parse(
    SourceText(name: "a.md", text: "# A *b*\n\n```swift\nlet x = 1 < 2\n```\n\n- one\n- [two](u)\n\n$$x$$\n")
  ).document

  @Test("A node's HTML can be replaced, with everything below it")
  func replaced() {
    let renderer = HTMLRenderer { index, document in
      switch document.nodes[index].kind {
      case .codeBlock(let block): .html("<figure>\(block.info)</figure>\n")
      case .list: .html("")
      default: nil
      }
    }
    #expect(
      renderer.render(document)
        == "<h1>A <em>b</em></h1>\n<figure>swift</figure>\n<div class=\"math\">x</div>\n")
  }

  @Test("A node's tags can be replaced while its content stays")
  func wrapped() {
    let renderer = HTMLRenderer { index, document in
      switch document.nodes[index].kind {
      case .heading: .wrap(open: "<h1 id=\"a\">", close: "</h1>\n")
      case .link: .wrap(open: "<b>", close: "</b>")
      case .codeBlock, .math: .html("")
      default: nil
      }
    }
    #expect(
      renderer.render(document) == "<h1 id=\"a\">A <em>b</em></h1>\n<ul>\n<li>one</li>\n<li><b>two</b></li>\n</ul>\n")
  }

  @Test("A part of a document can be rendered alone")
  func part() {
    let heading = 1
    #expect(HTMLRenderer().render(document, node: heading) == "<h1>A <em>b</em></h1>\n")
    #expect(HTMLRenderer().renderChildren(of: heading, in: document) == "A <em>b</em>")
  }

  @Test("Raw HTML passes through, everything else is escaped")
  func escaping() {
    let text = "<i title='&'>a & \"b\"</i> `<b>` [c](<u v?\"&'=ä%20> \"<t>\") ![*d* <e>](f)\n"
    let document = MarkdownParser.commonMark.parse(SourceText(name: "a.md", text: text)).document
    #expect(
      HTMLRenderer().render(document)
        == "<p><i title='&'>a &amp; &quot;b&quot;</i> <code>&lt;b&gt;</code> "
        + "<a href=\"u%20v?%22&amp;&#x27;=%C3%A4%20\" title=\"&lt;t&gt;\">c</a> <img src=\"f\" alt=\"d &lt;e&gt;\" /></p>\n"
    )
    #expect(HTMLEscape.text("a<b> & \"c\" 'd'") == "a&lt;b&gt; &amp; &quot;c&quot; 'd'")
  }
}
