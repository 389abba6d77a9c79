/// A matrix in memory, whose rows and columns may lie at any distance: exchanged distances transpose it.
package struct MatrixView {
  package let start: BlockPointer
  package let rowStride: Int
  package let columnStride: Int

  package init(_ start: BlockPointer, rowStride: Int, columnStride: Int) {
    self.start = start
    self.rowStride = rowStride
    self.columnStride = columnStride
  }

  func moved(row: Int, column: Int) -> MatrixView {
    MatrixView(start + row * rowStride + column * columnStride, rowStride: rowStride, columnStride: columnStride)
  }
}

/// The matrix product in blocks that fit the caches, after Goto and van de Geijn, "Anatomy of high-performance matrix
/// multiplication", 2008.
///
/// The inner dimension is cut into blocks; for each the right matrix is packed into panels a tile wide, and every block of
/// rows of the left one into panels a tile high, so that a tile reads both without a gap. Blocks do not depend on the number
/// of threads, and every sum is formed in the same order.
package enum MatrixProduct {
  /// How much of the inner dimension is taken at once, so that a panel of the right matrix and a block of the left one
  /// stay in the second cache.
  static let depthBlock = 512
  /// How many rows are taken at once: an eighth of all, so that many threads find work, but enough that the right matrix,
  /// which passes by once for each block, does not have to come from memory too often, and no more than the cache holds.
  static func rowBlock(of rows: Int) -> Int {
    let eighth = ((rows + 7) / 8 + Tile.rows - 1) / Tile.rows * Tile.rows
    return min(max(eighth, 8 * Tile.rows), 32 * Tile.rows)
  }
  /// Below so many multiplications a single thread is faster.
  static let worthSharing = 100_000.0

  /// `result = left right`, with `result` of shape `[rows, columns]`, contiguous.
  package static func multiply(
    _ left: MatrixView, _ right: MatrixView, into result: UnsafeMutablePointer<Float>, rows: Int, columns: Int,
    depth: Int
  ) {
    if depth == 0 {
      result.update(repeating: 0, count: rows * columns)
      return
    }
    if rows == 0 || columns == 0 { return }
    let panels = ColumnPanels(columns: columns)
    let packedBlock = Block(panels.lanes * min(depth, depthBlock))
    defer { packedBlock.deallocate() }
    let packed = packedBlock.start
    let sharing = Double(rows * columns) * Double(depth) >= worthSharing
    // Where few columns will use it, packing the left matrix costs more than it gains.
    let isPacked = panels.all.count > 2
    let height = sharing ? rowBlock(of: rows) : rows
    let blocks = (rows + height - 1) / height
    var from = 0
    while from < depth {
      let length = min(depthBlock, depth - from)
      let slice = right.moved(row: from, column: 0)
      Workers.split(panels.all.count, grain: 1, parts: sharing ? nil : 1) { range in
        panels.pack(slice, rows: length, panels: range, depth: length, into: packed)
      }
      Workers.perform(jobs: blocks) { block in
        multiply(
          left.moved(row: block * height, column: from), packedBlock.numbers, panels, isPacked: isPacked,
          into: result + block * height * columns, rows: min(height, rows - block * height), columns: columns,
          depth: length, adding: from > 0)
      }
      from += length
    }
  }

  /// A block of rows times the packed right matrix.
  private static func multiply(
    _ left: MatrixView, _ right: BlockPointer, _ panels: ColumnPanels, isPacked: Bool,
    into result: UnsafeMutablePointer<Float>, rows: Int, columns: Int, depth: Int, adding: Bool
  ) {
    withOffsets(count: depth, step: isPacked ? Tile.rows : left.columnStride) { offsets in
      let packed = isPacked ? Block((rows + Tile.rows) * depth) : nil
      defer { packed?.deallocate() }
      let spans = RowTiles.spans(of: rows)
      if let packed { packLeft(left, spans, depth: depth, into: packed.start) }
      for panel in panels.all {
        for span in spans {
          Tile(
            x: packed.map { $0.numbers + span.firstTile * Tile.rows * depth } ?? left.start + span.start
              * left.rowStride,
            rowStep: isPacked ? 1 : left.rowStride, y: right + panel.lane * depth,
            result: result + span.start * columns + panel.start, resultStep: columns, columns: panel.columns,
            beginning: adding ? .result : .zero, count: span.count,
            tileStep: isPacked ? Tile.rows * depth : span.height * left.rowStride
          ).accumulate(rows: span.height, Tile.Terms(offsets: offsets, count: depth, yStep: panel.lanes))
        }
      }
    }
  }

  /// The rows of each tile side by side, one column after the other.
  private static func packLeft(
    _ matrix: MatrixView, _ spans: [RowTiles], depth: Int, into target: UnsafeMutablePointer<Float>
  ) {
    for span in spans {
      for tile in 0..<span.count {
        let rows = matrix.moved(row: span.start + tile * span.height, column: 0)
        let destination = target + (span.firstTile + tile) * Tile.rows * depth
        #if WIDE_VECTORS
          let packed = packVectors(rows, height: span.height, depth: depth, into: destination)
        #else
          let packed = 0
        #endif
        for row in 0..<span.height {
          let source = rows.start + row * rows.rowStride
          for index in packed..<depth { destination[index * Tile.rows + row] = source[index * rows.columnStride] }
        }
      }
    }
  }

  #if WIDE_VECTORS
    /// Packs as many columns as there are whole vectors of, and returns how many.
    private static func packVectors(
      _ rows: MatrixView, height: Int, depth: Int, into destination: UnsafeMutablePointer<Float>
    ) -> Int {
      let lanes = HalfVector.scalarCount
      if rows.rowStride == 1 {
        for index in 0..<depth {
          HalfVector(at: rows.start + index * rows.columnStride).store(at: destination + index * Tile.rows)
        }
        return depth
      }
      guard rows.columnStride == 1 else { return 0 }
      let whole = depth / lanes * lanes
      for index in stride(from: 0, to: whole, by: lanes) {
        transposeBlock(
          rows.start + index, rowStride: rows.rowStride, rows: min(height, lanes),
          into: destination + index * Tile.rows, step: Tile.rows)
      }
      return whole
    }

    /// Transposes eight columns of up to eight rows, those that are missing being zeros.
    ///
    /// - Parameter step: how far apart the columns, now rows, lie in `destination`.
    @inline(__always)
    fileprivate static func transposeBlock(
      _ source: BlockPointer, rowStride: Int, rows: Int, into destination: UnsafeMutablePointer<Float>, step: Int
    ) {
      var block = InlineArray<8, HalfVector>(repeating: .zero)
      for row in 0..<rows { block[row] = HalfVector(at: source + row * rowStride) }
      // To take every second number three times over moves what counts the columns before what counts the rows.
      for _ in 0..<3 {
        let (first, second) = (
          SIMD16(lowHalf: block[0], highHalf: block[1]), SIMD16(lowHalf: block[2], highHalf: block[3])
        )
        let (third, fourth) = (
          SIMD16(lowHalf: block[4], highHalf: block[5]), SIMD16(lowHalf: block[6], highHalf: block[7])
        )
        block = [
          first.evenHalf, second.evenHalf, third.evenHalf, fourth.evenHalf, first.oddHalf, second.oddHalf,
          third.oddHalf, fourth.oddHalf,
        ]
      }
      for column in 0..<HalfVector.scalarCount { block[column].store(at: destination + column * step) }
    }
  #endif
}

/// Tiles of one height, one after the other.
struct RowTiles {
  /// The first row.
  var start: Int
  var height: Int
  /// How many tiles there are.
  var count: Int
  /// How many tiles come before these.
  var firstTile: Int

  /// Rows cut into tiles of nearly equal height: a run of equal ones, and perhaps a lower one.
  static func spans(of rows: Int, limit: Int = Tile.rows) -> [RowTiles] {
    if rows == 0 { return [] }
    let tiles = (rows + limit - 1) / limit
    let height = (rows + tiles - 1) / tiles
    let span = RowTiles(start: 0, height: height, count: rows / height, firstTile: 0)
    let rest = rows % height
    if rest == 0 { return [span] }
    return [span, RowTiles(start: rows - rest, height: rest, count: 1, firstTile: span.count)]
  }
}

/// Columns cut into panels as wide as a tile; the last ones as narrow as they may be.
struct ColumnPanels {
  struct Panel {
    /// The first column.
    var start: Int
    /// How many columns there are; up to the panel's lanes, the rest is filled with zeros.
    var columns: Int
    /// Where the panel begins, counted in lanes of all panels before it.
    var lane: Int
    var lanes: Int
  }

  private(set) var all: [Panel] = []
  private(set) var lanes = 0

  init(columns: Int) {
    let width = Vector.scalarCount
    var start = 0
    while start < columns {
      let rest = columns - start
      #if WITHOUT_VECTORS
        let lanes = rest > width ? 2 * width : width
      #else
        let lanes = rest > width + width / 2 ? 2 * width : rest > width / 2 ? width : width / 2
      #endif
      all.append(Panel(start: start, columns: min(rest, lanes), lane: self.lanes, lanes: lanes))
      self.lanes += lanes
      start += lanes
    }
  }
}

extension ColumnPanels {
  /// Copies some panels' columns of a matrix so that each row of a panel is as many lanes long.
  ///
  /// - Parameters:
  ///   - range: the panels.
  ///   - depth: how many rows a panel has room for.
  ///   - first: the row of the panels that the matrix's first one becomes.
  func pack(
    _ matrix: MatrixView, rows: Int, panels range: Range<Int>, depth: Int, from first: Int = 0,
    into target: UnsafeMutablePointer<Float>
  ) {
    guard matrix.columnStride == 1 else {
      for panel in all[range] {
        panel.packColumns(matrix, rows: rows, into: target + panel.lane * depth + first * panel.lanes)
      }
      return
    }
    // Row by row, so that the matrix is read in its order.
    for row in 0..<rows {
      let source = matrix.start + row * matrix.rowStride
      for panel in all[range] {
        panel.packRow(source + panel.start, into: target + panel.lane * depth + (first + row) * panel.lanes)
      }
    }
  }
}

extension ColumnPanels.Panel {
  @inline(__always)
  fileprivate func packRow(_ source: BlockPointer, into destination: UnsafeMutablePointer<Float>) {
    var lane = 0
    while lane + HalfVector.scalarCount <= columns {
      HalfVector(at: source + lane).store(at: destination + lane)
      lane += HalfVector.scalarCount
    }
    while lane < columns {
      destination[lane] = source[lane]
      lane += 1
    }
    while lane < lanes {
      destination[lane] = 0
      lane += 1
    }
  }

  /// The panel's columns of a matrix whose rows are not neighbours in memory.
  fileprivate func packColumns(_ matrix: MatrixView, rows: Int, into target: UnsafeMutablePointer<Float>) {
    let first = matrix.start + start * matrix.columnStride
    var packed = 0
    #if WIDE_VECTORS
      if matrix.rowStride == 1 {
        packed = rows / HalfVector.scalarCount * HalfVector.scalarCount
        for lane in stride(from: 0, to: lanes, by: HalfVector.scalarCount) {
          for row in stride(from: 0, to: packed, by: HalfVector.scalarCount) {
            MatrixProduct.transposeBlock(
              first + lane * matrix.columnStride + row, rowStride: matrix.columnStride,
              rows: max(0, min(columns - lane, HalfVector.scalarCount)), into: target + row * lanes + lane, step: lanes)
          }
        }
      }
    #endif
    for lane in 0..<lanes {
      let source = first + lane * matrix.columnStride
      let destination = target + lane
      for row in packed..<rows { destination[row * lanes] = lane < columns ? source[row * matrix.rowStride] : 0 }
    }
  }
}

/// The offsets 0, step, 2 step and so on.
func withOffsets(count: Int, step: Int, _ body: (UnsafePointer<Int>) -> Void) {
  withUnsafeTemporaryAllocation(of: Int.self, capacity: count) { offsets in
    for index in 0..<count { offsets[index] = index * step }
    body(UnsafePointer(offsets.baseAddress!))
  }
}
