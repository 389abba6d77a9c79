extension Lanes {
  /// The sum of what `terms` gives for eight positions of a row at a time: in single precision up to some hundreds, and those sums in
  /// double. Two sums are kept side by side, since each addition would else wait for the one before.
  ///
  /// - Parameter terms: Is given the first of the positions and how many of them count.
  @inline(__always)
  static func total(_ count: Int, _ terms: (Int, Int) -> SIMD8<Float>) -> Double {
    var total = 0.0
    var index = 0
    while count - index >= 8 {
      // Where the last whole eight of this part begin: compared with it, no sum in the loop can overflow and need be looked at.
      let last = Swift.min(index + 1024, count) - 8
      var sums = (SIMD8<Float>.zero, SIMD8<Float>.zero)
      while index <= last {
        // They take turns. Written out, `terms` would stand here twice, which is too often to become part of the loop.
        sums = (sums.1, sums.0 + terms(index, 8))
        index &+= 8
      }
      total += Double((sums.0 + sums.1).sum())
    }
    if index < count {
      let last = terms(index, count - index)
      for lane in 0..<count - index { total += Double(last[lane]) }
    }
    return total
  }
}

/// The columns of a matrix, of which several short rows are taken as one, so that they are whole vectors.
struct Columns {
  let rows: Int
  let count: Int
  private let together: Int

  init(rows: Int, count: Int) {
    self.rows = rows
    self.count = count
    together = count < 128 ? StridedPair.rowsTogether(count) : 1
  }

  /// How many numbers are taken at a time.
  var width: Int { together * count }

  /// Sums over the rows, in single precision up to some hundreds of rows, and those sums in double.
  ///
  /// - Parameters:
  ///   - results: Receives the sums: `kinds` times one for each column.
  ///   - add: Is given the position of a row's first number, how many from there on to take, and where their sums are, each kind a
  ///     `width` after the one before.
  @inline(__always)
  func sums(
    kinds: Int = 1, into results: UnsafeMutablePointer<Double>,
    _ add: (Int, Int, UnsafeMutablePointer<Float>) -> Void
  ) {
    let chunkRows = together * max(1, 512 / together)
    let chunks = (rows + chunkRows - 1) / chunkRows
    let (size, width) = (kinds * count, width)
    let partialBlock = Block(chunks * size)
    defer { partialBlock.deallocate() }
    let partial = partialBlock.start
    Workers.split(chunks, grain: 1, parts: rows * count < 50_000 ? 1 : nil) { range in
      let wideBlock = Block(kinds * width)
      defer { wideBlock.deallocate() }
      let wide = wideBlock.start
      for chunk in range {
        wide.update(repeating: 0, count: kinds * width)
        let end = min((chunk + 1) * chunkRows, rows) * count
        var position = chunk * chunkRows * count
        while position < end {
          add(position, min(width, end - position), wide)
          position += width
        }
        for kind in 0..<kinds {
          for column in 0..<count {
            var total: Float = 0
            for row in 0..<together { total += wide[kind * width + row * count + column] }
            partial[chunk * size + kind * count + column] = total
          }
        }
      }
    }
    for index in 0..<size {
      var total = 0.0
      for chunk in 0..<chunks { total += Double(partial[chunk * size + index]) }
      results[index] = total
    }
  }

  /// Visits all numbers: the position of the first, and how many from there on to take.
  @inline(__always)
  func forEach(_ body: (Int, Int) -> Void) {
    let total = rows * count
    Workers.split((total + width - 1) / width, grain: 1, parts: total < 50_000 ? 1 : nil) { range in
      for number in range { body(number * width, min(width, total - number * width)) }
    }
  }

  /// Numbers for each column, repeated for the rows that are taken as one.
  func withRepeated<Result>(_ values: [(Int) -> Float], _ body: ([BlockPointer]) -> Result) -> Result {
    let allBlock = Block(values.count * width)
    defer { allBlock.deallocate() }
    let all = allBlock.start
    for (kind, value) in values.enumerated() {
      for column in 0..<count { all[kind * width + column] = value(column) }
      for index in count..<max(count, width) { all[kind * width + index] = all[kind * width + index - count] }
    }
    return body(values.indices.map { allBlock.numbers + $0 * width })
  }
}
