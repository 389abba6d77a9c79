import TestSupport
import Testing

@Suite("The margin of a wide page", .enabled(if: Browser.path != nil, "chromium is not installed"), .serialized)
struct MarginTests {
  private static let book: Result<TemporaryBook, any Error> = Result {
    let words = "and it goes on, as notes do that have more to say than fits into one line, or into two of them"
    let chapter = """
      # Margins

      One[^1] and two[^2].

      \((1...6).map { "Paragraph \($0) parts them." }.joined(separator: "\n\n"))

      [^1]: First, \(words).
      [^2]: Second, \(words).

      ::: aside
      An aside, \(words).
      :::

      Three[^3], beside the aside.

      [^3]: Third, \(words).

      ```swift {#first .wide}
      let x = 1
      ```

      Four[^4], just above what is wide.

      [^4]: Fourth, \(words).

      ```swift {#second .wide}
      x
      ```

      ```text {.wide}
      wide too
      ```

      ::: aside
      Another aside, \(words).
      :::

      The end[^5].

      [^5]: Fifth.
      """
    let book = try TemporaryBook(["margins": chapter], configuration: "title: Test\nmodules: []\n")
    #expect(try book.run("accept").exitCode == 0)
    #expect(try book.run().exitCode == 0)
    return book
  }

  private static let boxes =
    "[...document.querySelectorAll('.footnotes li, .aside, figure.wide')].map(box => box.getBoundingClientRect())"

  @Test(
    "All notes and asides stand in it, in the order of the text, and none on another or on what is wide",
    arguments: [1520, 1900])
  func wide(width: Int) throws {
    let page = try BrowserPage(width: width)
    try page.open(try Self.book.get().site + "/margins.html")
    #expect(try page.value("document.querySelectorAll('.footnotes li').length") == 5)
    let edge = "document.querySelector('article').getBoundingClientRect().right"
    #expect(
      try page.value(
        "[...document.querySelectorAll('.footnotes li, .aside')].every(box => box.getBoundingClientRect().left > \(edge))"
      ))
    let collisions: Int = try page.value(
      """
      \(Self.boxes).flatMap((a, index, all) => all.slice(index + 1).filter(b =>
        a.left < b.right && b.left < a.right && a.top < b.bottom - .5 && b.top < a.bottom - .5)).length
      """)
    #expect(collisions == 0)
    #expect(
      try page.value(
        "[...document.querySelectorAll('.footnotes li')].map(box => box.getBoundingClientRect().top).every((top, index, all) => index === 0 || top > all[index - 1])"
      ))
    // A note with room beside its reference stands there.
    let distance: Double = try page.value(
      "Math.abs(document.querySelector('.footnotes li').getBoundingClientRect().top - document.querySelector('.footnote-reference a').getBoundingClientRect().top) + 0.001"
    )
    #expect(distance < 12)
    #expect(try page.value("document.documentElement.scrollWidth <= innerWidth"))
  }

  @Test("Where there is none, notes stand at the end, in a list with ways back", arguments: [390, 768, 1280])
  func narrow(width: Int) throws {
    let page = try BrowserPage(width: width, isPhone: width < 800)
    try page.open(try Self.book.get().site + "/margins.html")
    #expect(
      try page.value(
        "document.querySelector('.footnotes').getBoundingClientRect().top > [...document.querySelectorAll('article > :not(.footnotes)')].at(-1).getBoundingClientRect().bottom"
      ))
    #expect(try page.value("document.querySelector('.footnotes .back').checkVisibility()"))
    #expect(try page.value("document.documentElement.scrollWidth <= innerWidth"))
  }
}
