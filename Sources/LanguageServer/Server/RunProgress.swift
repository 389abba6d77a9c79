import Book
import Pipeline

/// Shows in the editor which cell of a chapter runs, where it can show such things.
final class RunProgress {
  private let editor: EditorConnection
  var isWanted = false
  /// The runs that are shown, by their chapters.
  private var runs: [String: (token: String, cells: CellProgress)] = [:]
  private var last = 0

  init(_ editor: EditorConnection) { self.editor = editor }

  func report(_ chapter: Chapter, step: Int) {
    guard isWanted, case .cell(let index) = chapter.steps[step] else { return }
    var cells = runs[chapter.file]?.cells ?? CellProgress(chapter)
    cells.begin(index)
    let words = "cell \(cells.number) of \(cells.count)"
    if let token = runs[chapter.file]?.token {
      runs[chapter.file]?.cells = cells
      let percentage = (cells.number - 1) * 100 / cells.count
      return send(token, ["kind": "report", "message": .string(words), "percentage": .integer(percentage)])
    }
    last += 1
    let token = "run \(last)"
    runs[chapter.file] = (token, cells)
    editor.send(Message.request(.string(token), "window/workDoneProgress/create", ["token": .string(token)]))
    send(
      token,
      [
        "kind": "begin", "title": .string("Running \(chapter.name)"), "message": .string(words), "percentage": 0,
        "cancellable": false,
      ])
  }

  func end(_ chapter: Chapter) {
    guard let token = runs.removeValue(forKey: chapter.file)?.token else { return }
    send(token, ["kind": "end"])
  }

  private func send(_ token: String, _ value: JSONValue) {
    editor.notify("$/progress", ["token": .string(token), "value": value])
  }
}
