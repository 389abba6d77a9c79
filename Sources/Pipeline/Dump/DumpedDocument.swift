import Markdown

/// A document for `dump --stage markdown`: its nodes in order, each with its depth, kind, range and position.
struct DumpedDocument: Encodable {
  struct DumpedNode: Encodable {
    var depth: Int
    var kind: String
    var range: [Int]
    var start: String
    var end: String
    var text: String?
    var attributes: [String: String]?
  }

  var nodes: [DumpedNode] = []

  init(_ document: Document) {
    var open: [Int] = []
    for (index, node) in document.nodes.enumerated() {
      while let last = open.last, last <= index { open.removeLast() }
      var (kind, text, attributes) = node.kind.described
      attributes["attributes"] = node.attributes.map { document.source.text(in: $0) }
      nodes.append(
        DumpedNode(
          depth: open.count, kind: kind, range: [node.range.lowerBound, node.range.upperBound],
          start: document.source.position(at: node.range.lowerBound).described,
          end: document.source.position(at: node.range.upperBound).described, text: text,
          attributes: attributes.isEmpty ? nil : attributes))
      open.append(node.end)
    }
  }
}

extension SourcePosition {
  fileprivate var described: String { "\(line):\(column)" }
}

extension Node.Kind {
  fileprivate var described: (kind: String, text: String?, attributes: [String: String]) {
    switch self {
    case .document: ("document", nil, [:])
    case .blockQuote: ("blockQuote", nil, [:])
    case .list(let list):
      ("list", nil, ["ordered": "\(list.isOrdered)", "start": "\(list.start)", "tight": "\(list.isTight)"])
    case .item: ("item", nil, [:])
    case .codeBlock(let code): ("codeBlock", code.literal, code.isFenced ? ["info": code.info] : [:])
    case .htmlBlock(let html): ("htmlBlock", html, [:])
    case .paragraph: ("paragraph", nil, [:])
    case .heading(let level): ("heading", nil, ["level": "\(level)"])
    case .thematicBreak: ("thematicBreak", nil, [:])
    case .text(let text): ("text", text, [:])
    case .softBreak: ("softBreak", nil, [:])
    case .lineBreak: ("lineBreak", nil, [:])
    case .code(let code): ("code", code, [:])
    case .htmlInline(let html): ("htmlInline", html, [:])
    case .emphasis: ("emphasis", nil, [:])
    case .strong: ("strong", nil, [:])
    case .link(let destination, let title): ("link", nil, ["destination": destination, "title": title])
    case .image(let destination, let title): ("image", nil, ["destination": destination, "title": title])
    case .math(let math): ("math", math.source, ["display": "\(math.isDisplay)"])
    case .checkedValue(let value): ("checkedValue", nil, ["expression": value.expression])
    case .strikethrough: ("strikethrough", nil, [:])
    case .taskBox(let isDone): ("taskBox", nil, ["done": "\(isDone)"])
    case .alert(let alert): ("alert", nil, ["alert": alert.rawValue])
    case .footnote(let note): ("footnote", nil, ["label": note.label, "number": "\(note.number)"])
    case .footnoteReference(let note): ("footnoteReference", nil, ["label": note.label, "number": "\(note.number)"])
    case .container(let container): ("container", nil, ["name": container.name])
    case .containerTitle: ("containerTitle", nil, [:])
    case .definitionList: ("definitionList", nil, [:])
    case .term: ("term", nil, [:])
    case .definition(let isTight): ("definition", nil, ["tight": "\(isTight)"])
    case .citation(let citation):
      ("citation", citation.text, ["keys": citation.items.map(\.key).joined(separator: " ")])
    case .table: ("table", nil, [:])
    case .tableRow(let row): ("tableRow", nil, row.isHead ? ["head": "true"] : [:])
    case .tableCaption: ("tableCaption", nil, [:])
    case .tableCell(let cell):
      ("tableCell", nil, cell.alignment == .none ? [:] : ["alignment": cell.alignment.rawValue])
    }
  }
}
