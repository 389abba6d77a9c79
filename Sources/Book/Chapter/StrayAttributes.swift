import Markdown
import Text

/// Finds attributes that belong to nothing because of where they stand, and captions that are parted from their table: readers would
/// see both as they are typed.
struct StrayAttributes {
  let document: Document
  private var source: SourceText { document.source }

  var diagnostics: [Diagnostic] { document.nodes.indices.flatMap(problems) }

  private func problems(_ index: Int) -> [Diagnostic] {
    switch document.nodes[index].kind {
    case .paragraph: caption(index) ?? linesOfAttributes(index)
    case .image: behindPicture(index)
    default: []
    }
  }

  /// `: Sizes {#tab-sizes}` with an empty line above it.
  private func caption(_ paragraph: Int) -> [Diagnostic]? {
    let range = document.nodes[paragraph].range
    guard source.bytes[range].starts(with: ": ".utf8), let table = previous(paragraph),
      document.nodes[table].kind == .table, document.caption(ofTable: table) == nil
    else { return nil }
    let line = source.lineRange(source.position(at: range.lowerBound).line)
    return [
      error(
        range.lowerBound..<min(line.upperBound, range.upperBound), "this caption is parted from its table",
        "It stands directly below the table's last row: remove the empty line.")
    ]
  }

  /// The node that stands before another of the same parent.
  private func previous(_ index: Int) -> Int? {
    document.children(of: document.nodes[index].parent).first { document.nodes[$0].end == index }
  }

  /// `{#id}` on a line of its own.
  private func linesOfAttributes(_ paragraph: Int) -> [Diagnostic] {
    document.children(of: paragraph).compactMap { child in
      guard case .text = document.nodes[child].kind else { return nil }
      let range = source.trimmingBlanks(document.nodes[child].range)
      let line = source.lineRange(source.position(at: range.lowerBound).line)
      guard isAttributes(range), source.trimmingContainers(line).lowerBound == range.lowerBound,
        source.trimmingBlanks(line).upperBound == range.upperBound
      else { return nil }
      return error(
        range, "these attributes belong to nothing, since they stand on a line of their own",
        "They stand in the line of what they are about: behind the text of a heading, the picture, the last $$ of a formula, the "
          + "language of a fence, or the caption below a table.")
    }
  }

  /// A picture that has text beside it is a part of a sentence.
  private func behindPicture(_ image: Int) -> [Diagnostic] {
    let node = document.nodes[image]
    guard node.attributes == nil, node.range.upperBound < source.bytes.count,
      source.bytes[node.range.upperBound] == UInt8(ascii: "{")
    else { return [] }
    let line = source.lineRange(source.position(at: node.range.upperBound).line)
    let reader = AttributeReader(at: node.range.upperBound, before: line.upperBound, in: source)
    guard reader.problems.isEmpty, !reader.attributes.isEmpty else { return [] }
    return [
      error(
        node.range.upperBound..<reader.end, "a picture within a line has no attributes",
        "It has a number and a caption where it stands alone in its paragraph, with empty lines around it.")
    ]
  }

  private func isAttributes(_ range: Range<Int>) -> Bool {
    guard range.count > 2, source.bytes[range.lowerBound] == UInt8(ascii: "{") else { return false }
    let reader = AttributeReader(at: range.lowerBound, before: range.upperBound, in: source)
    return reader.problems.isEmpty && reader.end == range.upperBound && reader.attributes.contains { $0.kind != .value }
  }

  private func error(_ range: Range<Int>, _ summary: String, _ explanation: String) -> Diagnostic {
    Diagnostic(.error, at: .init(range, in: source), summary, explanation: explanation)
  }
}
