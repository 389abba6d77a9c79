import Book
import Testing

@Suite("The author's own HTML")
struct HTMLAttributesTests {
  @Test(
    "The values of attributes are found as a browser finds them",
    arguments: [
      ("<img src=\"a.png\">", ["a.png"]), ("<IMG SRC='a b.png' alt=x>", ["a b.png"]), ("<img src=a.png/>", ["a.png/"]),
      ("<a href = \"x&amp;y&quot;.html\">", ["x&y\".html"]), ("<a data-href=\"x\" xhref=y>", []),
      ("<a title=\"href='x'\" href='y'>", ["y"]), ("<!-- <img src=a> --><img src=b>", ["b"]),
      ("<script>a.src = \"x\"; if (1<b) src=2</script><img src=c>", ["c"]),
      ("<style>a[href=x]{}</STYLE><a href=y>", ["y"]),
      ("a < b src=x > <", []), ("</a href=x>", []), ("<video poster=p src='v'></video>", ["p", "v"]), ("<a href>", []),
      ("<a href=\"", [""]), ("<a / = href=x>", ["x"]), ("<i></i", []), ("<a\nhref=\n'x'>", ["x"]),
      ("<a href='x", ["x"]),
    ])
  func values(html: String, values: [String]) {
    #expect(HTMLAttributes.values(of: HTMLAttributes.links, in: html) == values)
    // With the same values it is the same HTML.
    #expect(HTMLAttributes.replacing(HTMLAttributes.links, in: html) { $0 } == html)
  }

  @Test("Other values take their place, quoted and escaped, and all else stays")
  func replacing() {
    let html = "<a class=x href=two.md id='y'>&amp;</a> <img src='a.png' alt=\"b\">"
    let replaced = HTMLAttributes.replacing(HTMLAttributes.links, in: html) { $0 == "two.md" ? "\"2\"&.html" : $0 }
    #expect(replaced == "<a class=x href=\"&quot;2&quot;&amp;.html\" id='y'>&amp;</a> <img src='a.png' alt=\"b\">")
  }
}
