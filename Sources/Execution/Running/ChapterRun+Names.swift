import Book

/// What the compiler knows of the names in the cells' code.
extension ChapterRun {
  /// Keeps what it noted about those of a segment that was compiled.
  mutating func note(_ names: [CompiledName], in segment: Segment, below header: SegmentSource.Header) {
    guard !names.isEmpty else { return }
    let edits = SegmentEdits(segment, below: header)
    let steps = segment.steps
    var found: [(name: CompiledName, word: String, location: RunRecord.Finding.Location)] = []
    // A capture both defines a name and names what it captures.
    var known: Set<String> = []
    // Where a type is called the initialiser is what is named: it comes first.
    let ordered =
      names.filter { $0.occurrence.kind == .initialiser } + names.filter { $0.occurrence.kind != .initialiser }
    for name in ordered where name.occurrence.kind != .extension && name.occurrence.name != "self" {
      let isCall = name.occurrence.kind == .initialiser && !name.occurrence.isDefinition
      guard
        !isCall || !SymbolName.isOfChapter(name.occurrence.usr) || definitions[name.occurrence.usr] != nil
          || names.contains(where: { $0.occurrence.isDefinition && $0.occurrence.usr == name.occurrence.usr }),
        let (location, word) = location(of: name, in: segment, steps, edits),
        known.insert("\(location.step) \(location.line) \(location.column) \(name.occurrence.isDefinition)").inserted
      else { continue }
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

  /// Where a name stands, and the word that stands there for it.
  private func location(
    of name: CompiledName, in segment: Segment, _ steps: [StepSource], _ edits: SegmentEdits
  ) -> (RunRecord.Finding.Location, word: String)? {
    let word = String(name.occurrence.name.prefix { $0 != "(" })
    if name.file == SegmentSource.generatedFile, name.occurrence.isDefinition {
      // Of a variable that a statement binds at the top level the declaration stands beside the statement.
      return steps.lazy.filter { $0.step == name.line - 1 }.compactMap { source in
        source.syntax.declared.first { $0.name == word }.map { (source.location(of: $0.offset), word) }
      }.first
    }
    guard name.file == chapterFile, name.column <= edits.callColumn,
      let location = location(ofLine: name.line, column: name.column, in: segment, edits)
    else { return nil }
    let words = steps.lazy.filter { $0.step == location.step }.compactMap { $0.word(at: location) }.filter {
      !$0.isEmpty
    }
    // A call of an initialiser has the name of the type.
    if name.occurrence.kind == .initialiser, let type = words.first(where: { $0.first?.isUppercase == true }) {
      return (location, type)
    }
    if words.contains(word) { return (location, word) }
    // Of operators those of the chapter: there is a reason to look them up.
    guard SymbolName.isOfChapter(name.occurrence.usr), word.first.map({ !$0.isLetter && $0 != "_" }) == true,
      steps.contains(where: { $0.step == location.step && $0.rest(at: location)?.hasPrefix(word) == true })
    else { return nil }
    return (location, word)
  }
}
