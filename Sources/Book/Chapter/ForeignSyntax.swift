import Markdown
import Text

/// Finds syntax of other Markdown hosts that a chapter does not have: readers would see it as it is typed.
struct ForeignSyntax {
  let document: Document
  private var source: SourceText { document.source }

  private enum Kind: String, CaseIterable {
    case note, headingAttributes, emoji, diagram

    var message: (summary: String, explanation: String) {
      switch self {
      case .note:
        (
          "this mark of a note is shown as it is typed",
          "A note is a quotation whose first line is one of \(ForeignSyntax.alertMarks) alone, with its text below."
        )
      case .emoji: ("this name of an emoji is shown as it is typed", "Write the sign itself.")
      case .diagram:
        (
          "a fence of 'mermaid' is shown as its text, not as a diagram",
          "Show an image of the diagram, or write 'text' for its language."
        )
      case .headingAttributes:
        (
          "these are no attributes of a heading, and are shown as they are typed",
          "Attributes are written as in {#id .unnumbered}."
        )
      }
    }
  }

  private static let alertMarks = Node.Alert.allCases.map { "[!\($0.rawValue.uppercased())]" }.joined(separator: ", ")

  func report(to warnings: inout RepeatedWarnings) {
    for index in document.nodes.indices {
      switch document.nodes[index].kind {
      case .paragraph: reportParagraph(index, to: &warnings)
      case .heading: reportHeading(index, to: &warnings)
      case .tableCell: reportCell(index, to: &warnings)
      case .codeBlock(let block) where block.isFenced:
        let language = FenceInfo.language(in: source, block.infoRange)
        if source.text(in: language) == "mermaid" { add(.diagram, language, to: &warnings) }
      default: continue
      }
    }
  }

  private func add(_ kind: Kind, _ range: Range<Int>, to warnings: inout RepeatedWarnings) {
    warnings.add(kind.rawValue, range, kind.message.summary, kind.message.explanation)
  }

  private func reportParagraph(_ index: Int, to warnings: inout RepeatedWarnings) {
    let start = document.nodes[index].range.lowerBound
    let bytes = plainBytes(of: index)
    reportInlines(bytes, at: start, to: &warnings)
    guard document.nodes[index].parent == index - 1, document.nodes[index - 1].kind == .blockQuote,
      bytes.starts(with: "[!".utf8),
      let end = bytes.firstIndex(of: UInt8(ascii: "]")), end > 2, bytes[2..<end].allSatisfy(\.isLetter)
    else { return }
    add(.note, start..<start + end + 1, to: &warnings)
  }

  private func reportCell(_ index: Int, to warnings: inout RepeatedWarnings) {
    let start = document.nodes[index].range.lowerBound
    reportInlines(plainBytes(of: index), at: start, to: &warnings)
  }

  private func reportHeading(_ index: Int, to warnings: inout RepeatedWarnings) {
    let start = document.nodes[index].range.lowerBound
    let bytes = plainBytes(of: index)
    reportInlines(bytes, at: start, to: &warnings)
    // The text of a heading ends before the signs that may close it and before its underline.
    let textEnd = document.children(of: index).reduce(start) { max($0, document.nodes[$1].range.upperBound) } - start
    let text = bytes[..<min(bytes.count, textEnd)]
    guard text.last == UInt8(ascii: "}"), let open = text.lastIndex(of: UInt8(ascii: "{")), open > 0,
      let first = text[(open + 1)...].first, text[open - 1].isBlank
    else { return }
    let inside = text[(open + 1)..<(text.endIndex - 1)]
    let isAttributes =
      (first == UInt8(ascii: "#") || first == UInt8(ascii: ".")) && inside.count > 1
      && inside.dropFirst().first != first
      || inside.elementsEqual("-".utf8) || inside.contains(UInt8(ascii: "=")) && first.isLetter
    if isAttributes { add(.headingAttributes, start + open..<start + text.endIndex, to: &warnings) }
  }

  private func reportInlines(_ bytes: [UInt8], at start: Int, to warnings: inout RepeatedWarnings) {
    if let range = Self.enclosed(in: bytes, from: ":", to: ":"), Self.standsAlone(range, in: bytes),
      bytes[range].dropFirst().first?.isLetter == true,
      bytes[range].dropFirst().dropLast().allSatisfy({ $0.isWord || $0 == UInt8(ascii: "-") })
    {
      add(.emoji, start + range.lowerBound..<start + range.upperBound, to: &warnings)
    }
  }

  /// Whether no word and no further sign of its kind stands beside a piece of a line.
  private static func standsAlone(_ range: Range<Int>, in bytes: [UInt8]) -> Bool {
    let isFree = { (byte: UInt8) in !byte.isWord && byte < 0x80 && byte != bytes[range.lowerBound] }
    return (range.lowerBound == 0 || isFree(bytes[range.lowerBound - 1]))
      && (range.upperBound == bytes.count || isFree(bytes[range.upperBound]))
  }

  /// The bytes of a paragraph, a heading or a cell, with blanks in place of code, formulas, HTML, where links lead, and whatever a
  /// backslash escapes.
  private func plainBytes(of index: Int) -> [UInt8] {
    let node = document.nodes[index]
    let start = node.range.lowerBound
    var bytes = Array(source.bytes[node.range])
    func blank(_ range: Range<Int>) {
      for offset in range.clamped(to: node.range) where bytes[offset - start] != UInt8(ascii: "\n") {
        bytes[offset - start] = UInt8(ascii: " ")
      }
    }
    for child in index + 1..<max(index + 1, node.end) {
      let range = document.nodes[child].range
      switch document.nodes[child].kind {
      case .htmlInline, .code, .math, .checkedValue: blank(range)
      case .link where source.bytes[range.lowerBound] != UInt8(ascii: "["): blank(range)
      case .link, .image:
        let text = document.children(of: child).reduce(range.lowerBound) {
          max($0, document.nodes[$1].range.upperBound)
        }
        blank(text..<range.upperBound)
      default: continue
      }
    }
    var position = 0
    while position + 1 < bytes.count {
      if bytes[position] == UInt8(ascii: "\\"), bytes[position + 1].isPunctuation {
        blank(start + position..<start + position + 2)
        position += 1
      }
      position += 1
    }
    return bytes
  }

  /// The first piece of a line between two marks, with neither a blank inside of them nor nothing between them.
  private static func enclosed(in bytes: [UInt8], from open: String, to close: String) -> Range<Int>? {
    let (open, close) = (Array(open.utf8), Array(close.utf8))
    func has(_ mark: [UInt8], at position: Int) -> Bool {
      position + mark.count <= bytes.count && bytes[position] == mark[0]
        && bytes[position..<position + mark.count] == mark[...]
    }
    var position = 0
    while position + open.count < bytes.count {
      let inside = position + open.count
      guard has(open, at: position), !bytes[inside].isBlank, bytes[inside] != open.last else {
        position += 1
        continue
      }
      var end = inside + 1
      while end < bytes.count, bytes[end] != UInt8(ascii: "\n"), !has(close, at: end) { end += 1 }
      if end < bytes.count, bytes[end] != UInt8(ascii: "\n"), !bytes[end - 1].isBlank {
        return position..<end + close.count
      }
      // What opens before it is not closed by it either.
      position = max(inside, end)
    }
    return nil
  }
}
