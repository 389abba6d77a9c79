import Tensors

/// Gathers the elements of a drawing, one on each line, and closes it into a picture.
///
/// Every property stands in a `style` of its own element: so a page's rules for its other pictures do not reach in, and
/// the picture needs no identifiers or rules that could reach out.
struct Canvas {
  private var elements: [String] = []

  mutating func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, fill: Ink?, opacity: Double = 1, stroke: Ink? = nil
  ) {
    var style = "fill:\(fill?.rawValue ?? "none")"
    if opacity != 1 { style += ";fill-opacity:\(fixed(opacity, decimals: 2))" }
    style += stroke.map { ";stroke:\($0.rawValue);stroke-width:1" } ?? ";stroke:none"
    elements.append(
      "<rect x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(width))\" height=\"\(number(height))\" style=\"\(style)\"/>"
    )
  }

  /// A text on the baseline `y`.
  mutating func text(_ text: String, _ x: Double, _ y: Double, _ lettering: Lettering) {
    elements.append(
      "<text x=\"\(number(x))\" y=\"\(number(y))\" style=\"\(lettering.style)\">\(escaped(text))</text>")
  }

  mutating func circle(_ x: Double, _ y: Double, radius: Double, stroke: Ink) {
    elements.append(
      "<circle cx=\"\(number(x))\" cy=\"\(number(y))\" r=\"\(number(radius))\" "
        + "style=\"fill:\(Ink.paper.rawValue);stroke:\(stroke.rawValue);stroke-width:1.6\"/>")
  }

  /// A line through some points.
  mutating func line(_ points: [(x: Double, y: Double)], stroke: Ink, width: Double = 1, dashes: String = "none") {
    guard points.count > 1 else { return }
    let path = points.map { "\(number($0.x)) \(number($0.y))" }.joined(separator: "L")
    elements.append(
      "<path d=\"M\(path)\" style=\"fill:none;stroke:\(stroke.rawValue);stroke-width:\(number(width));"
        + "stroke-dasharray:\(dashes);stroke-linejoin:round\"/>")
  }

  func picture(width: Double, height: Double, description: String) -> Picture {
    let size = "\(number(width)) \(number(height))"
    let head =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(size)\" width=\"\(number(width))\" role=\"img\" "
      + "aria-label=\"\(escaped(description))\" style=\"max-width:100%;height:auto\">"
    let ground =
      "<rect width=\"\(number(width))\" height=\"\(number(height))\" style=\"fill:\(Ink.paper.rawValue);stroke:none\"/>"
    let lines = [head, ground] + elements + ["</svg>"]
    return Picture(svg: lines.joined(separator: "\n") + "\n", description: description)
  }

  /// A coordinate: to a tenth, which is finer than a screen shows.
  private func number(_ value: Double) -> String {
    let text = fixed(value, decimals: 1)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// A text as it stands in XML. Control characters have no place there, in any spelling.
  private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": result += " "
      case _ where scalar.value < 32 || scalar.value & 0xFFFE == 0xFFFE: result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
