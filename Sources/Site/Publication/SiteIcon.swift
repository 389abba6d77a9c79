import Book

/// The icon of the pages: the first letter of the book's title, in the colour of its links.
enum SiteIcon {
  static let path = "assets/icon.svg"

  static func file(of book: BookConfiguration, accent: AccentColour) -> SiteFile {
    let letter = book.title.first { $0.isLetter || $0.isNumber }.map { String($0).uppercased() } ?? "·"
    return SiteFile(
      path: path,
      text: """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
        <style>rect { fill: \(accent.light) } text { fill: #fff } @media (prefers-color-scheme: dark) { rect { fill: \(accent.dark) } text { fill: #111 } }</style>
        <rect width="32" height="32" rx="7"/>
        <text x="16" y="23.5" text-anchor="middle" font-family="Charter, Georgia, serif" font-weight="600" font-size="22">\(HTMLEscape.text(letter))</text>
        </svg>

        """)
  }
}
