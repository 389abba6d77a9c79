import TestSupport
import Testing

@testable import Site

@Suite("Pictures of cells")
struct PictureTests {
  static func html(_ content: String, root: String = "viewBox=\"0 0 9 9\"") -> String {
    InlinePicture(
      svg: "<svg xmlns=\"http://www.w3.org/2000/svg\" \(root)>\(content)</svg>", description: "", prefix: "p-"
    ).html
  }

  @Test(
    "What could run, load, link or restyle the page is left out",
    arguments: [
      "<script>alert(1)</script>", "<g onload=\"alert(1)\"/>", "<foreignObject><body/></foreignObject>",
      "<a href=\"javascript:alert(1)\"><text>x</text></a>", "<image href=\"http://example.org/x.png\"/>",
      "<image href=\"data:image/svg+xml;base64,AA\"/>", "<image href=\"data:image/png,x\"/>",
      "<image href=\"data:image/png;base64,AA,http://example.org\"/>",
      "<image href=\"data:text/html;base64,AA\"/>", "<use href=\"http://example.org/x.svg#y\"/>",
      "<use href=\"#a\"/>",
      "<rect fill=\"url(http://example.org/#x)\"/>", "<rect style=\"fill:url('http://example.org')\"/>",
      "<rect style=\"background:red;behavior:url(x)\"/>", "<rect style=\"fill:\\75rl(x)\"/>",
      "<animate attributeName=\"href\" to=\"javascript:alert(1)\"/>", "<set attributeName=\"onload\" to=\"alert(1)\"/>",
      "<title><img src=\"x\" onerror=\"alert(1)\"/></title>", "<iframe src=\"http://example.org\"/>",
      "<linearGradient xlink:href=\"http://example.org/#g\"/>", "<text xml:base=\"http://example.org\">x</text>",
      "<rect filter=\"url(#f)\"/>", "<math><mi>x</mi></math>",
    ])
  func refused(content: String) {
    let html = Self.html(content)
    for danger in [
      "script", "alert", "http:", "on", "href", "url", "foreign", "<use", "<set", "iframe", "\\", "style", "filter",
      "math",
    ] {
      let body = html.dropFirst("<svg viewBox=\"0 0 9 9\" role=\"img\">".count)
      #expect(!body.contains(danger), "\(danger) in \(html)")
    }
  }

  @Test("A declaration of a style ends where it ends for a browser, whatever sign is joined with its semicolon")
  func joinedSigns() {
    #expect(Self.html("<rect style=\"fill:red;\u{301}position:fixed\"/>").contains("<rect style=\"fill:red\"/>"))
    #expect(Self.html("<rect style=\"fill:\u{301}red\"/>").contains("<rect style=\"fill:\u{301}red\"/>"))
  }

  @Test("Shapes, text and paint stay as they are")
  func kept() {
    let content =
      "<g transform=\"scale(2)\" fill=\"none\"><path d=\"M0 0h9\" stroke=\"currentColor\"/><text x=\"1\" font-size=\"9\">a &lt; b</text></g>"
    #expect(Self.html(content) == "<svg viewBox=\"0 0 9 9\" role=\"img\">\(content)</svg>")
  }

  @Test("The style that the engine's figures give an element stays as it is, and its colours are the theme's")
  func engineStyle() throws {
    let colours = ["ink": "#1c1e21", "win": "#dfe9f6", "ker": "#f7e6d8", "warm": "#c8591a"]
    let theme = try ThemeColours()
    for (name, light) in colours {
      let style =
        "font:italic 15px Book,Charter,serif;fill:var(--\(name),\(light));text-anchor:middle;stroke-dasharray:none"
      #expect(Self.html("<text style=\"\(style)\">x</text>").contains("<text style=\"\(style)\">x</text>"))
      #expect(try theme.colour(name, .light) == ThemeColours.Colour(hexadecimal: light[...]))
    }
  }

  @Test(
    "An image that a figure brings with it stays as it is; cells of a map that look the same are one element, and none where nothing is seen"
  )
  func embedded() {
    let image =
      "<image x=\"8\" y=\"8\" width=\"56\" height=\"56\" style=\"image-rendering:pixelated\" href=\"data:image/png;base64,iVBO+/8=\"/>"
    #expect(Self.html(image) == "<svg viewBox=\"0 0 9 9\" role=\"img\">\(image)</svg>")
    let cells =
      "<g transform=\"translate(8 13.5) scale(11)\" style=\"stroke:var(--warm,#c8591a);stroke-width:1;shape-rendering:crispEdges\">"
    func cell(_ x: Int, _ y: Int, _ opacity: String) -> String {
      "<path d=\"M\(x) \(y)h1\" stroke-opacity=\"\(opacity)\"/>"
    }
    let drawn = [
      cell(0, 0, "0.25"), cell(1, 0, "0.25"), cell(2, 0, "0.00"), "\n", cell(0, 1, "0.95"), cell(1, 1, "0.25"),
    ].joined()
    #expect(
      Self.html(cells + "\n" + drawn + "\n</g>")
        == "<svg viewBox=\"0 0 9 9\" role=\"img\">\(cells)\n<path d=\"M0 0h2M1 1h1\" stroke-opacity=\".25\"/>"
        + "<path d=\"M0 1h1\" stroke-opacity=\".95\"/></g></svg>")
    // Strokes of another width would reach into each other.
    let wide =
      cells.replacing("stroke-width:1", with: "stroke-width:2") + cell(0, 0, "0.25") + cell(1, 0, "0.25") + "</g>"
    #expect(Self.html(wide) == "<svg viewBox=\"0 0 9 9\" role=\"img\">\(wide)</svg>")
    let tile = "<rect style=\"fill:var(--warm);fill-opacity:0.00;stroke:none\"/>"
    #expect(Self.html(tile + "<g class=\"step-areas\"><rect style=\"fill-opacity:0\"/></g>").contains("<rect"))
    #expect(Self.html(tile) == "<svg viewBox=\"0 0 9 9\" role=\"img\"></svg>")
  }

  @Test("A drawing for a narrow frame is written after the picture, as an image of its own")
  func narrow() {
    let picture = InlinePicture(
      svg:
        "<svg viewBox=\"0 0 680 9\" width=\"680\"><g id=\"a\"/><svg class=\"narrow\" display=\"none\" viewBox=\"0 0 360 9\" "
        + "width=\"360\"><g id=\"a\"/></svg><path/></svg>", description: "d", prefix: "p-")
    #expect(
      picture.html
        == "<svg viewBox=\"0 0 680 9\" width=\"680\" role=\"img\" aria-label=\"d\"><g id=\"p-a\"></g><path/></svg>"
        + "<svg class=\"narrow\" display=\"none\" viewBox=\"0 0 360 9\" width=\"360\" role=\"img\" aria-label=\"d\">"
        + "<g id=\"p-narrow-a\"></g></svg>")
    #expect(picture.width == 680 && picture.narrowWidth == 360)
    let usual = Self.html("<g><svg class=\"narrow\"></svg></g>")
    #expect(usual == "<svg viewBox=\"0 0 9 9\" role=\"img\"><g><svg class=\"narrow\"></svg></g></svg>")
  }

  @Test("A number in a label has a true minus sign, and nothing else is changed")
  func minus() {
    let set = ["-0.4": "−0.4", "1e-7": "1e−7", "(-1)·2 = -2": "(−1)·2 = −2", "-inf": "−inf", "[-1, -.5]": "[−1, −.5]"]
    for (text, shown) in set { #expect(Self.html("<text>\(text)</text>").contains(">\(shown)</text>")) }
    for text in ["T-shirt", "2026-11-26", "a-1", "-a", "--", "- 1", "1e-x", "e-5"] {
      #expect(Self.html("<text>\(text)</text>").contains(">\(text)</text>"))
    }
    #expect(Self.html("<title>-1</title>").contains("<title>-1</title>"))
  }

  @Test("Ids and what refers to them get the picture's prefix")
  func ids() {
    let html = Self.html(
      "<defs><clipPath id=\"c\"><rect width=\"1\"/></clipPath></defs><g clip-path=\"url(#c)\" style=\"fill:url(#c);stroke:red\"/>"
    )
    #expect(html.contains("<clipPath id=\"p-c\">"))
    #expect(html.contains("clip-path=\"url(#p-c)\" style=\"fill:url(#p-c);stroke:red\""))
  }

  @Test("The description is the picture's name, in place of its own")
  func description() {
    let picture = InlinePicture(
      svg: "<?xml version=\"1.0\"?><!-- x --><svg role=\"none\" aria-label=\"old\" width=\"30\" height=\"20\"/>",
      description: "A \"curve\"", prefix: "p-")
    #expect(
      picture.html
        == "<svg width=\"30\" height=\"20\" role=\"img\" aria-label=\"A &quot;curve&quot;\" viewBox=\"0 0 30 20\"></svg>"
    )
    #expect(picture.width == 30)
  }

  @Test(
    "A picture that is not well-formed, or brings its own style sheet, is shown as an image",
    arguments: [
      "", "hello", "<svg>", "<svg></g></svg>", "<svg><rect x=1/></svg>", "<svg>&nbsp;</svg>", "<svg/><svg/>",
      "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg>&a;</svg>", "<svg><style>body{display:none}</style></svg>", "<html/>",
      "<svg x=\"1\" x=\"2\"/>", "<svg>&#0;</svg>", "<svg", "<svg a", "<svg>&", "<svg><!-- ", "<svg>]]></svg",
      "<svg a=\"<\"/>",
    ])
  func isolated(svg: String) {
    let html = InlinePicture(svg: svg, description: "<x>", prefix: "p-").html
    #expect(html.hasPrefix("<img src=\"data:image/svg+xml;base64,"))
    #expect(html.hasSuffix(" alt=\"&lt;x&gt;\">"))
  }

  @Test("A picture nested 15,000 deep is read without recursion")
  func deep() {
    let svg = "<svg>" + String(repeating: "<g>", count: 15_000) + String(repeating: "</g>", count: 15_000) + "</svg>"
    let picture = HTMLChecker(InlinePicture(svg: svg, description: "", prefix: "").html)
    #expect(picture.problems == [])
    #expect(picture.count("g") == 15_000)
  }
}
