import Markdown

/// Where what was said of files stands once something is written into them.
package struct MovedLocations: Sendable {
  private let files: [String: File]

  private struct File {
    let old: SourceText
    let new: SourceText
    let edits: [Acceptance.Edit]

    /// Where an offset of the old bytes is in the new ones. In what is replaced it stays as far behind its beginning as it was.
    func moved(_ offset: Int) -> Int {
      var shift = 0
      for edit in edits {
        if edit.range.upperBound > offset {
          guard edit.range.lowerBound < offset else { break }
          return edit.range.lowerBound + shift + min(offset - edit.range.lowerBound, edit.replacement.count)
        }
        shift += edit.replacement.count - edit.range.count
      }
      return offset + shift
    }

    func moved(_ range: Range<Int>) -> Range<Int> {
      let start = moved(range.lowerBound)
      // What is written behind a text is no part of it.
      return start..<max(start, range.isEmpty ? start : moved(range.upperBound - 1) + 1)
    }

    func moved(line: Int) -> Int {
      guard old.lineStarts.indices.contains(line - 1) else { return line }
      return new.position(at: min(moved(old.lineStarts[line - 1]), new.bytes.count)).line
    }
  }

  package init(_ files: [EditedFile]) {
    self.files = Dictionary(
      files.map { file in
        (
          file.name,
          File(
            old: SourceText(name: file.name, bytes: file.old), new: SourceText(name: file.name, bytes: file.new),
            edits: file.edits)
        )
      }
    ) { first, _ in first }
  }

  package func moved(_ diagnostic: Diagnostic) -> Diagnostic {
    var diagnostic = diagnostic
    if let file = diagnostic.location.flatMap({ files[$0.file] }) {
      for index in diagnostic.differences.indices {
        diagnostic.differences[index].line = diagnostic.differences[index].line.map(file.moved(line:))
      }
    }
    diagnostic.location = diagnostic.location.map(moved)
    for index in diagnostic.notes.indices {
      diagnostic.notes[index].location = diagnostic.notes[index].location.map(moved)
    }
    return diagnostic
  }

  private func moved(_ location: Diagnostic.Location) -> Diagnostic.Location {
    guard let file = files[location.file] else { return location }
    let range = file.moved(location.range).clamped(to: 0..<file.new.bytes.count)
    return Diagnostic.Location(range, in: file.new)
  }
}
