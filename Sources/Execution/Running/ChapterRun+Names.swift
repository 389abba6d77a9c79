import Book

/// What the compiler knows of the names in the cells' code.
extension ChapterRun {
  /// Keeps what it noted about those of a segment that was compiled.
  mutating func note(_ names: [CompiledName], in segment: Segment, below header: SegmentSource.Header) {
    guard !names.isEmpty else { return }
    let edits = SegmentEdits(segment, below: header)
    let steps = Dictionary(grouping: segment.steps, by: \.step)
    let defined = Set(names.lazy.filter(\.occurrence.isDefinition).map(\.occurrence.usr))
    var found: [(name: CompiledName, word: String, location: RunRecord.Finding.Location)] = []
    // A capture both defines a name and names what it captures.
    var known: [Bool: Set<RunRecord.Finding.Location>] = [:]
    // Where a type is called the initialiser is what is named: it comes first.
    let isInitialiser = { (name: CompiledName) in name.occurrence.kind == .initialiser }
    for name in names.filter(isInitialiser) + names.filter({ !isInitialiser($0) }) {
      let (usr, isDefinition) = (name.occurrence.usr, name.occurrence.isDefinition)
      guard name.occurrence.kind != .extension, name.occurrence.name != "self" else { continue }
      // An initialiser that nobody wrote is the type's own.
      let isWritten = !SymbolName.isOfChapter(usr) || definitions[usr] != nil || defined.contains(usr)
      guard !isInitialiser(name) || isWritten, let (location, word) = location(of: name, in: segment, steps, edits),
        known[isDefinition, default: []].insert(location).inserted
      else { continue }
      found.append((name, word, location))
      // Code may name what is defined below it.
      if isDefinition { definitions[usr] = definitions[usr] ?? location }
    }
    var symbols: [String: StepNames.Symbol] = [:]
    for (name, word, location) in found {
      let definition = definitions[name.occurrence.usr]
      // What of the chapter is defined nowhere in it is the tool's.
      if definition == nil, SymbolName.isOfChapter(name.occurrence.usr) { continue }
      let usr = name.occurrence.usr
      let symbol =
        symbols[usr]
        ?? StepNames.Symbol(
          usr: usr, kind: name.occurrence.kind, declaration: SymbolName.declaration(usr) ?? word, definition: definition
        )
      symbols[usr] = symbol
      record.steps[location.step].names.add(
        line: location.line, column: location.column, count: word.utf8.count, isChange: name.occurrence.isChange, symbol
      )
    }
  }

  /// Where a name stands in the expression of a checked value; nil where it is not in one.
  private func locationInValue(of name: CompiledName, in segment: Segment) -> RunRecord.Finding.Location? {
    segment.steps.first { !$0.isCell && name.file == SegmentSource.valueFile(step: $0.step) }.map { source in
      .init(step: source.step, line: max(0, name.line - 2), column: max(0, name.column - 1))
    }
  }

  /// Where a name stands, and the word that stands there for it.
  private func location(
    of name: CompiledName, in segment: Segment, _ steps: [Int: [StepSource]], _ edits: SegmentEdits
  ) -> (RunRecord.Finding.Location, word: String)? {
    let word = String(name.occurrence.name.prefix { $0 != "(" })
    if name.file == SegmentSource.generatedFile, name.occurrence.isDefinition {
      // Of a variable that a statement binds at the top level the declaration stands beside the statement.
      return (steps[name.line - 1] ?? []).lazy.compactMap { source in
        source.syntax.declared.first { $0.name == word }.map { (source.location(of: $0.offset), word) }
      }.first
    }
    guard name.column <= edits.callColumn,
      let location = name.file == chapterFile
        ? location(ofLine: name.line, column: name.column, in: segment, edits)
        : locationInValue(of: name, in: segment)
    else { return nil }
    let sources = steps[location.step] ?? []
    let words = sources.compactMap { $0.word(at: location) }.filter { !$0.isEmpty }
    // A call of an initialiser has the name of the type.
    if name.occurrence.kind == .initialiser, let type = words.first(where: { $0.first?.isUppercase == true }) {
      return (location, type)
    }
    if words.contains(word) { return (location, word) }
    // Operators and subscripts have no word where they are used. Of those of Swift's own library nobody looks them up.
    guard !SymbolName.isOfStandardLibrary(name.occurrence.usr) else { return nil }
    let sign = word == "subscript" ? "[" : word
    guard sign.first.map({ !$0.isLetter && $0 != "_" }) == true,
      sources.contains(where: { $0.rest(at: location)?.hasPrefix(sign) == true })
    else { return nil }
    return (location, sign)
  }
}
