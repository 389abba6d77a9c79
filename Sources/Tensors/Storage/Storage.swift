/// The memory of one or more tensors: `count` numbers that nobody writes once they are shared.
///
/// Unchecked, because the compiler cannot see the rule that makes it safe: a storage is written only while it is being
/// made, or through a tensor that holds the one reference to it (`isKnownUniquelyReferenced`).
@usableFromInline
final class Storage: @unchecked Sendable {
  @usableFromInline let start: UnsafeMutablePointer<Float>
  @usableFromInline let count: Int

  /// Memory with undefined contents, for the caller to fill. The only place where the engine allocates numbers.
  init(uninitialized count: Int) {
    self.count = count
    start = .allocate(capacity: count)
  }

  func copy() -> Storage {
    let copy = Storage(uninitialized: count)
    copy.start.initialize(from: start, count: count)
    return copy
  }

  deinit {
    start.deallocate()
  }
}
