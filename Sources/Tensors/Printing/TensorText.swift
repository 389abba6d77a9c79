import Compute

extension Tensor: CustomStringConvertible {
  /// The numbers, in aligned columns with the shape on a last line where there are two axes or more:
  ///
  /// ```text
  /// [[19, 25],
  ///  [37, 43]]
  /// shape [2, 2]
  /// ```
  ///
  /// Integers are written without a point. Other numbers all get as many decimals as show six digits of the largest one; of those
  /// that would be 0 with them three digits and a power of ten are shown: `[0.25, 1e-8]`.
  /// Of more than 1,000 elements only the first and last three along each axis are shown, with `…` between.
  public var description: String {
    text(NumberFormat(common: TensorText.shownOffsets(of: shape).map { storage.start[$0] }))
  }

  /// The text that `print` gives, with a chosen number of decimals: `kernel.formatted(digits: 2)`. Stops with a
  /// message when it is negative.
  public func formatted(digits: Int) -> String {
    guard digits >= 0 else { fail(ErrorMessage.digits(digits)) }
    return text(.fixed(decimals: digits))
  }

  private func text(_ format: NumberFormat) -> String {
    TensorText.layOut(shape) { format.text(Double(storage.start[$0])) }
  }
}

extension IntTensor: CustomStringConvertible {
  /// The numbers, laid out as a tensor's are.
  public var description: String { TensorText.layOut(shape) { String(scalars[$0]) } }
}

extension DefaultStringInterpolation {
  /// A tensor with so many digits after the point in each of its numbers. A tensor of shape `[]` is one number, moved to the
  /// right end of `width` columns; others are laid out as `print` does.
  public mutating func appendInterpolation(_ tensor: Tensor, digits: Int, width: Int = 0) {
    appendLiteral(rightAligned(tensor.formatted(digits: digits), tensor.rank == 0 ? width : 0))
  }
}

/// A text moved to the right end of a column.
package func rightAligned(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}

/// Lays out the rows of a tensor and their brackets, one row after the other.
struct TensorText {
  private let shape: [Int]
  /// The indices along each axis that are shown; nil stands for those that are not.
  private let shownIndices: [[Int?]]
  private var text = ""
  /// The row that comes next, as a position in `shownIndices` for each axis but the last; nil after the end.
  private var position: [Int]?

  private init(_ shape: [Int]) {
    self.shape = shape
    let isSmall = shape.elementCount <= 1000
    shownIndices = shape.map { length in
      isSmall || length <= 6 ? (0..<length).map { $0 } : [0, 1, 2, nil, length - 3, length - 2, length - 1]
    }
    position = shape.elementCount == 0 ? nil : [Int](repeating: 0, count: shape.count - 1)
  }

  /// The numbers of a tensor of the given shape, where `cell` writes the one at an offset in row-major order.
  static func layOut(_ shape: [Int], cell: (Int) -> String) -> String {
    if shape.isEmpty { return cell(0) }
    if shape.elementCount == 0 { return "[]\nshape \(shape)" }
    let width = shape.count == 1 ? 0 : shownOffsets(of: shape).reduce(0) { max($0, cell($1).count) }
    var rows = TensorText(shape)
    while let first = rows.nextRow() {
      rows.write(rows.shownIndices[shape.count - 1].map { rightAligned($0.map { cell(first + $0) } ?? "…", width) })
    }
    let isWhole = rows.shownIndices.allSatisfy { !$0.contains(nil) }
    return shape.count == 1 && isWhole ? rows.text : rows.text + "\nshape \(shape)"
  }

  /// Where the numbers that are shown stand in row-major order.
  static func shownOffsets(of shape: [Int]) -> [Int] {
    if shape.isEmpty { return [0] }
    var rows = TensorText(shape)
    var offsets: [Int] = []
    while let first = rows.nextRow() {
      for case let column? in rows.shownIndices[shape.count - 1] { offsets.append(first + column) }
      rows.advance(from: shape.count - 2)
    }
    return offsets
  }

  /// Where the next row begins in row-major order; nil after the last. Lines for rows that are left out are written.
  private mutating func nextRow() -> Int? {
    while let position {
      var offset = 0
      var gap: Int?
      for axis in position.indices where gap == nil {
        if let index = shownIndices[axis][position[axis]] {
          offset = (offset + index) * shape[axis + 1]
        } else {
          gap = axis
        }
      }
      guard let gap else { return offset }
      text += String(repeating: " ", count: gap + 1) + "…,\n"
      advance(from: gap)
    }
    return nil
  }

  private mutating func write(_ cells: [String]) {
    guard let position else { return }
    let outer = position.count
    let opened = outer - (position.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0)
    let isLast = zip(position, shownIndices).map { $0 == $1.count - 1 }
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
      if next[axis] < shownIndices[axis].count {
        position = next
        return
      }
      next[axis] = 0
      axis -= 1
    }
    position = nil
  }
}
