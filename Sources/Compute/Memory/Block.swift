/// Memory of the pool for `count` numbers, undefined until they are written.
package struct Block {
  package let start: UnsafeMutablePointer<Float>
  package let count: Int

  package init(_ count: Int) {
    self.count = count
    start = BufferPool.allocate(count)
  }

  /// Gives the memory back, once.
  package func deallocate() { BufferPool.deallocate(start, count: count) }

  /// Where the numbers begin, for loops that read them.
  package var numbers: BlockPointer { BlockPointer(unchecked: UnsafePointer(start)) }
}

/// Where a number of a `Block` lies, for reading. From there a whole vector may be read, also where fewer numbers are left: up to 64
/// bytes beyond the block's last number there is memory, whose contents are undefined. They may be computed with, but not kept.
///
/// Only a block gives such a pointer, so a loop that takes one cannot be given memory without that space.
@frozen @usableFromInline package struct BlockPointer: @unchecked Sendable {
  /// The same place for loops that read no further than the last number.
  @usableFromInline package let pointer: UnsafePointer<Float>

  /// How many bytes may be read beyond the last number: as many as the widest vector has.
  static let readableBeyond = 64

  @inlinable @inline(__always)
  init(unchecked pointer: UnsafePointer<Float>) { self.pointer = pointer }

  @inlinable @inline(__always)
  package static func + (start: BlockPointer, distance: Int) -> BlockPointer {
    BlockPointer(unchecked: start.pointer + distance)
  }

  @inlinable @inline(__always)
  package static func - (start: BlockPointer, distance: Int) -> BlockPointer {
    BlockPointer(unchecked: start.pointer - distance)
  }

  @inlinable @inline(__always)
  package static func += (start: inout BlockPointer, distance: Int) { start = start + distance }

  @inlinable @inline(__always)
  package subscript(index: Int) -> Float { pointer[index] }

  @inlinable @inline(__always)
  package var pointee: Float { pointer.pointee }
}

extension SIMD where Scalar == Float {
  /// The numbers at a place of a block, of which those beyond its end are undefined.
  @inlinable @inline(__always)
  package init(at source: BlockPointer) { self.init(at: source.pointer) }
}
