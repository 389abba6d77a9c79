import Compute

/// Integers in a box of any number of axes: labels, indices, counts.
///
/// A value like `Tensor`, with elements of 32 bits and without derivatives:
///
///     let labels: IntTensor = [3, 0, 9]
///     labels[-1]                     // 9
///     (labels .== 3).any()           // true
///     labels[labels .> 0] + 1        // [4, 10]
///     labels.sorted(descending: true) // [9, 3, 0]
///
/// Copies share memory until one of them is changed. What numbers of 32 bits cannot hold stops with a message; nothing wraps around, and
/// nothing is rounded: for fractions make a `Tensor(labels)` of them.
public struct IntTensor: Equatable, Sendable {
  /// The length of each axis. A single number has the shape `[]`.
  public let shape: [Int]
  /// The numbers in row-major order.
  public internal(set) var scalars: [Int32]

  /// Integers of the given shape, in row-major order.
  ///
  /// Stops with a message when their number is not the product of the shape.
  public init(shape: [Int], _ scalars: [Int32]) {
    Tensor.check(shape, for: "IntTensor")
    guard scalars.count == shape.elementCount else {
      fail(ErrorMessage.wrongIntegerCount(scalars.count, for: shape))
    }
    self.shape = shape
    self.scalars = scalars
  }

  /// A single integer, of shape `[]`. Stops with a message when it does not fit in 32 bits.
  // Disfavoured, as `IntTensor(2)` is a literal and other initialisers take whole numbers too.
  @_disfavoredOverload
  public init(_ value: Int) {
    self.init(shape: [], [IntTensor.fitting(value)])
  }

  /// Integers along one axis. Stops with a message when one does not fit in 32 bits.
  public init(_ values: [Int]) {
    self.init(shape: [values.count], values.map { IntTensor.fitting($0) })
  }

  /// How many axes there are.
  public var rank: Int { shape.count }

  /// How many numbers there are: the product of the shape, 1 for the empty shape.
  public var count: Int { scalars.count }
}

extension IntTensor: ExpressibleByArrayLiteral {
  /// Integers along one axis.
  public init(arrayLiteral values: Int...) { self.init(values) }
}

extension IntTensor: ExpressibleByIntegerLiteral {
  /// A single integer, of shape `[]`: `labels[0..<2] = 5`. Stops with a message when it does not fit in 32 bits.
  public init(integerLiteral value: Int) { self.init(value) }
}

extension Tensor {
  /// The integers as floating-point numbers, exact up to 16,777,216.
  public init(_ integers: IntTensor) {
    self.init(shape: integers.shape, integers.scalars.map { Float($0) })
  }
}
