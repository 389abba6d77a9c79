import Text

/// The block quotes and list items that are open, and what a line must begin with to continue them.
///
/// libcmark does not report how wide a list item's indentation is, nor where on a line the content of a block begins, so
/// both are worked out from the source by CommonMark's rules for container blocks.
struct Containers {
  private enum Marker {
    case blockQuote
    /// A list item continues on lines that are indented by this many columns.
    case item(width: Int)
  }

  private struct Container {
    var marker: Marker
    /// The index after the last node of the container.
    var end: Int
    /// The line on which it opened, and the position after its marker there.
    var line: Int
    var inside: LineCursor
  }

  private var open: [Container] = []

  /// Closes what ended before the node at `index`.
  mutating func close(before index: Int) {
    while let last = open.last, last.end <= index { open.removeLast() }
  }

  /// Where the content of the innermost container begins on `line`; and whether the line continues all of them. Where it
  /// does not, the position after those that it continues is returned: that is where a lazy line's content is looked for.
  func content(of line: Int, in text: SourceText) -> (cursor: LineCursor, isComplete: Bool) {
    if let last = open.last, last.line == line { return (last.inside, true) }
    var cursor = Self.start(of: line, in: text)
    for container in open {
      let indentation = cursor.indentation(in: text.bytes)
      switch container.marker {
      case .blockQuote:
        guard indentation.columns <= 3, indentation.end < cursor.end, text.bytes[indentation.end] == .rightAngle else {
          return (cursor, false)
        }
        cursor.advance(bytes: indentation.end + 1 - cursor.offset, in: text.bytes)
        cursor.skipBlank(in: text.bytes)
      case .item(let width):
        if indentation.columns >= width {
          cursor.advance(columns: width, in: text.bytes)
        } else if indentation.isBlank {
          cursor.advance(bytes: indentation.end - cursor.offset, in: text.bytes)
        } else {
          return (cursor, false)
        }
      }
    }
    return (cursor, true)
  }

  /// Opens a block quote whose first line is `line`; the range of its first marker.
  mutating func openBlockQuote(on line: Int, until end: Int, in text: SourceText) -> Range<Int> {
    var cursor = content(of: line, in: text).cursor
    let start = cursor.indentation(in: text.bytes).end
    cursor.advance(bytes: start + 1 - cursor.offset, in: text.bytes)
    cursor.skipBlank(in: text.bytes)
    open.append(Container(marker: .blockQuote, end: end, line: line, inside: cursor))
    return start..<min(start + 1, cursor.end)
  }

  /// Opens a list item whose first line is `line`; the range of its marker.
  mutating func openItem(on line: Int, until end: Int, in text: SourceText) -> Range<Int> {
    let bytes = text.bytes
    var cursor = content(of: line, in: text).cursor
    let indentation = cursor.indentation(in: bytes)
    var markerEnd = indentation.end
    while markerEnd < cursor.end, bytes[markerEnd].isDigit { markerEnd += 1 }
    markerEnd = min(markerEnd + 1, cursor.end)
    let marker = indentation.end..<markerEnd
    cursor.advance(bytes: marker.upperBound - cursor.offset, in: bytes)

    // One to four columns of blanks belong to the marker; with more, the content is indented code after one column.
    var wide = cursor
    while wide.column - cursor.column <= 5, wide.skipBlank(in: bytes) {}
    var padding = wide.column - cursor.column
    if padding >= 5 || padding < 1 || wide.offset == wide.end {
      padding = 1
      cursor.skipBlank(in: bytes)
    } else {
      cursor = wide
    }
    open.append(
      Container(
        marker: .item(width: indentation.columns + marker.count + padding), end: end, line: line, inside: cursor))
    return marker
  }

  private static func start(of line: Int, in text: SourceText) -> LineCursor {
    let range = text.lineRange(line)
    // libcmark skips a byte-order mark at the start of what it is given.
    let skipped = line == 1 ? text.bytes.byteOrderMarkLength : 0
    return LineCursor(range.lowerBound + skipped..<range.upperBound)
  }
}
