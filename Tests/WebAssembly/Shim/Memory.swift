import Machine

// Embedded Swift takes its memory from `posix_memalign` and gives it back to `free`. Freed blocks wait in lists, one
// for each size that blocks come in, and serve the next request of that size. Nothing is ever merged or split: a
// program that does the same again and again, as a training does, takes memory once. WebAssembly memory only grows.

/// The blocks that are free, and the memory that has never been used.
///
/// A block is a multiple of 16 bytes: a header of 16, then what the caller sees. A free one keeps the address of the
/// next in its first bytes.
private struct Heap {
  /// The first free block of each size class, 0 for none.
  var free = InlineArray<112, UInt>(repeating: 0)
  var unusedStart: UInt = 0
  var unusedEnd: UInt = 0

  /// The address of a block of this size class, 0 where memory is at its end.
  mutating func block(_ sizeClass: SizeClass) -> UInt {
    let first = free[sizeClass.number]
    if first != 0 {
      free[sizeClass.number] = word(at: first)
      return first
    }
    if unusedEnd - unusedStart < sizeClass.byteCount {
      let pages = (sizeClass.byteCount + 0xFFFF) >> 16
      let before = memory_grow(pages)
      if before == .max { return 0 }
      // What the host may have added in between is not ours.
      if before << 16 != unusedEnd { unusedStart = before << 16 }
      unusedEnd = (before + pages) << 16
    }
    defer { unusedStart += sizeClass.byteCount }
    return unusedStart
  }

  mutating func release(_ block: UInt, _ sizeClass: Int) {
    setWord(free[sizeClass], at: block)
    free[sizeClass] = block
  }
}

/// The sizes of blocks, in units of 16 bytes: each one up to 8, then four for every power of two, so that at most a
/// fifth of a block is wasted.
private struct SizeClass {
  let number: Int
  let byteCount: UInt

  init(holding bytes: UInt) {
    let units = (bytes + 15) >> 4
    if units <= 8 {
      number = Int(units)
      byteCount = units << 4
    } else {
      let exponent = UInt(UInt.bitWidth - 1 - (units - 1).leadingZeroBitCount)
      let quarter = (units - 1) >> (exponent - 2)
      number = Int(9 + 4 * (exponent - 3) + (quarter & 3))
      byteCount = (quarter + 1) << (exponent - 2 + 4)
    }
  }
}

// There is one thread.
private nonisolated(unsafe) var heap = Heap()

@_cdecl("posix_memalign")
public func allocate(_ result: UnsafeMutablePointer<UInt>, _ alignment: UInt, _ size: UInt) -> Int32 {
  let outOfMemory: Int32 = 12
  let slack = alignment > 16 ? alignment - 16 : 0
  if size >= 1 << 31 { return outOfMemory }
  let sizeClass = SizeClass(holding: size + slack + 16)
  let block = heap.block(sizeClass)
  if block == 0 { return outOfMemory }
  let address = (block + 16 + slack) & ~(max(alignment, 16) - 1)
  setWord(block, at: address - 16)
  setWord(UInt(sizeClass.number), at: address - 12)
  result.pointee = address
  return 0
}

/// `free` by another name, which the linker puts instead (`--wrap`): the compiler lets nobody define that one.
@_cdecl("__wrap_free")
public func release(_ address: UInt) {
  if address == 0 { return }
  heap.release(word(at: address - 16), Int(word(at: address - 12)))
}

@_cdecl("memcmp")
public func compare(_ first: UnsafePointer<UInt8>, _ second: UnsafePointer<UInt8>, _ count: UInt) -> Int32 {
  for index in 0..<Int(count) where first[index] != second[index] { return Int32(first[index]) - Int32(second[index]) }
  return 0
}

private func word(at address: UInt) -> UInt {
  UnsafePointer<UInt>(bitPattern: address).unsafelyUnwrapped.pointee
}

private func setWord(_ value: UInt, at address: UInt) {
  UnsafeMutablePointer<UInt>(bitPattern: address).unsafelyUnwrapped.pointee = value
}
