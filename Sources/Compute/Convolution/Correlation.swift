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
  var bias: UnsafePointer<Float>?

  /// Whether each channel is correlated by itself. Then channels are the lanes of both source and result.
  private var isDepthwise: Bool { groups > 1 && groups == sourceChannels && groups == resultChannels }
  /// The number of groups that are made one after the other, and the channels of each.
  private var turns: Int { isDepthwise ? 1 : groups }
  private var groupSources: Int { sourceChannels / groups }
  private var groupResults: Int { resultChannels / turns }

  /// How the filters of one group lie in memory, as a matrix for each pair of taps: `[source channel, result channel]`.
  struct Filters {
    var start: UnsafePointer<Float>
    var tapStrides: ConvolutionGeometry.Extent
    var sourceStride: Int
    var resultStride: Int
    var groupStride: Int
  }

  func run(source: UnsafePointer<Float>, filters: Filters, into result: UnsafeMutablePointer<Float>) {
    if groups == 1, sourceChannels == 1, resultChannels == 1, columns.sourceStep == 1, columns.step == 1 {
      PlanarCorrelation(self).run(source: source, filters: filters, into: result)
      return
    }
    let panels = ColumnPanels(columns: groupResults, vectors: isDepthwise ? 1 : 2)
    let terms = rows.taps.count * columns.taps.count * groupSources
    let sharing = products >= MatrixProduct.worthSharing
    // A row of lanes for the bias comes first.
    let packedCount = (terms + 1) * panels.lanes
    let packed = BufferPool.allocate(packedCount * turns)
    defer { BufferPool.deallocate(packed, count: packedCount * turns) }
    Workers.split(turns * panels.all.count, grain: 1, parts: sharing && terms > 256 ? nil : 1) { range in
      for number in range {
        let (group, panel) = (number / panels.all.count, panels.all[number % panels.all.count])
        pack(filters, group: group, panel, terms: terms, into: packed + group * packedCount)
      }
    }
    let bands = self.bands
    Workers.run(jobs: examples * bands.count, sharing: sharing) { job in
      run(job, bands, source, packed, panels, terms, into: result)
    }
  }

  /// How many multiplications there are.
  var products: Int {
    examples * rows.count * columns.count * rows.taps.count * columns.taps.count * resultChannels * sourceChannels
      / groups
  }

  private func pack(
    _ filters: Filters, group: Int, _ panel: ColumnPanels.Panel, terms: Int, into packed: UnsafeMutablePointer<Float>
  ) {
    let target = packed + panel.lane * (terms + 1)
    for lane in 0..<panel.lanes {
      target[lane] = lane < panel.columns ? bias?[group * groupResults + panel.start + lane] ?? 0 : 0
    }
    var place = target + panel.lanes
    for row in rows.taps {
      for column in columns.taps {
        let start =
          filters.start + group * filters.groupStride + row.kernel * filters.tapStrides.height
          + column.kernel * filters.tapStrides.width
        panel.pack(
          MatrixView(
            start, rowStride: filters.sourceStride,
            columnStride: isDepthwise ? filters.groupStride : filters.resultStride), rows: groupSources, into: place)
        place += groupSources * panel.lanes
      }
    }
  }

  /// Rows of results that are made together: as many as have their source rows in half of the second cache.
  var bands: [Range<Int>] {
    let width = max(columns.sourceLength, 1) * sourceChannels * rows.sourceStep
    let height = max(1, min(rows.count, 100_000 / width))
    // Enough of them for all threads, but never so that their number depends on that of the threads.
    let count = min(rows.count, max((rows.count + height - 1) / height, (8 + examples - 1) / examples))
    return (0..<count).map { rows.count * $0 / count..<rows.count * ($0 + 1) / count }
  }

  private func run(
    _ job: Int, _ bands: [Range<Int>], _ source: UnsafePointer<Float>, _ packed: UnsafePointer<Float>,
    _ panels: ColumnPanels, _ terms: Int, into result: UnsafeMutablePointer<Float>
  ) {
    let (example, band) = (job / bands.count, bands[job % bands.count])
    let image = source + example * rows.sourceLength * columns.sourceLength * sourceChannels
    let target = result + example * resultSize.height * resultSize.width * resultChannels
    let padded = PaddedBand(
      image, height: rows.sourceLength, width: columns.sourceLength, channels: sourceChannels,
      rows: rows.reach(of: band), columns: columns.reach(of: 0..<columns.count))
    defer { padded.release() }
    run(
      band, padded.origin + band.lowerBound * rows.sourceStep * padded.pitch, padded.pitch, packed, panels, terms,
      into: target)
  }

  /// A band of results. `source` is the element that the band's first result takes with a tap of offset 0.
  private func run(
    _ band: Range<Int>, _ source: UnsafePointer<Float>, _ pitch: Int, _ packed: UnsafePointer<Float>,
    _ panels: ColumnPanels, _ terms: Int, into result: UnsafeMutablePointer<Float>
  ) {
    let tiles = RowTiles(columns.count)
    let rowStep = columns.sourceStep * sourceChannels
    let resultStep = columns.step * resultChannels
    // Many terms are walked in lines, one for each kernel row, whose offsets fit the first cache.
    let lineStep = terms > 256 ? rows.tapStep : nil
    let lines = lineStep == nil ? 1 : rows.taps.count
    let first = rows.taps.first?.offset ?? 0
    withUnsafeTemporaryAllocation(of: Int.self, capacity: max(1, terms / max(lines, 1))) { offsets in
      var count = 0
      for row in lineStep == nil ? rows.taps[...] : rows.taps.prefix(1) {
        for column in columns.taps {
          for channel in 0..<groupSources {
            offsets[count] = (row.offset - first) * pitch + column.offset * sourceChannels + channel
            count += 1
          }
        }
      }
      /// One image row of results in one panel of channels.
      func run(_ row: Int, _ group: Int, _ panel: ColumnPanels.Panel, _ tile: Range<Int>) {
        let lanes = packed + group * (terms + 1) * panels.lanes + panel.lane * (terms + 1)
        let x =
          source + ((row - band.lowerBound) * rows.sourceStep + first) * pitch + group * groupSources
          + (isDepthwise ? panel.start : 0)
        let y =
          result + ((rows.start + row * rows.step) * resultSize.width + columns.start) * resultChannels
          + group * groupResults + panel.start
        let shared = Tile.Terms(
          lines: lines, xLineStep: (lineStep ?? 0) * pitch, yLineStep: count * panel.lanes,
          offsets: UnsafePointer(offsets.baseAddress!), count: count, yStep: panel.lanes)
        for number in tile {
          let column = tiles.start(number)
          let height = tiles.start(number + 1) - column
          let sums = Tile(
            x: x + column * rowStep, rowStep: rowStep, y: lanes + panel.lanes, result: y + column * resultStep,
            resultStep: resultStep, columns: panel.columns, beginning: .row(lanes))
          if isDepthwise {
            sums.accumulateLanes(rows: height, shared)
          } else {
            sums.accumulate(rows: height, shared)
          }
        }
      }
      if isDepthwise {
        // There is little to do for each number, so each is fetched once.
        for row in band {
          for tile in 0..<tiles.count {
            for panel in panels.all { run(row, 0, panel, tile..<tile + 1) }
          }
        }
        return
      }
      for group in 0..<turns {
        for panel in panels.all {
          for row in band { run(row, group, panel, 0..<tiles.count) }
        }
      }
    }
  }
}
