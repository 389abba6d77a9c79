// The width of the machine's registers, as the package's manifest found it. Loops that are worth it are written for any
// width and compiled for this one; every element goes through the same operations in the same order at any width.

#if WIDE_VECTORS
  /// As many numbers as a register of the machine holds.
  @usableFromInline package typealias Vector = SIMD16<Float>
  @usableFromInline package typealias HalfVector = SIMD8<Float>
#elseif WITHOUT_VECTORS
  /// Few, since each number of a vector is code of its own, and no half, since each width is too: for a file that is loaded by pages.
  @usableFromInline package typealias Vector = SIMD4<Float>
  @usableFromInline package typealias HalfVector = SIMD4<Float>
#else
  /// As many numbers as a register of the machine holds.
  @usableFromInline package typealias Vector = SIMD8<Float>
  @usableFromInline package typealias HalfVector = SIMD4<Float>
#endif

extension SIMD where Scalar == Float {
  @inlinable @inline(__always)
  package init(at source: UnsafePointer<Float>) {
    self = UnsafeRawPointer(source).loadUnaligned(as: Self.self)
  }

  @inlinable @inline(__always)
  package func store(at target: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(target).storeBytes(of: self, as: Self.self)
  }

  /// The first `count` of the numbers at an address, and zeros.
  @inlinable @inline(__always)
  package init(first count: Int, at source: UnsafePointer<Float>) {
    if count >= Self.scalarCount {
      self.init(at: source)
      return
    }
    self = .zero
    for lane in 0..<count { self[lane] = source[lane] }
  }

  /// Stores the first `count` lanes.
  @inlinable @inline(__always)
  package func store(first count: Int, at target: UnsafeMutablePointer<Float>) {
    if count >= Self.scalarCount { return store(at: target) }
    withUnsafeBytes(of: self) { bytes in
      // In pieces of a power of two each: a copy of a length that the compiler does not know is a call.
      var source = bytes.baseAddress!
      var target = UnsafeMutableRawPointer(target)
      if count & 8 != 0 { Self.move(SIMD8<Float>.self, &source, &target) }
      if count & 4 != 0 { Self.move(SIMD4<Float>.self, &source, &target) }
      if count & 2 != 0 { Self.move(SIMD2<Float>.self, &source, &target) }
      if count & 1 != 0 { Self.move(Float.self, &source, &target) }
    }
  }

  @inlinable @inline(__always)
  static func move<Piece: BitwiseCopyable>(
    _: Piece.Type, _ source: inout UnsafeRawPointer, _ target: inout UnsafeMutableRawPointer
  ) {
    target.storeBytes(of: source.loadUnaligned(as: Piece.self), as: Piece.self)
    source += MemoryLayout<Piece>.size
    target += MemoryLayout<Piece>.size
  }

  /// This plus `a * b`, rounded once where the machine can do so in one instruction, which the build says with its settings.
  @inlinable @inline(__always)
  package func adding(_ a: Self, times b: Self) -> Self {
    #if FUSED_MULTIPLY_ADD
      addingProduct(a, b)
    #else
      self + a * b
    #endif
  }
}
