import Book
import Markdown
import Text

/// The default HTML of each kind of node: what CommonMark's specification expects, to the newline.
struct HTMLWriter {
  /// What is left to write after a node's content.
  enum Closing {
    case none
    case inline(StaticString)
    case block(StaticString)
    case raw(String)
    case heading(level: Int)
  }

  enum Opening {
    /// All of the node is written.
    case leaf
    /// The node's children come next.
    case container(Closing)
  }

  private(set) var output: [UInt8] = []
  private let document: Document
  private let destination: ((String) -> String)?

  /// - Parameter destination: what to write for the destination of a link or a picture; nil for what stands there.
  init(document: Document, destination: ((String) -> String)? = nil) {
    self.document = document
    self.destination = destination
    output.reserveCapacity(document.source.bytes.count + document.source.bytes.count / 4)
  }

  mutating func raw(_ html: String) {
    output.append(contentsOf: html.utf8)
  }

  mutating func open(_ index: Int) -> Opening {
    switch document.nodes[index].kind {
    case .document: return .container(.none)
    case .blockQuote:
      block("<blockquote>\n")
      return .container(.block("</blockquote>\n"))
    case .list(let list):
      startLine()
      guard list.isOrdered else {
        write("<ul>\n")
        return .container(.block("</ul>\n"))
      }
      raw(list.start == 1 ? "<ol>\n" : "<ol start=\"\(list.start)\">\n")
      return .container(.block("</ol>\n"))
    case .item:
      block("<li>")
      return .container(.inline("</li>\n"))
    case .codeBlock(let block):
      codeBlock(block)
      return .leaf
    case .htmlBlock(let html):
      startLine()
      raw(rewritten(html))
      startLine()
      return .leaf
    case .paragraph:
      guard !isTight(index) else { return .container(.none) }
      block("<p>")
      return .container(.inline("</p>\n"))
    case .heading(let level):
      startLine()
      raw("<h\(level)>")
      return .container(.heading(level: level))
    case .thematicBreak:
      block("<hr />\n")
      return .leaf
    case .emphasis:
      write("<em>")
      return .container(.inline("</em>"))
    case .strong:
      write("<strong>")
      return .container(.inline("</strong>"))
    case .link(let written, let title):
      write("<a href=\"")
      HTMLEscape.append(url: destination?(written) ?? written, to: &output)
      attribute(title: title)
      write(">")
      return .container(.inline("</a>"))
    case .image(let written, let title):
      write("<img src=\"")
      HTMLEscape.append(url: destination?(written) ?? written, to: &output)
      write("\" alt=\"")
      alternativeText(of: index)
      attribute(title: title)
      write(" />")
      return .leaf
    case .checkedValue: return .container(.none)
    case .strikethrough:
      write("<del>")
      return .container(.inline("</del>"))
    case .taskBox(let isDone):
      write(isDone ? "<input checked=\"\" disabled=\"\" type=\"checkbox\">" : "<input disabled=\"\" type=\"checkbox\">")
    case .alert(let alert):
      startLine()
      raw("<div class=\"markdown-alert markdown-alert-\(alert.rawValue)\">\n")
      raw(
        "<p class=\"markdown-alert-title\">\(alert.rawValue.prefix(1).uppercased())\(alert.rawValue.dropFirst())</p>\n")
      return .container(.block("</div>\n"))
    case .footnote(let note):
      startLine()
      raw("<div class=\"footnote\" id=\"\(note.id)\">\n")
      return .container(.block("</div>\n"))
    case .footnoteReference(let note):
      raw("<sup><a href=\"#\(note.id)\" id=\"\(note.referenceID(note.references))\">\(note.number)</a></sup>")
    case .container(let container):
      startLine()
      raw("<div class=\"\(HTMLEscape.text(container.name))\">\n")
      return .container(.block("</div>\n"))
    case .containerTitle:
      block("<p class=\"title\">")
      return .container(.inline("</p>\n"))
    case .definitionList:
      block("<dl>\n")
      return .container(.block("</dl>\n"))
    case .term:
      block("<dt>")
      return .container(.inline("</dt>\n"))
    case .definition:
      block("<dd>")
      return .container(.inline("</dd>\n"))
    case .table:
      block("<table>\n")
      return .container(.block("</table>\n"))
    case .tableRow(let row): return .container(.raw(open(row, at: index)))
    case .tableCell(let cell):
      let element = cell.isHead ? "th" : "td"
      raw("<\(element)\(cell.alignment == .none ? "" : " align=\"\(cell.alignment.html)\"")>")
      return .container(.raw("</\(element)>\n"))
    case .tableCaption:
      write("<caption>")
      return .container(.inline("</caption>\n"))
    case .text(let text): HTMLEscape.append(text, to: &output)
    case .citation(let citation): HTMLEscape.append(citation.text, to: &output)
    case .softBreak: write("\n")
    case .lineBreak: write("<br />\n")
    case .htmlInline(let html): raw(rewritten(html))
    case .code(let code):
      write("<code>")
      HTMLEscape.append(code, to: &output)
      write("</code>")
    case .math(let math):
      if math.isDisplay { block("<div class=\"math\">") } else { write("<span class=\"math\">") }
      HTMLEscape.append(math.source, to: &output)
      if math.isDisplay { write("</div>\n") } else { write("</span>") }
    }
    return .leaf
  }

  mutating func close(_ closing: Closing) {
    switch closing {
    case .none: break
    case .inline(let html): write(html)
    case .block(let html): block(html)
    case .raw(let html): raw(html)
    case .heading(let level): raw("</h\(level)>\n")
    }
  }

  /// A paragraph of a tight list has no tags.
  private func isTight(_ index: Int) -> Bool {
    let parent = document.nodes[index].parent
    if parent > 0, case .definition(let isTight) = document.nodes[parent].kind { return isTight }
    guard parent > 0, case .list(let list) = document.nodes[document.nodes[parent].parent].kind else { return false }
    return list.isTight
  }

  /// Opens a row and the part of the table that begins with it; what closes them, with the cells that the source leaves out.
  private mutating func open(_ row: Node.TableRow, at index: Int) -> String {
    let table = document.nodes[index].parent
    let isFirst = index == table + 1 || index == document.nodes[table + 1].end
    let next = document.nodes[index].end
    let isLast = row.isHead || next == document.nodes[table].end || document.nodes[next].kind == .tableCaption
    let part = row.isHead ? "thead" : "tbody"
    raw((isFirst ? "<\(part)>\n" : "") + "<tr>\n")
    // A text of few bytes must not become a page of millions of cells.
    let missing =
      row.missingCells <= 100
      ? String(repeating: "<td></td>\n", count: row.missingCells) : "<td colspan=\"\(row.missingCells)\"></td>\n"
    return missing + "</tr>\n" + (isLast ? "</\(part)>\n" : "")
  }

  private mutating func codeBlock(_ block: Node.CodeBlock) {
    startLine()
    write("<pre><code")
    if let language = block.info.utf8.split(whereSeparator: \.isWhitespace).first {
      write(" class=\"language-")
      HTMLEscape.append(String(Substring(language)), to: &output)
      write("\"")
    }
    write(">")
    HTMLEscape.append(block.literal, to: &output)
    write("</code></pre>\n")
  }

  /// The content of an image, without any markup.
  private mutating func alternativeText(of index: Int) {
    for node in document.nodes[index + 1..<document.nodes[index].end] {
      switch node.kind {
      case .text(let text), .code(let text), .htmlInline(let text): HTMLEscape.append(text, to: &output)
      case .math(let math): HTMLEscape.append(math.source, to: &output)
      case .softBreak, .lineBreak: write(" ")
      default: break
      }
    }
  }

  /// Ends the attribute before it, and adds a title if there is one.
  private mutating func attribute(title: String) {
    write("\"")
    guard !title.isEmpty else { return }
    write(" title=\"")
    HTMLEscape.append(title, to: &output)
    write("\"")
  }

  /// The author's own HTML, its links as those of the text.
  private func rewritten(_ html: String) -> String {
    guard let destination else { return html }
    return HTMLAttributes.replacing(HTMLAttributes.links, in: html, by: destination)
  }

  private mutating func write(_ html: StaticString) {
    output.append(contentsOf: UnsafeBufferPointer(start: html.utf8Start, count: html.utf8CodeUnitCount))
  }

  /// Writes `html` on a line of its own.
  private mutating func block(_ html: StaticString) {
    startLine()
    write(html)
  }

  private mutating func startLine() {
    if let last = output.last, last != UInt8(ascii: "\n") { output.append(UInt8(ascii: "\n")) }
  }
}

extension Node.Alignment {
  /// Its name in HTML.
  var html: String { self == .centre ? "center" : rawValue }
}

extension Node.Footnote {
  /// The anchor of the note. Anchors with an underscore at the start are the page's own.
  var id: String { "_note-\(number)" }

  /// The anchor of a reference to it, of which there may be several.
  func referenceID(_ reference: Int) -> String { "_ref-\(number)" + (reference == 1 ? "" : "-\(reference)") }
}
