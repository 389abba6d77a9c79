import Book
import Outputs
import TestSupport
import Testing

@testable import Site

@Suite("Cells on the page")
struct CellTests {
  @Test("Code, output and number are one figure")
  func oneObject() throws {
    let html = try Sample("```swift {#sum}\n1 + 1\n```\n\n```output\n2\n```\n").fragment
    #expect(
      html == """
        <figure class="cell" id="sum" data-copy="Copy Listing 1.1">
        <a class="cell-number" href="#sum">Listing 1.1</a>
        <pre class="code"><code class="language-swift"><span class="n">1</span> + <span class="n">1</span></code></pre>
        <div class="output" role="group" aria-label="Output of listing 1.1">
        <details class="how"><summary aria-label="About this output">✓</summary>\
        <p>Compared exactly · depends on no code above · asked for no file, time or chance</p></details>
        <pre class="text">2</pre>
        </div>
        </figure>

        """)
  }

  @Test("A hidden cell is not on the page, unless it failed")
  func hidden() throws {
    var sample = Sample("Before.\n\n```swift {.hidden}\nsecret()\n```\n\n```output\n42\n```\n\nAfter.\n")
    #expect(try sample.fragment == "<p>Before.</p>\n<p>After.</p>\n")
    sample.report.cells[0].verdict = .failed(CellFailure(.fatalError(words: "no secret"), line: 4))
    let html = try sample.fragment
    #expect(html.contains("stopped: no secret"))
    #expect(!html.contains("42"))
  }

  @Test("A cell with .hide-output shows its code alone, and still says that it drifted")
  func hideOutput() throws {
    var sample = Sample("```swift {.hide-output}\nx\n```\n\n```output\n42\n```\n")
    #expect(try !sample.fragment.contains("42"))
    sample.report.cells[0] = CellReport(verdict: .drifted, shown: [.init(.text("43"), drifted: true)], checked: 0)
    let html = try sample.fragment
    #expect(html.contains("The output of this cell has drifted"))
    #expect(!html.contains("43"))
  }

  @Test("A caption is inline Markdown with checked values, links and what must be escaped")
  func caption() throws {
    let html = try Sample(
      "~~~swift {caption=\"*A* `b` [0.5](<=x>) [c](d.md#e) & \\\"f\\\"\"}\nx\n~~~\n\nText [0.7](<=y>).\n", file: "d.md"
    ).fragment
    #expect(
      html.contains(
        "<figcaption><em>A</em> <code>b</code> "
          + "<span class=\"checked\" tabindex=\"0\">0.5<span class=\"about\">checked: <code>x</code> is within 0.05 of 0.5 · may depend on "
          + "<a href=\"#cell-1\">Listing 1.1</a> · asked for no file, time or chance</span></span> "
          + "<a href=\"d.html#e\">c</a> &amp; &quot;f&quot;</figcaption>"))
    #expect(html.contains(">0.7<span class=\"about\">checked: <code>y</code> is within 0.05 of 0.7 · may depend on "))
  }

  @Test("A folded cell's code opens, its output stands below")
  func fold() throws {
    let html = try Sample("```swift {.fold}\nx\n```\n\n```output\n42\n```\n").fragment
    #expect(html.contains("<details class=\"code-fold\">\n<summary>Code</summary>\n<pre class=\"code\">"))
    #expect(html.contains("</details>\n<div class=\"output\""))
  }

  @Test(
    "What was not compared says so, quietly",
    arguments: [
      (".no-run", "", "Not run when this page was built."),
      (".volatile", "\n\n```output\n0.1 s\n```", "Differs from run to run, so it is not compared."),
    ])
  func notCompared(option: String, output: String, note: String) throws {
    let html = try Sample("```swift {\(option)}\nx\n```\(output)\n").fragment
    #expect(html.contains("<p class=\"status quiet\">\(note)</p>"))
  }

  @Test("An isolated cell says so, unless it does not run")
  func isolated() throws {
    let note = "<p class=\"status quiet\">A program of its own, which sees no other cell.</p>"
    #expect(try Sample("```swift {.isolated}\nx\n```\n").fragment.contains(note))
    #expect(try !Sample("```swift\nx\n```\n").fragment.contains(note))
    #expect(try !Sample("```swift {.isolated .no-run}\nx\n```\n").fragment.contains(note))
  }

  @Test("A cell that fails on purpose says so below its message")
  func failsOnPurpose() throws {
    let note = "<p class=\"status quiet\">This cell fails on purpose.</p>"
    let output = "\n\n```output\nFatal error: no\n```\n"
    let html = try Sample("```swift {.fails}\nx\n```\(output)").fragment
    #expect(html.contains("<pre class=\"text\">Fatal error: no</pre>\n</div>\n\(note)"))
    #expect(try !Sample("```swift\nx\n```\(output)").fragment.contains(note))
    #expect(try !Sample("```swift {.fails .hide-output}\nx\n```\(output)").fragment.contains(note))
  }

  @Test(
    "A failure names its kind, its message and its line",
    arguments: [
      (
        CellFailure.Cause.doesNotCompile([.init("cannot find '<x>' in scope", line: 12)]), "This cell did not compile.",
        "cannot find '&lt;x&gt;' in scope"
      ),
      (.timeout(1.5), "This cell ran out of time.", "ran longer than its limit of 1.5 s and was stopped"),
      (.memory(limit: "2 GiB"), "This cell ran out of memory.", "needed more memory than the limit of 2 GiB"),
      (.uncaughtError("<e>"), "This cell failed.", "threw an error that nothing caught: &lt;e&gt;"),
      (.didNotFail, "This cell should have failed.", "is marked '.fails' and did not fail"),
    ])
  func failed(cause: CellFailure.Cause, heading: String, message: String) throws {
    var sample = Sample("```swift\nx\n```\n")
    let failure = CellFailure(cause, line: 12)
    sample.report.cells[0] = CellReport(verdict: .failed(failure), shown: [.init(.text("before"))], checked: 0)
    let html = try sample.fragment
    #expect(html.contains("<strong>\(heading)</strong>"))
    #expect(html.contains(message))
    #expect(html.contains("(line 12 of the chapter)"))
    #expect(html.contains("before"), "what came before the failure is kept")
  }

  @Test("Of a cell that does not compile all errors are told, each with its line")
  func compilerErrors() throws {
    var sample = Sample("```swift\nx\n```\n")
    let errors = [CellFailure.CompilerError("no 'x'", line: 12), .init("no 'y'", line: 14), .init("no 'z'")]
    sample.report.cells[0].verdict = .failed(CellFailure(.doesNotCompile(errors), line: 12))
    let html = try sample.fragment
    #expect(
      html.contains(
        """
        <span class="message">no 'x'</span> <span class="line">(line 12 of the chapter)</span><br>
        <span class="message">no 'y'</span> <span class="line">(line 14 of the chapter)</span><br>
        <span class="message">no 'z'</span></p>
        """))
  }

  @Test("An output that drifted is marked, the others are not")
  func drifted() throws {
    var sample = Sample("```swift\nx\n```\n")
    sample.report.cells[0] = CellReport(
      verdict: .drifted, shown: [.init(.text("same")), .init(.text("new"), drifted: true)], checked: 1)
    let html = try sample.fragment
    #expect(html.contains("<pre class=\"text\">same</pre>\n<div class=\"drifted\">\n<pre class=\"text\">new</pre>"))
    #expect(html.split(separator: "drifted from the documented one").count == 2)
  }

  @Test("An undocumented output and a cell below a failure say so")
  func otherVerdicts() throws {
    var sample = Sample("```swift\nx\n```\n\n```swift\ny\n```\n")
    sample.report.cells[0].verdict = .undocumented
    sample.report.cells[1].verdict = .notRun
    let html = try sample.fragment
    #expect(html.contains("No output is documented for this cell"))
    #expect(html.contains("Not run, because of an error in this chapter"))
  }

  @Test(
    "The number of a cell stands at its code, not once more in its caption, and a picture with an id has one of its own"
  )
  func captions() throws {
    let picture = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0'/></svg>"
    let html = try Sample(
      "```swift {#a caption=\"Sum & more\"}\nx\n```\n\n```swift {#b caption=\"Curve\"}\ny\n```\n\n![A curve](figures/b.svg \"Falling\"){#fig-b}\n",
      pictures: ["figures/b.svg": picture]
    ).fragment
    #expect(html.contains("<figcaption>Sum &amp; more</figcaption>"))
    #expect(html.contains("<figcaption>Curve</figcaption>"))
    #expect(html.contains("<figure class=\"figure\" id=\"fig-b\">\n<div class=\"picture\""))
    #expect(html.contains("<figcaption><b>Figure 1.1</b> Falling</figcaption>"))
    #expect(html.contains("role=\"img\" aria-label=\"A curve\""))
    #expect(!html.contains("<img"), "the picture is on the page once")
  }

  @Test("A caption is that of a picture with an id and no title of its own")
  func captionOfFigure() throws {
    let picture = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0'/></svg>"
    let sample = Sample(
      "[](#fig-b)\n\n```swift {#b caption=\"A *curve*\"}\ny\n```\n\n![Words](figures/b.svg){#fig-b}\n",
      pictures: ["figures/b.svg": picture])
    let html = try sample.fragment
    #expect(html.contains("<figcaption><b>Figure 1.1</b> A <em>curve</em></figcaption>"))
    #expect(html.contains("<div class=\"figure\" id=\"fig-b\">\n<div class=\"picture\""))
    #expect(html.contains("<a class=\"cell-number\" href=\"#b\">Listing 1.1</a>"))
    let target = ChapterOutline(of: sample.chapter, number: 1).target(at: "fig-b")
    #expect(target?.title == "A curve")
  }

  @Test("Text before a picture stands in one column beside it")
  func columns() throws {
    var sample = Sample("```swift\nx\n```\n")
    sample.report.cells[0].shown = [
      .init(.text("a")), .tensor("[1]", [1]),
      .init(.picture(svg: "<svg/>", description: "p")), .init(.text("b")),
    ]
    let html = try sample.fragment
    #expect(html.contains("<div class=\"stack\">\n<pre class=\"text\">a</pre>\n<div class=\"tensor\" "))
    #expect(html.hasSuffix("<pre class=\"text\">b</pre>\n</div>\n</figure>\n"))
  }

  @Test("What was written to the error stream has its name and stands in order with what was printed")
  func errorStream() throws {
    var sample = Sample("```swift\nx\n```\n")
    sample.report.cells[0].shown = [.init(.errors("w < 1")), .init(.text("a")), .tensor("[1]", [1])]
    let html = try sample.fragment
    #expect(
      html.contains(
        "<div class=\"stack\">\n<pre class=\"text errors\"><span class=\"name\">Error stream</span>w &lt; 1</pre>\n"
          + "<pre class=\"text\">a</pre>\n</div>\n<div class=\"tensor\" "))
  }

  @Test("A table has the documented words in its columns, and is its text where some are left out")
  func tables() throws {
    let table = TableValue(
      titles: ["layer", "of"],
      rows: [
        [.init("conv <1>", isNumber: false), .init("1.5", isNumber: true)],
        [.init("", isNumber: false), .init("-2.0", isNumber: true)],
      ])
    var sample = Sample("```swift\nx\n```\n")
    sample.report.cells[0].shown = [.init(.value("layer of\n---- --\nconv <1>  1.4\n  -2.0\n", .table(table)))]
    #expect(
      try sample.fragment.contains(
        """
        <table><thead>
        <tr><th scope="col">layer</th><th scope="col" class="right">of</th></tr>
        </thead><tbody>
        <tr><td>conv &lt;1&gt;</td><td class="right">1.4</td></tr>
        <tr><td></td><td class="right">−2.0</td></tr>
        </tbody></table>

        """))
    for text in ["layer of\n---- --\nconv ...\n -2.0\n", "layer of\n...\n -2.0\n"] {
      sample.report.cells[0].shown = [.init(.value(text, .table(table)))]
      #expect(try !sample.fragment.contains("<table>"))
    }
  }

  @Test("Fences of other languages are shown as they are")
  func otherLanguages() throws {
    let html = try Sample("```python\nx < 1\n```\n\n    indented\n").fragment
    #expect(
      html.contains(
        "<figure class=\"listing\" data-copy=\"Copy Code (python)\">\n<pre class=\"code\"><code class=\"language-python\">x &lt; "
          + "<span class=\"n\">1</span></code></pre>\n</figure>"))
    #expect(html.contains("<pre class=\"code shown\"><code>indented</code></pre>"))
  }

  @Test("Cells inside of quotations and lists are cells too")
  func nested() throws {
    let html = try Sample("> ```swift\n> x\n> ```\n\n1. Do\n\n   ```swift\n   y\n   ```\n").fragment
    let checker = HTMLChecker(html)
    #expect(checker.count("figure") == 2)
    #expect(checker.problems.isEmpty)
  }
}
