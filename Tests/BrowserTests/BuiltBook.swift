import Foundation
import TestSupport

/// A book whose pages have what is wide, small, negative and close together, built once for all tests.
enum BuiltBook {
  struct NotBuilt: Error, CustomStringConvertible {
    let description: String
  }

  /// The page of a chapter: `boxes`, `scrolling` or `pictures`.
  static func page(_ chapter: String) throws -> String { try site.get() + "/\(chapter).html" }

  /// Keeps the book's folder until the tests have ended.
  nonisolated(unsafe) private static var book: TemporaryBook?

  private static let site: Result<String, any Error> = Result {
    let book = try TemporaryBook(
      ["boxes": boxes, "scrolling": scrolling, "pictures": pictures],
      configuration: "title: Lebensversicherungsgesellschaftsangestelltenverzeichnis\n")
    let accepted = try book.run("accept")
    guard accepted.exitCode == 0 else { throw NotBuilt(description: accepted.errors) }
    let built = try book.run()
    guard built.exitCode == 0 else { throw NotBuilt(description: built.errors) }
    Self.book = book
    atexit { BuiltBook.book = nil }
    return book.site
  }

  private static let classes =
    #"["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"]"#

  private static let boxes = """
    # Boxes

    ::: aside
    An aside with a [link](#notes).
    :::

    Text.

    ```swift {#notes title="notes.swift" lines="2" .numbers}
    // hide
    let visible = "hiddenhelper"
    // show
    let helper = visible  // (1)
    helper
    ```

    1. It is *hidden*.

    ```swift {#changed diff="#notes"}
    let helper = visible + "!"
    helper
    ```

    ```swift {.fails}
    [1][2]
    ```

    ```swift {#wide-cell .wide}
    (1...60).map { String($0) }.joined(separator: " ")
    ```

    ::: exercise Sums
    Add.

    :::: solution
    The solution is 2.
    ::::
    :::

    :::: tabs
    ::: tab macOS
    ```console {#console}
    $ brew install x
    Installed.
    $ brew list
    ```
    :::
    ::: tab Debian
    ```python {#inside .numbers}
    x = 1  # inside of a tab
    ```
    :::
    ::::

    :::: columns
    ::: column
    Left.
    :::
    ::: column
    Right.
    :::
    ::::

    ::: warning Mind
    The gap.
    :::

    Term
    : Definition
    """

  private static let scrolling = """
    # Scrolling

    ```swift {#small}
    let small: Tensor = [[1, -2], [3, -0.5]]
    small
    ```

    ```swift {#wide}
    let wide = Tensor((0..<90).map { Float($0) / 7 - 6 }).reshaped(to: [3, 30])
    wide
    ```

    ```swift {#row}
    Tensor((0..<400).map { Float($0) - 6 })
    ```

    ```swift {#code}
    let words = "a long line of code, much longer than a frame is wide, so that it has to scroll: " + "and on it goes, to its end."
    words + " " + words
    ```

    ```swift {#word}
    String(repeating: "x", count: 300) + "y"
    ```

    ```swift {#matrix}
    let labels = IntTensor(shape: [10], (0..<10).map { Int32($0) })
    ConfusionMatrix(predicted: labels, actual: labels, classes: \(classes), asFractions: true)
    ```

    ```swift {#fragment}
    let cells = (0..<20).map { HTML("<td>\\(10_000_000_000 + $0)</td>") }
    let fragment = HTML(
      "<p>Of <mark>all</mark>: x<sub>i</sub>, <code>a</code>, <s>b</s>, <small>c</small>.</p><ul><li>d<ol start='3'><li>e</li></ol></li></ul>"
        + "<dl><dt>f</dt><dd>g</dd></dl><blockquote><p>h</p></blockquote><pre>i\\nj</pre>"
        + "<table dir='rtl' lang='he'><tr><th>שם</th><th>מספר</th></tr><tr><td>א</td><td>-1.5</td></tr></table>")
    show(fragment, HTML("<table><caption>Great numbers</caption><tr>\\(cells)</tr></table>"))
    ```

    ## Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenhersteller

    <table id="prices"><tr><th>Name</th>\((1...4).map { "<td>12345678901234567890\($0)</td>" }.joined())</tr></table>

    <table id="leftward" dir="rtl"><tr>\((1...4).map { "<td>12345678901234567890\($0)</td>" }.joined())</tr></table>

    The least is [-0.5](<=small.scalars.last!>).

    $$
    \((1...30).map { "a_{\($0)}" }.joined(separator: " + ")) = b
    $$

    ```swift {#lines}
    \((1...70).map { "let line\($0) = \($0)" }.joined(separator: "\n"))
    line70
    ```

    The end.

    """

  private static let pictures = """
    # Pictures

    ```swift {#many-lines}
    LineChart(
      (1...10).map { line in .init("line number \\(line)", y: (0..<8).map { Float($0 * line) - 3 }) },
      xLabel: "step", yLabel: "value")
    ```

    ```swift {#long-words}
    LineChart(
      [
        .init("the mean of the squared distances, of which there are many, to what was measured", y: [1, 2, 3]),
        .init("Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenhersteller", y: [2, 1, 2]),
      ], xLabel: "how often all of the images have been shown to the network so far, in epochs of the data set",
      yLabel: "the logarithm of the cross-entropy, averaged over the images of a batch, in bits")
    ```

    ```swift {#crowded-axis}
    LineChart([.init("y", x: [0.000012341, 0.000012349], y: [-1.0, 2])])
    ```

    ```swift {#long-names}
    HeatMap(
      [[-0.4, 0.1, 1], [0.2, -0.75, 0.1], [1, 2, 3]], rowLabels: ["WWWWWWWWWWWW", "ordinary", "Ünïcödé"],
      columnLabels: ["MMMMMMMMMMMM", "MMMMMMMMMMMM", "i"], digits: 2)
    ```

    ```swift {#many-columns}
    HeatMap(
      Tensor(-450..<450).reshaped(to: [30, 30]), rowLabels: (0..<30).map { "row \\($0)" },
      columnLabels: (0..<30).map { "column \\($0)" })
    ```

    ```swift {#many-rows}
    HeatMap(Tensor(0..<400).reshaped(to: [40, 10]), rowLabels: (0..<40).map { "row \\($0)" })
    ```

    ```swift {#rows-of-numbers}
    HeatMap(
      Tensor(0..<240).reshaped(to: [24, 10]), rowLabels: (0..<24).map { "row \\($0)" },
      columnLabels: (0..<10).map { "column \\($0)" })
    ```

    ```swift {#numbers}
    HeatMap([[-123456.5, 1e-5], [3, -2e9]])
    ```

    ```swift {#confusion}
    let labels = IntTensor(shape: [10], (0..<10).map { Int32($0) })
    ConfusionMatrix(predicted: labels, actual: labels, classes: \(classes))
    ```

    ```swift {#bars}
    BarChart(["a negative one", "b", "WWWWWWWW"], [-0.5, 0.25, 1], name: "share", digits: 2)
    ```

    ```swift {#histogram}
    Histogram([.init("first", (0..<100).map { Float($0 % 17) - 8 }), .init("second", [1, 2, 3])], xLabel: "weight")
    ```

    ```swift {#grid}
    ImageGrid(
      Tensor(0..<1960).reshaped(to: [10, 14, 14]), captions: (0..<10).map { "WWW caption \\($0)" }, marked: [3])
    ```

    ```swift {#diagram}
    CorrelationDiagram(input: [[0, -1, 2], [3, -4, 5], [6, 7, 8]], kernel: [[-1, 1], [2, -3]])
    ```

    ```swift {#two}
    show(LineChart([1.0, 2, 3], name: "one"), LineChart([3.0, 2, 1], name: "two"))
    ```

    ```swift {#maps}
    FeatureMapGrid(Tensor(-100..<284).reshaped(to: [1, 8, 8, 6]), name: "maps")
    ```

    """
}
