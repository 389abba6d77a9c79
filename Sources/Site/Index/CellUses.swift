import Book

/// Which cells of a chapter use names of which others, as far as their syntax tells.
struct CellUses {
  /// For each cell the indices of those above it whose names it uses, or that these use.
  private(set) var cells: [[Int]] = []

  init(_ chapter: Chapter, names reader: CodeNameReader) {
    var latest: [String: Int] = [:]
    for cell in chapter.cells {
      guard !cell.options.noRun, !cell.options.isolated else {
        cells.append([])
        continue
      }
      let names = reader.names(in: cell.code)
      let used = names.used.union(names.called).subtracting(names.bound).subtracting(
        names.declared.subtracting(names.defined))
      var above: Set<Int> = []
      for index in used.compactMap({ latest[$0] }) where above.insert(index).inserted { above.formUnion(cells[index]) }
      cells.append(above.sorted())
      // What fails leaves nothing behind.
      guard !cell.options.fails else { continue }
      for name in names.defined { latest[name] = cell.index }
    }
  }
}
