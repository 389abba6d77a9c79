import Markdown
import Site
import TestSupport
import Testing

@Suite("Tables") struct TableTests {
  private func parse(_ text: String) -> MarkdownParser.Result {
    MarkdownParser.book.parse(SourceText(name: "a.md", text: text))
  }

  @Test(
    "Cells have the bytes between their bars",
    arguments: [
      "| «a» | «b» |\n|---|---|\n| «c» | «d» |\n", "«a»|«b»\n-|-\n«c»|«d»", "|«a»|\n|:-:|\n|«b»|\n|«»|",
      "text\n| «a» |\n| - |\n\n| «b» |\n| - |\n",
      "> text\n> «ä» | «é\\|ö»\r\n> --- | ---\r\n> «$x$»\t|\t«`|`»\r\n".replacing("`|`", with: "`\\|`"),
      "- text\n\n  | «a» | «b» |\n  |:--|--:|\n  | «1» | «2» |\n- x", "1. > | «a» |\n   > | - |\n   > | «b» |\n",
      ">\t| «a» |\n>\t| - |\n>\t| «b» |", "\u{FEFF}| «a» |\n| - |\n| «b\u{0}» |\n",
      "| «a» |\n| - |\n| «b» |\n***\n# c\n",
      "| «a» |\n| - |\n| «b» |\n---\n", "«\\|» | «\\\\»\n-|-\n«*a*» | «# b #»\n",
      "[a]: /u\n| «[a]» |\n| - |\n| «[b]» |\n\n[b]: /v\n",
      "> | «a» |\n> | - |\n> | «b» |\n| c |\n", "| «a» |\n| - |\n| «`` ` ``» |\n| «`» |\n| «`» |\n",
    ])
  func cells(_ text: String) {
    let marked = MarkedText(text)
    let result = MarkdownParser.book.parse(marked.source)
    let ranges = result.document.ranges { if case .tableCell = $0 { true } else { false } }
    #expect(marked.texts(of: ranges) == marked.texts)
    #expect(result.problems == [])
    #expect(RangeRules.violations(in: result.document) == [])
  }

  @Test(
    "What stands in a cell is found where it stands",
    arguments: [
      "| a | b |\n|---|---|\n| «*e*» | «[v](<=x \\| y>)» |\n| «[l](u)» \\| «**s**» | «$m$» |\n",
      "> 1. a | «[1](<=f(\"é\")>)»\r\n>    --|--\r\n>    «*ü \\| ü*» é | «$`|`$»\r\n".replacing("`|`", with: "`\\|`"),
      "text «*e*»\n\u{e9} | \\| «**b**»\n-|-\n\n«*f*» [r] | x\n\n| a |\n| - |\n| \\|«[r]»\\|«*e*» |\n\n[q]: u\n"
        .replacing(" [r] | x", with: "")
        + "\n[r]: /u\n",
    ])
  func inside(_ text: String) {
    let marked = MarkedText(text)
    let result = MarkdownParser.book.parse(marked.source)
    let ranges = result.document.ranges { kind in
      switch kind {
      case .emphasis, .strong, .link, .checkedValue, .math: true
      default: false
      }
    }
    #expect(marked.texts(of: ranges) == marked.texts)
    #expect(result.problems == [])
    #expect(RangeRules.violations(in: result.document) == [])
  }

  @Test("An expression in a cell has its bars without backslashes, and its bytes with them")
  func expressions() throws {
    let marked = MarkedText("| a |\n|---|\n| [«1 \\| 2»](<=«a \\|\\| b»> \"«volatile»\") |\n")
    let value = try #require(MarkdownParser.book.parse(marked.source).document.checkedValues.first)
    #expect(value.expression == "a || b")
    #expect(marked.texts(of: [value.textRange, value.expressionRange, value.titleRange]) == marked.texts)
  }

  @Test(
    "What is no table stays what it is",
    arguments: [
      "a | b\n\n---\n", "| a |\n", "| a | b |\n| - |\n", "a\n-\n", "```\n| a |\n| - |\n```\n", "    | a |\n    | - |\n",
      "a | b\n- | c\n", "# | a |\n| - |\n", "> | a |\n| - |\n", "$$\na | b\n-|-\n$$\n", "<div>\n| a |\n| - |\n</div>\n",
      "a\n    b | c\n-|-\n", "a \\| b\n-|-\n",
    ])
  func none(_ text: String) {
    let result = parse(text)
    #expect(!result.document.nodes.contains { $0.kind == .table })
    #expect(result.problems == [])
    #expect(RangeRules.violations(in: result.document) == [])
  }

  @Test("A row may leave cells out; what stands beyond the last column is a problem at its bytes")
  func surplus() {
    let marked = MarkedText("| a | b |\n| - | - |\n| 1 |\n| 1 | 2 | «3 *x*» | 4 |\n| 1 | 2 | |\n")
    let result = MarkdownParser.book.parse(marked.source)
    #expect(marked.texts(of: result.problems.map(\.range)) == marked.texts)
    #expect(result.problems.map(\.kind) == [.surplusCell])
    let html = HTMLRenderer().render(result.document)
    #expect(html.contains("<tr>\n<td>1</td>\n<td></td>\n</tr>"))
    #expect(!html.contains("3"))
  }

  @Test("A problem in a cell is reported at its bytes", arguments: ["«[0.1](<=>)»", "«![x](<=a>)»", "\\| x«](<=»a"])
  func problems(_ cell: String) {
    let marked = MarkedText("> | é\\| |\r\n> | --- |\r\n> | \\| \(cell) |\r\n")
    let result = MarkdownParser.book.parse(marked.source)
    #expect(marked.texts(of: result.problems.map(\.range)) == marked.texts)
  }
}
