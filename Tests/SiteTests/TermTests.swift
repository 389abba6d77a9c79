import Book
import Storage
import TestSupport
import Testing

@testable import Site

@Suite("Terms, and the index of a book")
struct TermTests {
  private static let glossary = """
    # Glossary

    Kernel
    : A grid of *weights*.

    Ähre
    field
    : Two of one meaning.
    """
  private static let one = """
    # One

    ## First

    A [kernel](glossary.md#kernel), and [](glossary.md#field).

    ```swift {#a}
    let x: Tensor = [1]
    x.Adam; f(seed: 1); x.softmax(axis: 0).map(f)
    ```

    ```swift
    Tensor(1)
    ```

    ## Second

    ```swift {#b}
    Conv2D(kernel: Tensor(1)); seed(1)
    ```

    ```swift {.hidden}
    LineChart([])
    ```
    """
  private static let two = "# Two\n\n```swift\nstruct Conv2D {}\n_ = Conv2D()\n_ = Dense()\n```\n"

  private func site(_ texts: KeyValuePairs<String, String>, modules: [String] = ["Notebook"]) throws -> [SiteFile] {
    var book = BookConfiguration(title: "A book", parts: [.init(chapters: texts.map(\.key))])
    book.modules = modules
    let weaver = SiteWeaver(
      book: book, cache: Cache(folder: nil), theme: try Theme.bundled(), math: Sample.sharedMath)
    let samples = texts.map { Sample($0.value, file: $0.key) }
    let (files, diagnostics) = weaver.weave(samples.map { ($0.chapter, $0.report) })
    #expect(diagnostics == [])
    return files
  }

  private func text(_ html: some StringProtocol) -> String {
    String(html).replacing(/<[^>]*>/, with: "").replacing("\u{A0}", with: " ")
  }

  @Test("A term of a definition list has an anchor, fills in a reference and says where it is used")
  func terms() throws {
    let files = try site(["one.md": Self.one, "glossary.md": Self.glossary])
    let page = files.text("glossary.html")
    #expect(HTMLChecker(page).problems == [])
    #expect(
      page.replacing("\u{A0}", with: " ").contains(
        "<dt id=\"kernel\">Kernel<details class=\"uses\"><summary aria-label=\"Where it is used\">↩︎</summary><p>Used in <a href=\"one.html#_use-1\">Section 1.1</a>.</p></details>\n</dt>"
      ))
    #expect(files.text("one.html").contains("href=\"glossary.html#field\">field</a>"))
    let script = files.text("assets/targets/glossary.js")
    #expect(script.contains("\"kernel\":\"<dt id="))
    #expect(script.contains("A grid of <em>weights</em>."))
    #expect(script.components(separatedBy: "Two of one meaning.").count == 2)
  }

  @Test("The index has terms and the engine's names in the order of the alphabet, with the sections that use them")
  func index() throws {
    let files = try site(["one.md": Self.one, "two.md": Self.two, "glossary.md": Self.glossary])
    let page = files.text("terms.html")
    #expect(HTMLChecker(page).problems == [])
    let list = try #require(page.split(separator: "<ul class=\"terms\">").last?.split(separator: "</ul>").first)
    #expect(
      list.split(separator: "\n").map { text($0) } == [
        "Ähre", "Conv2D Section 1.2", "Dense Chapter 2", "field Section 1.1", "Kernel Section 1.1", "seed Section 1.2",
        "softmax Section 1.1",
        "Tensor Section 1.1, Section 1.2",
      ])
    #expect(list.contains("<a href=\"one.html#a\">"))
    #expect(list.contains("<a href=\"glossary.html#kernel\">Kernel</a>"))
    #expect(files.text("index.html").contains("<li><a href=\"terms.html\">Index</a></li>"))
  }

  @Test("Plain Swift has no names of the engine, and a book without terms and names no index")
  func none() throws {
    #expect(
      try site(["one.md": "# One\n\n```swift\nTensor(1)\n```\n"], modules: []).allSatisfy { $0.path != "terms.html" })
  }
}
