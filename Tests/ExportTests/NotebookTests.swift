import Foundation
import TestSupport
import Testing

@Suite("Notebooks")
struct NotebookTests {
  private func cells(_ book: TemporaryBook, _ name: String) throws -> [[String: Any]] {
    let json = try JSONSerialization.jsonObject(with: Data(book.exported("ipynb/" + name).utf8))
    return try #require((json as? [String: Any])?["cells"] as? [[String: Any]])
  }

  private func text(_ lines: Any?) -> String { (lines as? [String])?.joined() ?? "" }

  @Test("nbformat finds nothing wrong with them", .enabled(if: Readers.nbformat != nil))
  func validity() throws {
    let book = try ExportSample.book()
    try #require(ExportSample.export(book, to: "ipynb").exitCode == 0)
    let script = """
      import nbformat, sys, warnings
      warnings.simplefilter("error")
      for file in sys.argv[1:]:
        notebook = nbformat.read(file, as_version=nbformat.NO_CONVERT)
        nbformat.validate(notebook)
        print(notebook.nbformat, notebook.nbformat_minor, len({cell.id for cell in notebook.cells}) == len(notebook.cells))
      """
    let folder = book.folder + "/../export/ipynb/"
    let result = try tool(
      ["-c", script, folder + "numbers.ipynb", folder + "more/pictures.ipynb"], in: "/",
      program: try #require(Readers.nbformat))
    #expect(result.output == "4 5 True\n4 5 True\n", "\(result.errors)")
  }

  @Test("Text stands between cells, with checked values as text and links to the other notebooks")
  func text() throws {
    let book = try ExportSample.book()
    try #require(ExportSample.export(book, to: "ipynb").exitCode == 0)
    let cells = try cells(book, "numbers.ipynb")
    let texts = cells.filter { $0["cell_type"] as? String == "markdown" }.map { text($0["source"]) }
    #expect(texts[0] == "# Numbers & sums")
    #expect(
      texts[1].hasPrefix(
        "There are 3 numbers and about 7 more, see [pictures](<more/pictures.ipynb#loss>) and\n[data](data.csv).\n"))
    #expect(texts[1].hasSuffix("\n## A sum\n\nWith $a < b$ and $x^2$:\n\n<a id=\"sum\"></a>"))
    #expect(texts[2] == "**Listing 1.1** The sum of 3 *numbers*.")
    #expect(texts.contains("- A list\n  <a id=\"quotient\"></a>**Listing 1.2**"))
    #expect(texts.contains("and what follows.\n\n<a id=\"missing\"></a>**Listing 1.3**"))
    #expect(texts.last?.hasPrefix("$$\n\\sum_i x_i\n$$\n\nA note[^1].") == true)
    #expect(book.exists(book.folder + "/../export/ipynb/data.csv"))
  }

  @Test(
    "Each text is whole by itself: containers that a cell ends leave no indentation, notes and links are where they are used"
  )
  func containers() throws {
    let book = try TemporaryBook(["a": ContainerSample.chapter], configuration: "title: T\nchapters: [a.md]\n")
    try book.write("part.md", ContainerSample.included)
    try #require(ExportSample.export(book, to: "ipynb").exitCode == 0)
    let cells = try cells(book, "a.ipynb")
    #expect(
      cells.map { $0["cell_type"] as? String == "code" ? "(\(text($0["source"])))" : text($0["source"]) } == [
        "# A\n\n- One[^n]\n\n  <a id=\"one\"></a>**Listing 1.1**\n\n[^n]: Note\n\n    Listing 1.6", "(1)",
        "after\n- deeper", "(2)",
        "deeper still\n\n- <a id=\"exercise\"></a>**Exercise 1.1** Title\n\n  Text\n\n> Quoted", "(3)",
        "> <a id=\"python\"></a>**Listing 1.4**\n>\n> ```python\n> x\n> ```\n\nTerm<a id=\"term\"></a>", "(5)",
        "Inner<a id=\"inner\"></a>\n: Definition", "(6)", "1. Included", "(7)",
        "[a link](<https://example.org> \"A title\")\n\n[l]: https://example.org \"A title\"",
      ])
  }

  @Test("What was printed, values, failures and pictures are outputs of their own kinds")
  func outputs() throws {
    let book = try ExportSample.book()
    try #require(ExportSample.export(book, to: "ipynb").exitCode == 0)
    func code(_ name: String, _ id: String) throws -> [String: Any] {
      try #require(try cells(book, name).first { $0["id"] as? String == id })
    }
    func outputs(_ cell: [String: Any]) -> [[String: Any]] { cell["outputs"] as? [[String: Any]] ?? [] }
    let sum = try code("numbers.ipynb", "sum")
    #expect(text(sum["source"]) == "print(\"adding\")\nvalues.reduce(0, +)")
    #expect(outputs(sum).map { $0["output_type"] as? String } == ["stream", "execute_result"])
    #expect(text(outputs(sum)[0]["text"]) == "adding\n")
    #expect(text((outputs(sum)[1]["data"] as? [String: Any])?["text/plain"]) == "6")
    #expect(sum["execution_count"] as? Int == 2)
    let failure = try #require(outputs(try code("numbers.ipynb", "missing")).first)
    #expect(failure["output_type"] as? String == "error")
    #expect(failure["ename"] as? String == "Fatal error")
    #expect(failure["evalue"] as? String == "Index out of range")
    let picture = try #require(outputs(try code("more/pictures.ipynb", "loss")).first?["data"] as? [String: Any])
    #expect(text(picture["image/svg+xml"]).hasPrefix("<svg "))
    #expect(text(picture["text/plain"]) == "Line chart: loss is 3 at 1 and 1 at 3.")
    let tensor = try #require(outputs(try code("more/pictures.ipynb", "cell-2")).first?["data"] as? [String: Any])
    #expect(text(tensor["text/plain"]) == "[[ 1, -2],\n [ 3,  4]]\nshape [2, 2]")
  }

  @Test("HTML that a cell gives is its HTML beside its words")
  func html() throws {
    let book = try ExportSample.bookWithHTML()
    try #require(ExportSample.export(book, to: "ipynb").exitCode == 0)
    let cell = try #require(try cells(book, "h.ipynb").first { $0["id"] as? String == "report" })
    let output = try #require((cell["outputs"] as? [[String: Any]])?.first)
    #expect(output["output_type"] as? String == "execute_result")
    let data = try #require(output["data"] as? [String: Any])
    #expect(text(data["text/plain"]) == "a < b\nc^2\n-1.5")
    #expect(
      text(data["text/html"])
        == "<p lang=\"en\">a &lt; <b>b</b><br>\nc<sup>2</sup></p>\n<table>\n<tr><td class=\"right\">−1.5</td></tr>\n</table>\n"
    )
  }

  @Test("What links name stands at their anchors: figures of cells below these, listings without a caption above")
  func names() throws {
    let book = try ExportSample.bookWithFigure()
    try #require(ExportSample.export(book, to: "ipynb").exitCode == 0)
    let cells = try cells(book, "a.ipynb")
    let index = try #require(cells.firstIndex { $0["id"] as? String == "plot" })
    #expect(text(cells[index - 1]["source"]).hasSuffix("<a id=\"plot\"></a>"))
    #expect(
      text(cells[index + 1]["source"])
        == "**Listing 1.1** The *cell*.\n\n<a id=\"fig-under\"></a>**Figure 1.1**: Own *caption* of 2.")
    let plain = try #require(cells.firstIndex { $0["id"] as? String == "plain" })
    #expect(text(cells[plain - 1]["source"]).hasSuffix("<a id=\"plain\"></a>**Listing 1.2**"))
  }

  @Test("A question stands before the cell whose output, folded, is the answer")
  func question() throws {
    let book = try ExportSample.bookWithFigure()
    try #require(ExportSample.export(book, to: "ipynb").exitCode == 0)
    let cells = try cells(book, "a.ipynb")
    let index = try #require(cells.firstIndex { $0["id"] as? String == "asked" })
    #expect(text(cells[index - 1]["source"]) == "What does it give? Think first.\n\n- `-1`\n- `4`")
    let outputs = try #require(cells[index]["outputs"] as? [[String: Any]])
    #expect(text((outputs.first?["data"] as? [String: Any])?["text/plain"]) == "4")
    #expect((cells[index]["metadata"] as? [String: Any])?["tags"] as? [String] == ["hide-output"])
  }

  @Test("Hidden, folded, failing cells and those that are not run have the tags that notebooks know")
  func tags() throws {
    let book = try ExportSample.book()
    try #require(ExportSample.export(book, to: "ipynb").exitCode == 0)
    func tags(_ name: String) throws -> [String: [String]] {
      let code = try cells(book, name).filter { $0["cell_type"] as? String == "code" }
      return Dictionary(
        uniqueKeysWithValues: code.compactMap { cell in
          guard let tags = (cell["metadata"] as? [String: Any])?["tags"] as? [String] else { return nil }
          return (cell["id"] as? String ?? "", tags)
        })
    }
    #expect(
      try tags("numbers.ipynb")
        == ["cell-1": ["remove-cell"], "missing": ["raises-exception"], "cell-6": ["skip-execution"]])
    #expect(try tags("more/pictures.ipynb") == ["cell-2": ["hide-input"]])
  }
}
