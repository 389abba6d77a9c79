import Book

/// Shows in the editor which cell of a chapter runs, where it can show such things.
final class RunProgress {
  private let editor: EditorConnection
  var isWanted = false
  private var tokens: [String: String] = [:]
  private var last = 0

  init(_ editor: EditorConnection) { self.editor = editor }

  func report(_ chapter: Chapter, step: Int) {
    guard isWanted, case .cell(let index) = chapter.steps[step] else { return }
    let words = "cell \(index + 1) of \(chapter.cells.count)"
    if let token = tokens[chapter.file] {
      return send(
        token, ["kind": "report", "message": .string(words), "percentage": .integer(index * 100 / chapter.cells.count)])
    }
    last += 1
    let token = "run \(last)"
    tokens[chapter.file] = token
    editor.send(Message.request(.string(token), "window/workDoneProgress/create", ["token": .string(token)]))
    send(
      token,
      [
        "kind": "begin", "title": .string("Running \(chapter.name)"), "message": .string(words), "percentage": 0,
        "cancellable": false,
      ])
  }

  func end(_ chapter: Chapter) {
    guard let token = tokens.removeValue(forKey: chapter.file) else { return }
    send(token, ["kind": "end"])
  }

  private func send(_ token: String, _ value: JSONValue) {
    editor.notify("$/progress", ["token": .string(token), "value": value])
  }
}
