import Text

/// What a terminal shows in the end of what a program printed.
///
/// A carriage return and the moves of the cursor that progress bars make write over what stands there, colours become
/// styles, and whatever else steers a terminal (its title, links, modes) leaves nothing behind. The screen is as wide and
/// as high as the text; no line is broken, and nothing scrolls away.
package struct TerminalScreen {
  private struct Glyph {
    var text: String
    var style: TextStyle
  }

  private var rows: [[Glyph]] = [[]]
  /// Rows in which something was written over: what was wiped there with blanks is no part of the text.
  private var rewritten: Set<Int> = []
  private var row = 0
  private var column = 0
  private var style = TextStyle()
  private var saved: (row: Int, column: Int) = (0, 0)

  /// What moves of the cursor and erasures may still cost, in columns and rows. No text that a program means costs as much; what
  /// is sent further is left where it is.
  private var budget = 1 << 20

  /// As far as a program can send the cursor to where nothing stands.
  private static let farthest = 999

  /// The lines that are shown. A NUL, which Markdown does not keep, is written `\x00`.
  package static func lines(_ text: String) -> [StyledText] {
    guard text.utf8.contains(where: { $0 != 0x0A && $0 != 0x09 && $0.isControl && $0 != 0 }) else {
      return OutputText.lines(text).map { StyledText($0) }
    }
    var screen = TerminalScreen()
    screen.write(text)
    return screen.lines
  }

  /// The same as one line without styles: a value in a sentence.
  package static func line(_ text: String) -> String { lines(text).map(\.text).joined(separator: " ") }

  private var lines: [StyledText] {
    var rows = rows
    while rows.count > row, rows.last?.isEmpty == true { rows.removeLast() }
    return rows.enumerated().map { index, row in
      var row = row
      if rewritten.contains(index) {
        while let last = row.last, last.style == TextStyle(), last.text == " " { row.removeLast() }
      }
      var line = StyledText("")
      for cell in row {
        let start = line.text.utf8.count
        line.text += cell.text
        let range = start..<line.text.utf8.count
        guard cell.style != TextStyle(), !range.isEmpty else { continue }
        if let last = line.runs.last, last.style == cell.style, last.range.upperBound == start {
          line.runs[line.runs.count - 1].range = last.range.lowerBound..<range.upperBound
        } else {
          line.runs.append(StyledText.Run(range, cell.style))
        }
      }
      return line
    }
  }

  private mutating func write(_ text: String) {
    var scanner = TerminalScanner(text)
    while let item = scanner.next() {
      switch item {
      case .scalar(let scalar): write(scalar)
      case .newline:
        move(to: row + 1, 0)
      case .carriageReturn: move(to: row, 0)
      case .backspace: move(to: row, column - 1)
      case .saveCursor: saved = (row, column)
      case .restoreCursor: move(to: saved.row, saved.column)
      case .sequence(let final, let parameters): execute(final, parameters)
      }
    }
  }

  private mutating func write(_ scalar: Unicode.Scalar) {
    let text = scalar == "\0" ? #"\x00"# : String(scalar)
    let width = scalar == "\t" ? 8 - column % 8 : scalar == "\0" ? 4 : TerminalText.width(scalar)
    if width == 0 {
      // A mark belongs to what stands before it.
      guard let owner = rows[row][..<min(column, rows[row].count)].lastIndex(where: { !$0.text.isEmpty }) else {
        return put(text, width: 1)
      }
      return rows[row][owner].text += text
    }
    put(text, width: width)
  }

  /// What is wider than a column has the columns after its own, which hold no text.
  private mutating func put(_ text: String, width: Int) {
    fill()
    for index in column..<min(column + width, rows[row].count) { clear(index) }
    let cells = [Glyph(text: text, style: style)] + Array(repeating: Glyph(text: "", style: style), count: width - 1)
    let end = min(column + width, rows[row].count)
    if column < rows[row].count { rewritten.insert(row) }
    rows[row].replaceSubrange(column..<end, with: cells)
    column += width
  }

  /// Makes a column blank, and with it the rest of a wide character that it was part of.
  private mutating func clear(_ index: Int) {
    let blank = Glyph(text: " ", style: TextStyle())
    var start = index
    while start > 0, rows[row][start].text.isEmpty { start -= 1 }
    var end = index + 1
    while end < rows[row].count, rows[row][end].text.isEmpty { end += 1 }
    for column in start..<end { rows[row][column] = blank }
  }

  /// Makes what lies before the cursor blank where nothing stands.
  private mutating func fill() {
    while rows[row].count < column {
      guard budget > 0 else { return column = rows[row].count }
      budget -= 1
      rows[row].append(Glyph(text: " ", style: TextStyle()))
    }
  }

  private mutating func move(to row: Int, _ column: Int) {
    self.row = max(0, row)
    self.column = max(0, column)
    while rows.count <= self.row { rows.append([]) }
  }

  /// A move that a sequence asks for, which cannot lead farther than a terminal is large.
  private mutating func jump(to row: Int, _ column: Int) {
    move(to: min(row, max(self.row, rows.count - 1, Self.farthest)), min(column, max(self.column, Self.farthest)))
  }

  private mutating func execute(_ final: UInt8, _ parameters: [[Int]]) {
    func number(_ index: Int, default value: Int) -> Int {
      let given = index < parameters.count ? parameters[index].first ?? 0 : 0
      return given == 0 ? value : given
    }
    let count = number(0, default: 1)
    switch final {
    case UInt8(ascii: "m"): style.apply(parameters)
    case UInt8(ascii: "A"): jump(to: row - count, column)
    case UInt8(ascii: "B"): jump(to: row + count, column)
    case UInt8(ascii: "C"): jump(to: row, column + count)
    case UInt8(ascii: "D"): jump(to: row, column - count)
    case UInt8(ascii: "E"): jump(to: row + count, 0)
    case UInt8(ascii: "F"): jump(to: row - count, 0)
    case UInt8(ascii: "G"): jump(to: row, count - 1)
    case UInt8(ascii: "H"), UInt8(ascii: "f"): jump(to: count - 1, number(1, default: 1) - 1)
    case UInt8(ascii: "K"): eraseInRow(number(0, default: 0))
    case UInt8(ascii: "J"): erase(number(0, default: 0))
    default: break
    }
  }

  private mutating func eraseInRow(_ part: Int) {
    rewritten.insert(row)
    if part == 0 {
      guard column < rows[row].count else { return }
      clear(column)
      rows[row].removeSubrange(column...)
    } else if part == 2 {
      rows[row] = []
    } else {
      for index in 0..<min(column + 1, rows[row].count) { clear(index) }
    }
  }

  private mutating func erase(_ part: Int) {
    guard budget >= rows.count else { return }
    budget -= rows.count
    switch part {
    case 0:
      eraseInRow(0)
      rows.removeSubrange((row + 1)...)
    case 1:
      for index in 0..<row { rows[index] = [] }
      eraseInRow(1)
    default:
      rows = Array(repeating: [], count: row + 1)
      rewritten = []
    }
    rewritten = rewritten.filter { $0 < rows.count }
  }
}
