/// A matrix in memory, whose rows and columns may lie at any distance: exchanged distances transpose it.
package struct MatrixView {
  package let start: UnsafePointer<Float>
  package let rowStride: Int
  package let columnStride: Int

  package init(_ start: UnsafePointer<Float>, rowStride: Int, columnStride: Int) {
    self.start = start
    self.rowStride = rowStride
    self.columnStride = columnStride
  }
}

/// The matrix product in blocks that fit the caches, after Goto and van de Geijn, "Anatomy of high-performance matrix
/// multiplication", 2008.
///
/// The right matrix is cut into panels of 16 columns, the left one into panels of 6 rows; 6 x 16 sums stay in registers while
/// a pair of panels goes by. Every sum is formed in the same order whatever the number of rows or threads.
package enum MatrixProduct {
  static let tileRows = 6
  static let tileColumns = 16
  /// How much of the inner dimension is taken at once, so that a right panel stays in the first cache.
  static let depthBlock = 256
  /// How many rows are taken at once, so that their panels stay in the second cache.
  static let rowBlock = 96

  /// `result = left right`, with `result` of shape `[rows, columns]`, contiguous.
  package static func multiply(
    _ left: MatrixView, _ right: MatrixView, into result: UnsafeMutablePointer<Float>, rows: Int, columns: Int,
    depth: Int
  ) {
    if depth == 0 {
      result.update(repeating: 0, count: rows * columns)
      return
    }
    let panels = (columns + tileColumns - 1) / tileColumns
    let deepest = min(depth, depthBlock)
    let packedRight = UnsafeMutablePointer<Float>.allocate(capacity: panels * tileColumns * deepest)
    let packedLeft = UnsafeMutablePointer<Float>.allocate(capacity: (rowBlock + tileRows) * deepest)
    defer {
      packedRight.deallocate()
      packedLeft.deallocate()
    }
    var from = 0
    while from < depth {
      let length = min(depthBlock, depth - from)
      packRight(right, from: from, length: length, columns: columns, into: packedRight)
      var top = 0
      while top < rows {
        let height = min(rowBlock, rows - top)
        packLeft(left, top: top, height: height, from: from, length: length, into: packedLeft)
        for panel in 0..<panels {
          let width = min(tileColumns, columns - panel * tileColumns)
          var row = 0
          while row < height {
            tile(
              packedLeft + row * length, packedRight + panel * tileColumns * length, length: length,
              into: result + (top + row) * columns + panel * tileColumns, stride: columns,
              rows: min(tileRows, height - row), columns: width, adding: from > 0)
            row += tileRows
          }
        }
        top += height
      }
      from += length
    }
  }

  /// Panels of 16 columns, row by row; the last one is filled up with zeros.
  private static func packRight(
    _ matrix: MatrixView, from: Int, length: Int, columns: Int, into target: UnsafeMutablePointer<Float>
  ) {
    var target = target
    var column = 0
    while column < columns {
      let width = min(tileColumns, columns - column)
      for row in 0..<length {
        let source = matrix.start + (from + row) * matrix.rowStride + column * matrix.columnStride
        if width == tileColumns, matrix.columnStride == 1 {
          Lanes.store(Lanes.load(source), at: target)
          Lanes.store(Lanes.load(source + 8), at: target + 8)
        } else {
          for lane in 0..<width { target[lane] = source[lane * matrix.columnStride] }
          for lane in width..<tileColumns { target[lane] = 0 }
        }
        target += tileColumns
      }
      column += tileColumns
    }
  }

  /// Panels of 6 rows, column by column; the last one is filled up with zeros.
  private static func packLeft(
    _ matrix: MatrixView, top: Int, height: Int, from: Int, length: Int, into target: UnsafeMutablePointer<Float>
  ) {
    var row = 0
    while row < height {
      let panel = target + row * length
      for offset in 0..<tileRows {
        let place = panel + offset
        if row + offset < height {
          let source = matrix.start + (top + row + offset) * matrix.rowStride + from * matrix.columnStride
          for index in 0..<length { place[index * tileRows] = source[index * matrix.columnStride] }
        } else {
          for index in 0..<length { place[index * tileRows] = 0 }
        }
      }
      row += tileRows
    }
  }
}
