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
      for number in range {
        let (group, panel) = (number / panels.all.count, panels.all[number % panels.all.count])
        pack(filters, group: group, panel, terms: terms, into: packed + group * packedCount)
      }
    }
    let bands = self.bands
    Workers.perform(jobs: examples * bands.count, sharing: sharing) { job in
      compute(job, bands, source, packedBlock.numbers, panels, terms, into: result)
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
    var destination = target + panel.lanes
    for row in rows.taps {
      for column in columns.taps {
        let start =
          filters.start + group * filters.groupStride + row.kernel * filters.tapStrides.height
          + column.kernel * filters.tapStrides.width
        panel.pack(
          MatrixView(start, rowStride: filters.sourceStride, columnStride: filters.resultStride), rows: groupSources,
          into: destination)
        destination += groupSources * panel.lanes
      }
    }
  }

  /// Rows of results that are made together: as many as have their source rows in half of the second cache.
  var bands: [Range<Int>] {
    let width = max(1, columns.sourceLength * sourceChannels * rows.sourceStride)
    let height = max(1, min(rows.count, 100_000 / width))
    // Enough of them for all threads, but never so that their number depends on that of the threads.
    let count = min(rows.count, max((rows.count + height - 1) / height, (8 + examples - 1) / max(1, examples)))
    return (0..<count).map { rows.count * $0 / count..<rows.count * ($0 + 1) / count }
  }

  private func compute(
    _ job: Int, _ bands: [Range<Int>], _ source: BlockPointer, _ packed: BlockPointer,
    _ panels: ColumnPanels, _ terms: Int, into result: UnsafeMutablePointer<Float>
  ) {
    let (example, band) = (job / bands.count, bands[job % bands.count])
    let image = source + example * rows.sourceLength * columns.sourceLength * sourceChannels
    let target = result + example * resultSize.height * resultSize.width * resultChannels
    let padded = PaddedBand(
      image, height: rows.sourceLength, width: columns.sourceLength, channels: sourceChannels,
      rows: rows.reach(of: band), columns: columns.reach(of: 0..<columns.count))
    defer { padded.release() }
    compute(
      band, padded.origin + band.lowerBound * rows.sourceStride * padded.pitch, padded.pitch, packed, panels, terms,
      into: target)
  }

  /// A band of results. `source` is the element that the band's first result takes with a tap of offset 0.
  private func compute(
    _ band: Range<Int>, _ source: BlockPointer, _ pitch: Int, _ packed: BlockPointer,
    _ panels: ColumnPanels, _ terms: Int, into result: UnsafeMutablePointer<Float>
  ) {
    let spans = RowTiles.spans(of: columns.count)
    let rowStep = columns.sourceStride * sourceChannels
    let resultStep = columns.stride * resultChannels
    // Many terms are walked in lines, one for each kernel row, whose offsets fit the first cache.
    let lineStep = terms > 256 ? rows.tapStride : nil
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
      for group in 0..<groups {
        for panel in panels.all {
          let lanes = packed + group * (terms + 1) * panels.lanes + panel.lane * (terms + 1)
          let shared = Tile.Terms(
            lines: lines, xLineStep: (lineStep ?? 0) * pitch, yLineStep: count * panel.lanes,
            offsets: UnsafePointer(offsets.baseAddress!), count: count, yStep: panel.lanes)
          for row in band {
            let x = source + ((row - band.lowerBound) * rows.sourceStride + first) * pitch + group * groupSources
            let y =
              result + ((rows.start + row * rows.stride) * resultSize.width + columns.start) * resultChannels
              + group * groupResults + panel.start
            for span in spans {
              Tile(
                x: x + span.start * rowStep, rowStep: rowStep, y: lanes + panel.lanes,
                result: y + span.start * resultStep, resultStep: resultStep, columns: panel.columns,
                beginning: .row(lanes), count: span.count, tileStep: span.height * rowStep
              ).accumulate(rows: span.height, shared)
            }
          }
        }
      }
    }
  }
}
