import Markdown

/// A figure file beside chapters whose cell is gone or has another name.
package struct UnownedFigure: Sendable, Hashable {
  /// The absolute path.
  package var path: String
  /// Whether `accept` may remove it: it wrote the file, and no chapter names it.
  package var isRemovable: Bool
  /// What shows it and is no chapter, which is why it stays; nil where nothing does, or `accept` did not write it.
  package var user: String?
  /// What is to be said about it: at each image of it, or once.
  package var diagnostics: [Diagnostic]
}

extension UnownedFigure {
  /// The figure files that no cell shows, documents or is about to write, in the order of their paths.
  ///
  /// - Parameters:
  ///   - chapters: All chapters of the book, with what a run of each gave.
  ///   - files: The names of the files in the folder `figures` of a chapter's folder.
  ///   - user: The file that names a figure and is no chapter, by the figure's absolute path: then it stays.
  ///   - read: What a file holds, by its absolute path; nil where it cannot be read.
  package static func all(
    in chapters: [(chapter: Chapter, results: ChapterResults)], files: (_ folder: String) -> [String],
    user: (_ path: String) -> String?, read: (_ path: String) -> String?
  ) -> [UnownedFigure] {
    let folders = Set(chapters.map(\.chapter.folder)).sorted()
    return folders.flatMap { folder -> [UnownedFigure] in
      let here = chapters.filter { $0.chapter.folder == folder }
      let owned = here.reduce(into: Set<String>()) { $0.formUnion(figures(of: $1.chapter, $1.results)) }
      let unfinished = here.flatMap { unfinishedCells(of: $0.chapter, $0.results) }
      return files(folder).map { "figures/" + $0 }.sorted()
        .compactMap { figure in
          guard FigureName.isFigure(figure), !owned.contains(figure),
            !unfinished.contains(where: { FigureName.number(of: figure, cell: $0) != nil })
          else { return nil }
          let path = Path.join(folder, figure)
          guard let content = read(path) else { return nil }
          let file = FigureFile(content)
          let isOurs = here.contains { file.isOriginal(at: figure, besideChapter: $0.chapter.name) }
          if let user = user(path) {
            return isOurs ? UnownedFigure(path: path, isRemovable: false, user: user, diagnostics: []) : nil
          }
          return unowned(figure, isOurs ? file.cell : nil, at: path, in: chapters.map(\.chapter))
        }
    }
  }

  /// The ids of cells of which nobody knows what they show, because they did not run to their end.
  private static func unfinishedCells(of chapter: Chapter, _ results: ChapterResults) -> [String] {
    chapter.cells.compactMap { cell in
      guard results.cells.indices.contains(cell.index) else { return cell.id }
      switch results.cells[cell.index].outcome {
      case .completed, .failedAsDocumented, .notRun(.noRun): return nil
      case .failed, .notRun(.earlierFailure), .notRun(.pending): return cell.id
      }
    }
  }

  /// The figures that a chapter's cells document or show.
  private static func figures(of chapter: Chapter, _ results: ChapterResults) -> Set<String> {
    var figures: Set<String> = []
    for cell in chapter.cells {
      for case .picture(let picture) in cell.documented { figures.insert(picture.path) }
      guard let id = cell.id, results.cells.indices.contains(cell.index) else { continue }
      let result = results.cells[cell.index]
      let pictures = result.outputs.count { if case .picture = $0 { true } else { false } }
      for number in 0..<pictures { figures.insert(FigureName.path(cell: id, number: number + 1)) }
    }
    return figures
  }

  /// - Parameter cell: the cell for which `accept` wrote the file; nil where it did not, or not there.
  private static func unowned(
    _ figure: String, _ cell: String?, at path: String, in chapters: [Chapter]
  ) -> UnownedFigure? {
    let images = chapters.flatMap { chapter in
      chapter.documents.flatMap { document in
        document.nodes.compactMap { node -> Diagnostic.Location? in
          guard case .image(let destination, _) = node.kind, let image = LinkTarget.path(of: destination),
            Path.normalise(Path.join(chapter.folder, image)) == Path.normalise(path)
          else { return nil }
          return Diagnostic.Location(node.range, in: chapter.source)
        }
      }
    }
    let isNamed = !images.isEmpty || isNamed(path, in: chapters.map(\.source.bytes))
    guard let cell else {
      guard !isNamed else { return nil }
      let warning = Diagnostic(
        .warning, "no chapter shows the figure file '\(figure)'",
        explanation: "'accept' did not write it there, so it stays.")
      return UnownedFigure(path: path, isRemovable: false, diagnostics: [warning])
    }
    let advice =
      isNamed
      ? "It was written for '\(cell)'. Remove what names it from the chapter; 'build-book accept' then removes the file."
      : "It was written for '\(cell)'. 'build-book accept' removes it."
    let locations: [Diagnostic.Location?] = images.isEmpty ? [nil] : images
    return UnownedFigure(
      path: path, isRemovable: !isNamed,
      diagnostics: locations.map {
        Diagnostic(.drift, at: $0, "no cell shows the figure '\(figure)' any more", explanation: advice)
      })
  }

  /// Whether texts mention a file by its name, in whatever way: HTML and links may name it too.
  package static func isNamed(_ path: String, in texts: [[UInt8]]) -> Bool {
    let name = Array(Path.file(of: path).utf8)
    return texts.contains { bytes in
      bytes.indices.contains { bytes[$0] == name[0] && bytes[$0...].starts(with: name) }
    }
  }
}
