import Book

/// Cells that Swift wants in one file.
///
/// Some of what a cell may do to what stands above is possible only within the file that declares it: to initialise a
/// structure's properties in an extension, to have a conformance written by the compiler, to use what is private to a type.
/// Such a cell does not compile in a segment of its own. Then the segments that it needs are compiled as one, and the
/// contract is held by what it says: the cells above must give just what they gave without it.
extension ChapterRun {
  /// Runs a program again, with fewer borders between its segments, after one of them did not compile.
  ///
  /// - Parameters:
  ///   - failed: the index of the segment.
  ///   - others: the chapter's other programs.
  ///   - start: this run before anything was compiled.
  mutating func runMerged(
    _ program: Program, failedAt failed: Int, with others: [Program], startingFrom start: ChapterRun
  ) throws {
    guard let border = program.segments[failed].steps.first?.step else { return }
    var merged = program
    var index = failed
    while let (next, joined) = merged.merging(index) {
      merged = next
      let attempts = try compilation(of: merged).attempts()
      guard let failure = attempts.segments.firstIndex(where: { !$0.product.succeeded }) else {
        return try adopt(merged, with: others, startingFrom: start, border: border)
      }
      // Where the joined segments still do not compile, more of what stands above may be needed.
      index = max(failure, joined)
      guard index > 0 else { return }
    }
  }

  private mutating func adopt(
    _ program: Program, with others: [Program], startingFrom start: ChapterRun, border: Int
  ) throws {
    var other = start
    _ = try other.run([program] + others)
    let isSame = chapter.steps.indices.allSatisfy { step in
      if step >= border || chapter.isVolatile(step) { return true }
      return record.steps[step].output == other.record.steps[step].output
        && record.steps[step].outcome == other.record.steps[step].outcome
    }
    if isSame {
      self = other
    } else if let finding = record.findings.firstIndex(where: { $0.severity == .error }) {
      record.findings[finding].explanation = """
        Swift wants this in one file with what it is about, but there it would change what cells above it give. Put it \
        into the cell that declares the type, or change a type that nothing above uses.
        """
    }
  }
}

extension Program {
  /// The program with a segment that is joined to those above it which declare what it mentions; nil where a name would be
  /// declared twice, or nothing is to be joined. The second value is the index of the segment that was made.
  fileprivate func merging(_ index: Int) -> (Program, Int)? {
    guard index > 0 else { return nil }
    let mentioned = segments[index].steps.reduce(into: Set<String>()) { $0.formUnion($1.syntax.mentioned) }
    let needed = segments[..<index].firstIndex { segment in
      segment.steps.contains { step in step.syntax.declared.contains { mentioned.contains($0.name) } }
    }
    let first = min(needed ?? index - 1, index - 1)
    let range = first...index
    let names = segments[range].flatMap { $0.steps.flatMap { $0.syntax.declared.map(\.name) } }
    let functions = Set(segments[range].flatMap { $0.steps.flatMap { $0.syntax.functions.map(\.name.base) } })
    // Overloads may share a name.
    guard Set(names.filter { !functions.contains($0) }).count == names.count(where: { !functions.contains($0) }) else {
      return nil
    }
    var program = self
    var joined = segments[first]
    for segment in segments[range].dropFirst() {
      joined.parts += segment.parts
      joined.isAsynchronous = joined.isAsynchronous || segment.isAsynchronous
    }
    program.segments.replaceSubrange(range, with: [joined])
    for cell in program.failing.indices where program.failing[cell].segment > first {
      let segment = program.failing[cell].segment
      if segment <= index {
        program.failing[cell].partsAbove += segments[first..<segment].reduce(0) { $0 + $1.parts.count }
        program.failing[cell].segment = first
      } else {
        program.failing[cell].segment -= index - first
      }
    }
    return (program, first)
  }
}

extension Chapter {
  fileprivate func isVolatile(_ step: Int) -> Bool {
    if case .cell(let index) = steps[step] { cells[index].options.volatile } else { false }
  }
}
