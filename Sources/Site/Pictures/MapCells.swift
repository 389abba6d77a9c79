import Book

/// The cells of a map, shorter than the engine writes them, which gives each cell an element so that drawings stay comparable: on a page
/// those of one opacity are one, and those that cannot be seen are none.
struct MapCells {
  private var isInsideMap = false
  /// By opacity, in the order in which they first came: the lines of the path.
  private var paths: [(opacity: String, cells: [Run])] = []
  private var indices: [String: Int] = [:]

  /// Adjacent cells of a row.
  private struct Run {
    var column: Int
    var row: Int
    var count: Int
  }

  private(set) var isEmpty = true

  /// - Parameter element: the element that now begins.
  mutating func begin(inside element: String, _ attributes: [XMLReader.Attribute]) {
    let style = attributes.first { $0.name == "style" }?.value ?? ""
    isInsideMap =
      element == "g" && style.hasPrefix("stroke:") && style.hasSuffix(";stroke-width:1;shape-rendering:crispEdges")
      && style.split(separator: ";").count == 3
  }

  /// Takes in a path; false for one that is no cell of a map.
  mutating func take(_ attributes: [XMLReader.Attribute]) -> Bool {
    guard isInsideMap, attributes.count == 2, attributes[0].name == "d", attributes[1].name == "stroke-opacity",
      let cell = Self.cell(attributes[0].value), let opacity = Double(attributes[1].value), (0...1).contains(opacity)
    else { return false }
    isEmpty = false
    guard opacity > 0 else { return true }
    let text = String(attributes[1].value.drop { $0 == "0" })
    let index = indices[text] ?? paths.count
    if index == paths.count {
      paths.append((text, []))
      indices[text] = index
    }
    if let last = paths[index].cells.last, last.row == cell.row, last.column + last.count == cell.column {
      paths[index].cells[paths[index].cells.count - 1].count += 1
    } else {
      paths[index].cells.append(Run(column: cell.column, row: cell.row, count: 1))
    }
    return true
  }

  /// What was taken in, as SVG.
  mutating func flush() -> String {
    guard !isEmpty else { return "" }
    let html = paths.map { path in
      let lines = path.cells.map { "M\($0.column) \($0.row)h\($0.count)" }.joined()
      return "<path d=\"\(lines)\" stroke-opacity=\"\(path.opacity)\"/>"
    }.joined()
    (paths, indices, isEmpty) = ([], [:], true)
    return html
  }

  /// The cell of a path `M3 1h1`.
  private static func cell(_ path: String) -> (column: Int, row: Int)? {
    guard path.hasPrefix("M"), path.hasSuffix("h1") else { return nil }
    let numbers = path.dropFirst().dropLast(2).split(separator: " ", omittingEmptySubsequences: false)
    guard numbers.count == 2, let column = Int(numbers[0]), let row = Int(numbers[1]), column >= 0, row >= 0 else {
      return nil
    }
    return (column, row)
  }
}
