extension Document {
  /// The document with others in the place of some of its nodes, and the code of some blocks taken from elsewhere.
  ///
  /// - Parameters:
  ///   - source: the source of it and of all of the others.
  ///   - documents: by the nodes that they replace.
  ///   - code: the blocks as they are with their code, by their nodes.
  package func including(
    _ documents: [Int: Document], code: [Int: Node.CodeBlock], source: SourceText
  ) -> Document {
    var result: [Node] = []
    var open: [(index: Int, end: Int)] = []
    var index = 0
    while index < nodes.count || !open.isEmpty {
      if let last = open.last, last.end <= index {
        result[last.index].end = result.count
        open.removeLast()
        continue
      }
      var node = nodes[index]
      let parent = open.last?.index ?? -1
      if let document = documents[index] {
        let base = result.count - 1
        for var inner in document.nodes.dropFirst() {
          inner.parent = inner.parent == 0 ? parent : inner.parent + base
          inner.end += base
          result.append(inner)
        }
        index = node.end
        continue
      }
      if let block = code[index] { node.kind = .codeBlock(block) }
      node.parent = parent
      open.append((result.count, node.end))
      result.append(node)
      index += 1
    }
    return Document(source: source, nodes: documents.isEmpty ? result : Self.numberingFootnotes(result, source))
  }

  /// Footnotes in the order in which they are first referred to. A reference is one to the footnote of its own file, or else to that of
  /// another one.
  private static func numberingFootnotes(_ nodes: [Node], _ source: SourceText) -> [Node] {
    struct Key: Hashable {
      var label: String
      var part: Int?
    }
    func part(_ node: Node) -> Int? { source.attachment(at: node.range.lowerBound)?.range.lowerBound }
    var parts: [String: [Int?]] = [:]
    for node in nodes {
      if case .footnote(let note) = node.kind { parts[note.label, default: []].append(part(node)) }
    }
    func key(_ note: Node.Footnote, _ node: Node) -> Key {
      let (own, all) = (part(node), parts[note.label] ?? [])
      return Key(label: note.label, part: all.contains(own) ? own : all.first ?? own)
    }
    var numbers: [Key: Node.Footnote] = [:]
    var result = nodes
    for (index, node) in nodes.enumerated() {
      guard case .footnoteReference(let reference) = node.kind else { continue }
      let key = key(reference, node)
      var note = numbers[key] ?? Node.Footnote(label: reference.label, number: numbers.count + 1, references: 0)
      note.references += 1
      numbers[key] = note
      result[index].kind = .footnoteReference(note)
    }
    for (index, node) in nodes.enumerated() {
      guard case .footnote(let note) = node.kind else { continue }
      result[index].kind = .footnote(
        numbers[key(note, node)] ?? Node.Footnote(label: note.label, number: 0, references: 0))
    }
    return result
  }
}
