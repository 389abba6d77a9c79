import Book

/// What the compiler knows of the names in the cells' code.
extension ChapterRun {
  /// Keeps what it noted about those of a segment that was compiled.
  mutating func note(_ names: [CompiledName], in segment: Segment, below header: SegmentSource.Header) {
    guard !names.isEmpty else { return }
    let edits = SegmentEdits(segment, below: header)
    let steps = segment.steps
    var found: [(name: CompiledName, word: String, location: RunRecord.Finding.Location)] = []
    var known: Set<RunRecord.Finding.Location> = []
    for name in names {
      let word = String(name.occurrence.name.prefix { $0 != "(" })
      guard let location = location(of: name, word, in: segment, steps, edits), known.insert(location).inserted else {
        continue
      }
      found.append((name, word, location))
      // Code may name what is defined below it.
      let usr = name.occurrence.usr
      if name.occurrence.isDefinition { definitions[usr] = definitions[usr] ?? location }
    }
    for (name, word, location) in found {
      let definition = definitions[name.occurrence.usr]
      // What of the chapter is defined nowhere in it is the tool's.
      if definition == nil, SymbolName.isOfChapter(name.occurrence.usr) { continue }
      record.steps[location.step].names.add(
        line: location.line, column: location.column, count: word.utf8.count,
        isChange: name.occurrence.isChange,
        StepNames.Symbol(
          usr: name.occurrence.usr, kind: name.occurrence.kind,
          declaration: SymbolName.declaration(name.occurrence.usr) ?? word, definition: definition))
    }
  }

  private func location(
    of name: CompiledName, _ word: String, in segment: Segment, _ steps: [StepSource], _ edits: SegmentEdits
  ) -> RunRecord.Finding.Location? {
    if name.file == SegmentSource.generatedFile, name.occurrence.isDefinition {
      // Of a variable that a statement binds at the top level the declaration stands beside the statement.
      return steps.lazy.filter { $0.step == name.line - 1 }.compactMap { source in
        source.syntax.declared.first { $0.name == word }.map { source.location(of: $0.offset) }
      }.first
    }
    guard name.file == chapterFile, name.column <= edits.callColumn,
      let location = location(ofLine: name.line, column: name.column, in: segment, edits),
      steps.contains(where: { $0.step == location.step && $0.word(at: location) == word })
    else { return nil }
    return location
  }
}
