/// The names of figure files: `figures/<cell id>.svg` for a cell's first picture, `-2`, `-3` for further ones.
package enum FigureName {
  package static func path(cell id: String, number: Int) -> String {
    number == 1 ? "figures/\(id).svg" : "figures/\(id)-\(number).svg"
  }

  /// Which picture of the cell a path names, from 1; nil where it names none.
  package static func number(of path: String, cell id: String) -> Int? {
    guard isFigure(path) else { return nil }
    let name = path.dropFirst(8).dropLast(4)
    if name == id { return 1 }
    guard name.hasPrefix(id + "-"), let number = Int(name.dropFirst(id.count + 1)), number > 1,
      self.path(cell: id, number: number) == path
    else { return nil }
    return number
  }

  static func isFigure(_ path: String) -> Bool { path.hasPrefix("figures/") && path.hasSuffix(".svg") }
}
