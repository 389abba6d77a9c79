import Markdown
import Site
import TestSupport
import Testing

@Suite("Citations") struct CitationTests {
  private func citations(_ marked: MarkedText) -> [(range: Range<Int>, content: Node.Citation)] {
    let result = MarkdownParser.book.parse(marked.source)
    #expect(result.problems == [])
    #expect(RangeRules.violations(in: result.document) == [])
    return result.document.nodes.compactMap { node in
      if case .citation(let citation) = node.kind { (node.range, citation) } else { nil }
    }
  }

  @Test(
    "Keys in brackets, and keys in a sentence, are citations",
    arguments: [
      ("As «[@lecun1998]».\n", ["lecun1998"]), ("«[@a; @b, p. 3]» and «[see @c_d:e-1]»\n", ["a", "b", "c_d:e-1"]),
      ("«@lecun1998» shows, «@müller2000»'s and («@a»).\n", ["lecun1998", "müller2000", "a"]),
      ("> text «[@a;\n> @b]»: «@c»\n", ["a", "b", "c"]), ("| «[@a]» |\n|---|\n| «@b» |\n: «[@c]»\n", ["a", "b", "c"]),
      ("# Of «[@a]»\n\nx[^1]\n\n[^1]: «@b»\n", ["a", "b"]), ("*«@a»* &amp; «[@b]» ü «[@c]»\n", ["a", "b", "c"]),
      ("«@a.b».\n«[@a.b .]»\n", ["a.b", "a.b"]),
    ])
  func found(_ text: String, keys: [String]) {
    let marked = MarkedText(text)
    let found = citations(marked)
    #expect(marked.texts(of: found.map(\.range)) == marked.texts)
    #expect(found.flatMap { $0.content.items.map(\.key) } == keys)
  }

  @Test("What stands before a key and after it belongs to it")
  func parts() throws {
    let citation = try #require(citations(MarkedText("[see @a, p. 3; also\n@b]\n")).first?.content)
    #expect(citation.items.map(\.prefix) == ["see", "also"])
    #expect(citation.items.map(\.suffix) == ["p. 3", ""])
    #expect(!citation.isInSentence)
  }

  @Test(
    "All else with that sign is text",
    arguments: [
      "a@b.org \\@a `@b` [\\@c] $@d$\n", "[@a](u) ![@b](u) <a@b.c>\n", "@ a, @, [@], [@a;], [a], x@y, http://u/@a\n",
      "[ @, [b]\n", "[@a]\n\n[@a]: /u\n",
    ])
  func text(_ text: String) { #expect(citations(MarkedText(text)).isEmpty) }

  @Test("Without a bibliography they are shown as they stand")
  func shown() {
    let document = MarkdownParser.book.parse(SourceText(name: "a.md", text: "[@a;\n@b] & @c.\n")).document
    #expect(HTMLRenderer().render(document) == "<p>[@a;\n@b] &amp; @c.</p>\n")
  }
}
