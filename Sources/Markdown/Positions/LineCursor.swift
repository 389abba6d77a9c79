import Text

/// A position within one line, in bytes and in columns, where a tab reaches to the next multiple of four columns and may be
/// used up in parts. The block rules of CommonMark are written in columns; everything else here is in bytes.
struct LineCursor {
  /// The next byte.
  private(set) var offset: Int
  private(set) var column = 0
  /// Whether columns of the tab at `offset` were used up already.
  private(set) var isInsideTab = false
  /// The end of the line, without its line ending.
  let end: Int

  init(_ line: Range<Int>) {
    offset = line.lowerBound
    end = line.upperBound
  }

  /// What comes before the first byte that is neither a space nor a tab: how many columns, and where that byte is.
  struct Indentation {
    var columns: Int
    var end: Int
    /// Whether nothing else is on the line.
    var isBlank: Bool
  }

  func indentation(in bytes: [UInt8]) -> Indentation {
    var position = offset
    var columns = column
    while position < end {
      if bytes[position] == .space {
        columns += 1
      } else if bytes[position] == .tab {
        columns += 4 - columns % 4
      } else {
        break
      }
      position += 1
    }
    return Indentation(columns: columns - column, end: position, isBlank: position == end)
  }

  mutating func advance(bytes count: Int, in bytes: [UInt8]) {
    let target = min(end, offset + count)
    while offset < target {
      column += bytes[offset] == .tab ? 4 - column % 4 : 1
      offset += 1
      isInsideTab = false
    }
  }

  mutating func advance(columns count: Int, in bytes: [UInt8]) {
    var remaining = count
    while remaining > 0, offset < end {
      guard bytes[offset] == .tab else {
        column += 1
        offset += 1
        remaining -= 1
        isInsideTab = false
        continue
      }
      let width = 4 - column % 4
      isInsideTab = width > remaining
      column += min(remaining, width)
      if !isInsideTab { offset += 1 }
      remaining -= min(remaining, width)
    }
  }

  /// Advances over one column of blank, if there is one; whether there was.
  @discardableResult
  mutating func skipBlank(in bytes: [UInt8]) -> Bool {
    guard offset < end, bytes[offset].isBlank else { return false }
    advance(columns: 1, in: bytes)
    return true
  }

  /// The bytes that are left. Of a tab that a container used up in part, nothing is left: its other columns are blanks
  /// in the content but no bytes of their own.
  var rest: Range<Int> { min(end, isInsideTab ? offset + 1 : offset)..<end }

  var columnsLeftOfTab: Int { isInsideTab ? 4 - column % 4 : 0 }
}
