import Compute

// Tensors of the numbers, lists and literals that the language has. Each number is rounded to the nearest of 32 bits.

extension Tensor {
  /// A single number, of shape `[]`.
  @inlinable @_disfavoredOverload
  public init<Scalar: BinaryFloatingPoint>(_ scalar: Scalar) { self.init(Float(scalar)) }

  /// A single whole number, of shape `[]`: `x / Tensor(count)`.
  @inlinable @_disfavoredOverload
  public init<Scalar: BinaryInteger>(_ scalar: Scalar) { self.init(Float(scalar)) }

  /// Numbers along one axis, in a tensor of shape `[scalars.count]`.
  // Disfavoured, as a literal of whole numbers is one of `IntTensor` too.
  @_disfavoredOverload
  public init(_ scalars: [Float]) { self.init(shape: [scalars.count], scalars) }

  /// Numbers along one axis, in a tensor of shape `[scalars.count]`.
  @inlinable @_disfavoredOverload
  public init<Scalar: BinaryFloatingPoint>(_ scalars: [Scalar]) { self.init(scalars.map { Float($0) }) }

  /// Whole numbers along one axis, in a tensor of shape `[scalars.count]`.
  // What a literal is, `Tensor([3_000_000_000, 1])`, before it is an `IntTensor`, whose numbers have 32 bits. `Tensor([])` is one of these.
  @inlinable
  public init(_ scalars: [Int]) { self.init(scalars.map { Float($0) }) }

  /// Whole numbers along one axis, in a tensor of shape `[scalars.count]`.
  @inlinable @_disfavoredOverload
  public init<Scalar: BinaryInteger>(_ scalars: [Scalar]) { self.init(scalars.map { Float($0) }) }

  /// The rows of a matrix, in a tensor of shape `[rows.count, columns]`. Without rows the shape is `[0, 0]`.
  ///
  /// Stops with a message when the rows differ in length.
  // Disfavoured as the lists above are: `Tensor(list.flatMap { ... })` would otherwise call the deprecated `flatMap`, which gives rows.
  @inlinable @_disfavoredOverload
  public init<Scalar: BinaryFloatingPoint>(_ rows: [[Scalar]]) {
    self.init(rows: rows.map { $0.map { Float($0) } })
  }

  /// The rows of a matrix of whole numbers, in a tensor of shape `[rows.count, columns]`. Without rows the shape is `[0, 0]`.
  ///
  /// Stops with a message when the rows differ in length.
  @inlinable @_disfavoredOverload
  public init<Scalar: BinaryInteger>(_ rows: [[Scalar]]) {
    self.init(rows: rows.map { $0.map { Float($0) } })
  }

  /// Blocks of rows, as images of one channel are, in a tensor of shape `[blocks.count, rows, columns]`.
  ///
  /// Stops with a message when blocks or rows differ in length.
  @inlinable @_disfavoredOverload
  public init<Scalar: BinaryFloatingPoint>(_ blocks: [[[Scalar]]]) {
    self.init(blocks: blocks.map { $0.map { $0.map { Float($0) } } })
  }

  /// Blocks of rows of whole numbers, in a tensor of shape `[blocks.count, rows, columns]`.
  ///
  /// Stops with a message when blocks or rows differ in length.
  @inlinable @_disfavoredOverload
  public init<Scalar: BinaryInteger>(_ blocks: [[[Scalar]]]) {
    self.init(blocks: blocks.map { $0.map { $0.map { Float($0) } } })
  }

  @usableFromInline
  init(blocks: [[[Float]]]) {
    let parts = blocks.map { Tensor(rows: $0) }
    let shape = parts.first?.shape ?? [0, 0]
    for (index, part) in parts.enumerated() where part.shape != shape {
      fail(ErrorMessage.raggedLiteral(first: shape, index: index, row: part.shape))
    }
    self.init(shape: [blocks.count] + shape, blocks.flatMap { $0.flatMap { $0 } })
  }

  @usableFromInline
  init(rows: [[Float]]) {
    let columns = rows.first?.count ?? 0
    for (index, row) in rows.enumerated() where row.count != columns {
      fail(ErrorMessage.raggedLiteral(first: [columns], index: index, row: [row.count]))
    }
    self.init(shape: [rows.count, columns], rows.flatMap { $0 })
  }

  /// A tensor all of whose elements are `value`. Stops with a message when no tensor can have the shape.
  @inlinable @_disfavoredOverload
  public init<Scalar: BinaryFloatingPoint>(repeating value: Scalar, shape: [Int]) {
    self.init(repeating: Float(value), shape: shape)
  }

  /// A tensor of the given shape with the given numbers in row-major order, each rounded to the nearest 32-bit floating-point number.
  ///
  /// Stops with a message when their number is not the product of the shape.
  @inlinable @_disfavoredOverload
  public init<Scalar: BinaryFloatingPoint>(shape: [Int], _ scalars: [Scalar]) {
    self.init(shape: shape, scalars.map { Float($0) })
  }

  /// A tensor of the given shape with the given whole numbers in row-major order.
  ///
  /// Stops with a message when their number is not the product of the shape.
  @inlinable @_disfavoredOverload
  public init<Scalar: BinaryInteger>(shape: [Int], _ scalars: [Scalar]) {
    self.init(shape: shape, scalars.map { Float($0) })
  }

  /// A mask along one axis: 1 where the value is true, else 0. `Tensor(names.map { $0 == "cat" })` selects in a subscript.
  @_disfavoredOverload
  public init(_ mask: [Bool]) {
    self.init(shape: [mask.count], mask.map { $0 ? 1 : 0 })
  }
  /// A mask of rows: 1 where the value is true, else 0, in a tensor of shape `[mask.count, columns]`.
  ///
  /// Stops with a message when the rows differ in length.
  @_disfavoredOverload
  public init(_ mask: [[Bool]]) {
    self.init(rows: mask.map { $0.map { $0 ? 1 : 0 } })
  }
}

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
