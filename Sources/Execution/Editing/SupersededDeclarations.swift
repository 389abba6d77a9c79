/// Knows what cells declare that cells below them declare again, so that a document in which all of them stand can do without: in one
/// file a name means one thing.
///
/// It remembers the cells that it was asked about last. To be asked by one thread at a time.
package final class SupersededDeclarations {
  /// A declaration at the top level of a cell.
  private struct Declaration {
    /// The types and variables that it declares, by their names, or the function, by its name and parameters.
    var names: Set<FunctionName>
    var range: Range<Int>
  }

  private var known: [String: [Declaration]] = [:]

  package init() {}

  /// Where something is declared of which later ones of some cells declare all again.
  ///
  /// - Parameter codes: the code of cells, from the first on.
  /// - Returns: for each cell the bytes of such declarations in its code.
  package func ranges(in codes: [String]) -> [[Range<Int>]] {
    var next: [String: [Declaration]] = [:]
    for code in codes { next[code] = known[code] ?? Self.declarations(in: code) }
    known = next
    var declaredBelow: Set<FunctionName> = []
    var ranges: [[Range<Int>]] = []
    for code in codes.reversed() {
      let own = next[code] ?? []
      ranges.append(own.filter { $0.names.isSubset(of: declaredBelow) }.map(\.range))
      for declaration in own { declaredBelow.formUnion(declaration.names) }
    }
    return ranges.reversed()
  }

  private static func declarations(in code: String) -> [Declaration] {
    let syntax = CellSyntax(parsing: code)
    let types = Set(syntax.types.filter { !$0.isExtension }.map(\.name))
    return syntax.items.compactMap { item in
      // The names that a `guard` binds are not all that it does.
      guard item.binding == nil else { return nil }
      var names = Set(item.variables.map { FunctionName(base: $0, parameters: "") })
      if let name = item.declaration, types.contains(name) { names.insert(FunctionName(base: name, parameters: "")) }
      names.formUnion(syntax.functions.filter { item.range.contains($0.offset) }.map(\.name))
      return names.isEmpty ? nil : Declaration(names: names, range: item.range)
    }
  }
}
