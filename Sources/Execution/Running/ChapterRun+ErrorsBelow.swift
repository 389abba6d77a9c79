import Book

/// What is wrong with cells below those that do not compile.
///
/// The compiler goes on after errors, but what it then says of the cells below may only follow from them. So of a statement that names
/// something which a faulty statement declares, or which was declared with such a name, nothing is said.
extension ChapterRun {
  /// Notes the errors of the cells of a program that stand in segments below one that does not compile, or below a cell in the same
  /// segment that does not parse.
  mutating func noteErrorsBelow(_ compiled: CompiledProgram) throws {
    let attempts = compiled.attempts.segments
    let segments = compiled.compilation.program.segments
    guard let failed = attempts.firstIndex(where: { !$0.product.succeeded }), !record.hasCompilerFailures else {
      return
    }
    let broken = segments.flatMap(\.steps).filter(\.syntax.hasError)
    // Nobody knows what a cell that does not parse would import.
    guard failed + 1 < segments.count || !broken.isEmpty, broken.allSatisfy(\.syntax.imports.isEmpty) else { return }
    let further = try compiled.compilation.attemptsDespiteErrors()
    var follow = FollowingErrors()
    for source in broken { follow.add(broken: source) }
    let known = Set(record.findings.filter { $0.severity == .error }.map(\.location))
    for attempt in further {
      let edits = SegmentEdits(attempt.segment, below: attempt.header)
      let located = attempt.product.messages.map { location(of: $0, in: attempt.segment, edits) }
      let errors = zip(attempt.product.messages, located).compactMap { message, location in
        message.severity == .error && !message.file.isEmpty ? location : nil
      }
      var own: Set<RunRecord.Finding.Location> = []
      for source in StepSource.steps(of: attempt.segment.parts[...]) + attempt.segment.hoisted {
        own.formUnion(follow.ownErrors(of: source, among: known.union(errors)))
      }
      // Notes belong to the error before them.
      var isKept = false
      let kept = zip(attempt.product.messages, located).filter { message, location in
        switch message.severity {
        case .error: isKept = location.map { own.contains($0) && !known.contains($0) } ?? false && !message.file.isEmpty
        case .warning, .remark: isKept = false
        case .note: break
        }
        return isKept
      }
      note(kept.map(\.0), in: attempt.segment, below: attempt.header)
      for (message, location) in kept where message.severity == .error { if let location { fail(location.step) } }
    }
  }
}

/// The names that mean something else, or nothing, because what declares them is wrong.
private struct FollowingErrors {
  private var names: Set<String> = []

  /// What a cell declares that does not parse is guessed.
  mutating func add(broken source: StepSource) {
    names.formUnion(source.syntax.memberNames)
    names.formUnion(source.syntax.declared.map(\.name))
    var isName = false
    for word in Self.words(of: source.code[...]) {
      if isName { names.insert(word) }
      isName = Self.declaringWords.contains(word)
    }
  }

  private static let declaringWords: Set = [
    "func", "var", "let", "class", "struct", "enum", "actor", "protocol", "typealias", "case", "extension", "macro",
  ]

  /// The locations of errors of a step that are its own, whatever is wrong above. Steps are asked in order.
  mutating func ownErrors(
    of source: StepSource, among errors: Set<RunRecord.Finding.Location>
  ) -> Set<RunRecord.Finding.Location> {
    let errors = errors.filter { $0.step == source.step }
    // Several statements may stand on one line.
    var following: Set<RunRecord.Finding.Location> = []
    for item in source.syntax.items {
      let lines = source.location(of: item.range.lowerBound).line...source.location(of: item.range.upperBound).line
      let here = errors.filter { lines.contains($0.line) }
      let declared = Self.names(declaredBy: item, of: source)
      let follows = mentionsNames(item, of: source, declaring: declared)
      if follows { following.formUnion(here) }
      if follows || !here.isEmpty { names.formUnion(declared) } else { names.subtract(declared) }
    }
    return errors.subtracting(following)
  }

  /// Whether an item names what is wrong above: not where it only declares it again.
  private func mentionsNames(_ item: CellSyntax.Item, of source: StepSource, declaring own: Set<String>) -> Bool {
    let found = names.intersection(item.words)
    guard found.isSubset(of: own) else { return true }
    guard !found.isEmpty else { return false }
    let text = String(decoding: Array(source.code.utf8)[item.range], as: UTF8.self)
    let counts = Dictionary(Self.words(of: text[...]).map { ($0, 1) }, uniquingKeysWith: +)
    return found.contains { (counts[$0] ?? 0) > 1 }
  }

  private static func names(declaredBy item: CellSyntax.Item, of source: StepSource) -> Set<String> {
    var names = Set(item.variables + [item.declaration].compactMap(\.self))
    names.formUnion(source.syntax.declared.filter { item.range.contains($0.offset) }.map(\.name))
    // What a type has may be asked of a value by its name alone.
    for type in source.syntax.types {
      guard type.declarations.contains(where: { item.range.contains($0.offset) }) || item.declaration == type.name
      else {
        continue
      }
      names.formUnion(type.members)
      if type.isExtension { names.formUnion(source.syntax.memberNames) }
    }
    return names
  }

  private static func words(of text: Substring) -> [String] {
    text.split { !($0 == "_" || $0.isLetter || $0.isNumber) }.map(String.init)
  }
}
