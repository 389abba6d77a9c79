import Markdown

/// Pictures: their files, their images and the words of these.
extension AcceptanceWriter {
  mutating func removePicture(
    _ documented: DocumentedOutput.PictureReference, of cell: Cell, from section: inout OutputSection
  ) {
    section.remove(documented.range)
    removedPictures.append(documented)
    let location = Diagnostic.Location(documented.range, in: source)
    let isOurs = documented.file.map { $0.isOriginal(at: documented.path, besideChapter: chapter.name) } ?? true
    accepted.changes.append(
      Diagnostic(
        .note, at: location, "'\(cell.name)': the image of '\(documented.path)' is removed",
        explanation: isOurs ? nil : "The file stays: 'accept' did not write it."))
  }

  mutating func acceptPicture(
    _ documented: DocumentedOutput.PictureReference?, _ fresh: FreshPicture, _ lines: TextComparison?,
    _ description: PictureDescription?, of cell: Cell, into section: inout OutputSection
  ) {
    guard let id = cell.id else {
      if let documented { section.keep(documented.range, [], isPicture: true) }
      return accepted.refusals.append(messages.undocumented(fresh, cell: cell))
    }
    let path = FigureName.path(cell: id, number: fresh.number)
    if let owner = owners[path], owner != cell.name {
      return refuse(cell, "its picture \(fresh.number) and a picture of '\(owner)' would both be '\(path)'")
    }
    owners[path] = cell.name
    // A picture that agrees is kept as it is documented.
    let isKept = lines?.agrees == true
    let content = FigureFile(
      svg: isKept ? documented?.file?.svg ?? fresh.svg : fresh.svg,
      description: isKept ? documented?.file?.ownDescription ?? fresh.description : fresh.description, cell: cell.name)
    let isThere: Bool
    switch ExistingFigure(
      readFigure(path), at: path, written: content, of: fresh, Comparison(cell.options, exact: exact))
    {
    case .same: isThere = true
    case .replaceable: isThere = false
    case .foreign:
      if let documented { section.keep(documented.range, [], isPicture: true) }
      return refuseForeign(path, documented, of: cell)
    }
    guard let documented, let description else {
      section.add(image(fresh.description, path), isPicture: true)
      if !isThere { accepted.files.append(.init(path: path, content: content.content)) }
      return note(messages.undocumented(fresh, cell: cell), "'\(cell.name)': the picture '\(path)' is added")
    }
    section.keep(documented.range, imageEdits(documented, description, path), isPicture: true)
    if documented.path != path { removedPictures.append(documented) }
    switch description.verdict {
    case .agrees: break
    case .stale(let words) where lines?.agrees == true:
      note(
        messages.drift(ofDescription: documented, words),
        "the words about '\(path)' follow the picture")
    case .stale: break
    case .unfounded(let numbers):
      accepted.refusals += [messages.unfounded(numbers, of: documented, description)].compactMap { $0 }
    }
    guard let change = messages.drift(of: documented, fresh, lines, cell: cell, verb: .isUpdated) else { return }
    if !isThere { accepted.files.append(.init(path: path, content: content.content)) }
    note(change)
    if let old = lines?.documented { warnOfRegression(OutputText.lines(fresh.svg), insteadOf: old, of: cell) }
  }

  private mutating func refuseForeign(
    _ path: String, _ documented: DocumentedOutput.PictureReference?, of cell: Cell
  ) {
    let location = documented.map { Diagnostic.Location($0.range, in: source) } ?? messages.firstLine(of: cell.range)
    accepted.refusals.append(
      Diagnostic(
        .drift, at: location,
        "the picture of '\(cell.name)' is not accepted: '\(path)' is there, and 'accept' did not write it",
        explanation: ExistingFigure.advice))
  }

  private func image(_ description: String, _ path: String) -> [UInt8] {
    Array("![".utf8) + MarkdownEscape.text(description) + Array("](\(path))".utf8)
  }

  /// What changes in an image: its words, where they are the picture's own, and the file that it names.
  private func imageEdits(
    _ documented: DocumentedOutput.PictureReference, _ description: PictureDescription, _ path: String
  ) -> [(range: Range<Int>, bytes: [UInt8])] {
    var edits: [(range: Range<Int>, bytes: [UInt8])] = []
    if case .stale = description.verdict {
      edits.append((documented.descriptionRange, MarkdownEscape.text(description.current)))
    }
    guard documented.path != path else { return edits }
    let old = Array(documented.path.utf8)
    let tail = documented.descriptionRange.upperBound..<documented.range.upperBound
    let start = tail.first { source.bytes[$0..<tail.upperBound].starts(with: old) }
    guard let start else {
      return [(chapter.document.nodes[documented.node].range, image(documented.description, path))]
    }
    return edits + [(start..<start + old.count, Array(path.utf8))]
  }

  /// Words of the picture's own follow it also where it is shown once more.
  mutating func acceptWordsOfPicturesShownAgain() {
    let written = Dictionary(accepted.files.map { ($0.path, $0.content) }) { $1 }
    for picture in chapter.picturesShownAgain({ written[$0] ?? readFigure($0) }) {
      let description = PictureDescription(
        picture, current: picture.file?.ownDescription ?? "",
        other: readFigure(picture.path).flatMap { FigureFile($0).ownDescription }, exact: exact,
        language: chapter.language)
      switch description.verdict {
      case .agrees: break
      case .stale(let words):
        edit(picture.descriptionRange, picture.written(description.current, in: source))
        note(messages.drift(ofDescription: picture, words), "the words about '\(picture.path)' follow the picture")
      case .unfounded(let numbers):
        accepted.refusals += [messages.unfounded(numbers, of: picture, description)].compactMap { $0 }
      }
    }
  }

  /// Figure files that `accept` wrote, whose images were removed and that no other image of the chapter names.
  var obsoleteFiles: [String] {
    let removed = Set(removedPictures.map(\.node))
    var named = Set(accepted.files.map(\.path))
    for (index, node) in chapter.document.nodes.enumerated() where !removed.contains(index) {
      if case .image(let destination, _) = node.kind, let path = LinkTarget.path(of: destination) {
        named.insert(path)
      }
    }
    return removedPictures.filter { $0.file?.isOriginal(at: $0.path, besideChapter: chapter.name) == true }
      .map(\.path).filter { !named.contains($0) }
  }
}
