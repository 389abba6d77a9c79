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
  /// Whether text and ground have each other's colour.
  package var isInverse = false
  /// Nil for the page's own colour, here and of the ground.
  package var colour: Colour?
  package var ground: Colour?

  package init() {}
}

/// Text of which some stretches have a style.
package struct StyledText: Sendable, Hashable, ExpressibleByStringLiteral {
  package struct Stretch: Sendable, Hashable {
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
  package var stretches: [Stretch]

  package init(_ text: String, stretches: [Stretch] = []) {
    self.text = text
    self.stretches = stretches
  }

  package init(stringLiteral text: String) { self.init(text) }

  /// Lines as one text, every line ended by a newline.
  init(lines: some Sequence<StyledText>) {
    self.init("")
    for line in lines {
      let start = text.utf8.count
      stretches += line.stretches.map { Stretch($0.range.lowerBound + start..<$0.range.upperBound + start, $0.style) }
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
      var stretches = [Stretch]()
      while next < self.stretches.count, self.stretches[next].range.lowerBound < range.upperBound {
        let stretch = self.stretches[next]
        let part = stretch.range.clamped(to: range)
        if !part.isEmpty {
          stretches.append(Stretch(part.lowerBound - start..<part.upperBound - start, stretch.style))
        }
        if stretch.range.upperBound > range.upperBound { break }
        next += 1
      }
      lines.append(StyledText(String(line), stretches: stretches))
      start = range.upperBound + 1
    }
    if lines.last?.text.isEmpty == true { lines.removeLast() }
    return lines
  }
}
