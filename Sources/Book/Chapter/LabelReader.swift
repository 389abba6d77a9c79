import Markdown

/// Reads the attributes of everything in a chapter but its cells, and finds ids that are given twice.
struct LabelReader {
  private(set) var labels: [Label] = []
  private(set) var diagnostics: [Diagnostic] = []
  private let document: Document
  private var source: SourceText { document.source }

  init(_ document: Document) {
    self.document = document
    let title = document.children(of: 0).first { document.nodes[$0].kind == .heading(level: 1) }
    for (index, node) in document.nodes.enumerated() {
      switch node.kind {
      case .heading where index == title: readTitle(node.attributes, at: index)
      case .heading: read(node.attributes, of: .heading, at: index)
      case .image: read(node.attributes, of: .picture, at: index)
      case .math: read(node.attributes, of: .formula, at: index)
      case .table: read(node.attributes, of: .table, at: index)
      case .codeBlock(let block) where block.isFenced: readFence(block, at: index)
      default: continue
      }
    }
  }

  private mutating func read(_ range: Range<Int>?, of subject: Label.Subject, at node: Int) {
    guard let range else { return }
    let reader = AttributeReader(at: range.lowerBound, before: range.upperBound, in: source)
    read(reader.attributes, range, of: subject, at: node)
  }

  /// The title's number is the chapter's, which the book gives.
  private mutating func readTitle(_ range: Range<Int>?, at node: Int) {
    read(range, of: .heading, at: node)
    guard let range, labels.last?.node == node, labels.last?.options.unnumbered == true else { return }
    diagnostics.append(
      Diagnostic(
        .error, at: .init(range, in: source), "a chapter's title says nothing of its number",
        explanation: "A chapter without a number is one of book.yml's list: - unnumbered: \(Path.file(of: source.name))"
      ))
  }

  /// A ```` ```math ```` fence is a displayed formula.
  private mutating func readFence(_ block: Node.CodeBlock, at node: Int) {
    guard source.text(in: FenceInfo.language(in: source, block.infoRange)) == "math" else { return }
    let info = FenceInfo(source, block.infoRange)
    diagnostics += info.diagnostics
    if !info.attributes.isEmpty { read(info.attributes, block.infoRange, of: .formula, at: node) }
  }

  private mutating func read(
    _ attributes: [AttributeReader.Attribute], _ range: Range<Int>, of subject: Label.Subject, at node: Int
  ) {
    let reader = OptionReader(
      attributes, of: subject.rawValue, BlockOption.allCases.filter { $0.subjects.contains(subject) },
      into: BlockOptions(), in: source)
    diagnostics += reader.diagnostics
    labels.append(
      Label(
        subject: subject, node: node, id: reader.id, range: reader.id == nil ? range : reader.idRange,
        options: reader.options))
  }

  /// Every id that stands in a chapter a second time.
  ///
  /// - Parameter cells: the ids of cells, as they stand there.
  func repeatedIDs(besides cells: [(id: String, range: Range<Int>)]) -> [Diagnostic] {
    let written =
      cells + labels.compactMap { label in label.id.map { ($0, label.range) } }
      + document.nodes.flatMap { node -> [(id: String, range: Range<Int>)] in
        switch node.kind {
        case .htmlBlock(let html), .htmlInline(let html):
          HTMLAttributes.values(of: ["id"], in: html).map { ($0, location(of: $0, in: node.range)) }
        default: []
        }
      }
    var first: [String: Range<Int>] = [:]
    return written.sorted { $0.range.lowerBound < $1.range.lowerBound }.compactMap { id, range in
      guard let earlier = first[id] else {
        first[id] = range
        return nil
      }
      return Diagnostic(
        .error, at: .init(range, in: source), "the id '\(id)' is taken",
        explanation: "Every id of a chapter is given once, be it to a cell, a heading or anything else.",
        notes: [.init(location: .init(earlier, in: source), text: "'\(id)' is first given here")])
    }
  }

  /// The bytes of an id that HTML gives, where they stand as they are; else all of the HTML.
  private func location(of id: String, in range: Range<Int>) -> Range<Int> {
    let wanted = Array(id.utf8)
    guard !wanted.isEmpty, wanted.count < range.count else { return range }
    let start = (range.lowerBound...range.upperBound - wanted.count).first { start in
      source.bytes[start..<start + wanted.count].elementsEqual(wanted) && start >= range.lowerBound + 3
        && source.bytes[range.lowerBound..<start].reversed().drop { "\"'".utf8.contains($0) || $0.isBlank }
          .first == UInt8(ascii: "=")
    }
    return start.map { $0..<$0 + wanted.count } ?? range
  }
}
