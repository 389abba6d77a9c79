import Compute

// Numbers and lists of the language with a shape, and masks of truth values.

extension Tensor {
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
