import Markdown
import Site
import Testing

@Suite("CommonMark") struct CommonMark {
  @Test("An example becomes the HTML that the specification expects", arguments: Example.specification)
  func specification(_ example: Example) {
    #expect(html(of: example.markdown) == example.html)
  }

  @Test("A further example becomes the HTML that it expects", arguments: Example.further)
  func further(_ example: Example) {
    #expect(html(of: example.markdown) == example.html)
  }

  @Test("All 652 examples of CommonMark 0.30 are there")
  func count() {
    #expect(Example.specification.count == 652)
  }

  private func html(of markdown: String) -> String {
    let source = SourceText(name: "example.md", text: markdown)
    return HTMLRenderer().render(MarkdownParser.commonMark.parse(source).document)
  }
}
