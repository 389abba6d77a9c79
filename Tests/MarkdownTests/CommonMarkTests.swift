import Markdown
import Site
import Testing

@Suite("CommonMark") struct CommonMark {
  @Test("An example becomes the HTML that the specification expects", arguments: Example.specification)
  func specification(_ example: Example) {
    #expect(html(of: example) == example.html)
  }

  @Test(
    "An example of GitHub's becomes the HTML that its specification expects",
    arguments: Example.gitHub)
  func gitHub(_ example: Example) {
    #expect(html(of: example) == example.html)
  }

  @Test("A further example becomes the HTML that it expects", arguments: Example.further)
  func further(_ example: Example) {
    #expect(html(of: example) == example.html)
  }

  @Test("All 652 examples of CommonMark 0.30 are there, and all 23 of GitHub's extensions")
  func count() {
    #expect(Example.specification.count == 652)
    #expect(Example.gitHub.count == 23)
  }

  private func html(of example: Example) -> String {
    let source = SourceText(name: "example.md", text: example.markdown)
    return HTMLRenderer().render(example.parser.parse(source).document)
  }
}
