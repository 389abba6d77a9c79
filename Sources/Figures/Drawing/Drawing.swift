import Tensors

/// The elements of a drawing and the space that they take.
struct Drawing: Equatable {
  var width: Double
  var height: Double
  var elements: [String]
  /// Areas that lead to the steps of a stepping figure, the first to the first one; they show nothing.
  var stepAreas: [String] = []
  /// Whether it is that of a stepping figure.
  var hasSteps = false
  /// Where the values of the figure's table stand in it.
  var positions: ValuePositions?

  /// The attributes of the space that it takes.
  fileprivate var frame: String {
    "viewBox=\"0 0 \(shortNumber(width)) \(shortNumber(height))\" width=\"\(shortNumber(width))\""
  }

  /// The paper, and on it the elements.
  fileprivate var lines: [String] {
    let size = "width=\"\(shortNumber(width))\" height=\"\(shortNumber(height))\""
    return ["<rect \(size) style=\"fill:\(ThemeColour.paper.rawValue);stroke:none\"/>"] + elements
  }
}

/// A number to a tenth, without a decimal that is 0.
func shortNumber(_ value: Double) -> String {
  let text = fixed(value, decimals: 1)
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

/// How wide a frame is that a drawing is made for, in units that are pixels there.
enum FrameWidth: Double {
  /// A page's.
  case wide = 680
  /// A telephone's.
  case narrow = 360
  /// Half of a page's, for two figures beside each other.
  case half = 327

  /// How high cells, images and diagrams get together by filling the width: with names and captions no higher than a screen.
  static let mostHeight = 480.0

  /// How large cells are that fill the width, by whole units: no more than they need where so many do not fit, and no larger than says
  /// something.
  ///
  /// - Parameters:
  ///   - columns: How many stand beside each other; and so for rows.
  ///   - beside: The width that is not theirs.
  ///   - least: The side that one needs.
  ///   - most: The side beyond which one is only larger.
  func cellSide(columns: Int, rows: Int, beside: Double, least: Double, most: Double) -> Double {
    let width = (rawValue - beside) / Double(max(1, columns))
    let height = FrameWidth.mostHeight / Double(max(1, rows))
    return max(least, min(most, width, height).rounded(.down))
  }
}

extension Picture {
  /// A picture of one drawing, or of one for a page and one for a telephone.
  ///
  /// The second is an `<svg class="narrow">` within the first that is not displayed: hosts other than Colophon's pages, which
  /// show either, have the first alone.
  ///
  /// - Parameters:
  ///   - half: What stands for the first beside another figure.
  ///   - values: The figure's numbers; of one with steps those of each, and where they stand.
  init(
    _ drawing: Drawing, narrow: Drawing? = nil, half: Drawing? = nil, description: String, values: [PictureValues] = []
  ) {
    let name = xmlText(description)
    let head =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" \(drawing.frame) role=\"img\" aria-label=\"\(name)\" "
      + "style=\"max-width:100%;height:auto\">"
    var lines = [head] + drawing.lines
    if let narrow, narrow != drawing {
      lines.append("<svg class=\"narrow\" display=\"none\" \(narrow.frame)>")
      lines += narrow.lines + ["</svg>"]
    }
    for values in values { lines += values.lines }
    lines.append("</svg>")
    self.init(
      svg: lines.joined(separator: "\n") + "\n", description: description, drawing: drawing, narrow: narrow,
      half: half, values: values)
  }

  /// A picture that is drawn for each width.
  init(description: String, table: ValueTable? = nil, _ draw: (FrameWidth) -> Drawing) {
    let (wide, narrow, half) = (draw(.wide), draw(.narrow), draw(.half))
    self.init(
      wide, narrow: narrow, half: half, description: description, values: PictureValues.of(table, wide, narrow))
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
