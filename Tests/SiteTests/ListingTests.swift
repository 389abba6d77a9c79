import Storage
import TestSupport
import Testing

@testable import Site

@Suite("Listings")
struct ListingTests {
  @Test(
    "Languages of technical books have colours",
    arguments: [
      ("python", "def f(x):  # c", "k", "def"), ("c", "int main(void) { return 0; }", "k", "return"),
      ("c++", "auto x = 1.5; // c", "k", "auto"), ("cpp", "// c", "c", "// c"), ("bash", "for i in *; do", "k", "for"),
      ("sh", "echo \"x\"", "s", "&quot;x&quot;"), ("json", "{\"a\": true}", "k", "true"), ("yaml", "a: 1", "t", "a:"),
      ("javascript", "const x = 'y'", "k", "const"), ("js", "return 1", "n", "1"), ("html", "<p>x</p>", "k", "p"),
      ("css", "p { color: red }", "k", "p"), ("rust", "let x = 1;", "k", "let"), ("diff", "-x\n+y\n", "n", "-x"),
      ("makefile", "x: y\n\tgcc $@", "n", "$@"), ("sql", "SELECT 1", "k", "SELECT"),
      ("latex", "\\frac % c", "c", "% c"),
      ("haskell", "main :: IO ()", "t", "IO"), ("java", "class A {}", "k", "class"),
      ("kotlin", "val x = 1", "k", "val"),
      ("go", "func f() {}", "k", "func"), ("r", "x <- TRUE", "k", "TRUE"), ("julia", "using A", "k", "using"),
    ])
  func languages(language: String, code: String, style: String, word: String) {
    let highlighter = CodeHighlighter(cache: Cache(folder: nil))
    let html = highlighter.html(code, language: language)
    #expect(html.contains("<span class=\"\(style)\">\(word)</span>"), "\(html)")
    #expect(highlighter.problem == nil)
  }

  @Test(
    "Colouring changes no character of another language, nor does a damaged entry of the cache",
    arguments: ["python", "html", "latex", "no-such-language", "text", "diff"])
  func characters(language: String) throws {
    let code = "<a b=\"ä𝔸\u{301}\">&amp; 'x' \\frac{1}{2}</a>\n\n\t# é\n- x\n"
    let folder = try TemporaryFolder()
    let cache = Cache(folder: folder.path)
    let html = CodeHighlighter(cache: cache).html(code, language: language)
    #expect(HTMLChecker(html).text == code)
    #expect(CodeHighlighter(cache: cache).html(code, language: language) == html)
  }

  @Test("Without highlight.js a page with such code is an error that says what to install")
  func missing() throws {
    let folder = try TemporaryFolder()
    let highlighter = CodeHighlighter(cache: Cache(folder: nil), folder: folder.path)
    #expect(highlighter.problem == nil)
    #expect(highlighter.html("x = 1", language: "python") == "x = 1")
    #expect(highlighter.problem?.hasSuffix("Install Debian's package libjs-highlight.js.") == true)
  }

  @Test("A listing has the name of a file above it, and its button that name")
  func title() throws {
    let html = try Sample("```swift {title=\"a<b.swift\"}\nx\n```\n\n```c {title=\"b.c\" #main .wide}\n1\n```\n")
      .fragment
    #expect(html.contains("<figure class=\"cell\" id=\"cell-1\" data-copy=\"Copy a&lt;b.swift\">"))
    #expect(html.contains("<p class=\"code-title\">a&lt;b.swift</p>\n<pre class=\"code\">"))
    #expect(html.contains("<figure class=\"listing wide\" id=\"main\" data-copy=\"Copy b.c\">"))
  }

  @Test("Highlighted lines and numbers are those of the code, whose text stays as it is")
  func lines() throws {
    let html = try Sample("```swift {lines=\"1,3-4\" .numbers}\na\n\n\"\"\"\nb\n\"\"\"\n```\n").fragment
    #expect(
      html.contains("<pre class=\"code numbers\"><code class=\"language-swift\"><span class=\"line marked\">a\n</span>")
    )
    #expect(
      html.contains("<span class=\"line\">\n</span><span class=\"line marked\"><span class=\"s\">&quot;&quot;&quot;"))
    #expect(html.contains("<span class=\"line marked\"><span class=\"s\">b</span>\n</span>"))
    #expect(HTMLChecker(html).problems == [])
  }

  @Test("Notes at lines are links to the items of the list below")
  func notes() throws {
    let text = "```swift {#a}\nlet x = 1  // (1)\nx // (2)\n```\n\n```output\n1\n```\n\n1. *One*\n2. Two\n\nText.\n"
    let html = try Sample(text).fragment
    #expect(
      html.contains(
        "1</span> <a class=\"callout\" href=\"#_a-note-1\" id=\"_a-1\" aria-label=\"Note 1\">1</a>\n</span>"))
    #expect(!html.contains("// (1)"))
    #expect(
      html.contains("<ol class=\"code-notes\">\n<li id=\"_a-note-1\"><em>One</em></li>\n<li id=\"_a-note-2\">Two"))
    let other = try Sample("```python\nx = 1  # (1)\ny = \"/* (2) */\" ; /* (2) */\n```\n1. One\n2. Two\n").fragment
    #expect(HTMLChecker(other).count("a") == 2)
    let none = try Sample("```swift\nx // (1)\n```\n\nText.\n").fragment
    #expect(none.contains("// (1)"))
    for html in [html, other] { #expect(HTMLChecker(html).problems == []) }
  }

  @Test("Hidden lines open by themselves, with the numbers that they have")
  func hidden() throws {
    let html = try Sample("```swift {.numbers}\na\n// hide\nb\nc\n// show\nd\n```\n").fragment
    #expect(
      html.contains("a\n</span></code></pre>\n<details class=\"hidden-lines\">\n<summary>2 hidden lines</summary>\n"))
    #expect(html.contains("<pre class=\"code numbers\" style=\"counter-reset: line 1\">"))
    #expect(html.contains("<pre class=\"code numbers\" style=\"counter-reset: line 3\">"))
    #expect(!html.contains("// hide"))
    #expect(HTMLChecker(html).problems == [])
  }

  @Test("What changed since an earlier listing is marked as inserted and deleted")
  func changes() throws {
    let text = "```swift {#a}\nlet x = 1 // (1)\nf(x)\n```\n\n1. One\n\n```swift {diff=\"#a\"}\nlet x = 2\nf(x)\n```\n"
    let html = try Sample(text).fragment
    #expect(html.contains("<pre class=\"code changes\"><code class=\"language-swift\"><del class=\"line\">"))
    let text2 = HTMLChecker(html).text
    #expect(text2.contains("let x = 1\nlet x = 2\nf(x)\n"), "\(text2)")
    #expect(HTMLChecker(html).count("del") == 1)
    #expect(HTMLChecker(html).count("ins") == 1)
  }

  @Test("What changed keeps hidden lines, notes, highlights and numbers")
  func changesOfShownLines() throws {
    let text =
      "```swift {#a}\n// hide\nold()\n// show\nf(1)\ng()\n```\n\n"
      + "```swift {#b diff=\"#a\" lines=\"3\" .numbers}\n// hide\nhidden()\n// show\nf(2)  // (1)\nh()\n```\n\n1. Note\n"
    let html = try Sample(text).fragment
    let new = try #require(html.range(of: "id=\"b\"").map { String(html[$0.lowerBound...]) })
    #expect(new.contains("<summary>1 hidden line</summary>\n<pre class=\"code numbers\">"))
    #expect(HTMLChecker(new).text.contains("hidden()\n"))
    #expect(new.contains("<pre class=\"code changes numbers\" style=\"counter-reset: line 1\">"))
    #expect(new.contains("<a class=\"callout\" href=\"#_b-note-1\""))
    #expect(new.contains("<ins class=\"line marked\"><span class=\"f\">h</span>()\n</ins>"), "\(new)")
    #expect(HTMLChecker(new).text.contains("f(1)\ng()\nf(2) 1\nh()\n"), "\(HTMLChecker(new).text)")
    #expect(!new.contains("old()") && !new.contains("// (1)"))
    #expect(HTMLChecker(html).problems == [])
  }

  @Test("What looks like a comment within a text or another comment hides no line and is no note")
  func literals() throws {
    let text = "```swift\nlet s = \"\"\"\n// hide\nx // (1)\n// show\n\"\"\"\n/*\n// hide\n*/\ns\n```\n\n1. Text\n"
    let html = try Sample(text).fragment
    #expect(!html.contains("hidden-lines") && !html.contains("callout"))
    #expect(HTMLChecker(html).text.contains("// hide\nx // (1)\n// show\n"))
  }

  @Test("A console's prompts and outputs are known as such")
  func console() throws {
    let html = try Sample(
      "```console\n$ cat <<E\n> a\n> E\n> b\na\n```\n\n```pycon\n>>> 1\n1\n```\n\n```console\nx\n```\n"
    ).fragment
    #expect(HTMLChecker(html).count("figure") == 3)
    #expect(html.contains("<pre class=\"code console\">"))
    #expect(html.components(separatedBy: "class=\"prompt\"").count == 6)
    #expect(html.contains("<span class=\"console-output\">a\n</span>"))
    #expect(html.contains("<pre class=\"code\"><code class=\"language-console\">x</code></pre>"))
  }

  @Test("A cell that fails on purpose looks like one")
  func fails() throws {
    let html = try Sample("```swift {.fails}\nx\n```\n\n```output\nFatal error\n```\n").fragment
    #expect(html.contains("<figure class=\"cell fails\""))
  }

  @Test("The chapter's code is a file beside its page, in which what is no part of its program stands in comments")
  func code() throws {
    let sample = Sample(
      """
      # Sums *of* numbers

      ```swift
      let x = 1
      // hide
      let y = 2
      // show
      ```

      ```swift {.fails}
      [1][2]
      ```

      ```output
      x
      ```

      ```swift {.no-run}
      launch()

      ```

      ```swift {.hidden}
      print(x)
      ```
      """)
    let site = try sample.site
    #expect(
      site.files.text("sample.swift") == """
        // Sums of numbers

        import Notebook

        // Listing 1.1
        let x = 1
        let y = 2

        // Listing 1.2, which fails on purpose:
        // [1][2]

        // Listing 1.3, which is not run:
        // launch()
        //

        // A cell that the page does not show
        print(x)

        """)
    #expect(site.files.text("sample.html").contains(" · <a href=\"sample.swift\">its code as one file</a>"))
    let none = try Sample("# A\n\nText.\n").site.files
    #expect(!none.contains { $0.path.hasSuffix(".swift") })
    #expect(!none.text("sample.html").contains("its code as one file"))
    let twice = try Sample("```swift\nlet x = 1\n```\n\n```swift\nlet x = 2\n```\n").site.files.text("sample.swift")
    #expect(twice.contains("// 'x' is declared more than once"))
  }
}

@Suite("Containers on pages")
struct ContainerPageTests {
  private func fragment(_ text: String) throws -> String {
    let html = try Sample(text).fragment
    #expect(HTMLChecker(html).problems == [])
    return html
  }

  @Test("An exercise is numbered, and its solution folded; cells inside are cells")
  func exercise() throws {
    let html = try fragment(
      "# A\n\n::: exercise {#sum} A *sum*\nAdd.\n\n:::: solution\n```swift\n1 + 1\n```\n\n```output\n2\n```\n::::\n:::\n\n"
        + "::: exercise\nMore.\n:::\n")
    #expect(
      html.contains(
        "<section class=\"exercise\" id=\"sum\" aria-label=\"Exercise 1.1\">\n<p class=\"exercise-name\"><a "
          + "href=\"#sum\">Exercise 1.1</a> <span class=\"exercise-title\">A <em>sum</em></span></p>\n<p>Add.</p>\n"
          + "<details class=\"solution\">\n<summary>Solution</summary>\n<figure class=\"cell\""))
    #expect(html.contains("id=\"exercise-2\" aria-label=\"Exercise 1.2\""))
    #expect(!html.contains("language-output"))
  }

  @Test("Notes, asides, tabs, columns and definitions are read one below the other")
  func others() throws {
    let html = try fragment(
      "::: warning Mind\nx\n:::\n\n::: tip\ny\n:::\n\n::: aside\nz $a$\n:::\n\n:::: tabs\n::: tab A\n1\n:::\n::: tab B\n2\n:::\n::::\n\n"
        + ":::: columns\n::: column\n3\n:::\n::: column\n4\n:::\n::::\n\nT\n: D\n\n    E\n")
    #expect(
      html.contains(
        "<aside class=\"alert warning\" role=\"note\" aria-label=\"Warning\">\n<p class=\"alert-name\">Mind</p>"))
    #expect(html.contains("<p class=\"alert-name\" aria-hidden=\"true\">Tip</p>\n<p>y</p>\n</aside>"))
    #expect(html.contains("<aside class=\"aside\" role=\"note\">\n<p>z <span class=\"math short\">"))
    #expect(
      html.contains("<div class=\"tabs\">\n<section class=\"tab\">\n<p class=\"tab-name\">A</p>\n<p>1</p>\n</section>"))
    #expect(html.contains("<div class=\"columns\">\n<div class=\"column\">\n<p>3</p>\n</div>"))
    #expect(html.contains("<dl>\n<dt id=\"t\">T</dt>\n<dd>\n<p>D</p>\n<p>E</p>\n</dd>\n</dl>"))
  }
}
