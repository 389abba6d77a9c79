import TestSupport
import Testing

@Suite("Markdown for programs")
struct MarkdownExportTests {
  @Test("What was checked is there, and of the rest it is said that it was not")
  func chapter() throws {
    let book = try ExportSample.book()
    try #require(ExportSample.export(book, to: "md").exitCode == 0)
    let text = try book.exported("md/numbers.md")
    #expect(
      text.hasPrefix(
        "# Numbers & sums\n\nThere are 3 numbers and about 7 (not checked) more, see [pictures](more/pictures.md#loss)")
    )
    #expect(
      text.contains(
        """
        **Listing 1.1** (`sum`): The sum of 3 *numbers*.

        ```swift
        print("adding")
        values.reduce(0, +)
        ```

        Output of listing 1.1:

        ```text
        adding
        6
        ```
        """))
    #expect(text.contains("\"about 12 ms\"\n```\n\nDiffers from run to run, so it is not compared.\n\n**Listing 1.5**"))
    #expect(!text.contains("about 11 ms"))
    #expect(text.contains("launch()\n```\n\nNot run when this page was built.\n\n$$"))
    #expect(
      text.contains(
        "This cell fails on purpose.\n\nOutput of listing 1.3:\n\n```text\nFatal error: Index out of range\n```"))
    #expect(!text.contains("let values"))
  }

  @Test("Pictures are their descriptions with the names of their files")
  func pictures() throws {
    let book = try ExportSample.book()
    try #require(ExportSample.export(book, to: "md").exitCode == 0)
    let text = try book.exported("md/more/pictures.md")
    #expect(text.contains("Picture (`figures/loss.svg`): Line chart: loss is 3 at 1 and 1 at 3.\n"))
    #expect(text.contains("[the sum](../numbers.md#sum)"))
  }

  @Test(
    "Captions are whole, what has an id has its anchor, values leave tables as they are, and marks of hidden lines are left out"
  )
  func details() throws {
    let book = try TemporaryBook([
      "a": """
      # A

      ```swift {#c caption="Plain *em*"}
      // hide
      let bar = "a|b"
      // show
      bar.count
      ```

      ```output
      3
      ```

      ::: exercise {#ex} Bars
      See [](#ex), [](#kernel).
      :::

      Kernel
      : A window.

      | value | note |
      | ----- | ---- |
      | [a\\|b](<=bar>) | x |
      """
    ])
    let result = try ExportSample.export(book, to: "md")
    try #require(result.exitCode == 0, "\(result.errors)")
    let text = try book.exported("md/a.md")
    #expect(text.contains(": Plain *em*\n"))
    #expect(text.contains("<a id=\"ex\"></a>"))
    #expect(text.contains("Kernel<a id=\"kernel\"></a>\n: A window."))
    #expect(text.contains("| a\\|b | x |"))
    #expect(text.contains("```swift\nlet bar = \"a|b\"\nbar.count\n```"))
  }

  @Test(
    "What stands for a cell stands where it stood: in lists, quotations, definitions, footnotes and what they include")
  func containers() throws {
    let book = try TemporaryBook(["a": ContainerSample.chapter], configuration: "title: T\nchapters: [a.md]\n")
    try book.write("part.md", ContainerSample.included)
    let result = try ExportSample.export(book, to: "md")
    try #require(result.exitCode == 0, "\(result.errors)")
    #expect(
      try book.exported("md/a.md") == """
        # A

        - One[^n]

          <a id="one"></a>
          **Listing 1.1** (`one`)

          ```swift
          1
          ```

          Output of listing 1.1:

          ```text
          1
          ```

          after
          - deeper

            **Listing 1.2**

            ```swift
            2
            ```

            deeper still

        - <a id="exercise"></a>**Exercise 1.1** Title

          Text

        > Quoted
        >
        > **Listing 1.3**
        >
        > ```swift
        > 3
        > ```
        >
        > <a id="python"></a>**Listing 1.4**
        >
        > ```python
        > x
        > ```

        Term<a id="term"></a>
        : **Listing 1.5**

          ```swift
          5
          ```

          Inner<a id="inner"></a>
          : Definition

        [^n]: Note

            **Listing 1.6**

            ```swift
            6
            ```

        1. Included

           - **Listing 1.7**

             ```swift
             7
             ```

           [a link][l]

        [l]: https://example.org "A title"

        """)
  }

  @Test("A picture of a cell that is a figure of its own has its anchor, its number and its caption")
  func figures() throws {
    let book = try ExportSample.bookWithFigure()
    try #require(ExportSample.export(book, to: "md").exitCode == 0)
    let text = try book.exported("md/a.md")
    #expect(
      text.contains(
        "Picture (`figures/plot.svg`): Line chart: loss is 3 at 1 and 1 at 3.\n\n<a id=\"fig-under\"></a>**Figure 1.1**: Own "
          + "*caption* of 2.\n\n"))
  }

  @Test("A question and its choices stand between the code and the output that answers it")
  func question() throws {
    let book = try ExportSample.bookWithFigure()
    try #require(ExportSample.export(book, to: "md").exitCode == 0)
    #expect(
      try book.exported("md/a.md").hasSuffix(
        "2 + 2\n```\n\nWhat does it give? Think first.\n\n- `-1`\n- `4`\n\nOutput of listing 1.3:\n\n```text\n4\n```\n")
    )
  }

  @Test("The index lists the chapters by parts, with their descriptions")
  func index() throws {
    let book = try ExportSample.book()
    try #require(ExportSample.export(book, to: "md").exitCode == 0)
    #expect(
      try book.exported("md/llms.txt") == """
        # Two & two

        > Ada Example and Bob Example

        Every listing was run, and every output and number was compared with what it gave, unless it says that it was not.

        ## First part

        - [Numbers & sums](numbers.md): About sums.

        ## Second part

        - [Pictures](more/pictures.md)

        """)
  }
}
