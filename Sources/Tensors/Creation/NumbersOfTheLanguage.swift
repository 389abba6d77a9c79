import Compute

// Tensors of the numbers and lists that the language has. Each is rounded to the nearest 32-bit floating-point number.

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
}
