/// A colour by the role it plays: a custom property of the page, and what it is where no page defines it.
enum ThemeColour: String {
  case paper = "var(--paper,#fdfcfa)"
  case foreground = "var(--ink,#1c1e21)"
  case soft = "var(--soft,#5e636b)"
  case hair = "var(--hair,#e4e1db)"
  case panel = "var(--panel,#f6f4ef)"
  case accent = "var(--accent,#1f5fae)"
  case warm = "var(--warm,#c8591a)"
  case green = "var(--good,#2c7a54)"
  case plum = "var(--keyword,#8b2c72)"
  case brown = "var(--number,#9a4d0f)"
  case indigo = "var(--function,#3a4a8a)"
  /// The window that a kernel looks through.
  case window = "var(--win,#dfe9f6)"
  case kernel = "var(--ker,#f7e6d8)"
}

/// How a text is set.
struct TextStyle {
  enum Anchor: String { case start, middle, end }

  var size = 15
  var colour = ThemeColour.foreground
  var anchor = Anchor.middle
  var isBold = false
  /// Words are set in the book's italic, numbers in the fixed width of code.
  var isCaption = false
  /// Whether words are set upright all the same.
  var isUpright = false

  /// About how wide a text is; rather too wide than too narrow.
  func width(_ text: String) -> Double {
    text.unicodeScalars.reduce(0) { $0 + Double(size) * em($1) }
  }

  /// About how wide the widest of some texts is, 0 where there is none.
  func width(_ texts: [String]) -> Double { texts.map { width($0) }.max() ?? 0 }

  /// Parts of a text, such as its words, joined by spaces to as few lines as are no wider than a width. A part that is wider by itself
  /// has a line for itself.
  func lines(of parts: [String], within width: Double) -> [String] {
    var lines: [String] = []
    for part in parts {
      if let last = lines.last, self.width("\(last) \(part)") <= width {
        lines[lines.count - 1] = "\(last) \(part)"
      } else {
        lines.append(part)
      }
    }
    return lines
  }

  /// A text in lines that are no wider than a width: broken between words, and within those that are wider.
  func lines(of text: String, within width: Double) -> [String] {
    let words = text.split(separator: " ").flatMap { word in
      var pieces = [""]
      for character in word {
        let longer = pieces[pieces.count - 1] + String(character)
        if pieces[pieces.count - 1].isEmpty || self.width(longer) <= width {
          pieces[pieces.count - 1] = longer
        } else {
          pieces.append(String(character))
        }
      }
      return pieces
    }
    return lines(of: words, within: width)
  }

  /// About how wide a character is, in the size of the type: rather what the widest of its kind is.
  private func em(_ scalar: Unicode.Scalar) -> Double {
    switch scalar.value {
    // Accents and joiners that stand on another character.
    case 0x300...0x36F, 0x200B...0x200D, 0xFE00...0xFE0F: 0
    // Chinese, Japanese and Korean writing, and pictures.
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60,
      0x1F000...0x3FFFF:
      1.05
    case _ where !isCaption: 0.61
    case 0x2C, 0x2E, 0x27, 0x3A, 0x3B, 0x7C, 0x21, 0x49, 0x66, 0x69, 0x6A, 0x6C, 0x72, 0x74: 0.4
    case 0x4D, 0x57, 0x6D, 0x77: 0.95
    case 0x41...0x5A: 0.72
    case 0x20...0x7E: 0.57
    default: 0.75
    }
  }

  /// The properties of a CSS declaration.
  var css: String {
    let face = isCaption ? "Book,Charter,Georgia,serif" : "Code,ui-monospace,Menlo,Consolas,monospace"
    let kind = isBold ? "600 " : isCaption && !isUpright ? "italic " : ""
    return "font:\(kind)\(size)px \(face);fill:\(colour.rawValue);text-anchor:\(anchor.rawValue)"
  }

  static let caption = TextStyle(colour: .soft, isCaption: true)
  /// The name of a row, a column or an image.
  static let name = TextStyle(size: 14, colour: .soft, isCaption: true, isUpright: true)
  /// The numbers of an axis or a scale, the size of a map.
  static let note = TextStyle(size: 14, colour: .soft)
  static let number = TextStyle()
}
