import Markdown

extension Acceptance {
  /// What is written for the cell or the value that a diagnostic of the chapter is about: changes of the chapter, or of a file that it
  /// includes, and figure files as a whole.
  package func replacements(for diagnostic: Diagnostic, of chapter: Chapter) -> [Diagnostic.Replacement] {
    guard let location = diagnostic.location, chapter.sourceNames.contains(location.file) else { return [] }
    let step = chapter.step(of: diagnostic)
    // What is no step's own are the words of a picture that is shown once more.
    let isMeant = { (edit: Edit) in
      edit.step == step && (step != nil || chapter.offset(of: location).map(edit.range.contains) == true)
    }
    let changes = edits.filter(isMeant).map { edit in
      Diagnostic.Replacement(
        file: chapter.source.attachment(at: edit.range.lowerBound)?.name ?? chapter.source.name,
        location: .init(edit.range, in: chapter.source),
        text: String(decoding: edit.replacement, as: UTF8.self))
    }
    let figures = files.filter { step != nil && $0.step == step }.map { figure in
      Diagnostic.Replacement(
        file: Path.join(Path.folder(of: chapter.source.name), figure.path), location: nil, text: figure.content)
    }
    return changes + figures
  }
}
