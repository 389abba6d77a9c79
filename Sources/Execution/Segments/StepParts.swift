import Book

extension StepSource {
  /// A cell in parts that are compiled apart, where one whole would read a variable before it has its value, or where a
  /// `guard` binds the name of a variable to that variable.
  ///
  /// To the compiler a variable at the top level of a file is there for the whole file, and whoever reads it above its
  /// declaration reads memory that nothing was written to. Where something that runs above the declaration mentions the
  /// name, itself or through a function or a type of the cell, the cell is cut before the declaration: then the name means
  /// what it means above the cell, or is unknown.
  ///
  /// A very long cell is cut wherever nothing above needs what is declared below, since the compiler's time grows with the
  /// square of the statements at the top level of a file.
  var parts: [StepSource] {
    guard case .cell(let cell) = kind, !syntax.hasError else { return [self] }
    // All errors of a cell that must fail are its output.
    let cuts = syntax.cuts(byLength: !cell.options.fails)
    guard !cuts.isEmpty else { return [self] }
    return zip([0] + cuts, cuts + [code.utf8.count]).enumerated().map { index, range in
      let (start, end) = range
      var part = StepSource(self, without: [0..<start, end..<code.utf8.count])
      part.part = index
      part.isFirst = start == 0
      part.isLast = end == code.utf8.count
      return part
    }
  }

  /// Names that a `guard` binds to a variable of the same name which stands in one part with it.
  var shadowedInOnePart: [DeclaredName] {
    syntax.items.indices.flatMap { index in
      let above = syntax.items[..<index]
      return (syntax.items[index].binding?.shadowed ?? []).filter { shadowed in
        above.contains { $0.variables.contains(shadowed.name) || $0.declaration == shadowed.name }
      }.map { DeclaredName(name: $0.name, offset: $0.offset) }
    }
  }

  /// What is left without some ranges, on its lines and at its columns.
  init(_ whole: StepSource, without ranges: [Range<Int>]) {
    let bytes = Array(whole.code.utf8)
    var rest: [UInt8] = []
    var end = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      rest += bytes[end..<range.lowerBound]
      end = range.upperBound
      let removed = bytes[range]
      // What nothing follows on its line leaves nothing there: parts of a long cell are to be as long as what they hold.
      let lastLine = removed.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? removed.startIndex
      rest += removed[..<lastLine].filter { $0 == UInt8(ascii: "\n") }
      if end < bytes.count { rest += repeatElement(UInt8(ascii: " "), count: removed.endIndex - lastLine) }
    }
    rest += bytes[end...]
    let code = String(decoding: rest, as: UTF8.self)
    self.init(
      step: whole.step, kind: whole.kind, code: code, lines: whole.lines, syntax: CellSyntax(parsing: code))
    part = whole.part
    isFirst = whole.isFirst
    isLast = whole.isLast
    attributesStatements = whole.attributesStatements
    attributesCalls = whole.attributesCalls
    printColumns = whole.printColumns
  }
}

extension CellSyntax {
  /// The greatest number of statements that are compiled as one, where they may be apart.
  private static let greatestStatementCount = 100

  /// Where the items begin that must not, or need not, be in one file with what stands above them.
  fileprivate func cuts(byLength: Bool) -> [Int] {
    var cuts: [Int] = []
    var first = 0
    let declarations = CellDeclarations(items)
    while let next = cut(from: first, declarations, byLength: byLength) {
      cuts.append(items[next].range.lowerBound)
      first = next
    }
    return cuts
  }

  /// The index of the first such item below one at which a file begins.
  private func cut(from first: Int, _ declarations: CellDeclarations, byLength: Bool) -> Int? {
    var above = ItemsAbove(of: declarations, from: first)
    // Members that are added, constants that get their value later, and imports are for the whole file.
    let code = items.first(where: \.runs)?.range.lowerBound ?? 0
    let isUniform =
      byLength && memberNames.isEmpty && !reachesUpward && constantsWithoutValue.isEmpty
      && imports.allSatisfy { $0.offset < code }
    for index in first..<items.count {
      let item = items[index]
      if isUniform, above.statementCount >= Self.greatestStatementCount, !above.isDeclared(from: index) { return index }
      if index > first, item.runs {
        for variable in item.variables {
          if above.declared.contains(variable) {
            // A name that is declared twice in one cell is an error, as in a script, which lets only a `guard` do so.
            guard item.binding?.shadowed.contains(where: { $0.name == variable }) == true else { continue }
          } else {
            guard above.reached.contains(variable) else { continue }
          }
          // What else the declarations above need of those below, they need in one file with them.
          let isApart = items[index...].allSatisfy { below in
            (below.variables + [below.declaration].compactMap { $0 }).allSatisfy {
              $0 == variable || !above.needed.contains($0)
            }
          }
          if isApart { return index }
        }
      }
      above.add(item)
    }
    return nil
  }
}

/// What a cell declares.
private struct CellDeclarations {
  /// Functions and types by name: which item each is, and its words.
  private(set) var bodies: [String: [(item: Int, words: Set<String>)]] = [:]
  /// The item that declares each name last.
  private(set) var last: [String: Int] = [:]

  init(_ items: [CellSyntax.Item]) {
    for (index, item) in items.enumerated() {
      if let name = item.declaration { bodies[name, default: []].append((index, item.words)) }
      for name in item.variables + [item.declaration].compactMap({ $0 }) { last[name] = index }
    }
  }
}

/// What is known of a cell's items down to one of them.
private struct ItemsAbove {
  /// The names that they declare.
  private(set) var declared: Set<String> = []
  /// The words of those that run, and of the functions and types of the cell that they mention.
  private(set) var reached: Set<String> = []
  /// The words of functions and types.
  private(set) var needed: Set<String> = []
  private(set) var statementCount = 0
  private let declarations: CellDeclarations
  private let first: Int
  /// The last declaration of something that they mention.
  private var lastMentioned = -1

  /// - Parameters:
  ///   - declarations: those of the whole cell.
  ///   - first: the index of the first item that counts.
  init(of declarations: CellDeclarations, from first: Int) {
    self.declarations = declarations
    self.first = first
  }

  /// Whether something that they mention is declared at an index or further below.
  func isDeclared(from index: Int) -> Bool { lastMentioned >= index }

  mutating func add(_ item: CellSyntax.Item) {
    declared.formUnion(item.variables)
    if let name = item.declaration { declared.insert(name) }
    for word in item.words { lastMentioned = max(lastMentioned, declarations.last[word] ?? -1) }
    guard item.runs else {
      needed.formUnion(item.words)
      return
    }
    statementCount += 1
    var pending = [item.words]
    while let words = pending.popLast() {
      for word in words where reached.insert(word).inserted {
        for body in declarations.bodies[word] ?? [] where body.item >= first { pending.append(body.words) }
      }
    }
  }
}
