import Markdown

extension Chapter {
  /// The cell or the checked value that a diagnostic is about; nil where it is about the text around them or another file.
  package func step(of diagnostic: Diagnostic) -> Step? {
    guard let location = diagnostic.location, let offset = offset(of: location) else { return nil }
    if let value = checkedValues.first(where: { $0.range.contains(offset) }) { return .checkedValue(value.index) }
    return cells.first { $0.extent.contains(offset) }.map { .cell($0.index) }
  }
}

extension Chapter {
  /// The names of its file and of those that it includes, as messages use them.
  package var sourceNames: Set<String> { Set([source.name] + source.attachments.map(\.name)) }

  /// Whether it includes a file, named relative to the book's folder.
  package func includes(_ file: String) -> Bool { source.attachments.contains { $0.file == file } }

  /// The line on which a cell begins.
  package func firstLine(of cell: Cell) -> Diagnostic.Location {
    DriftDiagnostics(source: source).firstLine(of: cell.range)
  }

  /// Where a location stands in the source; nil for one in another file.
  package func offset(of location: Diagnostic.Location) -> Int? {
    let offset = location.range.lowerBound
    if location.file == source.name { return offset }
    return source.attachments.lazy.filter { $0.name == location.file }
      .map { $0.range.lowerBound + offset - $0.fileOffset }.first { source.attachment(at: $0)?.name == location.file }
  }
}

extension Cell {
  /// The bytes of the fence and of what it documents.
  package var extent: Range<Int> {
    let end = documented.map { output in
      switch output {
      case .text(let fence): fence.range.upperBound
      case .picture(let picture): picture.range.upperBound
      }
    }.max()
    return range.lowerBound..<max(range.upperBound, end ?? 0)
  }
}
