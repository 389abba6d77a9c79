/// A correlation from one channel to one channel, in which neighbouring results of an image row are the lanes.
///
/// A tile's rows are results below each other, its terms the elements of one source row after the other. Of a source row
/// near the top or the bottom of what the tile needs, only some results take anything: those are added by tiles of fewer
/// rows. (Zero factors for the others would do too, but zero times infinity is not zero.)
struct PlanarCorrelation {
  private let whole: Correlation
  private let rows: AxisWalk
  private let columns: AxisWalk
  private let panels: ColumnPanels

  init(_ whole: Correlation) {
    self.whole = whole
    rows = whole.rows
    columns = whole.columns
    panels = ColumnPanels(columns: columns.count)
  }

  func compute(source: BlockPointer, filters: Correlation.Filters, into result: UnsafeMutablePointer<Float>) {
    let weights = Block(rows.taps.count * columns.taps.count)
    defer { weights.deallocate() }
    for (line, row) in rows.taps.enumerated() {
      for (position, column) in columns.taps.enumerated() {
        weights.start[line * columns.taps.count + position] =
          filters.start[row.kernel * filters.tapStrides.height + column.kernel * filters.tapStrides.width]
      }
    }
    let bands = whole.bands
    let jobs = whole.examples * bands.count
    let area = whole.resultSize.height * whole.resultSize.width
    Workers.perform(jobs: jobs, sharing: whole.products >= MatrixProduct.worthSharing) { job in
      let (example, band) = (job / bands.count, bands[job % bands.count])
      let padded = PaddedBand(
        source + example * rows.sourceLength * columns.sourceLength, height: rows.sourceLength,
        width: columns.sourceLength, channels: 1, rows: rows.reach(of: band),
        columns: columns.reach(of: 0..<columns.count))
      defer { padded.release() }
      compute(band, padded, weights.numbers, into: result + example * area)
    }
  }

  private func compute(
    _ band: Range<Int>, _ source: PaddedBand, _ weights: BlockPointer,
    into result: UnsafeMutablePointer<Float>
  ) {
    let spans = RowTiles.spans(
      of: band.count, limit: rows.tapStride == 1 ? min(Tile.rows, max(rows.taps.count, 1)) : 1)
    withOffsets(count: columns.taps.count, step: 1) { offsets in
      for (start, height) in spans.flatMap({ span in
        (0..<span.count).map { (span.start + $0 * span.height, span.height) }
      }) {
        let top = band.lowerBound + start
        let target = result + (rows.start + top * rows.stride) * whole.resultSize.width + columns.start
        let lanes = source.origin + top * rows.sourceStride * source.pitch + (columns.taps.first?.offset ?? 0)
        let resultStep = rows.stride * whole.resultSize.width
        for row in 0..<height {
          (target + row * resultStep).update(repeating: whole.bias?.pointee ?? 0, count: columns.count)
        }
        // Without taps there is nothing to add.
        if rows.taps.isEmpty || columns.taps.isEmpty { continue }
        let parts = parts(height)
        for panel in panels.all {
          for part in parts {
            Tile(
              x: weights + part.tap * columns.taps.count, rowStep: -rows.sourceStride * columns.taps.count,
              y: lanes + panel.start + part.line * source.pitch,
              result: target + part.rows.lowerBound * resultStep + panel.start, resultStep: resultStep,
              columns: panel.columns, beginning: .result
            ).accumulate(
              rows: part.rows.count,
              Tile.Terms(
                lines: part.lines, xLineStep: columns.taps.count, yLineStep: (rows.tapStride ?? 1) * source.pitch,
                offsets: offsets, count: columns.taps.count, yStep: columns.tapStride ?? 1))
          }
        }
      }
    }
  }

  /// Source rows that the same results take.
  private struct Part {
    var rows: Range<Int>
    /// The first source row, counted from the one that the tile's first result takes with offset 0.
    var line: Int
    var lines: Int
    /// The tap with which the first of the results takes the first of the source rows.
    var tap: Int
  }

  private func parts(_ height: Int) -> [Part] {
    guard let first = rows.taps.first?.offset else { return [] }
    let count = rows.taps.count
    if height == 1 { return [Part(rows: 0..<1, line: first, lines: count, tap: 0)] }
    var parts: [Part] = []
    for distance in 0..<(height - 1) * rows.sourceStride + count {
      // Result r takes this row with tap `distance - r * sourceStride`.
      let lower = max(0, (distance - count + rows.sourceStride) / rows.sourceStride)
      let upper = min(height, distance / rows.sourceStride + 1)
      if lower >= upper { continue }
      if let last = parts.last, last.rows == lower..<upper {
        parts[parts.count - 1].lines += 1
      } else {
        parts.append(
          Part(rows: lower..<upper, line: first + distance, lines: 1, tap: distance - lower * rows.sourceStride))
      }
    }
    return parts
  }
}
