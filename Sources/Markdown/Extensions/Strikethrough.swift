import Text

extension MarkdownExtension {
  /// `~~gone~~`, and `~gone~` where it stands alone: a tilde before a number means "about".
  package static let strikethrough = MarkdownExtension("strikethrough", escaped: "~") { tree, text in
    guard text.bytes.contains(.tilde) else { return }
    let marks = Strikethrough.marks(in: tree.items, of: text)
    guard !marks.isEmpty else { return }
    tree.rewrite { index, items, builder in
      guard let (text, marks) = marks[index] else { return nil }
      var start = 0
      for mark in marks {
        text.write(start..<mark.literal.lowerBound, to: &builder)
        if let range = mark.range {
          builder.open(items[index].replaced(by: .strikethrough, at: range))
        } else {
          builder.close()
        }
        start = mark.literal.upperBound
      }
      text.write(start..<text.literal.count, to: &builder)
      return index + 1
    }
  }
}

/// Finds which tildes belong together: those among the children of one node, so that they nest with emphasis and links.
enum Strikethrough {
  /// Tildes that open or close something.
  struct Mark {
    var literal: Range<Int>
    /// For those that open, all that is struck out, the tildes included.
    var range: Range<Int>?
  }

  private struct Run {
    var node: Int
    var literal: Range<Int>
    var source: Range<Int>
  }

  /// For each text node that has some, its marks in order.
  static func marks(in items: [MarkdownTree.Element], of text: SourceText) -> [Int: (LocatedText, [Mark])] {
    var marks: [Int: (LocatedText, [Mark])] = [:]
    var located: [Int: LocatedText] = [:]
    var reader = LiteralReader()
    // By parent, the runs of one tilde and of two that are open.
    var open: [Int: [[Run]]] = [:]
    func add(_ run: Run, _ range: Range<Int>?) {
      guard let text = located[run.node] else { return }
      marks[run.node, default: (text, [])].1.append(Mark(literal: run.literal, range: range))
    }
    for (index, item) in items.enumerated() {
      guard case .text(let literal) = item.node.kind, literal.utf8.contains(.tilde), !isAddress(item, items, text),
        let piece = LocatedText(item, in: text.bytes, by: &reader)
      else { continue }
      located[index] = piece
      var stacks = open.removeValue(forKey: item.node.parent) ?? [[], []]
      for literal in runs(in: piece) {
        let run = Run(node: index, literal: literal, source: piece.range(literal))
        let (opens, closes) = sides(of: run.source, in: text.bytes)
        let same = literal.count - 1
        if closes, let opener = stacks[same].popLast() {
          while let other = stacks[1 - same].last, other.source.lowerBound > opener.source.lowerBound {
            stacks[1 - same].removeLast()
          }
          add(opener, opener.source.lowerBound..<run.source.upperBound)
          add(run, nil)
        } else if opens {
          stacks[same].append(run)
        }
      }
      open[item.node.parent] = stacks
    }
    return marks.mapValues { ($0.0, $0.1.sorted { $0.literal.lowerBound < $1.literal.lowerBound }) }
  }

  /// Whether a text is the address to which the link around it leads.
  private static func isAddress(_ item: MarkdownTree.Element, _ items: [MarkdownTree.Element], _ text: SourceText)
    -> Bool
  {
    guard case .link = items[item.node.parent].node.kind else { return false }
    return text.bytes[items[item.node.parent].node.range.lowerBound] != .leftBracket
  }

  /// The runs of one tilde or two, none of them escaped.
  private static func runs(in text: LocatedText) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    while start < text.literal.count {
      guard text.literal[start] == .tilde, text.isPlain(start) else {
        start += 1
        continue
      }
      var end = start
      while end < text.literal.count, text.literal[end] == .tilde, text.isPlain(end) { end += 1 }
      if end - start <= 2 { runs.append(start..<end) }
      start = end
    }
    return runs
  }

  /// CommonMark's rules for delimiters: what opens has a word behind it, what closes one before it.
  private static func sides(of run: Range<Int>, in bytes: [UInt8]) -> (opens: Bool, closes: Bool) {
    let before = Neighbour(bytes.scalar(before: run.lowerBound))
    let after = Neighbour(bytes.scalar(at: run.upperBound))
    let opens = after != .blank && (after != .punctuation || before != .word)
    let closes = before != .blank && (before != .punctuation || after != .word)
    return run.count > 1 ? (opens, closes) : (opens && before != .word, closes && after != .word)
  }

  private enum Neighbour {
    case blank, punctuation, word

    init(_ scalar: Unicode.Scalar?) {
      guard let scalar, !scalar.properties.isWhitespace else {
        self = .blank
        return
      }
      switch scalar.properties.generalCategory {
      case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
        .finalPunctuation, .otherPunctuation:
        self = .punctuation
      default: self = scalar.isASCII && UInt8(scalar.value).isPunctuation ? .punctuation : .word
      }
    }
  }
}

extension [UInt8] {
  /// The character that ends before `position`, or begins there; nil at an end of the text.
  fileprivate func scalar(before position: Int) -> Unicode.Scalar? {
    guard position > 0 else { return nil }
    var start = position - 1
    while start > 0, self[start] & 0xC0 == 0x80 { start -= 1 }
    return scalar(at: start)
  }

  fileprivate func scalar(at position: Int) -> Unicode.Scalar? {
    String(decoding: self[position..<Swift.min(count, position + 4)], as: UTF8.self).unicodeScalars.first
  }
}
