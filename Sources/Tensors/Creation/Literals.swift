import Compute

extension Tensor: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// A single number, of shape `[]`.
  public init(floatLiteral value: Float) { self.init(value) }

  /// A single number, of shape `[]`.
  public init(integerLiteral value: Int) { self.init(Float(value)) }
}

extension Tensor: ExpressibleByArrayLiteral {
  /// Tensors of one shape, stacked along a new first axis: `[[0, 1], [2, 3]]` has the shape `[2, 2]`.
  ///
  /// Stops with a message when the rows differ in shape.
  public init(arrayLiteral rows: Tensor...) {
    let rowShape = rows.first?.shape ?? []
    for (index, row) in rows.enumerated() where row.shape != rowShape {
      fail(ErrorMessage.raggedLiteral(first: rowShape, index: index, row: row.shape))
    }
    self = Tensor.stacked(rows, rowShape: rowShape)
  }

  private static func stacked(_ rows: [Tensor], rowShape: [Int]) -> Tensor {
    let size = rowShape.elementCount
    let plain = Tensor(shape: [rows.count] + rowShape) { target in
      for (index, row) in rows.enumerated() {
        (target + index * size).initialize(from: row.storage.start, count: size)
      }
    }
    // A row may be a tensor that is being differentiated; the whole then depends on it.
    var result = plain
    for (index, row) in rows.enumerated() where row.trace != nil {
      result.assign(row, at: [.index(index)])
    }
    return result
  }
}

extension ErrorMessage {
  static func raggedLiteral(first: [Int], index: Int, row: [Int]) -> String {
    "Tensor literal: all rows need one shape, but row 0 has shape \(first) and row \(index) has shape \(row)."
  }
}
