/// How a terminal draws a character, as far as a page can.
package struct TextStyle: Sendable, Hashable {
  package enum Colour: Sendable, Hashable {
    /// One of the sixteen that a terminal names: black, red, green, yellow, blue, magenta, cyan, white, and the same bright.
    case named(Int)
    case rgb(red: UInt8, green: UInt8, blue: UInt8)
  }

  package var isBold = false
  package var isFaint = false
  package var isItalic = false
  package var isUnderlined = false
  package var isStruck = false
  /// Whether text and background have each other's colour.
  package var isInverse = false
  /// Nil for the page's own colour, here and of the background.
  package var colour: Colour?
  package var background: Colour?

  package init() {}
}

/// Text of which some runs have a style.
package struct StyledText: Sendable, Hashable, ExpressibleByStringLiteral {
  package struct Run: Sendable, Hashable {
    /// Bytes of the text.
    package var range: Range<Int>
    package var style: TextStyle

    package init(_ range: Range<Int>, _ style: TextStyle) {
      self.range = range
      self.style = style
    }
  }

  package var text: String
  /// In the order of the text, without overlap; what belongs to none has no style.
  package var runs: [Run]

  package init(_ text: String, runs: [Run] = []) {
    self.text = text
    self.runs = runs
  }

  package init(stringLiteral text: String) { self.init(text) }

  /// Lines as one text, every line ended by a newline.
  init(lines: some Sequence<StyledText>) {
    self.init("")
    for line in lines {
      let start = text.utf8.count
      runs += line.runs.map { Run($0.range.lowerBound + start..<$0.range.upperBound + start, $0.style) }
      text += line.text + "\n"
    }
  }

  /// The lines of the text, without what ends them.
  package var lines: [StyledText] {
    var lines = [StyledText]()
    var start = 0
    var next = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let range = start..<start + line.utf8.count
      var runs = [Run]()
      while next < self.runs.count, self.runs[next].range.lowerBound < range.upperBound {
        let run = self.runs[next]
        let part = run.range.clamped(to: range)
        if !part.isEmpty {
          runs.append(Run(part.lowerBound - start..<part.upperBound - start, run.style))
        }
        if run.range.upperBound > range.upperBound { break }
        next += 1
      }
      lines.append(StyledText(String(line), runs: runs))
      start = range.upperBound + 1
    }
    if lines.last?.text.isEmpty == true { lines.removeLast() }
    return lines
  }
}
