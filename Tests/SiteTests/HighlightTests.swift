import Storage
import TestSupport
import Testing

@testable import Site

@Suite("Colours of code")
struct HighlightTests {
  @Test(
    "Words are what the parser says they are",
    arguments: [
      (
        "let x = 1.5 // one",
        "<span class=\"k\">let</span> x = <span class=\"n\">1.5</span> <span class=\"c\">// one</span>"
      ),
      ("Tensor(ones: [2])", "<span class=\"t\">Tensor</span>(ones: [<span class=\"n\">2</span>])"),
      ("f(a).sum()", "<span class=\"f\">f</span>(a).<span class=\"f\">sum</span>()"),
      ("\"a\\(b)c\"", "<span class=\"s\">&quot;a</span>\\(b)<span class=\"s\">c&quot;</span>"),
      ("@Observable class A {}", "<span class=\"k\">@Observable</span> <span class=\"k\">class</span> A {}"),
      ("a < b && c", "a &lt; b &amp;&amp; c"),
    ])
  func styles(code: String, html: String) {
    #expect(CodeHighlighter(cache: Cache(folder: nil)).html(code) == html)
  }

  @Test(
    "Colouring changes no character",
    arguments: [
      SampleChapter.sample.chapter.cells.map(\.code).joined(separator: "\n"), "", "\n\n",
      "let größe = \"ä𝔸\u{301}\" // ✓\n",
      "func unfinished(", "\"unterminated\nlet x = 1", "/* open", "#if DEBUG\nx\n#endif",
      "`class` + $0 <#placeholder#>",
      String(repeating: "(", count: 1000) + "[[[[[[0]]]]]]", "\t\u{0}x\r\ny", "#/a(b)?/#", "```",
      "\"\"\"\n  a\n  \\(b)\n  \"\"\"",
    ])
  func lossless(code: String) {
    let html = CodeHighlighter(cache: Cache(folder: nil)).html(code)
    let checker = HTMLChecker(html)
    #expect(checker.problems.isEmpty)
    #expect(checker.text == code.unicodeScalars.map { $0.value == 0 ? "␀" : $0 == "\r" ? "␍" : String($0) }.joined())
  }

  @Test("What is in the cache is not coloured again, and whatever an entry says, the page shows the code")
  func cached() throws {
    let folder = try TemporaryFolder()
    let cache = Cache(folder: folder.path)
    let code = "let x = 1"
    let html = CodeHighlighter(cache: Cache(folder: nil)).html(code)
    #expect(CodeHighlighter(cache: cache).html(code) == html)
    #expect(CodeHighlighter(cache: cache).html(code) == html)
    let key = CacheKey(["highlight", "3", code])
    #expect(cache.entry("highlight", key)?.starts(with: "3 k\n".utf8) == true)
    for entry in ["<script>", "3 k", "10 k", "9 \"><script>", "-1 k\n10 k", "99999999999999999999 k", ""] {
      cache.store(Array(entry.utf8), "highlight", key)
      #expect(CodeHighlighter(cache: cache).html(code) == html)
    }
    cache.store(Array("9 c".utf8), "highlight", key)
    #expect(CodeHighlighter(cache: cache).html(code) == "<span class=\"c\">let x = 1</span>")
  }
}
