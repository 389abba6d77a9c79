extension Markup {
  /// A line of text as Markdown, with its titles of works and its links.
  var markdown: String {
    var text = ""
    var open: [String] = []
    for event in events {
      switch event {
      case .start(let tag):
        switch tag.name {
        case "cite", "em", "i":
          text += "*"
          open.append("*")
        case "a":
          text += "["
          open.append("](<\(tag["href"] ?? "")>)")
        default: open.append("")
        }
      case .text(let part): text += part
      case .end: text += open.popLast() ?? ""
      }
    }
    return text
  }
}
