import Compute
import Tensors

/// The numbers of examples, in batches: what a training loop goes through once each epoch.
///
///     var generator = RandomGenerator(seed: 1)
///     for epoch in 1...10 {
///       for batch in Batches(count: 60_000, size: 256, shuffledBy: &generator) {
///         let images = data.training.batch(batch).images
///       }
///     }
///
/// Each batch is a list of indices. The last one is smaller where the size does not divide the count, or dropped.
public struct Batches: RandomAccessCollection, Sendable {
  private let order: [Int]
  private let size: Int
  /// The first batch.
  public let startIndex = 0
  /// How many batches there are.
  public let endIndex: Int

  /// Batches of the indices from 0 to `count - 1` in ascending order.
  ///
  /// Stops with a message when the count is negative or the size less than 1.
  public init(count: Int, size: Int, droppingLast: Bool = false) {
    Batches.check(count, size)
    self.init(order: Array(0..<count), size: size, droppingLast: droppingLast)
  }

  /// Batches of the indices from 0 to `count - 1` in an order that the generator draws; each order is equally likely
  /// (Durstenfeld, "Algorithm 235: random permutation", 1964). Drawn again, the order is another.
  ///
  /// Stops with a message when the count is negative or the size less than 1.
  public init(count: Int, size: Int, shuffledBy generator: inout RandomGenerator, droppingLast: Bool = false) {
    Batches.check(count, size)
    var order = Array(0..<count)
    var last = count - 1
    while last > 0 {
      // The upper half of the product is uniform over 0...last, as nearly as 64 bits allow.
      let index = Int(generator.next().multipliedFullWidth(by: UInt64(last + 1)).high)
      order.swapAt(index, last)
      last -= 1
    }
    self.init(order: order, size: size, droppingLast: droppingLast)
  }

  private init(order: [Int], size: Int, droppingLast: Bool) {
    self.order = order
    // A larger size than this makes no difference, and sums with it cannot overflow.
    let size = Swift.min(size, order.count + 1)
    self.size = size
    endIndex = droppingLast ? order.count / size : (order.count + size - 1) / size
  }

  /// The indices of one batch.
  public subscript(batch: Int) -> [Int] {
    guard batch >= 0, batch < endIndex else { fail(Batches.outOfRange(batch, endIndex)) }
    return Array(order[batch * size..<Swift.min((batch + 1) * size, order.count)])
  }

  private static func check(_ count: Int, _ size: Int) {
    guard count >= 0, size >= 1 else { fail(wrongSize(count, size)) }
  }

  static func wrongSize(_ count: Int, _ size: Int) -> String {
    "Batches: a count of \(count) and a size of \(size) were given; expected a count of 0 or more and a size of 1 or more."
  }

  static func outOfRange(_ batch: Int, _ count: Int) -> String {
    "Batches: batch \(batch) is out of range; there are \(count), counted from 0."
  }
}
