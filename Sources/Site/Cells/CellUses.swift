import Book

/// Which cells of a chapter use names of which others, as the compiler knows it.
struct CellUses {
  /// For each cell the indices of those above it that define names which it uses, or give such variables other values, and of those that
  /// these depend on.
  private(set) var cells: [[Int]] = []

  init(_ reports: [CellReport]) {
    /// The cells that define something or change it.
    var origins: [CodeName.Definition: Set<Int>] = [:]
    for (index, report) in reports.enumerated() {
      var above: Set<Int> = []
      for name in report.names {
        guard let definition = name.definition else { continue }
        above.formUnion(origins[definition] ?? [])
      }
      for other in above { above.formUnion(cells[other]) }
      cells.append(above.filter { $0 < index }.sorted())
      for name in report.names {
        guard let definition = name.definition, definition.cell == index || name.isChange else { continue }
        origins[definition, default: []].insert(index)
      }
    }
  }
}
