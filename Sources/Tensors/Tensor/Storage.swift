import Compute
import Synchronization

/// The memory of one or more tensors: `count` numbers that nobody writes once they are shared.
///
/// Unchecked, because the compiler cannot see the rule that makes it safe: a storage is written only while it is being
/// made, or through a tensor that holds the one reference to it (`isKnownUniquelyReferenced`).
@usableFromInline
final class Storage: @unchecked Sendable {
  @usableFromInline let start: UnsafeMutablePointer<Float>
  @usableFromInline let count: Int
  private let block: Block

  /// Memory with undefined contents, for the caller to fill. All memory of tensors comes from here.
  init(uninitialized count: Int) {
    self.count = count
    block = Block(count)
    start = block.start
    liveStorages.add(1, ordering: .relaxed)
  }

  /// The numbers for loops that read them as vectors.
  var numbers: BlockPointer { block.numbers }

  func copy() -> Storage {
    let copy = Storage(uninitialized: count)
    copy.start.initialize(from: start, count: count)
    return copy
  }

  deinit {
    block.deallocate()
    liveStorages.subtract(1, ordering: .relaxed)
  }
}

private let liveStorages = Atomic<Int>(0)

extension Tensor {
  /// How many blocks of memory tensors hold now. Copies share theirs, so they count once.
  ///
  /// A training step that keeps nothing leaves it as it found it.
  public static var liveCount: Int { liveStorages.load(ordering: .relaxed) }
}

/// For the modules above, which move whole blocks of numbers.
extension Tensor {
  /// The elements where they are, for `body` to change; in a copy, if other tensors share them. Not seen by differentiation.
  package mutating func withOwnScalars<Result>(_ body: (UnsafeMutableBufferPointer<Float>) -> Result) -> Result {
    let start = uniqueStart()
    return withExtendedLifetime(storage) { body(UnsafeMutableBufferPointer(start: start, count: count)) }
  }

  /// A tensor whose elements `fill` writes, in row-major order. All of them: the memory it receives is undefined.
  package init(filling shape: [Int], with fill: (UnsafeMutableBufferPointer<Float>) -> Void) {
    Tensor.check(shape)
    let count = shape.elementCount
    self.init(shape: shape, fill: { fill(UnsafeMutableBufferPointer(start: $0, count: count)) })
  }

  /// The elements in row-major order, for as long as `body` runs.
  package func withScalars<Result>(_ body: (UnsafeBufferPointer<Float>) -> Result) -> Result {
    withExtendedLifetime(storage) { body(UnsafeBufferPointer(start: storage.start, count: count)) }
  }
}
