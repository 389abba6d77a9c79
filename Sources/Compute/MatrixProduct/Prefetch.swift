/// Numbers that are asked for some time before they are needed, while others are computed with, so that they have come from
/// memory, or from the cache that processors share, into one of the processor's own.
///
/// Processors foresee what a loop reads in order; they do not foresee what a tile reads: short pieces, far apart. Only the time that
/// something takes depends on it: a place outside of all memory can be asked for too, and is not touched.
struct Prefetch {
  /// How far apart the places are, in bytes, that are asked for with neighbouring terms and lines of terms: without steps one
  /// place again and again, which is less work than to look each time whether there is something to ask for.
  private(set) var step = 0
  private(set) var lineStep = 0
  /// How far apart they are, in numbers, from tile to tile.
  private(set) var tileStep = 0

  init() {}

  #if WIDE_VECTORS
    // Strides may be so large that a distance in bytes is no `Int`. What is asked for then is another place.

    /// Places that are so many numbers apart.
    init(step: Int, lineStep: Int, tileStep: Int) {
      self.step = step &* MemoryLayout<Float>.stride
      self.lineStep = lineStep &* MemoryLayout<Float>.stride
      self.tileStep = tileStep
    }

    /// `count` numbers that lie side by side, in as many parts as there are tiles.
    init(spreading count: Int, over tiles: Int, lines: Int, terms: Int) {
      tileStep = count / tiles
      step = tileStep &* MemoryLayout<Float>.stride / (lines * terms)
      lineStep = step &* terms
    }
  #endif

  #if WIDE_VECTORS && !THREAD_SANITIZER
    /// Asks for what will be read.
    @inline(__always)
    static func forReading(_ place: UnsafeRawPointer) { prefetch(place, 0, 3, 1) }

    /// Asks for what will be written, so that no other processor has it.
    @inline(__always)
    static func forWriting(_ place: UnsafeRawPointer) { prefetch(place, 1, 3, 1) }
  #else
    @inline(__always)
    static func forReading(_ place: UnsafeRawPointer) {}

    @inline(__always)
    static func forWriting(_ place: UnsafeRawPointer) {}
  #endif
}

#if WIDE_VECTORS && !THREAD_SANITIZER
  // Swift has no word for the instruction, and a C header that has one would have to travel with this module to whoever
  // imports it: so LLVM's own name is used. The thread sanitizer takes it for a call that may throw, which LLVM then refuses.
  @_silgen_name("llvm.prefetch.p0")
  private func prefetch(_ place: UnsafeRawPointer, _ isForWriting: Int32, _ locality: Int32, _ isData: Int32)
#endif
