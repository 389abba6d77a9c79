import Yams

/// The texts of a book that somebody begins.
package enum StarterBook {
  package static let chapterFile = "first-steps.md"

  package static func configuration(title: String) throws -> String {
    try Yams.dump(object: ["title": title], allowUnicode: true) + "chapters:\n  - \(chapterFile)\n"
  }

  /// A title made of a folder's name: `my-book` becomes `My book`.
  package static func title(ofFolder name: String) -> String {
    let words = name.split { "-_ ".contains($0) }.joined(separator: " ")
    return words.isEmpty ? "A book" : words.prefix(1).uppercased() + words.dropFirst()
  }

  /// Keeps a site and exports that stand within the book's folder out of its repository.
  package static let ignoredFiles = "/site/\n/export/\n"

  /// A chapter as its author writes it, before anything has run: `accept` writes the outputs below the cells.
  package static let chapter = """
    # First steps

    A fence of Swift is a *cell*. What it prints is shown below it, and so is the value of its last expression:

    ```swift
    let squares = (1...5).map { $0 * $0 }
    print("The sum of \\(squares.count) squares is \\(squares.reduce(0, +)).")
    squares
    ```

    A number in a sentence is computed as well: the greatest of them is [25](<=squares.max()!>).

    A cell with a name can show a picture:

    ```swift {#growth caption="How squares grow."}
    LineChart(squares.map(Float.init), name: "square", xLabel: "number")
    ```

    """
}
