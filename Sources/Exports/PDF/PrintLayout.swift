/// What of a chapter stays on one page of paper, and what begins no page without what stands above it: style sheets see neither how
/// long a text is nor how it ends.
struct PrintLayout {
  private var events: [Markup.Event]
  /// The index of the end of each element, by that of its start.
  private let ends: [Int: Int]

  /// Code that is longer may go on upon the next page.
  private static let linesOfShortCode = 12
  /// A page has some fifty lines of code.
  private static let linesOfShortOutput = 26
  private static let linesOfShortCell = 16
  /// Pictures are no higher than this, in lines.
  private static let linesOfPicture = 22
  /// Two lines of text, which cannot be parted.
  private static let lengthOfShortParagraph = 180

  static func laidOut(_ content: Markup) -> Markup {
    var layout = PrintLayout(content)
    layout.mark()
    return Markup(events: layout.events)
  }

  private init(_ content: Markup) {
    events = content.events
    var ends: [Int: Int] = [:]
    var open: [Int] = []
    for index in events.indices {
      switch events[index] {
      case .start: open.append(index)
      case .end: if let start = open.popLast() { ends[start] = index }
      case .text: break
      }
    }
    self.ends = ends
  }

  private mutating func mark() {
    for index in events.indices {
      guard case .start(let tag) = events[index] else { continue }
      switch tag.name {
      case "pre" where tag.hasClass("code") && lines(of: index) < Self.linesOfShortCode: add("short", to: index)
      case "figure" where tag.hasClass("cell"): markCell(index)
      case "p" where leads(index): add("leading", to: index)
      default: break
      }
    }
  }

  private mutating func markCell(_ cell: Int) {
    var (code, output) = (0, 0)
    var hasPicture = false
    for child in children(of: cell) {
      guard case .start(let tag) = events[child] else { continue }
      if tag.hasClass("output") {
        let lines = height(of: child)
        output += lines
        if lines <= Self.linesOfShortOutput { add("together", to: child) }
        if lines >= Self.linesOfPicture { hasPicture = true }
      } else {
        code += lines(of: child)
      }
    }
    let isPicture = hasPicture && code < Self.linesOfShortCode && output <= Self.linesOfShortOutput
    if isPicture || code + output <= Self.linesOfShortCell { add("together", to: cell) }
  }

  /// About how high an output is, in lines.
  private func height(of output: Int) -> Int {
    var lines = 0
    for index in output..<(ends[output] ?? output) {
      guard case .start(let tag) = events[index] else { continue }
      switch tag.name {
      case "svg" where !tag.hasClass("narrow"), "img": lines += Self.linesOfPicture
      case "pre": lines += self.lines(of: index)
      case "tr": lines += 2
      default: break
      }
    }
    return lines
  }

  /// Whether a paragraph stands above what it speaks of: it ends with a colon, or is all that a section says before it shows something.
  private func leads(_ paragraph: Int) -> Bool {
    guard let next = sibling(after: paragraph), ["figure", "pre", "table", "div", "ul", "ol", "dl"].contains(next.name)
    else { return false }
    let text = Markup(events: events).text(from: paragraph)
    if let last = text.last(where: { !$0.isWhitespace }), ":：".contains(last) { return true }
    guard ["figure", "pre", "table"].contains(next.name), text.count < Self.lengthOfShortParagraph else { return false }
    return ["h2", "h3", "h4", "h5", "h6"].contains(tagBefore(paragraph)?.name)
  }

  // MARK: The tree

  private func children(of parent: Int) -> [Int] {
    var children: [Int] = []
    var index = parent + 1
    while index < ends[parent] ?? 0 {
      if let end = ends[index] {
        children.append(index)
        index = end
      }
      index += 1
    }
    return children
  }

  private func sibling(after element: Int) -> Markup.Tag? {
    guard let end = ends[element] else { return nil }
    for event in events[(end + 1)...] {
      switch event {
      case .start(let tag): return tag
      case .text(let text) where text.allSatisfy(\.isWhitespace): continue
      case .text, .end: return nil
      }
    }
    return nil
  }

  /// The tag of the element that ends where another begins.
  private func tagBefore(_ element: Int) -> Markup.Tag? {
    var index = element - 1
    while index >= 0, case .text(let text) = events[index], text.allSatisfy(\.isWhitespace) { index -= 1 }
    guard index >= 0, case .end = events[index] else { return nil }
    var depth = 0
    while index >= 0 {
      switch events[index] {
      case .end: depth += 1
      case .start(let tag):
        depth -= 1
        if depth == 0 { return tag }
      case .text: break
      }
      index -= 1
    }
    return nil
  }

  private func lines(of element: Int) -> Int {
    Markup(events: events).text(from: element).utf8.count { $0 == UInt8(ascii: "\n") }
  }

  private mutating func add(_ name: String, to element: Int) {
    guard case .start(var tag) = events[element] else { return }
    tag["class"] = [tag["class"], name].compactMap(\.self).joined(separator: " ")
    events[element] = .start(tag)
  }
}
