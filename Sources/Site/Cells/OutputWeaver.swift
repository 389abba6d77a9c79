import Book
import Outputs

/// What a cell showed, in order, side by side where it fits.
struct OutputWeaver {
  let listing: ChapterOutline.Listing
  let words: any InterfaceWords
  /// Whether it stands on the page of its chapter, which has the numbers of pictures.
  var isOnPage = false
  /// The note about what was compared, as HTML; empty where there is none.
  var note = ""
  /// What makes a figure of a picture, by its index from 0; nil for a picture that has no id of its own.
  var figure: (_ picture: Int, _ html: String) -> String? = { _, _ in nil }

  func html(_ outputs: [ShownOutput]) -> String {
    var html =
      "<div class=\"output\" role=\"group\" aria-label=\"\(words.output(ofListing: listing.number))\">\n\(note)"
    var pictures = 0
    var stack = [String]()
    var isColumn = false
    func finishColumn() {
      if isColumn, let column = stack.popLast() { stack.append("<div class=\"stack\">\n\(column)</div>\n") }
      isColumn = false
    }
    for (index, output) in outputs.enumerated() {
      if output.isPicture {
        pictures += 1
        finishColumn()
        html += stacked(stack)
        stack = []
        html += self.html(output, picture: pictures)
      } else if index > 0, output.isText, outputs[index - 1].isText, let above = stack.popLast() {
        // What was printed and what was written to the error stream stand in their order, one below the other.
        stack.append(above + self.html(output, picture: 0))
        isColumn = true
      } else {
        finishColumn()
        stack.append(self.html(output, picture: 0))
      }
    }
    finishColumn()
    html += stack.joined()
    return html + "</div>\n"
  }

  /// What comes before a picture stands beside it as one column.
  private func stacked(_ parts: [String]) -> String {
    parts.count > 1 ? "<div class=\"stack\">\n\(parts.joined())</div>\n" : parts.joined()
  }

  private func html(_ output: ShownOutput, picture: Int) -> String {
    let content: String
    switch output.content {
    case .text(let text): content = PrintedTextWeaver.html(text, words: words)
    case .errors(let text):
      content = PrintedTextWeaver.html(text, name: words.errorStream, isErrors: true, words: words)
    case .value(let text, let form):
      content = html(text, form) ?? PrintedTextWeaver.html(StyledText(text), name: form.name, words: words)
    case .picture(let svg, let description):
      let framed = InlinePicture(svg: svg, description: description, prefix: listing.prefix(ofPicture: picture))
        .framed(hasScript: isOnPage)
      content = figure(picture - 1, framed) ?? framed + "\n"
    }
    guard output.hasDrifted else { return content }
    return
      "<div class=\"drifted\">\n\(content)<p class=\"mark\">\(words.outputDrifted)</p></div>\n"
  }

  /// A value otherwise than as its text; nil where it has no other look. The text is what is documented: what is shown has its digits,
  /// on every machine.
  private func html(_ text: String, _ form: ValueForm) -> String? {
    switch form {
    case .tensor(let tensor): TensorTable(text, of: tensor)?.html(name: tensor.name)
    case .table(let table): TextTable(text, of: table)?.html(name: table.name ?? words.table)
    case .html(let html): HTMLWeaver(text, of: html)?.html(table: words.table)
    }
  }
}

extension ChapterOutline.Listing {
  /// What the ids of one of its pictures begin with, counted from 1.
  func prefix(ofPicture picture: Int) -> String { "\(id)-\(picture)-" }
}
