import Exports
import Foundation
import FoundationXML
import Testing

@Suite("HTML that becomes well-formed")
struct MarkupTests {
  @Test(
    "What authors leave open is closed, and what closes nothing is left out",
    arguments: [
      ("<p>a<p>b", "<p>a</p><p>b</p>"), ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
      ("<ul><li>a<ul><li>b</ul><li>c</ul>", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
      ("<table><tr><td>a<td>b<tr><td>c</table>", "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>"),
      ("<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>"), ("a</b>c", "ac"),
      ("<b><i>a</b>c</i>", "<b><i>a</i></b>c"), ("<div>a", "<div>a</div>"),
      ("<p>a<div>b</div>", "<p>a</p><div>b</div>"),
      ("<br>a<br/><img src=x>", "<br/>a<br/><img src=\"x\"/>"), ("<input disabled>", "<input disabled=\"\"/>"),
      ("<div/>a", "<div>a</div>"), ("a<!-- <b> -->c<!doctype html>d", "acd"), ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
      ("&nbsp;&lt;&#65;&hellip;&unknown;", "\u{A0}&lt;A…&amp;unknown;"),
      ("<a href='x\"y'>z</a>", "<a href=\"x&quot;y\">z</a>"),
      ("<a b=1 b=2 @c=3>d</a>", "<a b=\"1\">d</a>"), ("<P CLASS=a>b</P>", "<p class=\"a\">b</p>"),
      (
        "<svg viewBox=\"0 0 1 1\"><linearGradient id=\"a\"/></svg>",
        "<svg viewBox=\"0 0 1 1\"><linearGradient id=\"a\"/></svg>"
      ),
      ("<script>a < b</script>", "<script>a &lt; b</script>"), ("<pre>\na\n</pre>", "<pre>a\n</pre>"),
    ])
  func wellFormed(html: String, xml: String) {
    #expect(Markup(html).written(as: .xml) == xml)
  }

  @Test("As HTML it means what it meant")
  func html() {
    #expect(
      Markup("<style>a > b {}</style><pre>\n\na</pre>").written(as: .html) == "<style>a > b {}</style><pre>\n\na</pre>")
  }

  @Test("Whatever is read, an XML parser takes what is written")
  func noise() throws {
    let parts = [
      "<", ">", "</", "p", "div", "=", "\"", "'", "&", ";", "svg", "/>", "<li>", "<td>", "<!--", "-->", "ä", " ",
      "\u{1}",
    ]
    var state: UInt64 = 1
    for _ in 0..<500 {
      var html = ""
      for _ in 0..<20 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        html += parts[Int(state >> 33) % parts.count]
      }
      let written = "<r>" + Markup(html).written(as: .xml) + "</r>"
      let parser = XMLParser(data: Data(written.utf8))
      #expect(parser.parse(), "\(html) gives \(written)")
    }
  }
}
