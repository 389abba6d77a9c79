/// Which of KaTeX's fonts a formula uses, found from the classes of its markup: a site carries no others.
package struct MathFonts: Sendable {
  private(set) var files: Set<String> = []

  /// The fonts that a class of KaTeX's style sheet asks for. A class that is not here is set in KaTeX_Main-Regular.
  private static let ofClass: [String: [String]] = [
    "mathnormal": ["Math-Italic"],
    "mathit": ["Main-Italic"], "textit": ["Main-Italic", "Main-BoldItalic"],
    "mathbf": ["Main-Bold"], "textbf": ["Main-Bold", "Main-BoldItalic"],
    "boldsymbol": ["Math-BoldItalic"],
    "amsrm": ["AMS-Regular"], "mathbb": ["AMS-Regular"], "textbb": ["AMS-Regular"],
    "mathcal": ["Caligraphic-Regular", "Caligraphic-Bold"],
    "mathfrak": ["Fraktur-Regular", "Fraktur-Bold"], "textfrak": ["Fraktur-Regular", "Fraktur-Bold"],
    "mathtt": ["Typewriter-Regular"], "texttt": ["Typewriter-Regular"],
    "mathscr": ["Script-Regular"], "textscr": ["Script-Regular"],
    "mathsf": ["SansSerif-Regular"], "textsf": ["SansSerif-Regular", "SansSerif-Bold", "SansSerif-Italic"],
    "mathboldsf": ["SansSerif-Bold"], "textboldsf": ["SansSerif-Bold"],
    "mathitsf": ["SansSerif-Italic"], "textitsf": ["SansSerif-Italic"],
    "delim-size1": ["Size1-Regular"], "delim-size4": ["Size4-Regular"],
    "small-op": ["Size1-Regular"], "large-op": ["Size2-Regular"],
  ]

  /// The fonts of brackets that grow. `size3` alone is a size of text.
  private static let ofBracket = ["size1", "size2", "size3", "size4"]

  /// Adds what the markup of a formula uses.
  mutating func add(_ html: String) {
    files.insert("KaTeX_Main-Regular")
    let bytes = Array(html.utf8)
    let opening = Array("class=\"".utf8)
    var position = 0
    while position + opening.count < bytes.count {
      guard bytes[position] == opening[0], bytes[position..<position + opening.count].elementsEqual(opening) else {
        position += 1
        continue
      }
      position += opening.count
      let end = bytes[position...].firstIndex(of: UInt8(ascii: "\"")) ?? bytes.count
      let names = bytes[position..<end].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
      for name in names {
        for file in Self.ofClass[name] ?? [] { files.insert("KaTeX_\(file)") }
        if names.contains("delimsizing"), let size = Self.ofBracket.firstIndex(of: name) {
          files.insert("KaTeX_Size\(size + 1)-Regular")
        }
      }
      position = end
    }
  }

  package init() {}

  /// Whether there is a formula at all.
  package var isEmpty: Bool { files.isEmpty }

  package mutating func formUnion(_ other: MathFonts) { files.formUnion(other.files) }

  /// KaTeX's style sheet with the fonts that are used, in one format, in place of its own list of all.
  func styleSheet(from original: [UInt8]) -> String {
    var css = ""
    for file in files.sorted() {
      if let common = CommonMathFont(rawValue: file) {
        css += Self.face(file, source: file + ".woff2", signs: common.otherSigns)
        css += Self.face(file, source: common.file, signs: common.signs)
      } else {
        css += Self.face(file, source: file + ".woff2", signs: nil)
      }
    }
    let rest = Self.withoutFontFaces(original)
    return css + String(decoding: rest, as: UTF8.self)
  }

  private static func face(_ file: String, source: String, signs: String?) -> String {
    let parts = file.split(separator: "-")
    let style = parts[1]
    return "@font-face{font-family:\(parts[0]);src:url(fonts/\(source)) format('woff2');"
      + "font-weight:\(style.hasPrefix("Bold") ? 700 : 400);"
      + "font-style:\(style.hasSuffix("Italic") ? "italic" : "normal")"
      + (signs.map { ";unicode-range:\($0)" } ?? "") + "}\n"
  }

  private static func withoutFontFaces(_ css: [UInt8]) -> [UInt8] {
    let opening = Array("@font-face".utf8)
    var rest = [UInt8]()
    var position = 0
    while position < css.count {
      if css[position] == opening[0], css[position...].starts(with: opening),
        let end = css[position...].firstIndex(of: UInt8(ascii: "}"))
      {
        position = end + 1
      } else {
        rest.append(css[position])
        position += 1
      }
    }
    return rest
  }
}
