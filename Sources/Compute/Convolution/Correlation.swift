/// A correlation of images with filters, over walks along both axes: the forward direction of a convolution and the gradient
/// with respect to its input are both of this kind.
///
/// Each result is a sum of products of source elements and filter elements. A tile's rows are neighbouring results in an
/// image row, its columns are channels; the terms are read where they lie. Where results reach over the source's border, the
/// rows that a band of results needs are first copied with zeros around them into memory that stays in the second cache.
struct Correlation {
  var examples: Int
  var rows: AxisWalk
  var columns: AxisWalk
  var sourceChannels: Int
  var resultChannels: Int
  var resultSize: ConvolutionGeometry.Extent
  var groups: Int
  /// Numbers that are added to every result, one for each channel.
  var bias: BlockPointer?

  private var groupSources: Int { sourceChannels / groups }
  private var groupResults: Int { resultChannels / groups }

  /// How the filters of one group lie in memory, as a matrix for each pair of taps: `[source channel, result channel]`.
  struct Filters {
    var start: BlockPointer
    var tapStrides: ConvolutionGeometry.Extent
    var sourceStride: Int
    var resultStride: Int
    var groupStride: Int
  }

  func compute(source: BlockPointer, filters: Filters, into result: UnsafeMutablePointer<Float>) {
    if groups == 1, sourceChannels == 1, resultChannels == 1, columns.sourceStride == 1, columns.stride == 1 {
      PlanarCorrelation(self).compute(source: source, filters: filters, into: result)
      return
    }
    if groups > 1, groups == sourceChannels, groups == resultChannels {
      DepthwiseCorrelation(self).compute(source: source, filters: filters, into: result)
      return
    }
    let panels = ColumnPanels(columns: groupResults)
    let terms = rows.taps.count * columns.taps.count * groupSources
    let sharing = products >= MatrixProduct.worthSharing
    // A row of lanes for the bias comes first.
    let packedCount = (terms + 1) * panels.lanes
    let packedBlock = Block(packedCount * groups)
    defer { packedBlock.deallocate() }
    let packed = packedBlock.start
    Workers.split(groups * panels.all.count, grain: 1, parts: sharing && terms > 256 ? nil : 1) { range in
      for group in 0..<groups {
        let own = range.clamped(to: group * panels.all.count..<(group + 1) * panels.all.count)
        if own.isEmpty { continue }
        let first = group * panels.all.count
        pack(
          filters, group: group, panels, own.lowerBound - first..<own.upperBound - first, terms: terms,
          into: packed + group * packedCount)
      }
    }
    let bands = self.bands
    let intervals = rows.intervals
    let regions = terms > 256 && rows.tapStride != nil ? worthwhileRegions(intervals) : nil
    Workers.perform(jobs: examples * bands.count, sharing: sharing) { job in
      guard let regions else {
        return compute(job, bands, intervals, source, packedBlock.numbers, panels, terms, into: result)
      }
      let (example, band) = (job / bands.count, bands[job % bands.count])
      compute(
        regions, band, source + example * rows.sourceLength * columns.sourceLength * sourceChannels,
        packedBlock.numbers, panels,
        terms, into: result + example * resultSize.height * resultSize.width * resultChannels)
    }
  }

  /// How many multiplications there are, which an `Int` of 32 bits may not hold.
  var products: Double {
    let positions = examples * rows.count * columns.count
    return Double(positions) * Double(rows.taps.count * columns.taps.count * groupSources * resultChannels)
  }

  private func pack(
    _ filters: Filters, group: Int, _ panels: ColumnPanels, _ range: Range<Int>, terms: Int,
    into packed: UnsafeMutablePointer<Float>
  ) {
    for panel in panels.all[range] {
      let target = packed + panel.lane * (terms + 1)
      for lane in 0..<panel.lanes {
        target[lane] = lane < panel.columns ? bias?[group * groupResults + panel.start + lane] ?? 0 : 0
      }
    }
    var line = 1
    for row in rows.taps {
      for column in columns.taps {
        let start =
          filters.start + group * filters.groupStride + row.kernel * filters.tapStrides.height
          + column.kernel * filters.tapStrides.width
        panels.pack(
          MatrixView(start, rowStride: filters.sourceStride, columnStride: filters.resultStride), rows: groupSources,
          panels: range, depth: terms + 1, from: line, into: packed)
        line += groupSources
      }
    }
  }

  /// Rows of results that are made together: as many as have their source rows in half of the second cache.
  var bands: [Range<Int>] {
    let width = max(1, columns.sourceLength * sourceChannels)
    let height = max(1, min(rows.count, 100_000 / width / rows.sourceStride))
    // Enough of them for all threads, but never so that their number depends on that of the threads.
    let count = min(rows.count, max((rows.count + height - 1) / height, (8 + examples - 1) / max(1, examples)))
    return (0..<count).map { rows.count * $0 / count..<rows.count * ($0 + 1) / count }
  }

  private func compute(
    _ job: Int, _ bands: [Range<Int>], _ intervals: [AxisWalk.Interval], _ source: BlockPointer,
    _ packed: BlockPointer, _ panels: ColumnPanels, _ terms: Int, into result: UnsafeMutablePointer<Float>
  ) {
    let (example, band) = (job / bands.count, bands[job % bands.count])
    let image = source + example * rows.sourceLength * columns.sourceLength * sourceChannels
    let target = result + example * resultSize.height * resultSize.width * resultChannels
    let padded = PaddedBand(
      image, height: rows.sourceLength, width: columns.sourceLength, channels: sourceChannels,
      rows: rows.reach(of: band).clamped(to: 0..<rows.sourceLength), columns: columns.reach(of: 0..<columns.count))
    defer { padded.release() }
    compute(band, intervals, padded.origin, padded.pitch, packed, panels, terms, into: target)
  }

  /// A band of results. `source` is the image's first element; beside each row of the image there are zeros, as far as results reach.
  private func compute(
    _ band: Range<Int>, _ intervals: [AxisWalk.Interval], _ source: BlockPointer, _ pitch: Int, _ packed: BlockPointer,
    _ panels: ColumnPanels, _ terms: Int, into result: UnsafeMutablePointer<Float>
  ) {
    let spans = RowTiles.spans(of: columns.count)
    let rowStep = columns.sourceStride * sourceChannels
    let resultStep = columns.stride * resultChannels
    let first = rows.taps.first?.offset ?? 0
    let tapTerms = columns.taps.count * groupSources
    withUnsafeTemporaryAllocation(of: Int.self, capacity: max(1, terms)) { offsets in
      var count = 0
      for row in rows.taps {
        for column in columns.taps {
          for channel in 0..<groupSources {
            offsets[count] = (row.offset - first) * pitch + column.offset * sourceChannels + channel
            count += 1
          }
        }
      }
      for group in 0..<groups {
        for panel in panels.all {
          let lanes = packed + group * (terms + 1) * panels.lanes + panel.lane * (terms + 1)
          for interval in intervals {
            // Rows of the kernel that lie outside of the image are left out.
            let skipped = interval.taps.lowerBound * tapTerms
            let shared = Tile.Terms(
              offsets: UnsafePointer(offsets.baseAddress! + skipped), count: interval.taps.count * tapTerms,
              yStep: panel.lanes,
              prefetch: prefetch(panel, pitch, over: spans, terms: interval.taps.count * tapTerms))
            for row in interval.results.clamped(to: band) {
              let x = source + (row * rows.sourceStride + first) * pitch + group * groupSources
              let y =
                result + ((rows.start + row * rows.stride) * resultSize.width + columns.start) * resultChannels
                + group * groupResults + panel.start
              let upcoming = shared.prefetch.step > 0 ? upcoming(after: row, interval.taps, source, pitch) : nil
              for span in spans {
                Tile(
                  x: x + span.start * rowStep, rowStep: rowStep, y: lanes + panel.lanes + skipped * panel.lanes,
                  result: y + span.start * resultStep, resultStep: resultStep, columns: panel.columns,
                  beginning: .row(lanes), count: span.count, tileStep: span.height * rowStep,
                  upcoming: upcoming.map { $0 + span.firstTile * shared.prefetch.tileStep }
                ).accumulate(rows: span.height, shared)
              }
            }
          }
        }
      }
    }
  }

  /// Where the rows of the source begin that come into reach with the row of results behind another one.
  private func upcoming(after row: Int, _ taps: Range<Int>, _ source: BlockPointer, _ pitch: Int) -> BlockPointer? {
    guard !taps.isEmpty else { return nil }
    let next = (row + 1) * rows.sourceStride + rows.taps[taps.upperBound - 1].offset
    return next < rows.sourceLength ? source + next * pitch : nil
  }

  /// Those rows are asked for by the first panel's tiles, each of which asks for a part: the others find them in the second cache.
  private func prefetch(
    _ panel: ColumnPanels.Panel, _ pitch: Int, over spans: [RowTiles], lines: Int = 1, terms: Int
  ) -> Prefetch {
    #if WIDE_VECTORS
      guard panel.start == 0, panel.columns > Vector.scalarCount, let last = spans.last, lines * terms > 0 else {
        return Prefetch()
      }
      return Prefetch(
        spreading: rows.sourceStride &* pitch, over: last.firstTile + last.count, lines: lines, terms: terms)
    #else
      return Prefetch()
    #endif
  }

  /// Results next to each other that take the same taps from inside of the source: the middle of an image, its sides and corners.
  private struct Regions {
    var rows: [AxisWalk.Interval]
    var columns: [AxisWalk.Interval]
  }

  /// The regions of all results, where walking them takes less than filling up rows with zeros does.
  ///
  /// A tile of few rows waits for its own sums, so it counts as one of some more.
  private func worthwhileRegions(_ rowIntervals: [AxisWalk.Interval]) -> Regions? {
    let least = groupResults > HalfVector.scalarCount ? 4 : 8
    func work(_ taps: Int, _ lines: Int, _ length: Int) -> Double {
      let rows = RowTiles.spans(of: length).reduce(0) { $0 + $1.count * max($1.height, least) }
      return Double(taps) * Double(lines) * Double(rows)
    }
    let columnIntervals = columns.intervals
    var (inside, filled) = (0.0, 0.0)
    for row in rowIntervals {
      filled += work(row.taps.count * columns.taps.count, row.results.count, columns.count)
      for column in columnIntervals {
        let (along, across) = directions(row.results, column.results)
        inside += work(row.taps.count * column.taps.count, across.count, along.count)
      }
    }
    return inside <= filled ? Regions(rows: rowIntervals, columns: columnIntervals) : nil
  }

  /// Along which results of a region the rows of a tile lie, neighbours in a row of the image or, at its sides, in a column.
  private func directions(_ rows: Range<Int>, _ columns: Range<Int>) -> (along: Range<Int>, across: Range<Int>) {
    isUpright(rows, columns) ? (rows, columns) : (columns, rows)
  }

  private func isUpright(_ rows: Range<Int>, _ columns: Range<Int>) -> Bool {
    columns.count < min(Tile.rows / 2, rows.count)
  }

  /// A band of results, which takes nothing from outside of the source. The terms are walked in lines, one for each kernel row,
  /// whose offsets fit the first cache.
  private func compute(
    _ regions: Regions, _ band: Range<Int>, _ image: BlockPointer, _ packed: BlockPointer,
    _ panels: ColumnPanels, _ terms: Int, into result: UnsafeMutablePointer<Float>
  ) {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: columns.taps.count * groupSources) { offsets in
      for (number, column) in columns.taps.enumerated() {
        for channel in 0..<groupSources {
          offsets[number * groupSources + channel] = column.offset * sourceChannels + channel
        }
      }
      let offsets = UnsafePointer(offsets.baseAddress!)
      for group in 0..<groups {
        for panel in panels.all {
          let lanes = packed + group * (terms + 1) * panels.lanes + panel.lane * (terms + 1)
          for rows in regions.rows {
            let results = rows.results.clamped(to: band)
            for columns in regions.columns where !results.isEmpty {
              compute(
                AxisWalk.Interval(results: results, taps: rows.taps), columns, image + group * groupSources, lanes,
                panel,
                offsets, into: result + group * groupResults + panel.start)
            }
          }
        }
      }
    }
  }

  /// The results of a region, in one panel of channels.
  private func compute(
    _ region: AxisWalk.Interval, _ columnRegion: AxisWalk.Interval, _ image: BlockPointer,
    _ lanes: BlockPointer, _ panel: ColumnPanels.Panel, _ offsets: UnsafePointer<Int>,
    into result: UnsafeMutablePointer<Float>
  ) {
    let pitch = columns.sourceLength * sourceChannels
    let isEmpty = region.taps.isEmpty || columnRegion.taps.isEmpty
    let firstTap = region.taps.lowerBound * columns.taps.count + columnRegion.taps.lowerBound
    let isUpright = isUpright(region.results, columnRegion.results)
    let (along, across) = directions(region.results, columnRegion.results)
    let spans = RowTiles.spans(of: along.count)
    let (lines, count) = (isEmpty ? 0 : region.taps.count, columnRegion.taps.count * groupSources)
    let shared = Tile.Terms(
      lines: lines, xLineStep: (rows.tapStride ?? 1) * pitch,
      yLineStep: columns.taps.count * groupSources * panel.lanes,
      offsets: offsets + columnRegion.taps.lowerBound * groupSources, count: count,
      yStep: panel.lanes,
      prefetch: isUpright ? Prefetch() : prefetch(panel, pitch, over: spans, lines: lines, terms: count))
    let top = isEmpty ? 0 : rows.taps[region.taps.lowerBound].offset
    let rowSteps = (source: rows.sourceStride * pitch, result: rows.stride * resultSize.width * resultChannels)
    let columnSteps = (source: columns.sourceStride * sourceChannels, result: columns.stride * resultChannels)
    let (step, lineStep) = isUpright ? (rowSteps, columnSteps) : (columnSteps, rowSteps)
    for line in across {
      let x = image + top * pitch + line * lineStep.source + along.lowerBound * step.source
      let y =
        result + (rows.start * resultSize.width + columns.start) * resultChannels + line * lineStep.result
        + along.lowerBound * step.result
      let upcoming = shared.prefetch.step > 0 ? upcoming(after: line, region.taps, image, pitch) : nil
      for span in spans {
        Tile(
          x: x + span.start * step.source, rowStep: step.source,
          y: lanes + panel.lanes + firstTap * groupSources * panel.lanes, result: y + span.start * step.result,
          resultStep: step.result, columns: panel.columns, beginning: .row(lanes), count: span.count,
          tileStep: span.height * step.source, upcoming: upcoming.map { $0 + span.firstTile * shared.prefetch.tileStep }
        ).accumulate(rows: span.height, shared)
      }
    }
  }
}
