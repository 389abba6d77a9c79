/// A number that has a place in the ascending order of a line.
protocol LineElement {
  /// Whether it stands before another number in ascending order.
  func isBefore(_ other: Self) -> Bool
}

extension Int32: LineElement {
  func isBefore(_ other: Int32) -> Bool { self < other }
}

extension Float: LineElement {
  /// A NaN counts as the greatest.
  func isBefore(_ other: Float) -> Bool { self < other || (other.isNaN && !isNaN) }
}

/// The first elements of each line along an axis, in sorted order.
struct LineOrder {
  /// Where they lie, counted in row-major order of the whole, in that of the result.
  let elements: [Int]
  /// Their places in their lines.
  let places: [Int32]
  let shape: [Int]

  /// Equal elements keep their order, also in a descending one.
  ///
  /// - Parameters:
  ///   - values: The elements of the whole, in row-major order.
  ///   - shape: The shape of the whole.
  ///   - kept: How many elements of each line are wanted, at the most its length.
  init<Element: LineElement>(
    of values: UnsafePointer<Element>, shape: [Int], along axis: Int, kept: Int, descending: Bool
  ) {
    let (length, inner) = (shape[axis], shape[(axis + 1)...].reduce(1, *))
    var result = shape
    result[axis] = kept
    self.shape = result
    let lines = length == 0 ? 0 : shape.reduce(1, *) / length
    var elements = [Int](repeating: 0, count: lines * kept)
    var places = [Int32](repeating: 0, count: lines * kept)
    var order: [Int] = []
    for line in 0..<lines {
      let first = line / inner * length * inner + line % inner
      if kept <= LineOrder.few, kept < length {
        LineOrder.select(kept, of: length, into: &order) { place, other in
          let (value, another) = (values[first + place * inner], values[first + other * inner])
          return descending ? another.isBefore(value) : value.isBefore(another)
        }
      } else {
        order = LineOrder.sorted((0..<length).map { values[first + $0 * inner] }, descending: descending)
      }
      for place in 0..<kept {
        let target = (line / inner * kept + place) * inner + line % inner
        places[target] = Int32(truncatingIfNeeded: order[place])
        elements[target] = first + order[place] * inner
      }
    }
    (self.elements, self.places) = (elements, places)
  }

  /// So many elements are found in one walk through a line, each put into its place among those that lead, faster than by sorting it.
  private static let few = 16

  /// The places of a line's first elements in sorted order.
  ///
  /// - Parameter precedes: Whether the element at a place stands before the one at an earlier place.
  private static func select(_ kept: Int, of length: Int, into order: inout [Int], _ precedes: (Int, Int) -> Bool) {
    order.removeAll(keepingCapacity: true)
    if kept == 0 { return }
    for place in 0..<length {
      if order.count == kept {
        guard precedes(place, order[kept - 1]) else { continue }
        order.removeLast()
      }
      var position = order.count
      while position > 0, precedes(place, order[position - 1]) { position -= 1 }
      order.insert(place, at: position)
    }
  }

  /// The places of a line's elements in sorted order.
  private static func sorted<Element: LineElement>(_ line: [Element], descending: Bool) -> [Int] {
    line.indices.sorted { a, b in
      if descending ? line[b].isBefore(line[a]) : line[a].isBefore(line[b]) { return true }
      return !(descending ? line[a].isBefore(line[b]) : line[b].isBefore(line[a])) && a < b
    }
  }
}
