/// A colour by the role it plays: a custom property of the page, and what it is where no page defines it.
enum ThemeColour: String {
  case paper = "var(--paper,#fdfcfa)"
  case foreground = "var(--ink,#1c1e21)"
  case soft = "var(--soft,#5e636b)"
  case hair = "var(--hair,#e4e1db)"
  case panel = "var(--panel,#f6f4ef)"
  case accent = "var(--accent,#1f5fae)"
  case warm = "var(--warm,#c8591a)"
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

  /// About how wide a text of so many letters is; rather too wide than too narrow.
  func width(_ letters: Int) -> Double { Double(letters * size) * (isCaption ? 0.5 : 0.61) }

  /// About how wide the widest of some texts is, 0 where there is none.
  func width(_ texts: [String]) -> Double { width(texts.map { $0.count }.max() ?? 0) }

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
