import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

#if !hasFeature(Embedded)
  internal import Processor

  /// That this processor has the instructions that the loops consist of is looked at when a program with the engine is loaded: it
  /// ends with a sentence and not by an instruction that is none here. This use of it brings it into every such program.
  private let isSuitable: Bool = {
    Processor.requireCompiledFeatures()
    return true
  }()
#endif

/// Memory for numbers, kept for the next one when it is given back.
///
/// A training step asks for the same amounts each time. The system would hand them out as pages full of zeros, one fault
/// for each 4 KiB, which costs more than the arithmetic; here a step after the first allocates nothing. Blocks come in
/// classes, an eighth of a power of two apart, so that no more than an eighth is wasted.
///
/// Every block of at least `smallest` bytes begins at a multiple of 64, and each has space for one more vector after its end: see
/// `BlockPointer`.
///
/// Who finds the pool in use by another thread does not wait but goes to the system.
package enum BufferPool {
  /// Smaller blocks come from the system, whose allocator is quick with them.
  static let smallest = 4096
  /// How much is kept at the most, in bytes.
  static let capacity = 1 << 30
  static let slack = BlockPointer.readableBeyond

  static func allocate(_ count: Int) -> UnsafeMutablePointer<Float> {
    let bytes = roundedUp(count * MemoryLayout<Float>.stride + slack)
    if bytes >= smallest, let block = freeList.take(bytes) { return block.assumingMemoryBound(to: Float.self) }
    return system(bytes).assumingMemoryBound(to: Float.self)
  }

  /// Gives back what `allocate` returned for the same count.
  static func deallocate(_ start: UnsafeMutablePointer<Float>, count: Int) {
    let bytes = roundedUp(count * MemoryLayout<Float>.stride + slack)
    if bytes >= smallest, freeList.put(UnsafeMutableRawPointer(start), bytes) { return }
    UnsafeMutableRawPointer(start).deallocate()
  }

  /// Gives all that is kept back to the system.
  package static func drain() { freeList.drain() }

  private static func system(_ bytes: Int) -> UnsafeMutableRawPointer {
    #if !hasFeature(Embedded)
      _ = isSuitable
    #endif
    #if canImport(Glibc)
      // Those of windows and of single numbers; the system takes its time where it must look for a place that is aligned.
      if bytes < smallest, let block = malloc(bytes) { return block }
      // Where the system has no more, what is kept may be enough.
      var block: UnsafeMutableRawPointer?
      if posix_memalign(&block, bytes >= hugePage ? hugePage : 64, bytes) != 0 {
        freeList.drain()
        guard posix_memalign(&block, 64, bytes) == 0, let block else { fail(refused(bytes)) }
        return block
      }
      if bytes >= hugePage { madvise(block, bytes, MADV_HUGEPAGE) }
      return block!
    #else
      return .allocate(byteCount: bytes, alignment: 64)
    #endif
  }

  package static func refused(_ bytes: Int) -> String {
    "Tensor: the system refused \(bytes) bytes of memory; expected tensors that fit into what is free."
  }

  private static let hugePage = 2 << 20

  private static func roundedUp(_ bytes: Int) -> Int {
    if bytes <= smallest { return bytes }
    let step = 1 << (Int.bitWidth - 1 - (bytes - 1).leadingZeroBitCount - 3)
    return (bytes + step - 1) & ~(step - 1)
  }
}

private let freeList = FreeList()

/// The blocks that are kept, a list for each size. A block that is kept holds the address of the next one.
///
/// Unchecked, because the flag is the lock of all else: who does not get it leaves the lists alone.
private final class FreeList: @unchecked Sendable {
  private let isTaken = Atomic<Bool>(false)
  /// Each size's first block; sizes are eighths of powers of two from 2^12 on.
  private var first = [UnsafeMutableRawPointer?](repeating: nil, count: 8 * 52)
  private var kept = 0

  func take(_ bytes: Int) -> UnsafeMutableRawPointer? {
    guard lock() else { return nil }
    defer { unlock() }
    let size = sizeClass(bytes)
    guard let block = first[size] else { return nil }
    first[size] = block.load(as: UnsafeMutableRawPointer?.self)
    kept -= bytes
    return block
  }

  func put(_ block: UnsafeMutableRawPointer, _ bytes: Int) -> Bool {
    guard lock() else { return false }
    defer { unlock() }
    guard bytes <= BufferPool.capacity - kept else { return false }
    let size = sizeClass(bytes)
    block.storeBytes(of: first[size], as: UnsafeMutableRawPointer?.self)
    first[size] = block
    kept += bytes
    return true
  }

  func drain() {
    guard lock() else { return }
    defer { unlock() }
    for size in first.indices {
      while let block = first[size] {
        first[size] = block.load(as: UnsafeMutableRawPointer?.self)
        block.deallocate()
      }
    }
    kept = 0
  }

  private func sizeClass(_ bytes: Int) -> Int {
    let power = Int.bitWidth - 1 - bytes.leadingZeroBitCount
    return (power - 12) * 8 + (bytes >> (power - 3)) & 7
  }

  private func lock() -> Bool {
    isTaken.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged
  }

  private func unlock() { isTaken.store(false, ordering: .releasing) }
}
