/// A correlation of each channel by itself, in which channels are the lanes of source and result alike.
///
/// There is little to do for each number, so nothing is copied: where results reach over the source's border, tiles leave
/// out the taps that lie outside.
struct DepthwiseCorrelation {
  private let whole: Correlation
  private let rows: AxisWalk
  private let columns: AxisWalk
  private let panels: ColumnPanels
  private let terms: Int

  init(_ whole: Correlation) {
    self.whole = whole
    rows = whole.rows
    columns = whole.columns
    panels = ColumnPanels(columns: whole.resultChannels)
    terms = rows.taps.count * columns.taps.count
  }

  func compute(source: BlockPointer, filters: Correlation.Filters, into result: UnsafeMutablePointer<Float>) {
    let count = (terms + 1) * panels.lanes
    let packedBlock = Block(count)
    defer { packedBlock.deallocate() }
    let packed = packedBlock.start
    for panel in panels.all { pack(filters, panel, into: packed + panel.lane * (terms + 1)) }
    let bands = whole.bands
    // A tile wide, so that all channels of some positions are done before the next are fetched. (Going down a column of tiles
    // would fetch each number once, but jump from row to row, which the machine does not foresee.)
    let (intervals, lines) = (columns.intervals.flatMap { $0.cut(to: Tile.rows) }, rows.intervals)
    Workers.perform(jobs: whole.examples * bands.count, sharing: whole.products >= MatrixProduct.worthSharing / 4) {
      job in
      let (example, band) = (job / bands.count, bands[job % bands.count])
      let image = source + example * rows.sourceLength * columns.sourceLength * whole.sourceChannels
      let target = result + example * whole.resultSize.height * whole.resultSize.width * whole.resultChannels
      withTapOffsets { offsets in
        for line in lines {
          let results = line.results.clamped(to: band)
          let pairs = computePairs(of: results, line.taps, image, packedBlock.numbers, into: target)
          for row in results.dropFirst(pairs) {
            for interval in intervals {
              compute(row, line.taps, interval, image, packedBlock.numbers, offsets, into: target)
            }
          }
        }
      }
    }
  }

  /// The results of pairs of rows that take all taps, where windows are small.
  ///
  /// - Returns: how many rows are made.
  private func computePairs(
    of results: Range<Int>, _ taps: Range<Int>, _ image: BlockPointer, _ packed: BlockPointer,
    into result: UnsafeMutablePointer<Float>
  ) -> Int {
    #if WIDE_VECTORS
      guard taps.count == 3, rows.tapStride == 1, columns.taps.count == 3, columns.tapStride == 1,
        rows.sourceStride == 1, columns.sourceStride == 1, whole.sourceChannels % Vector.scalarCount == 0,
        let interval = columns.intervals.first(where: { $0.taps.count == 3 }),
        columns.intervals.allSatisfy({ $0 == interval || $0.results.count == 1 && $0.taps.count == 2 })
      else { return 0 }
      let (before, after) = (interval.results.lowerBound > 0, interval.results.upperBound < columns.count)
      let channels = whole.sourceChannels
      let pitch = columns.sourceLength * channels
      for pair in 0..<results.count / 2 {
        let row = results.lowerBound + 2 * pair
        let first = image + (row + rows.taps[0].offset) * pitch
        let start = first + (interval.results.lowerBound + columns.taps[0].offset) * channels
        let position =
          (rows.start + row * rows.stride) * whole.resultSize.width + columns.start
          + interval.results.lowerBound * columns.stride
        for panel in panels.all {
          let lanes = packed + panel.lane * (terms + 1)
          for channel in stride(from: 0, to: panel.lanes, by: Vector.scalarCount) {
            SmallWindows(
              source: start + panel.start + channel, step: channels, pitch: pitch,
              weights: lanes + panel.lanes + channel, weightStep: panel.lanes, beginning: Vector(at: lanes + channel),
              result: result + position * channels + panel.start + channel, resultStep: columns.stride * channels,
              resultPitch: rows.stride * whole.resultSize.width * channels
            ).computeTwoRows(count: interval.results.count, before: before, after: after)
          }
        }
      }
      return results.count / 2 * 2
    #else
      return 0
    #endif
  }

  /// The results of a row that take the same taps.
  private func compute(
    _ row: Int, _ rowTaps: Range<Int>, _ interval: AxisWalk.Interval, _ image: BlockPointer,
    _ packed: BlockPointer, _ offsets: UnsafePointer<Int>, into result: UnsafeMutablePointer<Float>
  ) {
    let channels = whole.sourceChannels
    let pitch = columns.sourceLength * channels
    let isEmpty = rowTaps.isEmpty || interval.taps.isEmpty
    // Where no tap of a row is left out, the taps of all rows are one line of terms.
    let isWhole = interval.taps.count == columns.taps.count
    let y = isEmpty ? 0 : row * rows.sourceStride + rows.taps[rowTaps.lowerBound].offset
    let column = interval.results.lowerBound
    let x = isEmpty ? 0 : column * columns.sourceStride + columns.taps[interval.taps.lowerBound].offset
    let first = image + y * pitch + x * channels
    let position = (rows.start + row * rows.stride) * whole.resultSize.width + columns.start + column * columns.stride
    let firstWeight = 1 + rowTaps.lowerBound * columns.taps.count + interval.taps.lowerBound
    for panel in panels.all {
      let lanes = packed + panel.lane * (terms + 1)
      Tile(
        x: first + panel.start, rowStep: columns.sourceStride * channels, y: lanes + firstWeight * panel.lanes,
        result: result + position * channels + panel.start, resultStep: columns.stride * channels,
        columns: panel.columns,
        beginning: .row(lanes)
      ).accumulateLanes(
        rows: interval.results.count,
        Tile.Terms(
          lines: isEmpty ? 0 : isWhole ? 1 : rowTaps.count, xLineStep: (rows.tapStride ?? 1) * pitch,
          yLineStep: columns.taps.count * panel.lanes, offsets: offsets,
          count: interval.taps.count * (isWhole ? rowTaps.count : 1), yStep: panel.lanes))
    }
  }

  /// Where the taps lie in the source, one row after the other, counted from the first.
  private func withTapOffsets(_ body: (UnsafePointer<Int>) -> Void) {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: max(1, terms)) { offsets in
      let rowStep = (rows.tapStride ?? 1) * columns.sourceLength
      for number in 0..<terms {
        let (row, column) = (number / columns.taps.count, number % columns.taps.count)
        offsets[number] = (row * rowStep + column * (columns.tapStride ?? 1)) * whole.sourceChannels
      }
      body(UnsafePointer(offsets.baseAddress!))
    }
  }

  /// The bias and then the weights of each tap, side by side.
  private func pack(
    _ filters: Correlation.Filters, _ panel: ColumnPanels.Panel, into target: UnsafeMutablePointer<Float>
  ) {
    for lane in 0..<panel.lanes {
      let channel = panel.start + lane
      target[lane] = lane < panel.columns ? whole.bias?[channel] ?? 0 : 0
      var destination = target + panel.lanes + lane
      for row in rows.taps {
        for column in columns.taps {
          let tap = row.kernel * filters.tapStrides.height + column.kernel * filters.tapStrides.width
          destination.pointee = lane < panel.columns ? filters.start[tap + channel * filters.groupStride] : 0
          destination += panel.lanes
        }
      }
    }
  }
}
