import Markdown
import Text

/// Reads what the containers of a document are, and what is wrong with them.
struct ContainerReader {
  private(set) var containers: [Container] = []
  private(set) var labels: [Label] = []
  private(set) var diagnostics: [Diagnostic] = []
  private let document: Document
  private var kinds: [Int: ContainerKind] = [:]
  private var source: SourceText { document.source }

  init(document: Document) {
    self.document = document
    for (index, node) in document.nodes.enumerated() {
      if case .container(let container) = node.kind { read(container, at: index) }
    }
  }

  private mutating func read(_ container: Node.Container, at index: Int) {
    let info = FenceInfo(source, container.nameRange.lowerBound..<container.attributesRange.upperBound)
    if container.name != ContainerKind.include.rawValue, !container.name.isEmpty { diagnostics += info.diagnostics }
    guard let kind = ContainerKind(rawValue: container.name) else { return reportUnknown(container, info) }
    // What could not be included has been reported.
    if kind == .include { return }
    kinds[index] = kind
    let options = OptionReader(
      info.attributes, of: kind.rawValue, BlockOption.allCases.filter { $0.subjects.contains(.container) },
      into: BlockOptions(), in: source)
    diagnostics += options.diagnostics
    if options.id != nil {
      labels.append(
        Label(subject: .container, node: index, id: options.id, range: options.idRange, options: options.options))
    }
    checkTitle(of: kind, container, at: index)
    checkPlace(of: kind, container, at: index)
    containers.append(Container(kind: kind, node: index, id: options.id, idRange: options.idRange))
  }

  private mutating func reportUnknown(_ container: Node.Container, _ info: FenceInfo) {
    let known = ContainerKind.allCases.map(\.rawValue)
    // As Pandoc writes it, `::: {.aside}`, or MyST, `:::{aside}`.
    if container.name.isEmpty {
      let inside = source.text(in: container.attributesRange)
      let written = inside.drop { "{. ".contains($0) }.prefix { !"} .#=".contains($0) }
      let name = known.first { $0 == written }
      return report(
        container.attributesRange, "this container has no name",
        "The name stands before the braces. "
          + (name.map { "Write `::: \($0)`." } ?? ForeignForm.container(String(written))?.advice ?? "Write `::: note`."),
        instead: inside.dropFirst().dropLast().contains { " =#".contains($0) } ? nil : name)
    }
    // VitePress and Docusaurus have titles in brackets.
    let word = container.name.prefix { !"[{".contains($0) }
    if word.count < container.name.count, let name = known.first(where: { $0 == word }) {
      return report(
        container.nameRange, "'\(container.name)' is not a container",
        "A title stands behind a blank: `::: \(name) \(container.name.dropFirst(word.count).filter { !"[]".contains($0) })`."
      )
    }
    report(
      container.nameRange, "'\(container.name)' is not a container",
      ForeignForm.container(String(word))?.advice
        ?? Spelling.advice(for: container.name, among: known, choices: "The containers are"),
      instead: Spelling.nearest(container.name, among: known))
  }

  private mutating func checkTitle(of kind: ContainerKind, _ container: Node.Container, at index: Int) {
    let first = index + 1 < document.nodes[index].end ? document.nodes[index + 1] : nil
    let title = first?.kind == .containerTitle ? first : nil
    switch kind.titleRule {
    case .none:
      guard let title else { return }
      report(title.range, "'\(kind.rawValue)' has no title", "Remove it, or write it below the line.")
    case .required:
      guard title == nil else { return }
      report(container.nameRange, "this '\(kind.rawValue)' has no title", "Write it behind the name: `::: tab macOS`.")
    case .optional: break
    }
    guard let title, source.bytes[title.range].last == UInt8(ascii: "}"),
      let brace = source.bytes[title.range].lastIndex(of: UInt8(ascii: "{")),
      source.bytes[brace + 1..<title.range.upperBound].first.map({ "#.".utf8.contains($0) }) == true
    else { return }
    report(
      brace..<title.range.upperBound, "attributes may not stand behind a title",
      "They stand behind the name, as in `::: exercise {#id} Title`.")
  }

  /// Whether a container is no more than the line that opens it.
  private func isOpening(_ node: Int) -> Bool {
    let range = document.nodes[node].range
    return range.upperBound <= source.lineRange(source.position(at: range.lowerBound).line).upperBound
  }

  private mutating func checkPlace(of kind: ContainerKind, _ container: Node.Container, at index: Int) {
    if let expected = kind.parent {
      // A solution may stand deeper, as in a list of the exercise.
      var parent = document.nodes[index].parent
      while kind == .solution, parent > 0, kinds[parent] == nil { parent = document.nodes[parent].parent }
      // Of one that is never closed nobody knows what stands in it, and it has been reported.
      let isUnclosed = kinds.contains { node, kind in kind == expected && node < index && isOpening(node) }
      if kinds[parent] != expected, !isUnclosed {
        report(
          container.nameRange, "'\(kind.rawValue)' may not stand here",
          "It stands in a container '\(expected.rawValue)'.")
      }
    }
    guard let child = kind.child else { return }
    for node in document.children(of: index) {
      let written = document.nodes[node]
      if case .container(let container) = written.kind, container.name == child.rawValue { continue }
      if written.kind == .containerTitle { continue }
      let line = source.lineRange(source.position(at: written.range.lowerBound).line)
      let end = max(written.range.lowerBound, min(line.upperBound, written.range.upperBound))
      report(
        written.range.lowerBound..<end, "this may not stand directly in '\(kind.rawValue)'",
        "'\(kind.rawValue)' consists of containers '\(child.rawValue)': `::: \(child.rawValue)` above it, `:::` below it."
      )
    }
  }

  private mutating func report(_ range: Range<Int>, _ summary: String, _ explanation: String, instead: String? = nil) {
    diagnostics.append(
      Diagnostic(.error, at: .init(range, in: source), summary, explanation: explanation, instead: instead))
  }
}
