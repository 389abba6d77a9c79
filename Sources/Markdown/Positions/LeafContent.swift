/// The text of a paragraph or heading as the inline parser sees it: its lines without what belongs to the containers,
/// joined by newlines, and the way back to the source.
struct LeafContent {
  private(set) var bytes: [UInt8] = []
  private struct Line {
    /// Where it begins in `bytes`.
    var start: Int
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

  mutating func append(line: Range<Int>, of text: SourceText) {
    if !lines.isEmpty { bytes.append(.newline) }
    let isPair = text.bytes.has([.carriageReturn, .newline], at: line.upperBound)
    lines.append(Line(start: bytes.count, source: line, next: line.upperBound + (isPair ? 2 : 1)))
    bytes.append(contentsOf: text.bytes[line])
  }

  /// Where the byte at `offset` came from. A newline came from the end of its line.
  func sourceStart(_ offset: Int) -> Int {
    let line = lines[lineIndex(offset)]
    return line.source.lowerBound + offset - line.start
  }

  /// Where something ends whose last byte is the one before `offset`.
  func sourceEnd(_ offset: Int) -> Int {
    guard offset > 0 else { return sourceStart(0) }
    let line = lines[lineIndex(offset - 1)]
    let isNewline = offset - line.start > line.source.count
    return isNewline ? line.next : line.source.lowerBound + offset - line.start
  }

  func sourceRange(_ range: Range<Int>) -> Range<Int> {
    let start = sourceStart(range.lowerBound)
    return range.isEmpty ? start..<start : start..<sourceEnd(range.upperBound)
  }

  /// Where in `bytes` the byte at `source` went.
  func offset(ofSource source: Int) -> Int {
    var low = 0
    var high = lines.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle].source.lowerBound <= source { low = middle } else { high = middle }
    }
    return lines[low].start + min(max(0, source - lines[low].source.lowerBound), lines[low].source.count)
  }

  private func lineIndex(_ offset: Int) -> Int {
    var low = 0
    var high = lines.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle].start <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
