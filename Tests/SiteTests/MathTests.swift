import Book
import Storage
import TestSupport
import Testing

@testable import Site

@Suite("Formulas")
struct MathTests {
  static func html(_ source: String, display: Bool = false) throws -> String {
    try Sample.sharedMath.html(.init(source: source, isDisplay: display)).get()
  }

  @Test("A formula is set with its MathML beside it")
  func typeset() throws {
    let html = try Self.html("x^2")
    #expect(html.contains("<math xmlns="))
    #expect(html.contains("<span class=\"katex-html\" aria-hidden=\"true\">"))
    #expect(try Self.html("x", display: true).contains("katex-display"))
  }

  @Test(
    "What a chapter on convolutions needs can be set",
    arguments: [
      "Y_{i,j} = \\sum_{a=0}^{h-1} X_{i+a,j}", "\\begin{pmatrix} 1 & 0 \\\\ 0 & -1 \\end{pmatrix}",
      "\\begin{aligned} a &= b \\\\ &= c \\end{aligned}",
      "f(x) = \\begin{cases} 1 & x > 0 \\\\ 0 & \\text{else} \\end{cases}",
      "\\mathbf{W} \\in \\mathbb{R}^{m \\times n}", "\\frac{\\partial L}{\\partial K}", "\\sqrt[3]{x}",
      "\\text{größe 𝔸 畳}",
      "\\left( \\frac{a}{b} \\right)", "\\hat{y} \\cdot \\vec{v} \\approx \\overline{z}", "\\lVert x \\rVert_2",
      "a \\ast b", "\\overbrace{a+b}^{n} \\underbrace{c}_{m}",
      "\\xrightarrow[a]{b} \\color{red}{x} \\colorbox{blue}{y}",
      "\\boxed{x} \\cancel{y} \\sout{z} \\phase{a}",
      "\\begin{array}{c|c} a & b \\\\ \\hline c & d \\end{array} \\tag{1}",
      "\\widehat{abc} \\overrightarrow{ab} \\utilde{c} \\rule{1em}{2pt} \\kern1em \\raisebox{1em}{x} \\smash{y} \\vphantom{z}",
      "\\Large x \\mathfrak{A} \\mathscr{B} \\mathcal{C} \\operatorname*{argmax}_x \\not= \\pmod{3} \\substack{a \\\\ b}",
    ])
  func repertoire(source: String) throws {
    let html = try Self.html(source, display: true)
    #expect(HTMLChecker(html).problems.isEmpty)
    // Else the cache would never be of use.
    #expect(MathMarkup.isHarmless(html))
  }

  @Test("Letters beyond the basic plane arrive whole")
  func surrogates() throws {
    #expect(try Self.html("\\text{𝔸x}").contains("𝔸x"))
  }

  @Test(
    "A mistake is reported at the byte where it is",
    arguments: [
      ("Text.\n\nThe sum $a + }$ is\n", 3, 14), ("$\\nope{x}$\n", 1, 2), ("```math\na\n  ä + \\nope\n```\n", 3, 8),
      ("$$\nx\n\\frac{a}\n$$\n", 3, 9), ("> $$\n> a}\n> $$\n", 1, 3),
    ])
  func mistakes(markdown: String, line: Int, column: Int) throws {
    let diagnostics = try Sample(markdown).site.diagnostics
    let location = try #require(diagnostics.first?.location)
    #expect(diagnostics.count == 1)
    #expect(diagnostics[0].severity == .error)
    #expect(diagnostics[0].summary.hasPrefix("this formula cannot be set: "))
    #expect(!diagnostics[0].summary.contains("position"))
    #expect((location.start.line, location.start.column) == (line, column))
  }

  @Test(
    "A formula cannot link, load, or run for ever",
    arguments: [
      "\\href{javascript:alert(1)}{x}", "\\includegraphics{http://example.org/x.png}", "\\url{javascript:alert(1)}",
      "\\htmlData{a=b}{x}", "\\def\\a{\\a}\\a", "\\def\\a{\\b\\b}\\def\\b{\\a\\a}\\a",
      String(repeating: "{", count: 20_000),
      "\\begin{pmatrix}",
    ])
  func hostile(source: String) {
    switch Sample.sharedMath.html(.init(source: source, isDisplay: false)) {
    case .success(let html): #expect(!html.contains("<a ") && !html.contains("<img") && !html.contains("data-a="))
    case .failure(let problem): #expect(!problem.message.isEmpty && !problem.isInstallation)
    }
    #expect(throws: Never.self) { try Self.html("after") }
  }

  @Test("Without KaTeX one sentence names the packages to install, however many formulas there are")
  func missing() throws {
    let math = MathTypesetter(cache: Cache(folder: nil), folder: "/nowhere")
    let book = BookConfiguration(title: "B", parts: [.init(chapters: ["sample.md"])])
    let weaver = SiteWeaver(book: book, cache: Cache(folder: nil), theme: try Theme.bundled(), math: math)
    let sample = Sample("$a$ and $b$\n")
    let diagnostics = weaver.weave([(sample.chapter, sample.report)]).diagnostics
    #expect(diagnostics.count == 1)
    #expect(diagnostics[0].summary.contains("Install Debian's packages libjs-katex and fonts-katex."))
  }

  @Test("What the cache has is not set again")
  func cached() throws {
    let folder = try TemporaryFolder()
    let formula = MathTypesetter.Formula(source: "a+b", isDisplay: false)
    let script = Array("var katex = { renderToString: function () { return 'set by a stand-in'; } };".utf8)
    try AtomicFile.write(script, to: folder.path + "/katex.min.js")
    let cache = Cache(folder: folder.path + "/cache")
    #expect(try MathTypesetter(cache: cache, folder: folder.path).html(formula).get() == "set by a stand-in")
    // The entry is damaged on purpose, under its own key and whole: only a reader of the cache can give it back.
    let key = CacheKey(["math", Cache.digest(script), "inline", "a+b"])
    let entry = "<span class=\"katex\">from the cache</span>"
    cache.store(Array(entry.utf8), "math", key)
    #expect(try MathTypesetter(cache: cache, folder: folder.path).html(formula).get() == entry)
    // What KaTeX does not write is set again.
    for entry in [
      "<script>alert(1)</script>", "<span onclick=\"alert(1)\">a</span>", "<a href=\"javascript:alert(1)\">a</a>",
      "<span>a</span><b>",
      "<span style=\"background:url(x)\">a</span>", "<span style=\"background:u\\72l(x)\">a</span>", "<img src=\"x\"/>",
      "</span>",
      "<span>a",
    ] {
      cache.store(Array(entry.utf8), "math", key)
      #expect(try MathTypesetter(cache: cache, folder: folder.path).html(formula).get() == "set by a stand-in")
    }
  }

  @Test("A site carries the fonts that its formulas use, and no others")
  func fonts() throws {
    let files = try Sample("$\\mathbb{R}^n$\n").site.files
    let fonts = files.map(\.path).filter { $0.contains("KaTeX_") }
    #expect(
      fonts == [
        "assets/fonts/KaTeX_AMS-Regular.woff2", "assets/fonts/KaTeX_Main-Regular-common.woff2",
        "assets/fonts/KaTeX_Main-Regular.woff2", "assets/fonts/KaTeX_Math-Italic-common.woff2",
        "assets/fonts/KaTeX_Math-Italic.woff2",
      ])
    let css = files.text("assets/katex.css")
    #expect(css.split(separator: "@font-face").count == 5)
    #expect(!css.contains("truetype"))
  }

  @Test("A site without formulas carries nothing of KaTeX")
  func noMath() throws {
    let site = try Sample("# T\n\nText.\n").site
    #expect(site.files.allSatisfy { !$0.path.lowercased().contains("katex") })
    #expect(!site.files.text("sample.html").contains("katex"))
  }
}
