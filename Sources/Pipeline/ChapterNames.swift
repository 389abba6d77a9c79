import Book

extension LoadedBook {
  /// The chapters that a request is restricted to; all where it names none.
  package func chapters(named names: [String], workingFolder: String) throws(UsageProblem) -> [Chapter] {
    guard !names.isEmpty else { return chapters }
    var chosen = Set<String>()
    for name in names { chosen.insert(try chapter(named: name, workingFolder: workingFolder).file) }
    return chapters.filter { chosen.contains($0.file) }
  }

  package func hasChapter(named name: String, workingFolder: String) -> Bool {
    (try? chapter(named: name, workingFolder: workingFolder)) != nil
  }

  /// The chapter that a user means, and the full name of its cell where the name is one of a cell, `chapter#cell`.
  package func chapterAndCell(
    named name: String, workingFolder: String
  ) throws(UsageProblem) -> (chapter: Chapter, cell: String?) {
    // The name of a chapter may have a `#` of its own, the id of a cell has none.
    guard let hash = name.lastIndex(of: "#"), !hasChapter(named: name, workingFolder: workingFolder) else {
      return (try chapter(named: name, workingFolder: workingFolder), nil)
    }
    let chapterName = String(name[..<hash])
    let chapter = try chapter(named: chapterName, workingFolder: workingFolder)
    let cell = chapter.name + name[hash...]
    guard chapter.cells.contains(where: { $0.name == cell }) else {
      throw UsageProblem(
        description: "'\(chapterName)' has no cell '\(name)'. "
          + Spelling.advice(for: name, among: chapter.cells.map(\.name), choices: "It has:"))
    }
    return (chapter, cell)
  }

  /// The chapter that a user means: by its path in the book, by its file as the working folder sees it, or by the file's name alone
  /// where only one chapter has it; each with or without `.md`.
  package func chapter(named name: String, workingFolder: String) throws(UsageProblem) -> Chapter {
    let stem = name.hasSuffix(".md") ? String(name.dropLast(3)) : name
    let inBook = Path.normalise(stem)
    if let chapter = chapters.first(where: { $0.name == inBook }) { return chapter }
    let file = Path.normalise(Path.join(workingFolder, stem + ".md"))
    if let chapter = chapters.first(where: { Path.normalise(Path.join(location.folder, $0.file)) == file }) {
      return chapter
    }
    let sameFile = chapters.filter { Path.file(of: $0.name) == inBook }
    if sameFile.count == 1 { return sameFile[0] }
    if sameFile.count > 1 {
      throw UsageProblem(
        description: "several chapters are called '\(name)': name one by its path, "
          + sameFile.map { "'\($0.name)'" }.joined(separator: " or "))
    }
    let cells = chapters.flatMap(\.cells).filter { $0.id == name }
    if !cells.isEmpty {
      throw UsageProblem(
        description: "'\(name)' is no chapter but a cell: name it "
          + cells.map { "'\($0.name)'" }.joined(separator: " or "))
    }
    let known = chapters.map(\.name)
    throw UsageProblem(
      description: "the book has no chapter '\(name)'. "
        + Spelling.advice(for: name, among: known, choices: "It has:"))
  }
}
