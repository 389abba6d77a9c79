import Foundation
import TestSupport

/// A book with everything that exports have to do with.
enum ExportSample {
  static let configuration = """
    title: "Two & two"
    authors: [Ada Example, Bob Example]
    chapters:
      - part: First part
        chapters: [numbers.md]
      - part: Second part
        chapters: [more/pictures.md]

    """

  static let numbers = """
    ---
    description: About sums.
    ---

    # Numbers & sums

    ```swift {.hidden}
    let values = [1, 2, 3]
    ```

    There are [3](<=values.count>) numbers and about [7](<=values.count * 2> "volatile") more, see [pictures](more/pictures.md#loss) and
    [data](data.csv).

    ## A sum

    With $`a < b`$ and $x^2$:

    ```swift {#sum caption="The sum of [3](<=values.count>) *numbers*."}
    print("adding")
    values.reduce(0, +)
    ```

    ```output
    adding
    6
    ```

    - A list
      ```swift {#quotient}
      print(values.reduce(0, +) / values.count)
      ```

      ```output
      2
      ```

      and what follows.

    ```swift {.fails #missing}
    values[7]
    ```

    ```output
    Fatal error: Index out of range
    ```

    ```swift {.volatile #timing}
    "about 12 ms"
    ```

    ```output
    about 11 ms
    ```

    ```swift {.no-run}
    launch()
    ```

    ```math
    \\sum_i x_i
    ```

    A note[^1].

    [^1]: At the foot.

    """

  static let pictures = """
    # Pictures

    Back to [the sum](../numbers.md#sum) and to [a section](../numbers.md#a-sum).

    ```swift {#loss caption="How it falls."}
    LineChart([3, 2, 1], name: "loss")
    ```

    ```swift {.fold}
    let tensor: Tensor = [[1, -2], [3, 4]]
    tensor
    ```

    ```output
    [[ 1, -2],
     [ 3,  4]]
    shape [2, 2]
    ```

    """

  /// A book with a cell that gives HTML.
  static func bookWithHTML() throws -> TemporaryBook {
    let chapter = """
      # H

      ```swift {#report}
      let report = HTML("<p lang='en'>a &lt; <b>b</b><br/>c<sup>2</sup></p><table><tr><td>-1.5</td></tr></table>")
      report
      ```

      ```output
      a < b
      c^2
      -1.5
      ```

      """
    return try TemporaryBook(["h": chapter], configuration: "title: H\nauthors: [Ada]\n")
  }

  /// The book, whose picture is accepted.
  static func book() throws -> TemporaryBook {
    let book = try TemporaryBook(["numbers": numbers, "more/pictures": pictures], configuration: configuration)
    try book.write("data.csv", "1,2\n")
    let accepted = try book.run("accept", environment: environment)
    guard accepted.exitCode == 0 else { throw Failure(description: accepted.errors) }
    return book
  }

  /// A book with a bibliography and an index.
  static func bookWithWorks() throws -> TemporaryBook {
    let first = "# First\n\nSee [@lecun1998, p. 3] and [](#term).\n\nTerm\n: A *word*.\n"
    let second = "# Second\n\nAgain @lecun1998.\n\n```swift {#curve}\nLineChart([2, 1])\n```\n"
    let book = try TemporaryBook(
      ["first": first.replacing("Term\n", with: "term\n"), "second": second],
      configuration: "title: Test\nchapters: [first.md, second.md]\nbibliography: works.bib\n")
    try book.write(
      "works.bib", "@book{lecun1998, author={LeCun, Yann}, title={On learning}, year={1998}, publisher={Some Press}}\n")
    let accepted = try book.run(["accept"], environment: environment)
    guard accepted.exitCode == 0 else { throw Failure(description: accepted.errors) }
    return book
  }

  /// A book with a cell whose picture is a figure of its own, one that has an id alone, and one that asks a question.
  static func bookWithFigure() throws -> TemporaryBook {
    let book = try TemporaryBook([
      "a": """
      # A

      See [](#fig-under) and [](#plain).

      ```swift {#plot caption="The *cell*."}
      LineChart([3, 2, 1], name: "loss")
      ```

      ![Line chart: loss is 3 at 1 and 1 at 3.](figures/plot.svg "Own *caption* of [2](<=1 + 1>)."){#fig-under}

      ```swift {#plain}
      1 + 1
      ```

      ```swift {#asked .predict choices="-1; 4"}
      2 + 2
      ```

      """
    ])
    let accepted = try book.run(["accept"], environment: environment)
    guard accepted.exitCode == 0 else { throw Failure(description: accepted.errors) }
    return book
  }

  static let environment = ["COLOPHON_CACHE": sharedCache]

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Exports the book and gives what the command said.
  static func export(_ book: TemporaryBook, to format: String, _ arguments: String...) throws -> Outcome {
    try book.run(["export", "--to", format] + arguments, environment: environment)
  }
}

extension TemporaryBook {
  func exported(_ path: String) throws -> String { try text("../export/" + path) }
}
