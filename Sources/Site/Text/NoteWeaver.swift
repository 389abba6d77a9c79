import Book
import Markdown

/// Notes beside the text, and the boxes of tasks, with names in the page's language.
enum NoteWeaver {
  /// What stands for a node of these kinds, or around its content; nil for any other.
  static func html(_ kind: Node.Kind, _ words: any InterfaceWords) -> HTMLRenderer.Replacement? {
    switch kind {
    case .alert(let alert):
      let name = HTMLEscape.text(words.name(of: alert))
      return .wrap(
        open:
          "<aside class=\"alert \(alert.rawValue)\" aria-label=\"\(name)\">\n<p class=\"alert-name\" aria-hidden=\"true\">\(name)</p>\n",
        close: "</aside>\n")
    case .taskBox(let isDone):
      let name = HTMLEscape.text(isDone ? words.taskDone : words.taskOpen)
      return .html("<input type=\"checkbox\" disabled\(isDone ? " checked" : "") aria-label=\"\(name)\">")
    default: return nil
    }
  }
}
