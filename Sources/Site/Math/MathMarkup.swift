import Book

/// What KaTeX writes for a formula: an entry of the cache goes to a page only if it is made of nothing else, whoever wrote it.
enum MathMarkup {
  /// Whether HTML is one element and has nothing in it that could run, load or lead anywhere.
  static func isHarmless(_ html: String) -> Bool {
    var reader = XMLReader(html)
    do throws(XMLReader.Malformed) {
      while let event = try reader.next() {
        guard case .start(let name, let attributes) = event else { continue }
        guard elements.contains(name), attributes.allSatisfy(isHarmless) else { return false }
      }
      return true
    } catch {
      return false
    }
  }

  private static func isHarmless(_ attribute: XMLReader.Attribute) -> Bool {
    guard attribute.name == "style" else { return attributes.contains(attribute.name) }
    let style = attribute.value.lowercased()
    return !["\\", "@", "/*", "url", "image", "expression"].contains { style.contains($0) }
  }

  private static let elements: Set = [
    "span", "svg", "path", "line", "math", "semantics", "annotation", "mrow", "mi", "mo", "mn", "ms", "mtext", "mspace",
    "msub",
    "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts", "none", "mfrac", "msqrt",
    "mroot", "mtable",
    "mtr", "mtd", "mlabeledtr", "menclose", "mpadded", "mphantom", "mstyle", "merror",
  ]

  private static let attributes: Set = [
    "class", "aria-hidden", "xmlns", "encoding", "display", "width", "height", "depth", "voffset", "viewBox",
    "preserveAspectRatio",
    "d", "x1", "x2", "y1", "y2", "stroke-width", "mathvariant", "mathcolor", "mathbackground", "mathsize", "stretchy",
    "fence",
    "separator", "form", "lspace", "rspace", "minsize", "maxsize", "symmetric", "accent", "accentunder",
    "linethickness",
    "scriptlevel", "displaystyle", "columnalign", "columnspacing", "rowspacing", "rowlines", "rowalign", "columnlines",
    "columnwidth",
    "frame", "framespacing", "side", "notation", "movablelimits", "largeop", "linebreak", "fontstyle", "fontweight",
    "fontfamily",
    "title",
  ]
}
