/// The cover of a book that has no picture of its own: its title and its authors.
enum CoverPicture {
  private static let lettersInLine = 18

  static func svg(title: String, authors: [String]) -> String {
    let lines = wrapped(title, to: lettersInLine)
    let size = 84
    let top = 620 - lines.count * size / 2
    let text = lines.enumerated().map { index, line in
      "<text x=\"600\" y=\"\(top + index * size * 5 / 4)\" font-size=\"\(size)\" font-weight=\"600\" fill=\"#1c1e21\">"
        + "\(Markup.escaped(line))</text>\n"
    }
    let names = wrapped(authors.joined(separator: ", "), to: 40).enumerated().map { index, line in
      "<text x=\"600\" y=\"\(1440 + index * 52)\" font-size=\"40\" fill=\"#5e636b\">\(Markup.escaped(line))</text>\n"
    }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 1600" width="1200" height="1600" font-family="Charter, Georgia, serif" text-anchor="middle">
      <title>\(Markup.escaped(title))</title>
      <rect width="1200" height="1600" fill="#fdfcfa"/>
      <path d="M480 1320H720" stroke="#1f5fae" stroke-width="4"/>
      \(text.joined())\(names.joined())</svg>

      """
  }

  private static func wrapped(_ text: String, to letters: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= letters {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
