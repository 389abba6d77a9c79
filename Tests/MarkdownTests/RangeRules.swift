import Markdown

/// What must hold for the ranges of every document, whatever its text.
///
/// Each violation is a sentence that names the node and shows the bytes, so that a failure can be understood from the
/// test's output alone.
struct RangeRules {
  let document: Document
  private(set) var violations: [String] = []

  static func violations(in document: Document) -> [String] {
    var rules = RangeRules(document: document)
    for index in document.nodes.indices { rules.check(index) }
    return rules.violations
  }

  /// Only whether ranges nest and keep their order, for documents of any size.
  static func isNested(_ document: Document) -> Bool {
    var ends = Array(repeating: 0, count: document.nodes.count)
    return document.nodes.indices.dropFirst().allSatisfy { index in
      let node = document.nodes[index]
      let parent = document.nodes[node.parent].range
      defer { ends[node.parent] = node.range.upperBound }
      return parent.lowerBound <= node.range.lowerBound && node.range.upperBound <= parent.upperBound
        && ends[node.parent] <= node.range.lowerBound
    }
  }

  private init(document: Document) {
    self.document = document
  }

  private var bytes: [UInt8] { document.source.bytes }

  /// The bytes of a range, with NUL as CommonMark reads it.
  private func text(_ range: Range<Int>) -> String {
    document.source.text(in: range).replacing("\0", with: "\u{FFFD}")
  }

  private mutating func require(_ condition: Bool, _ index: Int, _ rule: String) {
    guard !condition else { return }
    let node = document.nodes[index]
    violations.append("node \(index), \(node.kind), at \(node.range) = \(text(node.range).debugDescription): \(rule)")
  }

  private mutating func check(_ index: Int) {
    let node = document.nodes[index]
    if node.parent >= 0 {
      let parent = document.nodes[node.parent].range
      require(
        parent.lowerBound <= node.range.lowerBound && node.range.upperBound <= parent.upperBound, index,
        "lies outside of its parent")
    }
    var previous = node.range.lowerBound
    for child in document.children(of: index) {
      require(document.nodes[child].range.lowerBound >= previous, child, "overlaps what comes before it")
      previous = document.nodes[child].range.upperBound
    }
    checkBytes(index, node)
  }

  private mutating func checkBytes(_ index: Int, _ node: Node) {
    let source = text(node.range)
    switch node.kind {
    case .text(let literal):
      let isAutolink = isAutolink(node.parent)
      if isAutolink {
        require(
          source == literal || Resolver.resolveReferences(source) == literal, index, "is not the literal's source")
      } else {
        require(isText(literal, Resolver.resolve(source), at: node.range), index, "is not the literal's source")
      }
    case .softBreak, .lineBreak:
      require(source.utf8.last == 10 || source.utf8.last == 13, index, "does not end with a line ending")
      require(
        source.allSatisfy { $0.isWhitespace } || (source.hasPrefix("\\") && node.kind == .lineBreak), index,
        "is more than a line ending")
    case .code(let literal):
      require(source.hasPrefix("`") && source.hasSuffix("`"), index, "is not between backticks")
      let inside = source.drop { $0 == "`" }.reversed().drop { $0 == "`" }.reversed()
      if !source.contains(where: \.isNewline) {
        require(
          [String(inside), String(inside).replacing("\\|", with: "|")].contains {
            $0 == literal || $0 == " \(literal) "
          },
          index, "is not the literal's source")
      }
    case .htmlInline(let literal):
      require(source.hasPrefix("<") && source.hasSuffix(">"), index, "is not between angle brackets")
      if !literal.contains("\n") { require(source == literal, index, "is not the literal's source") }
    case .emphasis:
      require(source.count > 2 && "*_".contains(source.first!), index, "does not begin with a delimiter")
      require(source.first == source.last, index, "does not end with its delimiter")
    case .strong:
      require(source.hasPrefix("**") || source.hasPrefix("__"), index, "does not begin with a delimiter")
      require(source.hasSuffix("**") || source.hasSuffix("__"), index, "does not end with a delimiter")
    case .link:
      let isBare = node.end == index + 2 && document.nodes[index + 1].range == node.range
      require(source.hasPrefix("[") || source.hasPrefix("<") || isBare, index, "does not begin with a bracket")
      require([")", "]", ">"].contains(source.last) || isBare, index, "does not end with a bracket")
      require(source.hasPrefix("<") == source.hasSuffix(">") || isBare, index, "mixes brackets")
    case .image:
      require(source.hasPrefix("!["), index, "does not begin with a bracket")
      require([")", "]"].contains(source.last), index, "does not end with a bracket")
    case .strikethrough:
      require(source.count > 2 && source.hasPrefix("~") && source.hasSuffix("~"), index, "is not between tildes")
    case .footnote: require(source.hasPrefix("[^"), index, "does not begin with its label")
    case .footnoteReference:
      require(source.hasPrefix("[^") && source.hasSuffix("]"), index, "is not between brackets")
    case .citation(let citation):
      require(citation.items.allSatisfy { text($0.keyRange) == "@" + $0.key }, index, "has other keys")
    case .taskBox: require(["[ ]", "[x]", "[X]"].contains(source), index, "is not a box")
    case .container:
      require(source.hasPrefix(":::"), index, "does not begin with colons")
      require(source.hasSuffix(":::") || !source.contains(where: \.isNewline), index, "does not end with colons")
    case .containerTitle, .term: require(source == source.trimmingBlanks, index, "has blanks at its ends")
    case .definitionList, .definition: require(!source.isEmpty, index, "is empty")
    case .blockQuote, .alert: require(source.hasPrefix(">"), index, "does not begin with >")
    case .item:
      require(source.first.map { "-+*0123456789".contains($0) } ?? false, index, "does not begin with a list marker")
    case .list:
      require(
        document.nodes[index + 1].range.lowerBound == node.range.lowerBound, index, "does not begin with its item")
    case .thematicBreak:
      require(source.allSatisfy { "*-_ \t".contains($0) } && source.count >= 3, index, "is not a thematic break")
    case .paragraph:
      if node.end > index + 1 {
        let last = document.children(of: index).reversed().first!
        require(
          document.nodes[index + 1].range.lowerBound == node.range.lowerBound, index, "begins with something else")
        let end = (document.nodes[last].attributes ?? document.nodes[last].range).upperBound
        require(end == node.range.upperBound, index, "ends with something else")
      }
    case .heading(let level):
      let isATX = source.hasPrefix(String(repeating: "#", count: level))
      require(isATX || source.hasSuffix(level == 1 ? "=" : "-"), index, "is not a heading")
    case .htmlBlock(let literal):
      require(source.hasPrefix("<"), index, "does not begin with <")
      let lines = { (text: String) in text.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
      }
      let last = lines(literal).last.map { $0.drop(while: \.isWhitespace) } ?? ""
      require(lines(source).contains { $0.hasSuffix(last) }, index, "does not contain its last line")
    case .codeBlock(let block): checkCode(index, node, block)
    case .table: require(source.contains("|"), index, "has no bars")
    case .tableRow: require(!source.contains(where: \.isNewline), index, "is more than a line")
    case .tableCell:
      require(source == source.trimmingBlanks, index, "has blanks at its ends")
    case .tableCaption: require(source.hasPrefix(": "), index, "does not begin with a colon")
    case .document, .math, .checkedValue: break
    }
  }

  /// Whether `source` is what `literal` came from. The columns that are left of a tab which a container used up in part
  /// are blanks without bytes.
  private func isText(_ literal: String, _ source: String, at range: Range<Int>) -> Bool {
    if source == literal { return true }
    guard range.lowerBound > 0, bytes[range.lowerBound - 1] == UInt8(ascii: "\t") else { return false }
    return literal.hasSuffix(source) && literal.dropLast(source.count).allSatisfy { $0 == " " }
  }

  private func isAutolink(_ index: Int) -> Bool {
    guard case .link = document.nodes[index].kind else { return false }
    return text(document.nodes[index].range).hasPrefix("<")
  }

  private mutating func checkCode(_ index: Int, _ node: Node, _ block: Node.CodeBlock) {
    var previous = node.range.lowerBound
    for line in block.lines {
      require(line.lowerBound >= previous && line.upperBound <= node.range.upperBound, index, "has lines out of order")
      previous = line.upperBound
    }
    let lines = block.literal.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    require(lines.count == block.lines.count, index, "has \(block.lines.count) ranges for \(lines.count) lines")
    for (literal, range) in zip(lines, block.lines) {
      let source = text(range)
      require(
        isText(literal, source, at: range), index,
        "has the line \(literal.debugDescription) at \(source.debugDescription)")
    }
    guard block.isFenced else { return }
    let fence = text(node.range).prefix { $0 == text(node.range).first }
    require(fence.count >= 3 && "`~".contains(fence.first!), index, "does not begin with a fence")
    // In an info string libcmark resolves references before escapes, so that `\&amp;` is resolved twice.
    let info = text(block.infoRange)
    require(Resolver.resolve(info) == block.info || info.contains("\\&"), index, "has its info string elsewhere")
    if let closing = block.closingFence {
      require(text(closing).hasPrefix(fence), index, "has its closing fence at \(text(closing).debugDescription)")
      require(closing.upperBound == node.range.upperBound, index, "does not end with its closing fence")
    }
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    String(drop { " \t".contains($0) }.reversed().drop { " \t".contains($0) }.reversed())
  }
}

/// Resolves backslash escapes and character references by asking the parser about each one alone.
enum Resolver {
  static func resolve(_ source: String) -> String {
    var result = ""
    var rest = source[...].unicodeScalars
    while let first = rest.popFirst() {
      if first == "\\", let next = rest.first, next.isASCII, next.value > 32, next.value < 127,
        !next.properties.isAlphabetic, next.properties.numericType == nil
      {
        result.unicodeScalars.append(rest.removeFirst())
      } else if first == "&", let end = rest.firstIndex(of: ";") {
        let reference = "&" + String(rest[..<end]) + ";"
        if let resolved = known(reference) {
          result += resolved
          rest = rest[rest.index(after: end)...]
        } else {
          result.unicodeScalars.append(first)
        }
      } else {
        result.unicodeScalars.append(first == "\0" ? "\u{FFFD}" : first)
      }
    }
    return result
  }

  static func resolveReferences(_ source: String) -> String {
    resolve(source.replacing("\\", with: "\\\\"))
  }

  private static func known(_ reference: String) -> String? {
    guard reference.utf8.count < 40, !reference.dropFirst().contains("&"), !reference.contains(where: \.isWhitespace)
    else { return nil }
    let document = MarkdownParser.commonMark.parse(SourceText(name: "reference", text: reference)).document
    guard document.nodes.count == 3 else { return nil }
    let text = document.plainText(of: 0)
    return text == reference ? nil : text
  }
}
