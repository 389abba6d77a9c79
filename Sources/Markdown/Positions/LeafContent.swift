import Text

/// The text of a paragraph or heading as the inline parser sees it: its lines without what belongs to the containers,
/// joined by newlines, and the way back to the source.
struct LeafContent {
  private(set) var bytes: [UInt8] = []
  private struct Line {
    /// Where it begins in `bytes`, and how many blanks stand there that have no bytes of their own.
    var start: Int
    var padding: Int
    var source: Range<Int>
    /// The offset after its line ending, which is two bytes for CR LF.
    var next: Int
  }
  private var lines: [Line] = []

  /// Empties the content and keeps its storage.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
  }

  /// - Parameter padding: The columns that are left of a tab before the line, which a container used up in part.
  mutating func append(line: Range<Int>, padding: Int = 0, of text: SourceText) {
    if !lines.isEmpty { bytes.append(.newline) }
    let isPair = text.bytes.has([.carriageReturn, .newline], at: line.upperBound)
    lines.append(Line(start: bytes.count, padding: padding, source: line, next: line.upperBound + (isPair ? 2 : 1)))
    for _ in 0..<padding { bytes.append(.space) }
    bytes.append(contentsOf: text.bytes[line])
  }

  /// Where the byte at `offset` came from. A newline came from the end of its line.
  func sourceStart(_ offset: Int) -> Int {
    let line = lines[lineIndex(offset)]
    return line.source.lowerBound + max(0, offset - line.start - line.padding)
  }

  /// Where something ends whose last byte is the one before `offset`.
  func sourceEnd(_ offset: Int) -> Int {
    guard offset > 0 else { return sourceStart(0) }
    let line = lines[lineIndex(offset - 1)]
    let count = max(0, offset - line.start - line.padding)
    return count > line.source.count ? line.next : line.source.lowerBound + count
  }

  func sourceRange(_ range: Range<Int>) -> Range<Int> {
    let start = sourceStart(range.lowerBound)
    return range.isEmpty ? start..<start : start..<sourceEnd(range.upperBound)
  }

  /// Where in `bytes` the byte at `source` went.
  func offset(ofSource source: Int) -> Int {
    let line = lines[max(0, lines.partitioningIndex { $0.source.lowerBound > source } - 1)]
    return line.start + line.padding + min(max(0, source - line.source.lowerBound), line.source.count)
  }

  private func lineIndex(_ offset: Int) -> Int {
    max(0, lines.partitioningIndex { $0.start > offset } - 1)
  }
}
