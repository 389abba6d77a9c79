import Text

extension MarkdownExtension {
  /// `::: name {#id} Title` and the blocks below it, up to a line of as many colons.
  ///
  /// Both lines are thematic breaks to libcmark, which may stand wherever they may; what is between them is read as it would
  /// be without them, and stays where it is.
  package static let containers = MarkdownExtension("containers") { text, next in
    guard text.bytes.contains(colons: 3) else { return next(text) }
    var lines = ContainerFinder(text: text).lines
    for _ in 0..<4 where !lines.isEmpty {
      let extracted = ExtractedBlocks(lines.map(\.block), in: text)
      let read = next(extracted.text)
      let placed = Set(extracted.placed(in: read).map(\.range))
      guard placed.count == lines.count else {
        lines.removeAll { !placed.contains($0.range) }
        continue
      }
      let flat = extracted.restored(read) { lines[$0].write($1, $2, in: text.bytes, &$3) }
      return ContainerNesting(flat, lines, in: text).tree
    }
    return ContainerNesting(next(text), [], in: text).tree
  }
}

/// Puts what stands between the lines of a container into it.
private struct ContainerNesting {
  private(set) var tree: MarkdownTree
  private let text: SourceText
  /// The lines, by where they begin.
  private let lines: [Int: ContainerLine]
  /// The nodes of the lines that close, by those of the lines that open.
  private var ends: [Int: Int] = [:]
  private var closing: Set<Int> = []

  init(_ flat: MarkdownTree, _ lines: [ContainerLine], in text: SourceText) {
    tree = flat
    self.text = text
    self.lines = Dictionary(lines.map { ($0.range.lowerBound, $0) }) { first, _ in first }
    pair()
    nest()
    reportStray()
  }

  /// A line closes the innermost container of as many colons, or else the innermost of all, of those that stand beside it.
  private mutating func pair() {
    var open: [Int: [(node: Int, line: ContainerLine)]] = [:]
    var counts: [Int: [Int: Int]] = [:]
    for (index, item) in tree.items.enumerated() {
      guard let line = lines[item.node.range.lowerBound] else { continue }
      let parent = item.node.parent
      switch item.node.kind {
      case .container where line.isWhole(in: text.bytes): continue
      case .container where !line.isClosing:
        open[parent, default: []].append((index, line))
        counts[parent, default: [:]][line.colons, default: 0] += 1
      case .thematicBreak where line.isClosing:
        closing.insert(index)
        var siblings = open.removeValue(forKey: parent) ?? []
        defer { open[parent] = siblings }
        let hasEqual = counts[parent]?[line.colons] ?? 0 > 0
        let equal = hasEqual ? siblings.lastIndex { $0.line.colons == line.colons } : nil
        guard let last = equal ?? siblings.indices.last else {
          report(
            line.range, "closes nothing",
            "A container begins with a line such as `::: aside`, which stands in the same list item or quotation.")
          continue
        }
        for inner in siblings[(last + 1)...] { reportUnclosed(inner.line) }
        for ended in siblings[last...] { counts[parent]?[ended.line.colons]? -= 1 }
        ends[siblings[last].node] = index
        siblings.removeSubrange(last...)
      default: continue
      }
    }
    for line in open.values.joined().map(\.line) { reportUnclosed(line) }
  }

  private mutating func reportUnclosed(_ line: ContainerLine) {
    report(
      line.range, "is never closed",
      "It ends with a line of as many colons, `\(String(repeating: ":", count: line.colons))`, in the same list item or "
        + "quotation.")
  }

  private mutating func nest() {
    var builder = TreeBuilder(capacity: tree.items.count)
    var openEnds: [Int] = []
    var index = 0
    while index < tree.items.count || !openEnds.isEmpty {
      if let last = openEnds.last, last <= index {
        builder.close()
        openEnds.removeLast()
      } else if closing.contains(index) {
        index += 1
      } else if let end = ends[index] {
        var item = tree.items[index]
        item.node.range = item.node.range.lowerBound..<tree.items[end].node.range.upperBound
        builder.open(item)
        openEnds.append(end)
        index += 1
      } else {
        builder.open(tree.items[index])
        openEnds.append(tree.items[index].node.end)
        index += 1
      }
    }
    tree.items = builder.items
  }

  /// Lines of colons that are text in the end, as in a footnote: readers would see them.
  private mutating func reportStray() {
    for item in tree.items {
      guard case .text = item.node.kind, text.bytes.has(":::".utf8, at: item.node.range.lowerBound) else { continue }
      let start = item.node.range.lowerBound
      let line = text.lineRange(text.position(at: start).line)
      guard text.bytes[line.lowerBound..<start].allSatisfy({ $0.isBlank || $0 == .rightAngle }) else { continue }
      report(start..<text.bytes.trimmed(start..<line.upperBound).upperBound, "opens nothing here", "")
    }
  }

  private mutating func report(_ range: Range<Int>, _ what: String, _ explanation: String) {
    tree.problems.append(
      MarkdownProblem(
        .container, at: range, "`\(text.text(in: range))` \(what).",
        explanation: explanation + (explanation.isEmpty ? "" : " ")
          + "To show colons at the beginning of a line as they are, write `\\:::`."))
  }
}

extension [UInt8] {
  /// Whether so many colons stand next to each other.
  func contains(colons: Int) -> Bool {
    var position = 0
    while let found = self[position...].firstIndex(of: .colon) {
      let length = runLength(of: .colon, at: found, before: count)
      if length >= colons { return true }
      position = found + length
    }
    return false
  }
}
