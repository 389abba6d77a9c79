import Book

/// What the compiler knows of the names in the cells' code.
extension ChapterRun {
  /// Keeps what it noted about those of a segment that was compiled.
  mutating func note(
    _ names: [CompiledName], in segment: Segment, below header: SegmentSource.Header
  ) {
    guard !names.isEmpty else { return }
    let edits = SegmentEdits(segment, below: header)
    let steps = segment.steps
    var known: Set<RunRecord.Finding.Location> = []
    for name in names where name.file == chapterFile && name.column <= edits.callColumn {
      let occurrence = name.occurrence
      let word = String(occurrence.name.prefix { $0 != "(" })
      guard let location = location(ofLine: name.line, column: name.column, in: segment, edits),
        known.insert(location).inserted,
        steps.contains(where: { $0.step == location.step && $0.word(at: location) == word })
      else { continue }
      if occurrence.isDefinition { definitions[occurrence.usr] = definitions[occurrence.usr] ?? location }
      record.steps[location.step].names.add(
        line: location.line, column: location.column, count: word.utf8.count,
        StepNames.Symbol(
          usr: occurrence.usr, kind: occurrence.kind, declaration: SymbolName.declaration(occurrence.usr) ?? word,
          definition: definitions[occurrence.usr]))
    }
  }
}
