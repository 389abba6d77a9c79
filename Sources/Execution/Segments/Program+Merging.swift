/// Segments that are compiled as one.
extension Program {
  enum Merging {
    /// The program, and the index of the segment that was made.
    case merged(Program, Int)
    /// Some names would be declared twice in one file.
    case declaredAgain([String])
    case nothingAbove
  }

  /// Joins a segment to those above it which declare what it mentions.
  func merging(_ index: Int) -> Merging {
    guard index > 0 else { return .nothingAbove }
    let mentioned = segments[index].steps.reduce(into: Set<String>()) { $0.formUnion($1.syntax.mentioned) }
    let needed = segments[..<index].firstIndex { segment in
      segment.steps.contains { step in step.syntax.declared.contains { mentioned.contains($0.name) } }
    }
    let first = min(needed ?? index - 1, index - 1)
    let range = first...index
    // Overloads may share a name.
    let functions = Set(segments[range].flatMap { $0.steps.flatMap { $0.syntax.functions.map(\.name.base) } })
    let names = segments[range].flatMap { $0.steps.flatMap { $0.syntax.declared.map(\.name) } }
    let counts = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
    let again = counts.filter { $0.value > 1 && !functions.contains($0.key) }.keys.sorted()
    guard again.isEmpty else { return .declaredAgain(again) }
    var program = self
    var joined = segments[first]
    for segment in segments[range].dropFirst() {
      joined.parts += segment.parts
      joined.hoisted += segment.hoisted
      joined.neededVariables.formUnion(segment.neededVariables)
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
    return .merged(program, first)
  }
}
