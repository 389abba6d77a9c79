extension Tensor: CustomStringConvertible {
  /// The numbers, in aligned columns with the shape on a last line where there are two axes or more:
  ///
  ///     [[19, 25],
  ///      [37, 43]]
  ///     shape [2, 2]
  ///
  /// Integers are written without a point. Other numbers all get as many decimals as show six digits of the largest one.
  /// Of more than 1,000 elements only the first and last three along each axis are shown, with `…` between.
  public var description: String { text(NumberFormat(common: shownScalars)) }

  /// The same with a chosen number of decimals: `kernel.formatted(digits: 2)`.
  public func formatted(digits: Int) -> String { text(.fixed(decimals: digits)) }

  private func text(_ format: NumberFormat) -> String {
    if shape.isEmpty { return format.text(Double(scalar)) }
    if count == 0 { return "[]\nshape \(shape)" }
    let places = shownPlaces
    var rows = TensorText(places: places)
    var width = 0
    if rank > 1 { for value in shownScalars { width = Swift.max(width, format.text(Double(value)).count) } }
    while let first = rows.nextRow(shape: shape) {
      rows.write(
        places[rank - 1].map { column in
          guard let column else { return rightAligned("…", width) }
          return rightAligned(format.text(Double(storage.start[first + column])), width)
        })
    }
    let isWhole = places.allSatisfy { !$0.contains(nil) }
    return rank == 1 && isWhole ? rows.text : rows.text + "\nshape \(shape)"
  }

  /// The places along each axis that are shown; nil stands for those that are not.
  private var shownPlaces: [[Int?]] {
    shape.map { length in
      count <= 1000 || length <= 6 ? (0..<length).map { $0 } : [0, 1, 2, nil, length - 3, length - 2, length - 1]
    }
  }

  private var shownScalars: [Float] {
    if count <= 1000 { return scalars }
    var shown = detached()
    for axis in shape.indices where shape[axis] > 6 {
      let whole = [AxisPlaces](repeating: .range(from: nil, to: nil), count: axis)
      let ends = shown.selected(whole + [.range(from: 0, to: 3)]).scalars
      let others = shown.selected(whole + [.range(from: shape[axis] - 3, to: nil)]).scalars
      var shape = shown.shape
      shape[axis] = 6
      // The order of the numbers does not matter for their format.
      shown = Tensor(shape: shape, ends + others)
    }
    return shown.scalars
  }
}

/// Places the rows of a tensor and their brackets, one row after the other.
private struct TensorText {
  let places: [[Int?]]
  var text = ""
  /// The row that comes next, as a position in `places` for each axis but the last; nil after the end.
  private var position: [Int]?

  init(places: [[Int?]]) {
    self.places = places
    position = [Int](repeating: 0, count: places.count - 1)
  }

  /// Where the next row begins in row-major order; nil after the last. Lines for rows that are left out are written.
  mutating func nextRow(shape: [Int]) -> Int? {
    while let position {
      var offset = 0
      var gap: Int?
      for axis in position.indices where gap == nil {
        if let place = places[axis][position[axis]] { offset = (offset + place) * shape[axis + 1] } else { gap = axis }
      }
      guard let gap else { return offset }
      text += String(repeating: " ", count: gap + 1) + "…,\n"
      advance(from: gap)
    }
    return nil
  }

  mutating func write(_ cells: [String]) {
    guard let position else { return }
    let outer = position.count
    let opened = outer - (position.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0)
    let isLast = zip(position, places).map { $0 == $1.count - 1 }
    let closed = outer - (isLast.lastIndex(of: false).map { $0 + 1 } ?? 0)
    text += String(repeating: " ", count: outer - opened) + String(repeating: "[", count: opened + 1)
    text += cells.joined(separator: ", ") + String(repeating: "]", count: closed + 1)
    if closed < outer { text += ",\n" }
    advance(from: outer - 1)
  }

  private mutating func advance(from axis: Int) {
    guard var next = position else { return }
    var axis = axis
    while axis >= 0 {
      next[axis] += 1
      if next[axis] < places[axis].count {
        position = next
        return
      }
      next[axis] = 0
      axis -= 1
    }
    position = nil
  }
}

/// A text moved to the right end of a column.
package func rightAligned(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}
