import Markdown
import Text

/// The bytes of output fences: new ones, and those that stand in a chapter with some of their lines replaced.
struct FenceText {
  let source: SourceText
  let lineEnding: [UInt8]

  /// - Parameter offset: an offset in the file into which fences are written.
  init(source: SourceText, at offset: Int) {
    self.source = source
    lineEnding = source.lineEnding(at: offset)
  }

  /// A new fence; its first line has no prefix, because whoever places it has written that.
  func fence(of lines: [String], info: String = "output", prefix: String) -> [UInt8] {
    let fence = Array(repeating: UInt8(ascii: "`"), count: Self.fenceLength(for: lines, mark: UInt8(ascii: "`")))
    var bytes = fence + Array(info.utf8) + lineEnding
    for line in lines { bytes += self.line(line, prefix: prefix) + lineEnding }
    return bytes + Array(prefix.utf8) + fence
  }

  /// What becomes of the lines of a fence; a line that is not named stays byte for byte.
  struct LineEdits {
    var replaced: [Int: String] = [:]
    var removed: Set<Int> = []
    /// New lines after a line, or, after line -1, at the top.
    var inserted: [Int: [String]] = [:]
  }

  /// A fence as it stands, but for some of its lines.
  func fence(_ fence: DocumentedOutput.TextFence, _ edits: LineEdits) -> [UInt8] {
    let first = source.position(at: fence.range.lowerBound).line
    let last = source.position(at: fence.range.upperBound).line
    var top = Array(source.bytes[fence.range.lowerBound..<source.lineStarts[first]])
    var content = [UInt8]()
    for line in edits.inserted[-1] ?? [] { content += self.line(line, prefix: fence.linePrefix) + lineEnding }
    for index in fence.lines.indices {
      let number = first + 1 + index
      let whole = source.lineStarts[number - 1]..<source.lineStarts[number]
      if let line = edits.replaced[index] {
        let start = max(whole.lowerBound, min(fence.lines[index].lowerBound, source.lineRange(number).upperBound))
        let prefix = source.bytes[whole.lowerBound..<start]
        // The line's own prefix serves where the text cannot be taken for a part of it.
        let isOwn =
          !prefix.isEmpty && !prefix.contains(UInt8(ascii: "\t")) && !(line.utf8.first.map(\.isBlank) ?? false)
        content += self.line(line, prefix: isOwn ? String(decoding: prefix, as: UTF8.self) : fence.linePrefix)
        content += source.bytes[source.lineRange(number).upperBound..<whole.upperBound]
      } else if !edits.removed.contains(index) {
        content += source.bytes[whole]
      }
      for line in edits.inserted[index] ?? [] { content += self.line(line, prefix: fence.linePrefix) + lineEnding }
    }
    var bottom = Array(source.bytes[source.lineStarts[last - 1]..<fence.range.upperBound])
    lengthen(&top, &bottom, for: Array(edits.replaced.values) + edits.inserted.values.flatMap { $0 })
    return top + content + bottom
  }

  private func line(_ text: String, prefix: String) -> [UInt8] {
    guard text.isEmpty else {
      // A quote mark takes a blank that follows it to itself.
      let takesBlank = prefix.utf8.last == UInt8(ascii: ">") && text.utf8.first.map(\.isBlank) ?? false
      return Array(prefix.utf8) + (takesBlank ? [UInt8(ascii: " ")] : []) + Array(text.utf8)
    }
    var bytes = Array(prefix.utf8)
    while let last = bytes.last, last.isBlank { bytes.removeLast() }
    return bytes
  }

  /// Makes a fence longer than every run of its own character in what is written into it.
  private func lengthen(_ top: inout [UInt8], _ bottom: inout [UInt8], for lines: [String]) {
    guard let mark = top.first else { return }
    let length = top.prefix { $0 == mark }.count
    let needed = Self.fenceLength(for: lines, mark: mark)
    guard needed > length, let location = bottom.firstIndex(of: mark) else { return }
    let closing = bottom[location...].prefix { $0 == mark }.count
    top.insert(contentsOf: Array(repeating: mark, count: needed - length), at: 0)
    if closing < needed { bottom.insert(contentsOf: Array(repeating: mark, count: needed - closing), at: location) }
  }

  private static func fenceLength(for lines: [String], mark: UInt8) -> Int {
    var longest = 0
    for line in lines {
      var run = 0
      for byte in line.utf8 {
        run = byte == mark ? run + 1 : 0
        longest = max(longest, run)
      }
    }
    return max(3, longest + 1)
  }
}
