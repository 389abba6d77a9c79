import Foundation
import Outputs
import TestSupport
import Testing

@Suite("HTML as an output")
struct HTMLTests {
  @Test("It travels as a tree beside the words of it in lines")
  func travels() throws {
    let results = try run(
      cells: """
        import Notebook
        let cells = [1.5, -20].map { HTML("<td>\\($0)</td>") }
        let name = "a < \\"b\\" & <b>c</b>"
        let report = HTML("<p>Of <b lang='en'>all</b>\\n <i>these</i>: \\(name)</p> <table><tr>\\(cells)</tr></table>")
        report
        """, "print(report)", "show(HTML(\"plain\"))\n\"\" as HTML", "\"<b>\\(1 + 1)</b>\" as HTML",
      options: [2: { $0.fails = true }])
    let text = "Of all these: a < \"b\" & <b>c</b>\n1.5  -20.0\n"
    let content: [HTMLNode] = [
      .element(
        HTMLElement(
          .p, [],
          [
            .text("Of "), .element(HTMLElement(.b, [HTMLAttribute(.lang, "en")], [.text("all")])), .text(" "),
            .element(HTMLElement(.i, [], [.text("these")])), .text(": a < \"b\" & <b>c</b>"),
          ])),
      .element(
        HTMLElement(
          .table, [],
          [
            .element(
              HTMLElement(
                .tr, [],
                [
                  .element(HTMLElement(.td, [], [.text("1.5")])), .element(HTMLElement(.td, [], [.text("-20.0")])),
                ]))
          ])),
    ]
    let value = try #require(HTMLValue(name: "report", content: content))
    #expect(results.cells[0].outputs == [.value(text, form: .html(value))])
    #expect(results.cells[1].outputs == [.text(text)])
    #expect(results.cells[2].text == "plain\nFatal error: HTML: there is nothing to read in it\n")
    #expect(results.cells[3].outputs.map(\.text) == ["2\n"])
    let encoded = try JSONEncoder().encode(ValueForm.html(value))
    #expect(try JSONDecoder().decode(ValueForm.self, from: encoded) == .html(value))
  }

  struct Layout: Sendable, CustomTestStringConvertible {
    var markup: String
    var lines: [String]
    var testDescription: String { markup }
  }

  static let layouts: [Layout] = [
    .init(markup: "a\n  <b>b</b>c&#x2264;&amp;&#100;", lines: ["a bc≤&d"]),
    .init(markup: "<p>a<br/>b</p>\n<div>c<p>d</p>e</div>", lines: ["a", "b", "c", "d", "e"]),
    .init(
      markup: "x<sub>i</sub> x<sub>12</sub>y <i>2<sup>n</sup></i> 10<sup>-3</sup> z<sup> </sup>",
      lines: ["x_i x_{12}y 2^n 10^{-3} z"]),
    .init(markup: "<s>1</s> <del>of <b>2</b></del> <ins>3</ins>", lines: ["~~1~~ ~~of 2~~ 3"]),
    .init(
      markup: "<ul><li>a<ul><li><p>b</p><p>c</p></li></ul></li> <li></li></ul>", lines: ["- a", "  - b", "    c", "- "]),
    .init(
      markup: "<ol><li>a</li><li value=\"9\">b</li><li>c<br/>d</li></ol>", lines: ["1. a", "9. b", "10. c", "    d"]),
    .init(
      markup: "<ol reversed=\"reversed\"><li>a</li><li>b</li></ol><ol start=\"-1\"><li>c</li></ol>",
      lines: ["2. a", "1. b", "-1. c"]),
    .init(markup: "<dl><dt>a</dt><dd>b<p>c</p></dd></dl>", lines: ["a", "  b", "  c"]),
    .init(markup: "<blockquote><p>a</p><ul><li>b</li></ul></blockquote>", lines: ["> a", "> - b"]),
    .init(markup: "<pre>\n  a  <b>b\nc</b>\n\n\td</pre>", lines: ["  a  b", "c", "", "    d"]),
    .init(
      markup: "<table><caption>Sizes</caption><tr><th>name</th><th>n</th></tr><tr><td>a</td><td>100</td></tr>"
        + "<tr><td>bcdef</td><td>-</td></tr><tr><td>g</td><td>2.5%</td></tr></table>",
      lines: ["Sizes", "name      n", "----      -", "a       100", "bcdef     -", "g      2.5%"]),
    .init(
      markup:
        "<table><thead><tr><th rowspan=\"2\">a</th><th colspan=\"2\">wide head</th></tr><tr><th>b</th><th>c</th></tr>"
        + "</thead><tbody><tr><td>1</td><td>2</td><td>x</td></tr></tbody><tfoot><tr><td colspan=\"3\">end</td></tr></tfoot></table>",
      lines: ["a  wide head", "   b  c", "-  -  -", "1  2  x", "end"]),
    .init(
      markup: "<table><tr><th>layer</th><th colspan=\"2\">sizes</th></tr><tr><td>a</td><td>long</td><td>1</td></tr></table>",
      lines: ["layer  sizes", "-----  -----", "a      long  1"]),
    .init(
      markup: "<ul><li>t<table><tr><td>1</td><td>2</td></tr></table></li></ul>", lines: ["- t", "  1  2"]),
  ]

  @Test("All that says something stands in its lines")
  func layouts() throws {
    var code = ["import Notebook"]
    for layout in Self.layouts {
      code.append("show(HTML(#\"\"\"\n\(layout.markup)\n\"\"\"#))\nprint(\"==\")")
    }
    let results = try run(cells: code.joined(separator: "\n"))
    let parts = results.cells[0].text.components(separatedBy: "==\n")
    for (layout, part) in zip(Self.layouts, parts) {
      #expect(part == layout.lines.map { $0 + "\n" }.joined(), "\(layout.markup)")
    }
  }

  struct Misuse: Sendable {
    /// The expression that is shown.
    var code: String
    var sentence: String

    init(_ markup: String, _ sentence: String) { self.init(code: "HTML(#\"\"\"\n\(markup)\n\"\"\"#)", sentence) }

    init(code: String, _ sentence: String) {
      self.code = code
      self.sentence = sentence
    }
  }

  static let elements =
    "b, blockquote, br, caption, cite, code, dd, del, div, dl, dt, em, i, ins, kbd, li, mark, ol, p, pre, s, samp, small, "
    + "span, strong, sub, sup, table, tbody, td, tfoot, th, thead, tr, ul, var"

  static let misuses: [Misuse] = [
    .init(
      "<p>a <script>b</script></p>",
      "<script> at line 1, column 6 is no element that an output can have; it has \(elements)"),
    .init(
      "<b>é</b>\n<style/>", "<style> at line 2, column 1 is no element that an output can have; it has \(elements)"),
    .init("<P>a</P>", "<P> at line 1, column 1 is written <p>"),
    .init("<h2>a</h2>", "<h2> at line 1, column 1 is not taken: headings are the chapter's own"),
    .init(
      "<a href=\"javascript:alert(1)\">a</a>", "<a> at line 1, column 1 is not taken: nobody would check where it leads"
    ),
    .init("<img src=\"a\"/>", "<img> at line 1, column 1 is not taken: pictures are figures, which are compared too"),
    .init(
      "<svg><script/></svg>", "<svg> at line 1, column 1 is not taken: pictures are figures, which are compared too"),
    .init(
      "<b onclick=\"f()\">a</b>",
      "the attribute onclick at line 1, column 4 is none that <b> can have here; it has dir, lang"),
    .init(
      "<p\n class='x'>a</p>", "the attribute class at line 2, column 2 is none that <p> can have here; it has dir, lang"
    ),
    .init(
      "<td style=\"x\">a</td>",
      "the attribute style at line 1, column 5 is none that <td> can have here; it has colspan, dir, lang, rowspan"),
    .init(
      "<li value=\"3\">a</li>",
      "the attribute value at line 1, column 5 is none that <li> can have here; it has dir, lang"),
    .init("a<br lang=\"en\"/>", "the attribute lang at line 1, column 6 is none that <br> can have here; it has none"),
    .init(
      "<td colspan=\"0\">a</td>",
      "the attribute colspan at line 1, column 5 is \"0\"; expected a whole number from 1 to 1000"),
    .init(
      "<ol start=\"+1\"><li>a</li></ol>",
      "the attribute start at line 1, column 5 is \"+1\"; expected a whole number from -1000000 to 1000000"),
    .init("<p dir=\"up\">a</p>", "the attribute dir at line 1, column 4 is \"up\"; expected ltr, rtl, auto"),
    .init(
      "<p lang=\"e&quot;n\">a</p>",
      "the attribute lang at line 1, column 4 is \"e\\\"n\"; expected a language as en or pt-BR"),
    .init("<p lang=\"en\" lang=\"de\">a</p>", "<p> at line 1, column 1 has the attribute lang twice"),
    .init("<p lang=en>a</p>", "the attribute lang at line 1, column 4 has a value without quotation marks"),
    .init("<p lang>a</p>", "the attribute lang at line 1, column 4 has no value; write lang=\"…\""),
    .init("<p lang=\"<b>\">a</p>", "the attribute lang at line 1, column 4 has a value without its end"),
    .init("<p lang=\"en", "the attribute lang at line 1, column 4 has a value without its end"),
    .init("<p lang=\"en\"dir=\"ltr\">a</p>", "<p> at line 1, column 1 has no '>' where its name or its attributes end"),
    .init("<p =\"a\">a</p>", "<p> at line 1, column 4 has no attribute's name here"),
    .init("<p", "<p> at line 1, column 1 has no '>' where its name or its attributes end"),
    .init("a < b", "'<' at line 1, column 3 begins no element; write &lt; for the sign itself"),
    .init("a<", "'<' at line 1, column 2 begins no element; write &lt; for the sign itself"),
    .init("a & b", "'&' at line 1, column 3 begins no reference; write &amp; for the sign itself"),
    .init("a&", "'&' at line 1, column 2 begins no reference; write &amp; for the sign itself"),
    .init(
      "a&nbsp;b", "&nbsp; at line 1, column 2 is not known; write the character itself, or its number as in &#8804;"),
    .init(
      "&#xD800;", "&#xD800; at line 1, column 1 is not known; write the character itself, or its number as in &#8804;"),
    .init("&#+65;", "&#+65; at line 1, column 1 is not known; write the character itself, or its number as in &#8804;"),
    .init("a&#0;", "the character U+0000 at line 1, column 2 is none that a text can have"),
    .init("<p lang='&#27;'>a</p>", "the character U+001B at line 1, column 10 is none that a text can have"),
    .init(code: "HTML(\"é\\0\")", "the character U+0000 at line 1, column 2 is none that a text can have"),
    .init(code: "HTML(\"\\u{1B}[1m\")", "the character U+001B at line 1, column 1 is none that a text can have"),
    .init(code: "HTML(\"\\(\"\\u{FFFE}\")\")", "the character U+FFFE at line 1, column 1 is none that a text can have"),
    .init(
      "a<!-- b -->", "'<!--' at line 1, column 2 is not taken: there are no comments, declarations and instructions"),
    .init(
      "<![CDATA[a]]>", "'<!' at line 1, column 1 is not taken: there are no comments, declarations and instructions"),
    .init("<?xml?>", "'<?' at line 1, column 1 is not taken: there are no comments, declarations and instructions"),
    .init("<p>a", "<p> at line 1, column 1 has no end; write </p>"),
    .init("a<br>b", "<br> at line 1, column 2 has no end; write <br/>"),
    .init("<b><i>a</b></i>", "</b> at line 1, column 8 stands where </i> is expected, the end of the element before"),
    .init("a</b>", "</b> at line 1, column 2 ends nothing: no <b> is open"),
    .init("<b>a</b", "</b at line 1, column 5 has no '>'"),
    .init("<p>a<p>b</p></p>", "<p> at line 1, column 5 stands in <p>, which has text and emphasis"),
    .init("<ul>a</ul>", "the text \"a\" at line 1, column 5 stands directly in <ul>, which has li"),
    .init("<ul>\n <p>a</p></ul>", "<p> at line 2, column 2 stands in <ul>, which has li"),
    .init(
      "<table><td>a</td></table>",
      "<td> at line 1, column 8 stands in <table>, which has caption, tbody, tfoot, thead, tr"),
    .init(
      code: "HTML(\"<table>\\(\"<tr></tr>\")</table>\")",
      "the text \"<tr></tr>\" at line 1, column 8 stands directly in <table>, which has caption, tbody, tfoot, thead, tr; "
        + "what is interpolated is text unless it is HTML"),
    .init("<td>a<br/>b</td>", "<br> at line 1, column 6 stands where a text is one line"),
    .init("<td><p>a</p></td>", "<p> at line 1, column 5 stands in <td>, which has text and emphasis"),
    .init("<b>a</b><br>x</br>", "<br> at line 1, column 9 has no end; write <br/>"),
    .init(
      "<dl><dt>a</dt></dl>",
      "<dl> at line 1, column 1 begins with <dt> and ends with <dd>: each term has what is said of it"),
    .init("<table></table>", "<table> at line 1, column 1 has no <tr>"),
    .init("<table><tr></tr></table>", "<tr> at line 1, column 8 has no <td> and no <th>"),
    .init(
      "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
      "<table> at line 1, column 1 has 1 columns in row 2; expected 2, as above"),
    .init(
      "<table><tr><td rowspan=\"3\">a</td></tr><tr><td>b</td></tr></table>",
      "<table> at line 1, column 1 has a cell in row 1 that spans 3 rows; below are 1"),
    .init(
      "<table><tr><td>a</td><td rowspan=\"2\">b</td></tr><tr><td colspan=\"2\">c</td></tr></table>",
      "<table> at line 1, column 1 has a cell in row 2 that lies over one from above"),
    .init(
      "<table><tr><td colspan=\"2\">a</td></tr></table>",
      "<table> at line 1, column 1 has no cell that begins in its column 2"),
    .init(
      "<table><tfoot><tr><td>a</td></tr></tfoot><tr><td>b</td></tr></table>",
      "<table> at line 1, column 1 has, in this order, <caption>, <thead>, rows or <tbody>, <tfoot>"),
    .init("<tr><td>a</td></tr>", "<tr> stands by itself; it is a part of another element"),
    .init("<p> <b></b></p>", "there is nothing to read in it"),
    .init("<ul><li></li></ul>", "there is nothing to read in it"),
    .init(
      code: "HTML(String(repeating: \"<b>\", count: 100_000))",
      "<b> at line 1, column 97 stands in more than 31 elements"),
    .init(
      code: "HTML(String(repeating: \"a\", count: 1_048_577))",
      "the fragment has 1048577 bytes; expected at most 1048576"),
    .init(
      code: "HTML(\"<\" + String(repeating: \"x\", count: 1000))",
      "<\(String(repeating: "x", count: 40))> at line 1, column 1 is no element that an output can have; it has \(elements)"
    ),
  ]

  @Test("What it cannot be ends the cell with a sentence that names it and its place")
  func misuse() throws {
    var test = TestChapter()
    test.add("import Notebook")
    for misuse in Self.misuses { test.add("print(\"above\")\n\(misuse.code)") { $0.fails = true } }
    let cells = try run(test.chapter()).cells.dropFirst()
    for (misuse, cell) in zip(Self.misuses, cells) {
      #expect(cell.text == "above\nFatal error: HTML: \(misuse.sentence)\n", "\(misuse.code)")
    }
  }

  @Test("A sentence stands at the line of its statement")
  func line() throws {
    let results = try run(cells: "import Notebook\nlet x = 1\nHTML(\"<p>\")\nprint(x)")
    #expect(results.cells[0].failure?.message == "stopped: HTML: <p> at line 1, column 1 has no end; write </p>")
    #expect(results.cells[0].failure?.line == 6)
  }

  @Test("What has too many elements is its text alone, and what is beyond the limit of outputs is left out")
  func size() throws {
    let rows = "(0..<COUNT).map { HTML(\"<tr><td>\\($0)</td></tr>\") }"
    func table(_ count: Int) -> String {
      "HTML(\"<table>\\(\(rows.replacing("COUNT", with: String(count))))</table>\")"
    }
    let results = try run(cells: "import Notebook\n" + table(1333), table(1334), table(30_000))
    #expect(results.cells.map { $0.outputs.first?.form != nil } == [true, false, false])
    #expect(
      results.cells[1].text == (0..<1334).map { String(repeating: " ", count: 4 - "\($0)".count) + "\($0)\n" }.joined())
    let long = try run(cells: "import Notebook\nHTML(String(repeating: \"word \", count: 200_000))", "HTML(\"a\")")
    #expect(long.cells.map(\.outputs.count) == [1, 1])
  }

  // MARK: What nobody wrote

  private func bytes(_ content: [HTMLNode]) throws -> [UInt8] {
    var writer = WireWriter()
    writer.write(Output.value("a\n", form: .html(try #require(HTMLValue(content: content)))))
    return writer.bytes
  }

  @Test("A tree with an element or an attribute that is not known, or stands elsewhere, is not understood")
  func unknown() throws {
    let quotation = try bytes([.element(HTMLElement(.blockquote, [HTMLAttribute(.lang, "en")], [.text("a")]))])
    var reader = WireReader(quotation[...])
    #expect(try reader.output().text == "a\n")
    for (own, other) in [("blockquote", "blackquote"), ("lang", "href"), ("en", "<>"), ("blockquote", "figcaption")] {
      let start = try #require(quotation.firstRange(of: Array(own.utf8)))
      var forged = quotation
      forged.replaceSubrange(start, with: Array(other.utf8))
      var reader = WireReader(forged[...])
      #expect(throws: WireReader.Malformed.self, "\(other)") { try reader.output() }
    }
    for json in [
      #"{"html": {"content": [{"element": "script", "content": ["a"]}]}}"#,
      #"{"html": {"content": [{"element": "b", "attributes": {"onclick": "f()"}, "content": ["a"]}]}}"#,
      #"{"html": {"content": [{"element": "b", "attributes": {"colspan": "2"}, "content": ["a"]}]}}"#,
      #"{"html": {"content": [{"element": "td", "content": ["a"]}]}}"#,
      #"{"html": {"content": [{"element": "b", "content": [{"element": "p", "content": ["a"]}]}]}}"#,
      #"{"html": {"content": ["\u0000"]}}"#, #"{"html": {"content": []}}"#, #"{"svg": {"content": ["a"]}}"#,
      "{\"html\": {\"content\": [\(String(repeating: #"{"element": "b", "content": ["#, count: 40))\"a\"\(String(repeating: "]}", count: 40))]}}",
    ] {
      #expect(throws: DecodingError.self, "\(json)") { try JSONDecoder().decode(ValueForm.self, from: Data(json.utf8)) }
    }
  }

  @Test("Nothing between elements and texts is one, at whatever depth")
  func values() {
    func nested(_ depth: Int) -> [HTMLNode] {
      (0..<depth).reduce([.text("a")]) { content, _ in [.element(HTMLElement(.span, [], content))] }
    }
    #expect(HTMLValue(content: nested(32)) != nil)
    #expect(HTMLValue(content: nested(33)) == nil)
    #expect(HTMLValue(content: (0..<4_000).map { .text("\($0)") }) != nil)
    #expect(HTMLValue(content: (0..<4_001).map { .text("\($0)") }) == nil)
  }
}
