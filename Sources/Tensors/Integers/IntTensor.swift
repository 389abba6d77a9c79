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

  /// The number of integers that have one element, whatever their rank. Stops with a message when there are more or none.
  public var scalar: Int {
    guard count == 1 else { fail(ErrorMessage.notOneInteger(shape)) }
    return Int(scalars[0])
  }
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

extension IntTensor {
  /// Integers all of which are `value`. Stops with a message when it does not fit in 32 bits.
  public init(repeating value: Int, shape: [Int]) {
    Tensor.check(shape, for: "IntTensor(repeating:shape:)")
    self.init(shape: shape, [Int32](repeating: IntTensor.fitting(value), count: shape.elementCount))
  }

  /// The rows of a matrix, in a tensor of shape `[rows.count, columns]`. Without rows the shape is `[0, 0]`.
  ///
  /// Stops with a message when the rows differ in length, or a number does not fit in 32 bits.
  @_disfavoredOverload
  public init(_ rows: [[Int]]) {
    let columns = rows.first?.count ?? 0
    for (index, row) in rows.enumerated() where row.count != columns {
      fail(ErrorMessage.raggedIntegers(columns, index: index, row: row.count))
    }
    self = IntTensor(rows.flatMap { $0 }).reshaped(to: [rows.count, columns])
  }

  /// Blocks of rows, in a tensor of shape `[blocks.count, rows, columns]`.
  ///
  /// Stops with a message when blocks or rows differ in length, or a number does not fit in 32 bits.
  @_disfavoredOverload
  public init(_ blocks: [[[Int]]]) {
    let (rows, columns) = (blocks.first?.count ?? 0, blocks.first?.first?.count ?? 0)
    for block in blocks {
      for (index, row) in block.enumerated() where row.count != columns {
        fail(ErrorMessage.raggedIntegers(columns, index: index, row: row.count))
      }
    }
    for (index, block) in blocks.enumerated() where block.count != rows {
      fail(ErrorMessage.raggedBlocks(rows, index: index, block: block.count))
    }
    self = IntTensor(blocks.flatMap { $0.flatMap { $0 } }).reshaped(to: [blocks.count, rows, columns])
  }

  /// Integers of the given shape, in row-major order.
  ///
  /// Stops with a message when their number is not the product of the shape, or one does not fit in 32 bits.
  @_disfavoredOverload
  public init(shape: [Int], _ values: [Int]) {
    guard values.count == shape.checkedCount("IntTensor") else {
      fail(ErrorMessage.wrongIntegerCount(values.count, for: shape))
    }
    self.init(shape: shape, IntTensor(values).scalars)
  }

  /// The numbers of a tensor, which must be integers already: nothing is rounded.
  ///
  /// Stops with a message when one is not a whole number, or does not fit in 32 bits.
  @_disfavoredOverload
  public init(_ tensor: Tensor) {
    self.init(
      shape: tensor.shape,
      tensor.scalars.map { scalar in
        guard let fitting = Int32(exactly: scalar) else { fail(ErrorMessage.notAnInteger(scalar, tensor.shape)) }
        return fitting
      })
  }

  /// The integers of a range along one axis: `IntTensor(0..<4)` is `[0, 1, 2, 3]`.
  ///
  /// Stops with a message when one does not fit in 32 bits.
  public init(_ range: Range<Int>) {
    IntTensor.checkEnds(of: range)
    let (count, overflows) = range.upperBound.subtractingReportingOverflow(range.lowerBound)
    Tensor.check([overflows ? .max : count], for: "IntTensor(\(range))")
    self.init(Array(range))
  }

  /// Integers drawn from `range`, each equally likely.
  ///
  /// Stops with a message when the range is empty or has numbers that do not fit in 32 bits.
  public init(randomIn range: Range<Int>, shape: [Int], using generator: inout RandomGenerator) {
    Tensor.check(shape, for: "IntTensor(randomIn:shape:)")
    guard !range.isEmpty else { fail(ErrorMessage.emptyRange(range)) }
    IntTensor.checkEnds(of: range)
    // There may be more of them than an `Int` of 32 bits holds.
    let (least, count) = (Int64(range.lowerBound), UInt64(Int64(range.upperBound) - Int64(range.lowerBound)))
    self.init(
      shape: shape, (0..<shape.elementCount).map { _ in Int32(least + Int64(generator.integer(below: count))) })
  }

  /// Integers drawn from `range` by the default generator (see `seed(_:)`).
  public init(randomIn range: Range<Int>, shape: [Int]) {
    var generator = RandomGenerator.branch()
    self.init(randomIn: range, shape: shape, using: &generator)
  }

  /// The numbers from 0 up to, not including, `count` in a random order, each order equally likely: what shuffles a data set.
  ///
  /// The method is that of Fisher and Yates as Durstenfeld gives it ("Random permutation", CACM 1964). Stops with a message when
  /// `count` is negative.
  public init(permutationOf count: Int, using generator: inout RandomGenerator) {
    guard count >= 0 else { fail(ErrorMessage.negativeCount("IntTensor(permutationOf:)", count)) }
    IntTensor.checkEnds(of: 0..<count)
    var order = Array(0..<count)
    for index in order.indices.dropLast() {
      order.swapAt(index, index + Int(generator.integer(below: UInt64(count - index))))
    }
    self.init(order)
  }

  /// The numbers from 0 up to, not including, `count` in a random order, by the default generator (see `seed(_:)`).
  public init(permutationOf count: Int) {
    var generator = RandomGenerator.branch()
    self.init(permutationOf: count, using: &generator)
  }

  /// Stops with a message when a number of the range does not fit in 32 bits.
  private static func checkEnds(of range: Range<Int>) {
    if range.isEmpty { return }
    for end in [range.lowerBound, range.upperBound - 1] { _ = fitting(end) }
  }

  /// A number in 32 bits. Stops with a message when it does not fit.
  static func fitting(_ value: some FixedWidthInteger) -> Int32 {
    guard let fitting = Int32(exactly: value) else { fail(ErrorMessage.tooLarge(Int64(value))) }
    return fitting
  }
}

extension ErrorMessage {
  static func wrongIntegerCount(_ count: Int, for shape: [Int]) -> String {
    "IntTensor(shape:): shape \(shape) needs \(shape.elementCount) numbers, but \(count) were given."
  }

  static func tooLarge(_ value: Int64) -> String {
    "IntTensor: \(value) does not fit in 32 bits; expected a number from \(Int32.min) to \(Int32.max)."
  }

  static func notAnInteger(_ value: Float, _ shape: [Int]) -> String {
    "IntTensor: a tensor of shape \(shape) has the element \(formatted(value)); expected whole numbers from \(Int32.min) to "
      + "\(Int32.max), as nothing is rounded."
  }

  static func emptyRange(_ range: Range<Int>) -> String {
    "IntTensor(randomIn:): the range \(range.lowerBound)..<\(range.upperBound) is empty, but a number is to be drawn from it."
  }

  static func notOneInteger(_ shape: [Int]) -> String {
    "IntTensor scalar: integers of shape \(shape) have \(shape.elementCount) elements, but exactly 1 was expected."
  }

  static func raggedIntegers(_ columns: Int, index: Int, row: Int) -> String {
    "IntTensor: all rows need one length, but row 0 has \(columns) and row \(index) has \(row)."
  }

  static func raggedBlocks(_ rows: Int, index: Int, block: Int) -> String {
    "IntTensor: all blocks need as many rows, but block 0 has \(rows) and block \(index) has \(block)."
  }
}
