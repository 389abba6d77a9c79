import Book

extension StepSource {
  /// A cell in parts that are compiled apart, where one whole would read a variable before it has its value, or where a
  /// `guard` binds the name of a variable to that variable.
  ///
  /// To the compiler a variable at the top level of a file is there for the whole file, and whoever reads it above its
  /// declaration reads memory that nothing was written to. Where something that runs above the declaration mentions the
  /// name, itself or through a function or a type of the cell, the cell is cut before the declaration: then the name means
  /// what it means above the cell, or is unknown.
  var parts: [StepSource] {
    guard case .cell = kind, !syntax.hasError, let cut = syntax.cutBeforeVariable else { return [self] }
    var first = StepSource(self, blanking: [cut..<code.utf8.count])
    first.isLast = false
    var rest = StepSource(self, blanking: [0..<cut]).parts
    for index in rest.indices { rest[index].isFirst = false }
    return [first] + rest
  }

  /// Names that a `guard` binds to a variable of the same name which stands in one part with it.
  var shadowedInPlace: [DeclaredName] {
    syntax.items.indices.flatMap { index in
      let above = syntax.items[..<index]
      return (syntax.items[index].binding?.shadowed ?? []).filter { shadowed in
        above.contains { $0.variables.contains(shadowed.name) || $0.declaration == shadowed.name }
      }.map { DeclaredName(name: $0.name, offset: $0.offset) }
    }
  }

  /// The same lines and columns with nothing but blanks in some ranges.
  init(_ whole: StepSource, blanking ranges: [Range<Int>]) {
    var bytes = Array(whole.code.utf8)
    for range in ranges {
      for offset in range where bytes[offset] != UInt8(ascii: "\n") { bytes[offset] = UInt8(ascii: " ") }
    }
    let code = String(decoding: bytes, as: UTF8.self)
    self.init(
      step: whole.step, kind: whole.kind, code: code, lines: whole.lines, syntax: CellSyntax(parsing: code))
    isFirst = whole.isFirst
    isLast = whole.isLast
  }
}

extension CellSyntax {
  /// Where the first declaration of a variable begins that must not be in one file with what stands above it.
  fileprivate var cutBeforeVariable: Int? {
    for (index, item) in items.enumerated() where index > 0 && item.runs {
      let above = items[..<index]
      let below = items[index...]
      for variable in item.variables {
        let isDeclaredAbove = above.contains { $0.variables.contains(variable) || $0.declaration == variable }
        if isDeclaredAbove {
          // A name that is declared twice in one cell is an error, as in a script, which lets only a `guard` do so.
          guard item.binding?.shadowed.contains(where: { $0.name == variable }) == true else { continue }
        } else {
          guard above.contains(where: { $0.runs && reached(by: $0).contains(variable) }) else { continue }
        }
        // What else the declarations above need of those below, they need in one file with them.
        let needed = above.filter { !$0.runs }.reduce(into: Set<String>()) { $0.formUnion($1.words) }
        let declaredBelow = below.flatMap { $0.variables + [$0.declaration].compactMap { $0 } }
        if declaredBelow.allSatisfy({ $0 == variable || !needed.contains($0) }) { return item.range.lowerBound }
      }
    }
    return nil
  }

  /// The words of an item, and those of the functions and types of the cell that it mentions.
  private func reached(by item: Item) -> Set<String> {
    var words = item.words
    var pending = items.filter { $0.declaration != nil }
    while let next = pending.firstIndex(where: { words.contains($0.declaration!) }) {
      words.formUnion(pending.remove(at: next).words)
    }
    return words
  }
}
