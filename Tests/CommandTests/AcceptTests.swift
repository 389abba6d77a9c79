import Foundation
import TestSupport
import Testing

@Suite("build-book accept")
struct AcceptTests {
  /// One thing that is wrong in the real chapter, and how `check` names it.
  struct Damage: Sendable, CustomTestStringConvertible {
    var name: String
    var original: String
    var damaged: String
    var report: String
    /// How `accept` names what it does about it, where that is more than the same in other words.
    var change: String?
    var testDescription: String { name }
  }

  static let chapter = "convolutions-for-images.md"

  static let damages: [Damage] = [
    Damage(
      name: "a digit of a number", original: "loss 1.719", damaged: "loss 1.759",
      report: "the output of 'convolutions-for-images#learn' drifted: 1.759 is now 1.719 (-0.040)"),
    Damage(
      name: "a number in a sentence", original: "[6.740](<=losses[1]>)", damaged: "[6.940](<=losses[1]>)",
      report: "the value of 'losses[1]' drifted: 6.940 is now 6.739511 (-0.200489)",
      change: "the value of 'losses[1]' is updated: 6.940 is now 6.740 (-0.200)"),
    Damage(
      name: "a digit in the middle of a number", original: "step 16   loss 0.0307", damaged: "step 16   loss 0.0317",
      report: "the output of 'convolutions-for-images#own-start' drifted: 0.0317 is now 0.0307 (-0.0010)"),
    Damage(
      name: "an integer", original: "5 layers of 3×3 see 11×11", damaged: "5 layers of 3×3 see 11×12",
      report: "the output of 'convolutions-for-images#receptive-field' drifted: 12 is now 11 (-1)"),
    Damage(
      name: "a line that is gone", original: "step  8   loss 1.1534\n", damaged: "",
      report: "the output of 'convolutions-for-images#own-start' drifted"),
    Damage(
      name: "a line too many", original: "step  8   loss 1.1534\n", damaged: "step  8   loss 1.1534\nand more\n",
      report: "the output of 'convolutions-for-images#own-start' drifted"),
  ]

  /// This package's book with its first chapter alone: the others train for longer than these tests have to wait.
  private func copiedBook() throws -> TemporaryBook {
    let book = try TemporaryBook(copying: packageRoot + "/chapters")
    try book.write("book.yml", "title: Test\nchapters: [\(Self.chapter), lenet.md]\nbibliography: references.bib\n")
    // What its links lead to, without what the cells there show.
    try book.write("lenet.md", "# LeNet\n\n## Kernels\n")
    let text = try book.text(Self.chapter)
    for figure in try FileManager.default.contentsOfDirectory(atPath: book.folder + "/figures")
    where !text.contains("figures/" + figure) {
      try FileManager.default.removeItem(atPath: book.folder + "/figures/" + figure)
    }
    return book
  }

  @Test("What is wrong in the real chapter fails the check, and accept restores every byte", arguments: damages)
  func restores(_ damage: Damage) throws {
    let book = try copiedBook()
    let original = try book.bytes(Self.chapter)
    try book.run()
    try book.replace(damage.original, by: damage.damaged, in: Self.chapter)
    let damaged = book.snapshot()

    let check = try book.run("check")
    #expect(check.exitCode == 1)
    let head = "\(Self.chapter):\(try line(of: damage, in: book)):"
    #expect(check.errors.split(separator: "\n").contains { $0.hasPrefix(head) && $0.contains(damage.report) })

    let list = try book.run("accept", "--list")
    #expect(list.exitCode == 0)
    #expect(list.output == "1 change would be written in \(Self.chapter)\n")
    let change = damage.change ?? damage.report.replacing("' drifted", with: "' is updated")
    #expect(list.errors.contains(change))
    #expect(book.snapshot() == damaged)

    let accept = try book.run("accept")
    #expect(accept.exitCode == 0, "\(accept.errors)")
    #expect(accept.output == "1 change written in \(Self.chapter)\n")
    #expect(try book.bytes(Self.chapter) == original)

    let (restored, numbers) = (book.snapshot(), try book.fileNumbers())
    let again = try book.run("accept")
    #expect(again.output == "nothing to accept: every output agrees\n")
    #expect(book.snapshot() == restored)
    #expect(try book.fileNumbers() == numbers)
    #expect(try book.run("check").exitCode == 0)
  }

  /// The line that the report must name: that of the damaged text, or where a documented line is missing its fence.
  private func line(of damage: Damage, in book: TemporaryBook) throws -> Int {
    let text = try book.text(Self.chapter)
    if damage.damaged.isEmpty {
      let cell = try #require(text.range(of: "start kernel [-1.3072"))
      return text[..<cell.lowerBound].split(separator: "\n", omittingEmptySubsequences: false).count - 1
    }
    let location = try #require(text.range(of: damage.damaged))
    let line = text[..<location.lowerBound].split(separator: "\n", omittingEmptySubsequences: false).count
    return damage.damaged.hasSuffix("and more\n") ? line + 1 : line
  }

  @Test("A figure that is not what the cell draws is reported and restored")
  func figure() throws {
    let book = try copiedBook()
    let original = try book.bytes("figures/loss-curve.svg")
    let chapter = try book.bytes(Self.chapter)
    try book.run()
    // The picture has a drawing for narrow frames besides.
    let damaged = try book.text("figures/loss-curve.svg").replacingOccurrences(of: ">step<", with: ">epoch<")
    try book.write("figures/loss-curve.svg", damaged)
    let check = try book.run("check")
    #expect(check.exitCode == 1)
    #expect(
      check.errors.contains(
        "the picture 'figures/loss-curve.svg' of 'convolutions-for-images#loss-curve' drifted: it is drawn otherwise, and says the same "
          + "of itself"))
    let accept = try book.run("accept")
    #expect(accept.output == "1 change written in figures/loss-curve.svg\n")
    #expect(try book.bytes("figures/loss-curve.svg") == original)
    #expect(try book.bytes(Self.chapter) == chapter)
    #expect(try book.run("check").exitCode == 0)
  }

  @Test("Only the cells that are named are accepted")
  func named() throws {
    let book = try copiedBook()
    try book.replace("loss 1.719", by: "loss 1.759", in: Self.chapter)
    let halfway = try book.bytes(Self.chapter)
    try book.replace("step 16   loss 0.0307", by: "step 16   loss 0.0317", in: Self.chapter)
    try book.replace("[6.740](", by: "[6.940](", in: Self.chapter)
    let accept = try book.run("accept", "convolutions-for-images#own-start")
    #expect(accept.exitCode == 0)
    try book.replace("[6.940](", by: "[6.740](", in: Self.chapter)
    #expect(try book.bytes(Self.chapter) == halfway)
    try book.run("accept", "convolutions-for-images")
    #expect(
      try book.bytes(Self.chapter) == Data(contentsOf: URL(fileURLWithPath: packageRoot + "/chapters/\(Self.chapter)")))
  }

  @Test(
    "A name that is not known is a wrong usage, with the nearest one that is",
    arguments: [
      ("square#cell-1", "the book has no chapter 'square'. Did you mean 'squares'?"),
      ("sqares", "the book has no chapter 'sqares'. Did you mean 'squares'?"),
      ("squares#cell-2", "'squares' has no cell 'squares#cell-2'. Did you mean 'squares#cell-1'?"),
    ])
  func unknown(name: String, text: String) throws {
    let book = try TemporaryBook(["squares": BuildTests.squares])
    let result = try book.run("accept", name)
    #expect(result.exitCode == 64)
    #expect(result.errors.contains(text))
    #expect(result.output.isEmpty)
  }

  /// Wrong chapters and what they become; everything but the outputs must stay, ends of lines among it.
  static let repairs: [(name: String, before: String, after: String)] = [
    (
      "a Prints comment", "# A\n\n```swift\nprint(6 * 7)  // Prints \"41\"\n```\n",
      "# A\n\n```swift\nprint(6 * 7)  // Prints \"42\"\n```\n"
    ),
    (
      "a chapter with the line endings of Windows",
      "# A\r\n\r\n```swift\r\nprint(6 * 7)\r\nprint(1)\r\n```\r\n\r\n```output\r\n41\r\n1\r\n```\r\n\r\nEnd\r\n",
      "# A\r\n\r\n```swift\r\nprint(6 * 7)\r\nprint(1)\r\n```\r\n\r\n```output\r\n42\r\n1\r\n```\r\n\r\nEnd\r\n"
    ),
    (
      "a new output in a chapter with the line endings of Windows",
      "# A\r\n\r\n```swift\r\nprint(1)\r\nprint(2)\r\n```\r\n",
      "# A\r\n\r\n```swift\r\nprint(1)\r\nprint(2)\r\n```\r\n\r\n```output\r\n1\r\n2\r\n```\r\n"
    ),
    (
      "a cell in a list, in a quote", "> 1. One\n>\n>    ```swift\n>    print(42)\n>    ```\n",
      "> 1. One\n>\n>    ```swift\n>    print(42)\n>    ```\n>\n>    ```output\n>    42\n>    ```\n"
    ),
    (
      "an output with dots of the author's",
      "```swift\nfor i in 1...5 { print(i * i) }\n```\n\n```output\n1\n...\n24\n```\n",
      "```swift\nfor i in 1...5 { print(i * i) }\n```\n\n```output\n1\n...\n25\n```\n"
    ),
    (
      "an output that is gone", "```swift\nlet x = 1\n```\n\n```output\n1\n```\n\nEnd.\n",
      "```swift\nlet x = 1\n```\n\nEnd.\n"
    ),
    (
      "backticks in an output", "```swift\nprint(\"```\")\n```\n",
      "```swift\nprint(\"```\")\n```\n\n````output\n```\n````\n"
    ),
    (
      "a checked value with markup", "# A\n\nIt is [**41**](<=6 * 7>).\n", "# A\n\nIt is [**42**](<=6 * 7>).\n"
    ),
    (
      "a cell with a tab under a bullet", "- text\n\n\t```swift\n\tprint(\"a\")\n\t```\n",
      "- text\n\n\t```swift\n\tprint(\"a\")\n\t```\n\n    ```output\n    a\n    ```\n"
    ),
    (
      "a comment in a cell with tabs", "1. ```swift\n\tprint(1) // Prints \"2\"\n\t```\n",
      "1. ```swift\n\tprint(1) // Prints \"1\"\n\t```\n"
    ),
    (
      "a quote without blanks", ">```swift\n>print(\"a\\n b\")\n>```\n",
      ">```swift\n>print(\"a\\n b\")\n>```\n>\n>```output\n>a\n>  b\n>```\n"
    ),
    (
      "quotes in a Prints comment", "```swift\nprint([\"a\"]) // Prints \"[\"b\"]\"\n```\n",
      "```swift\nprint([\"a\"]) // Prints \"[\"a\"]\"\n```\n"
    ),
    ("grouped digits", "[2,999,999](<=3 * 1_000_000>)\n", "[3,000,000](<=3 * 1_000_000>)\n"),
    (
      "decimals of floating-point numbers", "[0.00](<=0.5>) [0.51](<=Float(0.6)>) [0.0](<=Tensor([2, -3]).min()>)\n",
      "[0.50](<=0.5>) [0.60](<=Float(0.6)>) [-3.0](<=Tensor([2, -3]).min()>)\n"
    ),
    (
      "decimals of other values", "[0.00](<=\"0.5\">) [0.0](<=3>) [0.00](<=IntTensor([7, 9]).max()>)\n",
      "[0.5](<=\"0.5\">) [3](<=3>) [9](<=IntTensor([7, 9]).max()>)\n"
    ),
    ("a text without a last newline", "```swift\nprint(1)\n```", "```swift\nprint(1)\n```\n\n```output\n1\n```"),
  ]

  @Test("Outputs are written and nothing else", arguments: repairs)
  func repair(name: String, before: String, after: String) throws {
    let book = try TemporaryBook(["a": before])
    #expect(try book.run("check").exitCode == 1)
    let accept = try book.run("accept")
    #expect(accept.exitCode == 0, "\(accept.errors)")
    #expect(try book.text("a.md") == after)
    #expect(try book.run("accept").output == "nothing to accept: every output agrees\n")
    #expect(try book.text("a.md") == after)
    #expect(try book.run().exitCode == 0)
  }

  @Test("What is written is listed, digit by digit, from top to bottom, and as what is done")
  func listed() throws {
    let book = try TemporaryBook([
      "a": """
      # A

      It is [20.0](<=47.0 / 2 - 0.0149>), in words.

      ```swift {#f caption="At last [1.00](<=1 / 3.0)."}
      LineChart([1.0, 2.0], name: "loss")
      ```

      ```swift
      print(1, 1.5, 23.25)
      ```

      ```output
      1 ... 23.5
      ```

      """.replacingOccurrences(of: "3.0).\"", with: "3.0>).\"")
    ])
    let list = try book.run("accept", "--list")
    let changes = list.errors.split(separator: "\n").filter { $0.hasPrefix("a.md:") }
    #expect(
      changes == [
        "a.md:3:8: note: the value of '47.0 / 2 - 0.0149' is updated: 20.0 is now 23.5 (+3.5)",
        "a.md:5:1: note: 'a#f': the picture 'figures/f.svg' is added",
        "a.md:5:32: note: the value of '1 / 3.0' is updated: 1.00 is now 0.33 (-0.67)",
        "a.md:14:7: note: the output of 'a#cell-2' is updated: 23.5 is now 23.25 (-0.25)",
      ], "\(list.errors)")
    #expect(list.errors.contains("+ 1 ... 23.25\n"))
    #expect(!list.errors.contains("23.485"))
    #expect(list.output == "4 changes would be written in a.md, figures/f.svg\n")
    #expect(try book.run("accept").output == "4 changes written in a.md, figures/f.svg\n")
    #expect(try book.text("a.md").contains("[23.5](") && book.text("a.md").contains("1 ... 23.25\n"))
    try FileManager.default.removeItem(atPath: book.folder + "/figures/f.svg")
    let accept = try book.run("accept")
    #expect(
      accept.errors.contains("the figure file 'figures/f.svg' is written, which was missing or could not be read"))
    #expect(accept.output == "1 change written in figures/f.svg\n")
  }

  @Test("What looks like a regression is named as one")
  func regression() throws {
    let book = try TemporaryBook(["a": "```swift\nprint(0.0 / 0.0)\n```\n\n```output\n0.5\n```\n"])
    let result = try book.run("accept", "--list")
    #expect(result.errors.contains("a.md:1:1: warning: this looks like a regression of 'a#cell-1'"))
  }

  @Test("An output that is cut at the limit is said to be cut")
  func cut() throws {
    let book = try TemporaryBook(
      ["a": "```swift\nfor i in 1000..<2000 { print(i) }\n```\n"],
      configuration: "title: Test\nlimits:\n  output: 1 KiB\n")
    let accept = try book.run("accept")
    #expect(accept.errors.contains("a.md:1:1: warning: the output of 'a#cell-1' is cut at the limit"))
    #expect(accept.output == "1 change written in a.md\n")
  }

  @Test("Long lines are clipped on the terminal")
  func clipped() throws {
    let book = try TemporaryBook(["a": "```swift\nprint(String(repeating: \"x\", count: 100_000))\n```\n"])
    let lines = try book.run("accept", "--list").errors.split(separator: "\n")
    #expect(lines.allSatisfy { $0.utf8.count < 200 })
    #expect(lines.contains { $0.hasPrefix("      + xxx") })
  }

  @Test("A cell that failed is refused, the others of the book are accepted")
  func refused() throws {
    let failing = "```swift\nprint([1][1])\n```\n\n```output\n1\n```\n"
    let book = try TemporaryBook([
      "a": failing, "b": BuildTests.squares.replacingOccurrences(of: "[1, 4, 9]", with: "[1, 4, 8]"),
    ])
    let result = try book.run("accept")
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("a.md:2:1: error: cell 'a#cell-1' stopped: Index out of range"))
    #expect(result.errors.components(separatedBy: "error: ").count == 2)
    #expect(try book.text("a.md") == failing)
    #expect(try book.text("b.md") == BuildTests.squares)
  }

  @Test(
    "A picture never takes the place of another chapter's, though it is the same",
    arguments: [(["accept"], "3.0, 1.0"), (["accept"], "1.0, 2.0"), (["accept", "b"], "3.0, 1.0")])
  func sameFigure(command: [String], values: String) throws {
    let chart = { (values: String) in "# A\n\n```swift {#f}\nLineChart([\(values)], name: \"loss\")\n```\n" }
    let book = try TemporaryBook(["a": chart("1.0, 2.0"), "b": "# B\n"])
    if command.count > 1 { try book.run("accept") }
    try book.write("b.md", chart(values))
    let result = try book.run(command)
    #expect(result.exitCode == 2)
    #expect(
      result.errors.contains(
        "b.md:3:1: error: the output of 'b#f' is not accepted: its picture 1 and a picture of 'a#f' would both be "
          + "'figures/f.svg'"))
    #expect(try book.text("a.md").contains("loss is 1 at 1"))
    #expect(try book.text("b.md") == chart(values))
    #expect(try book.text("figures/f.svg").contains("loss is 1 at 1"))
  }

  @Test("A value in a code span is written as code has it")
  func codeSpan() throws {
    let book = try TemporaryBook(["a": "# A\n\n```swift\nlet a = \"a*b_c\"\n```\n\nIt is [`old`](<=a>).\n"])
    #expect(try book.run("accept").exitCode == 0)
    #expect(try book.text("a.md").contains("[`a*b_c`](<=a>)"))
    #expect(try book.run("check").exitCode == 0)
  }

  @Test("Cells that show their own line are accepted at the lines at which they stand then")
  func ownLines() throws {
    let book = try TemporaryBook([
      "a": """
      ```swift
      func line(_ line: Int = #line) -> Int { line }
      print(1)
      ```

      ```swift
      #line
      ```

      ```swift
      line()
      ```

      ```swift {.fails}
      fatalError("at \\(#line)")
      ```

      """
    ])
    #expect(try book.run("accept", "--list").exitCode == 0)
    #expect(try book.run("accept").exitCode == 0)
    let accepted = try book.text("a.md")
    let lines = accepted.components(separatedBy: "\n")
    for (code, output) in [("#line", ""), ("line()", ""), ("fatalError(\"at \\(#line)\")", "Fatal error: at ")] {
      let line = try #require(lines.firstIndex(of: code))
      #expect(lines[line + 4] == "\(output)\(line + 1)")
    }
    #expect(try book.run("check").exitCode == 0)
    #expect(try book.run("accept").exitCode == 0)
    #expect(try book.text("a.md") == accepted)

    // What moves a call moves what it shows, also where the cell itself does not ask for its line.
    try book.replace("```swift\nline()", by: "\n```swift\nline()", in: "a.md")
    #expect(try book.run("check").exitCode == 1)
  }

  @Test("An error in one chapter keeps nothing from being accepted in another, named or not")
  func errorsElsewhere() throws {
    let good = "# Good\n\n```swift\n1\n```\n"
    let book = try TemporaryBook([
      "bad": "# Bad\n\n```swift {.hiden}\n1\n```\n\n::: include {file=\"part.txt\"}\n", "good": good,
    ])
    try book.write("part.txt", "```swift {.flod}\n1\n```\n")
    #expect(try book.run("accept", "good").exitCode == 0)
    #expect(try book.text("good.md") == good + "\n```output\n1\n```\n")
    try book.write("good.md", good)
    let bad = try book.text("bad.md")
    let all = try book.run("accept")
    #expect(all.exitCode == 2)
    #expect(all.errors.contains("'.hiden'") && all.errors.contains("part.txt:1:11: error: "), "\(all.errors)")
    #expect(try book.text("good.md") == good + "\n```output\n1\n```\n")
    #expect(try book.text("bad.md") == bad)
  }

  @Test("It says of what it writes that chance or time may make it another")
  func chance() throws {
    let book = try TemporaryBook([
      "a": "# A\n\n```swift\nInt.random(in: 0..<1)\n```\n\n```swift {.volatile}\nInt.random(in: 0..<1)\n```\n"
    ])
    let words = "note: the cell asked for random numbers without a seed, so it may give something else at each run"
    let accept = try book.run("accept")
    #expect(accept.exitCode == 0)
    #expect(accept.errors.components(separatedBy: words).count == 2, "\(accept.errors)")
  }

  @Test("What is left to the author is reported where it stands in the file that was written")
  func movedLocations() throws {
    let book = try TemporaryBook([
      "a": "# A\n\n```swift\n1\n```\n\n```swift\n2\n```\n\n```swift {.isolated}\nlet three = 3\nthre\n```\n"
    ])
    let listed = try book.run("accept", "--list")
    #expect(listed.errors.contains("a.md:13:1: error: cannot find 'thre' in scope"), "\(listed.errors)")
    let accepted = try book.run("accept")
    #expect(accepted.exitCode == 2)
    #expect(try book.text("a.md").components(separatedBy: "\n")[20] == "thre")
    #expect(
      accepted.errors.contains("a.md:21:1: error: cannot find 'thre' in scope\n   21 | thre"), "\(accepted.errors)")
    // So is what was written.
    #expect(accepted.errors.contains("a.md:11:1: note: 'a#cell-2': an output fence is added"), "\(accepted.errors)")
  }

  @Test("Choices of which none is right once the output is written are left to the author")
  func choices() throws {
    let book = try TemporaryBook([
      "a": "# A\n\n```swift {#q .predict choices=\"1; 2\"}\n1 + 2\n```\n\n```output\n2\n```\n"
    ])
    let problem = "a.md:3:1: error: none of the choices of 'a#q' is what its page shows, '3'"
    for arguments in [["--list"], [], ["--list"], ["a#q"]] {
      let result = try book.run(["accept"] + arguments)
      #expect(result.exitCode == 2)
      #expect(result.errors.contains(problem), "\(arguments): \(result.errors)")
      #expect(!result.output.contains("every output agrees"))
    }
    #expect(try book.text("a.md").contains("```output\n3\n```"))
    // Digits are those that the page shows.
    try book.write(
      "a.md", "# A\n\n```swift {#q .predict choices=\"1.25; 2\"}\n1.2511\n```\n\n```output\n1.25\n```\n")
    let rounded = try book.run("accept")
    #expect(rounded.exitCode == 0, "\(rounded.errors)")
    #expect(try book.run("check").exitCode == 0)
  }

  @Test("A cell that is named without its chapter is found")
  func cellAlone() throws {
    let book = try TemporaryBook(["a": "# A\n\n```swift {#rounds}\n1\n```\n"])
    for command in ["accept", "why"] {
      let result = try book.run(command, "rounds")
      #expect(result.errors.contains("'rounds' is no chapter but a cell: name it 'a#rounds'"), "\(result.errors)")
    }
  }

  @Test("Where a checked value keeps cells from running, it is named")
  func failedValue() throws {
    let book = try TemporaryBook([
      "a": "# A\n\nText[^1].\n\n[^1]: It is [1](<=late>).\n\n```swift {#late}\nlet late = 1\nlate\n```\n"
    ])
    let result = try book.run("accept")
    #expect(result.errors.contains("'a#late' is not accepted: the checked value 'late' failed"), "\(result.errors)")
  }
}
