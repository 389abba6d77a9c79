/// The elements of a drawing and the space that they take.
struct Drawing: Equatable {
  var width: String
  var height: String
  var elements: [String]

  /// The paper, and on it the elements.
  fileprivate var lines: [String] {
    ["<rect width=\"\(width)\" height=\"\(height)\" style=\"fill:\(ThemeColour.paper.rawValue);stroke:none\"/>"]
      + elements
  }
}

/// How wide a frame is that a drawing is made for, in units that are pixels there.
enum FrameWidth: Double {
  /// A page's.
  case wide = 680
  /// A telephone's.
  case narrow = 360
}

extension Picture {
  /// A picture of one drawing, or of one for a page and one for a telephone.
  ///
  /// The second is an `<svg class="narrow">` within the first that is not displayed: hosts other than Colophon's pages, which
  /// show either, have the first alone.
  init(_ drawing: Drawing, narrow: Drawing? = nil, description: String) {
    let name = xmlText(description)
    let head =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(drawing.width) \(drawing.height)\" "
      + "width=\"\(drawing.width)\" role=\"img\" aria-label=\"\(name)\" style=\"max-width:100%;height:auto\">"
    var lines = [head] + drawing.lines
    if let narrow, narrow != drawing {
      lines.append(
        "<svg class=\"narrow\" display=\"none\" viewBox=\"0 0 \(narrow.width) \(narrow.height)\" "
          + "width=\"\(narrow.width)\">")
      lines += narrow.lines + ["</svg>"]
    }
    lines.append("</svg>")
    self.init(svg: lines.joined(separator: "\n") + "\n", description: description)
  }

  /// A picture that is drawn for each of two widths.
  init(description: String, _ draw: (FrameWidth) -> Drawing) {
    self.init(draw(.wide), narrow: draw(.narrow), description: description)
  }
}

/// A text as it stands in XML. XML has no form for control characters.
func xmlText(_ text: String) -> String {
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
