import Compute

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
}

extension RandomGenerator {
  /// A whole number below `bound`, which is from 1 to 2^32, each equally likely (Lemire, "Fast random integer generation in an
  /// interval", 2019). Not the standard library's way, which depends on the size that `Int` has on the machine.
  mutating func integer(below bound: UInt64) -> UInt64 {
    let unfair = (1 << 32) % bound
    while true {
      let product = (next() >> 32) * bound
      if product & 0xFFFF_FFFF >= unfair { return product >> 32 }
    }
  }

  /// A generator with a sequence of its own, whose seed the default generator draws: for numbers of which nobody knows beforehand
  /// how many it takes.
  package static func branch() -> RandomGenerator {
    var generator = RandomGenerator.reserving(1)
    return RandomGenerator(seed: generator.next())
  }
}
