import Book
import Text

/// What of SVG a page takes over: shapes, text and paint. What could run, load, link or restyle the page is not here.
enum SVGVocabulary {
  static let elements: Set<String> = [
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "title", "desc",
    "defs", "linearGradient", "radialGradient", "stop", "clipPath", "marker", "image",
  ]

  /// Elements that hold text and nothing else. An HTML parser reads tags in them as HTML, so none are let through.
  static let textElements: Set<String> = ["title", "desc"]

  /// Elements that are written without an end where there is nothing in them.
  static let emptyElements: Set<String> = [
    "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "image", "stop",
  ]

  /// Whether a shape is so transparent that it cannot be seen, as a map's cell is on one side of its scale.
  static func isInvisible(_ attributes: [XMLReader.Attribute]) -> Bool {
    guard let style = attributes.first(where: { $0.name == "style" })?.value,
      !attributes.contains(where: { ["id", "class"].contains($0.name) })
    else { return false }
    guard style.hasBytes(of: "fill-opacity:0.00") else { return false }
    let declarations = style.split(separator: ";")
    return declarations.contains("fill-opacity:0.00") && declarations.contains("stroke:none")
  }

  /// Attributes that are numbers, names or lists of them.
  static let attributes: Set<String> = [
    "viewBox", "preserveAspectRatio", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "dx", "dy", "cx", "cy", "r",
    "rx", "ry", "fx", "fy", "d", "points", "transform", "rotate", "textLength", "lengthAdjust", "offset",
    "gradientUnits", "gradientTransform", "spreadMethod", "clipPathUnits", "markerWidth", "markerHeight", "markerUnits",
    "refX", "refY", "orient", "class", "role", "aria-label", "aria-hidden", "xml:space",
  ]

  /// Attributes that name ids of the same picture.
  static let references: Set<String> = ["aria-labelledby", "aria-describedby"]

  /// Attributes that may also stand in a `style`.
  static let properties: Set<String> = [
    "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-linecap",
    "stroke-linejoin",
    "stroke-dasharray", "stroke-dashoffset", "stroke-miterlimit", "opacity", "color", "stop-color", "stop-opacity",
    "clip-path", "clip-rule", "marker-start", "marker-mid", "marker-end", "visibility", "display", "vector-effect",
    "shape-rendering", "text-rendering", "image-rendering", "font", "font-family", "font-size", "font-style",
    "font-weight",
    "font-variant", "font-variant-numeric", "font-feature-settings", "letter-spacing", "word-spacing", "text-anchor",
    "text-decoration", "dominant-baseline", "alignment-baseline", "baseline-shift", "writing-mode", "white-space",
    "paint-order", "mix-blend-mode",
  ]
}
