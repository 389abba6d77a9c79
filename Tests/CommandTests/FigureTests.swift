import Foundation
import TestSupport
import Testing

@Suite("Figures of a book")
struct FigureTests {
  static func chapter(id: String = "curve", last: String = "1.5", words: String? = nil) -> String {
    let image = words.map { "\n![\($0)](figures/\(id).svg)\n" } ?? ""
    return "# A\n\n```swift {#\(id)}\nLineChart([1.0, 2.0, \(last)], name: \"loss\")\n```\n\(image)"
  }

  /// A book whose picture is accepted and whose site is built.
  private func acceptedBook() throws -> TemporaryBook {
    let book = try TemporaryBook(["a": Self.chapter()])
    #expect(try book.run("accept").exitCode == 0)
    #expect(try book.run().exitCode == 0)
    #expect(try book.run("check").exitCode == 0)
    return book
  }

  @Test("The words of a picture follow it: in the chapter, on the page and in the file")
  func words() throws {
    let book = try acceptedBook()
    #expect(try book.text("a.md") == Self.chapter(words: "Line chart: loss is 1.00 at 1 and 1.50 at 3."))
    try book.replace("1.5]", by: "2.5]", in: "a.md")
    #expect(try book.run("check").exitCode == 1)
    #expect(try book.run("accept").output == "1 change written in a.md, figures/curve.svg\n")
    let words = "Line chart: loss is 1.00 at 1 and 2.50 at 3."
    #expect(try book.text("a.md") == Self.chapter(last: "2.5", words: words))
    try book.run()
    #expect(try book.page("a.html").contains("aria-label=\"\(words)\""))
    #expect(try book.text("figures/curve.svg").contains("aria-label=\"\(words)\""))
    #expect(try book.run("check").exitCode == 0)
  }

  @Test("A number in the author's words that the picture does not have is a drift that accept leaves to the author")
  func authorsWords() throws {
    let book = try acceptedBook()
    let text = Self.chapter(words: "The loss ends at 1.8 after [3](<=1 + 2>) steps.")
    try book.write("a.md", text)
    let check = try book.run("check")
    #expect(check.exitCode == 1)
    #expect(check.errors.contains("a.md:7:20: drift: '1.8' in the words about 'figures/curve.svg' is not in the"))
    let accept = try book.run("accept")
    #expect(accept.exitCode == 1)
    #expect(accept.output == "nothing was written: 1 drift\n")
    #expect(try book.text("a.md") == text)
  }

  @Test("The picture of a cell with a new id moves with it")
  func renamed() throws {
    let book = try acceptedBook()
    try book.replace("{#curve}", by: "{#bend}", in: "a.md")
    let check = try book.run("check")
    #expect(check.exitCode == 1)
    #expect(
      check.errors.contains(
        "a.md:7:1: drift: picture 1 of 'a#bend' stands in 'figures/curve.svg' and not in 'figures/bend.svg'"))
    let renamed = book.snapshot()
    let list = try book.run("accept", "--list")
    #expect(
      list.output == "1 change would be written in a.md, figures/bend.svg; 1 figure file would be removed\n")
    #expect(list.errors.contains("the figure file 'figures/curve.svg' would be removed"))
    #expect(book.snapshot() == renamed)
    #expect(try book.run("accept").output == "1 change written in a.md, figures/bend.svg; 1 figure file removed\n")
    #expect(
      try book.text("a.md") == Self.chapter(id: "bend", words: "Line chart: loss is 1.00 at 1 and 1.50 at 3."))
    #expect(!book.exists(book.folder + "/figures/curve.svg"))
    try book.run()
    #expect(try book.run("check").exitCode == 0)
  }

  @Test("A picture whose cell is gone is reported, and accept removes it; another's stays")
  func deleted() throws {
    let book = try acceptedBook()
    try book.write("a.md", "# A\n")
    try book.write("figures/own.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n")
    let build = try book.run()
    #expect(build.exitCode == 1)
    #expect(build.errors.contains("drift: no cell shows the figure 'figures/curve.svg' any more"))
    #expect(build.errors.contains("warning: no chapter shows the figure file 'figures/own.svg'"))
    #expect(try book.run("check").exitCode == 1)
    #expect(try book.run("check", "a").exitCode == 1)
    #expect(try book.run("accept", "--list").output == "1 figure file would be removed\n")
    #expect(book.exists(book.folder + "/figures/curve.svg"))
    #expect(try book.run("accept").output == "1 figure file removed\n")
    #expect(!book.exists(book.folder + "/figures/curve.svg"))
    #expect(book.exists(book.folder + "/figures/own.svg"))
    #expect(try book.run("check").exitCode == 0)
  }

  @Test(
    "A copy of a picture that accept wrote is its author's own, and so is one that a text beside the book shows",
    arguments: ["copy", "notes", "readme"])
  func copied(_ kind: String) throws {
    let book = try acceptedBook()
    try book.write("a.md", "# A\n")
    switch kind {
    case "copy":
      try FileManager.default.moveItem(
        atPath: book.folder + "/figures/curve.svg", toPath: book.folder + "/figures/kept.svg")
    case "notes": try book.write("notes/today.html", "<img src=\"../figures/curve.svg\">\n")
    default: try book.write("../README.md", "![Loss](chapters/figures/curve.svg)\n")
    }
    try book.run()
    let files = book.snapshot()
    let check = try book.run("check")
    #expect(check.exitCode == 0)
    #expect(check.errors.contains("warning: no chapter shows the figure file 'figures/kept.svg'") == (kind == "copy"))
    let accept = try book.run("accept")
    #expect(accept.output == "nothing to accept: every output agrees\n")
    let user = ["notes": "notes/today.html", "readme": "../README.md"][kind]
    let words = user.map {
      "note: the figure file 'figures/curve.svg' is kept, because '\($0)' names it: no cell shows it any more\n"
    }
    #expect(accept.errors.contains(words ?? "is kept") == (words != nil))
    #expect(book.snapshot() == files)
  }

  @Test("A text beside the book's folder that does not name the folder is about another figure")
  func stranger() throws {
    let book = try acceptedBook()
    try book.write("a.md", "# A\n")
    try book.write("../notes.md", "![Loss](figures/curve.svg)\n")
    #expect(try book.run("accept").output == "1 figure file removed\n")
    #expect(!book.exists(book.folder + "/figures/curve.svg"))
  }

  @Test("An image of a picture whose cell is gone is a drift at its location")
  func staleImage() throws {
    let book = try acceptedBook()
    try book.write("a.md", "# A\n\n![Loss](figures/curve.svg)\n")
    try book.run()
    let check = try book.run("check")
    #expect(check.exitCode == 1)
    #expect(check.errors.contains("a.md:3:1: drift: no cell shows the figure 'figures/curve.svg' any more"))
    let accept = try book.run("accept")
    #expect(accept.exitCode == 1)
    #expect(accept.output == "nothing was written: 1 drift\n")
    #expect(book.exists(book.folder + "/figures/curve.svg"))
  }

  @Test("A file that accept did not write is not overwritten")
  func foreign() throws {
    let book = try TemporaryBook(["a": Self.chapter(id: "mine")])
    try book.write("figures/mine.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n")
    let files = book.snapshot()
    let check = try book.run("check")
    #expect(check.exitCode == 1)
    #expect(check.errors.contains("'figures/mine.svg' is there, and 'accept' did not write it, so it stays."))
    #expect(!check.errors.contains("'build-book accept a#mine' writes"))
    let accept = try book.run("accept")
    #expect(accept.exitCode == 1)
    #expect(accept.errors.contains("a.md:3:1: drift: the picture of 'a#mine' is not accepted: 'figures/mine.svg'"))
    #expect(accept.output == "nothing was written: 1 drift\n")
    #expect(book.snapshot() == files)
  }

  @Test("A picture without an id is one truth")
  func withoutID() throws {
    let book = try TemporaryBook(["a": "```swift\nBarChart([\"a\"], [1], name: \"x\")\n```\n"])
    for command in ["check", "accept"] {
      let result = try book.run(command)
      #expect(result.exitCode == 1)
      #expect(result.errors.contains("a.md:1:1: drift: 'a#cell-1' shows a picture and needs an id"))
      #expect(!result.output.contains("nothing to accept"))
    }
  }

  @Test("A caption is Markdown, and its values are checked after its cell")
  func caption() throws {
    let book = try TemporaryBook([
      "a": "# A\n\n```swift {caption=\"The *mean* is [2.33](<=mean>), $x^2$.\"}\nlet mean = 7.0 / 3\n```\n"
    ])
    #expect(try book.run().exitCode == 0)
    let page = try book.page("a.html")
    #expect(page.contains("<figcaption>The <em>mean</em> is <span class=\"checked\""))
    #expect(page.contains("class=\"katex\""))
    try book.replace("2.33", by: "2.53", in: "a.md")
    let check = try book.run("check")
    #expect(check.exitCode == 1)
    #expect(check.errors.contains("a.md:3:35: drift: the value of 'mean' drifted: 2.53 is now 2.33"))
    #expect(try book.run("accept").output == "1 change written in a.md\n")
    #expect(try book.text("a.md").contains("[2.33](<=mean>)"))
  }

  @Test("A value in the caption of an isolated cell is worked out in the cell's own program")
  func isolatedCaption() throws {
    let cell = "```swift {.isolated caption=\"It is [7](<=size>).\"}\nlet size = 7\n```\n"
    let book = try TemporaryBook(["a": "```swift\nlet size = 1\n```\n\n\(cell)\nAnd [1](<=size>).\n", "b": cell])
    let result = try book.run("check")
    #expect(result.exitCode == 0, "\(result.errors)")
    #expect(result.output.hasPrefix("2 chapters, 3 cells: 0 outputs and 3 numbers in the text agree"))
    // What the cell above cannot have is not found, and a cell that does not run leaves its caption alone.
    try book.write("b.md", "```swift\nlet size = 7\n```\n\n\(cell.replacing("let size = 7", with: "let other = 7"))")
    #expect(try book.run("check").errors.contains("cannot find 'size' in scope"))
    try book.write("b.md", cell.replacing("let size = 7", with: "let size: Int = \"7\""))
    let broken = try book.run("check")
    #expect(broken.exitCode == 2)
    #expect(broken.errors.components(separatedBy: "error: ").count == 2, "\(broken.errors)")
  }

  @Test("A figure is neither written nor removed through a link that leads out of the book")
  func links() throws {
    let book = try TemporaryBook(["a": "```swift {#c}\nHeatMap(Tensor([[1, 2]]))\n```\n"])
    try book.write("../outside/old.svg", "<!-- Written by build-book accept for a#old. -->\n<svg/>\n")
    try FileManager.default.createSymbolicLink(atPath: book.folder + "/figures", withDestinationPath: "../outside")
    let before = book.snapshot()
    let result = try book.run("accept")
    #expect(result.exitCode == 2)
    #expect(
      result.errors.contains(
        "nothing of 'a.md' is accepted: its figure 'figures/c.svg' would be written outside of the book's folder, through a symbolic link"
      ))
    #expect(book.snapshot() == before)
  }
}
