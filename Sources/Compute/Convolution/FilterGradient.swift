/// The gradient of a convolution with respect to its filters.
///
/// A tile's rows are filter elements that find their terms side by side in the image, its columns output channels; the
/// terms run over output positions, and are read where they lie. The sum over all positions is made in chunks, a partial sum for
/// each, added up in order. The chunks depend on the shapes alone.
struct FilterGradient {
  private let geometry: ConvolutionGeometry
  private let size: ConvolutionGeometry.Extent
  private let panels: ColumnPanels
  /// How many filter elements lie side by side in the image: a row of the kernel, or one position of it.
  private let segment: Int
  private let filterCount: Int
  /// Whether each channel is convolved by itself: then channels are the lanes of both image and gradient, or, of a single
  /// channel, neighbouring positions are.
  private let isDepthwise: Bool

  init(_ geometry: ConvolutionGeometry) {
    self.geometry = geometry
    size = geometry.output
    isDepthwise = geometry.groups == geometry.inputChannels && geometry.groups == geometry.outputChannels
    panels = ColumnPanels(columns: isDepthwise ? geometry.outputChannels : geometry.groupOutputs)
    // Where a position alone fills tiles, those that lie outside of the image can be left out.
    let isWhole = geometry.groups == 1 && geometry.dilation.width == 1 && geometry.groupInputs < 4 * Tile.rows
    segment = geometry.groupInputs * (isWhole ? geometry.kernel.width : 1)
    filterCount = geometry.filterShape.reduce(1, *)
  }

  func compute(
    input: BlockPointer, outputGradient: BlockPointer, into filterGradient: UnsafeMutablePointer<Float>
  ) {
    let bands = self.bands
    let jobs = geometry.examples * bands.count
    let columns = geometry.groups * panels.all.count
    // Where filters are more than an image, their partial sums would not stay in the caches, but panels are enough for all threads.
    let image = geometry.input.height * geometry.input.width * geometry.inputChannels
    if isInside, filterCount > max(image, Self.many), columns >= 4, jobs > 0 {
      Workers.perform(jobs: columns) { column in
        for job in 0..<jobs {
          addInside(
            job, bands, input, outputGradient, column..<column + 1, begins: job == 0, into: filterGradient)
        }
      }
      return
    }
    let chunks = geometry.products < MatrixProduct.worthSharing ? 1 : min(jobs, filterCount > Self.many ? 4 : 16)
    if chunks <= 1 {
      add(0..<jobs, bands, input, outputGradient, into: filterGradient)
      return
    }
    let partialBlock = Block(filterCount * chunks)
    defer { partialBlock.deallocate() }
    let partial = partialBlock.start
    Workers.perform(jobs: chunks) { chunk in
      add(
        jobs * chunk / chunks..<jobs * (chunk + 1) / chunks, bands, input, outputGradient,
        into: partial + chunk * filterCount)
    }
    Workers.split(filterCount, grain: 4096) { range in
      let target = filterGradient + range.lowerBound
      target.update(from: partial + range.lowerBound, count: range.count)
      for chunk in 1..<chunks {
        let source = partial + chunk * filterCount + range.lowerBound
        for index in 0..<range.count { target[index] += source[index] }
      }
    }
  }

  /// From how many filter elements on their partial sums should be few.
  private static let many = 50_000

  /// Whether each position of the kernel is taken by itself, from inside of the image.
  private var isInside: Bool { !isDepthwise && segment == geometry.groupInputs }

  /// Sets the sums of some jobs.
  private func add(
    _ jobs: Range<Int>, _ bands: [Range<Int>], _ input: BlockPointer, _ outputGradient: BlockPointer,
    into target: UnsafeMutablePointer<Float>
  ) {
    if isInside, !jobs.isEmpty {
      for job in jobs {
        addInside(
          job, bands, input, outputGradient, 0..<geometry.groups * panels.all.count, begins: job == jobs.lowerBound,
          into: target)
      }
      return
    }
    target.update(repeating: 0, count: filterCount)
    for job in jobs { add(job, bands, input, outputGradient, into: target) }
  }

  /// Output rows that are taken together, so that their part of the image and of the gradient stays in the caches.
  private var bands: [Range<Int>] {
    let width =
      geometry.input.width * geometry.inputChannels * geometry.stride.height + size.width * geometry.outputChannels
    let height = max(1, min(size.height, 120_000 / max(width, 1)))
    let count = (size.height + height - 1) / height
    return (0..<count).map { size.height * $0 / count..<size.height * ($0 + 1) / count }
  }

  private func add(
    _ job: Int, _ bands: [Range<Int>], _ input: BlockPointer, _ outputGradient: BlockPointer,
    into target: UnsafeMutablePointer<Float>
  ) {
    let g = geometry
    let (example, band) = (job / bands.count, bands[job % bands.count])
    #if WIDE_VECTORS
      if hasSmallWindows { return addSmallWindows(example, band, input, outputGradient, into: target) }
    #endif
    let top = band.lowerBound * g.stride.height - g.padding.height
    let bottom =
      (band.upperBound - 1) * g.stride.height - g.padding.height + (g.kernel.height - 1) * g.dilation.height
    let right = (size.width - 1) * g.stride.width - g.padding.width + (g.kernel.width - 1) * g.dilation.width
    let image = PaddedBand(
      input + example * g.input.height * g.input.width * g.inputChannels, height: g.input.height,
      width: g.input.width, channels: g.inputChannels, rows: top..<bottom + 1, columns: -g.padding.width..<right + 1)
    defer { image.release() }
    let gradient = outputGradient + (example * size.height + band.lowerBound) * size.width * g.outputChannels
    let corner = image.origin + top * image.pitch - g.padding.width * g.inputChannels
    if isDepthwise {
      if g.inputChannels == 1, g.stride.width == 1 {
        addPlanar(corner, pitch: image.pitch, gradient, height: band.count, into: target)
      } else {
        addDepthwise(corner, pitch: image.pitch, gradient, height: band.count, into: target)
      }
      return
    }
    let spans = RowTiles.spans(of: segment)
    withOffsets(count: size.width, step: g.stride.width * g.inputChannels) { offsets in
      let terms = Tile.Terms(
        lines: band.count, xLineStep: g.stride.height * image.pitch, yLineStep: size.width * g.outputChannels,
        offsets: offsets, count: size.width, yStep: g.outputChannels,
        prefetch: prefetch(lineStep: g.stride.height * image.pitch, spans))
      for panel in panels.all {
        for row in 0..<g.kernel.height {
          for span in spans {
            let x = corner + row * g.dilation.height * image.pitch + span.start
            Tile(
              x: x, rowStep: 1, y: gradient + panel.start,
              result: target + row * g.tapStrides.height + panel.start + span.start * g.outputChannels,
              resultStep: g.outputChannels, columns: panel.columns, beginning: .result, count: span.count,
              tileStep: span.height, upcoming: x + Vector.scalarCount
            ).accumulate(rows: span.height, terms)
          }
        }
      }
    }
  }

  /// Position by position of the kernel, from the windows alone in which it lies in the image.
  ///
  /// - Parameters:
  ///   - columns: the panels, counted over all groups.
  ///   - begins: whether the sums begin here, with zero.
  // So much code that a page's file should have it once.
  @inline(never)
  private func addInside(
    _ job: Int, _ bands: [Range<Int>], _ input: BlockPointer, _ outputGradient: BlockPointer, _ columns: Range<Int>,
    begins: Bool, into target: UnsafeMutablePointer<Float>
  ) {
    let g = geometry
    let (example, band) = (job / bands.count, bands[job % bands.count])
    let image = input + example * g.input.height * g.input.width * g.inputChannels
    let gradient = outputGradient + example * size.height * size.width * g.outputChannels
    let spans = RowTiles.spans(of: segment)
    let lineStep = g.stride.height * g.input.width * g.inputChannels
    let prefetch = prefetch(lineStep: lineStep, spans)
    withOffsets(count: size.width, step: g.stride.width * g.inputChannels) { offsets in
      for number in columns {
        let (group, panel) = (number / panels.all.count, panels.all[number % panels.all.count])
        let channel = group * g.groupOutputs + panel.start
        for row in 0..<g.kernel.height {
          let top = row * g.dilation.height - g.padding.height
          let lines = Self.inside(band, top, stride: g.stride.height, length: g.input.height)
          for column in 0..<g.kernel.width {
            let left = column * g.dilation.width - g.padding.width
            let positions = Self.inside(0..<size.width, left, stride: g.stride.width, length: g.input.width)
            let result = target + row * g.tapStrides.height + column * g.tapStrides.width + channel
            if lines.isEmpty || positions.isEmpty {
              if begins {
                for line in 0..<segment {
                  (result + line * g.outputChannels).update(repeating: 0, count: panel.columns)
                }
              }
              continue
            }
            let (y, x) = (lines.lowerBound * g.stride.height + top, positions.lowerBound * g.stride.width + left)
            let source = image + (y * g.input.width + x) * g.inputChannels + group * g.groupInputs
            let terms = Tile.Terms(
              lines: lines.count, xLineStep: lineStep, yLineStep: size.width * g.outputChannels, offsets: offsets,
              count: positions.count, yStep: g.outputChannels, prefetch: prefetch)
            let first = lines.lowerBound * size.width + positions.lowerBound
            for span in spans {
              Tile(
                x: source + span.start, rowStep: 1, y: gradient + first * g.outputChannels + channel,
                result: result + span.start * g.outputChannels, resultStep: g.outputChannels, columns: panel.columns,
                beginning: begins ? .zero : .result, count: span.count, tileStep: span.height,
                upcoming: source + span.start + Vector.scalarCount
              ).accumulate(rows: span.height, terms)
            }
          }
        }
      }
    }
  }

  /// With each term, the numbers behind those that it takes: a tile takes so few of them that what follows is not foreseen.
  private func prefetch(lineStep: Int, _ spans: [RowTiles]) -> Prefetch {
    #if WIDE_VECTORS
      return Prefetch(
        step: geometry.stride.width &* geometry.inputChannels, lineStep: lineStep, tileStep: spans.first?.height ?? 0)
    #else
      return Prefetch()
    #endif
  }

  /// Those of some results whose element of the source, at `result * stride + offset`, there is.
  private static func inside(_ results: Range<Int>, _ offset: Int, stride: Int, length: Int) -> Range<Int> {
    let first = max(results.lowerBound, (max(0, -offset) + stride - 1) / stride)
    let end = length > offset ? (length - offset + stride - 1) / stride : 0
    return first..<max(first, min(results.upperBound, end))
  }

  /// A tile's rows are the elements of a kernel row, its lanes channels.
  private func addDepthwise(
    _ image: BlockPointer, pitch: Int, _ gradient: BlockPointer, height: Int,
    into target: UnsafeMutablePointer<Float>
  ) {
    let g = geometry
    let spans = RowTiles.spans(of: g.kernel.width)
    let rowStep = g.dilation.width * g.inputChannels
    withOffsets(count: size.width, step: g.stride.width * g.inputChannels) { offsets in
      let terms = Tile.Terms(
        lines: height, xLineStep: g.stride.height * pitch, yLineStep: size.width * g.outputChannels, offsets: offsets,
        count: size.width, yStep: g.outputChannels)
      for panel in panels.all {
        for row in 0..<g.kernel.height {
          for span in spans {
            Tile(
              x: image + row * g.dilation.height * pitch + span.start * rowStep + panel.start, rowStep: rowStep,
              y: gradient + panel.start,
              result: target + (row * g.kernel.width + span.start) * g.outputChannels + panel.start,
              resultStep: g.outputChannels, columns: panel.columns, beginning: .result, count: span.count,
              tileStep: span.height * rowStep
            ).accumulateLanes(rows: span.height, terms)
          }
        }
      }
    }
  }

  #if WIDE_VECTORS
    private var hasSmallWindows: Bool {
      let (one, three) = (ConvolutionGeometry.Extent(1, 1), ConvolutionGeometry.Extent(3, 3))
      return isDepthwise && geometry.kernel == three && geometry.stride == one && geometry.dilation == one
        && geometry.inputChannels % Vector.scalarCount == 0
    }

    private func addSmallWindows(
      _ example: Int, _ band: Range<Int>, _ input: BlockPointer, _ outputGradient: BlockPointer,
      into target: UnsafeMutablePointer<Float>
    ) {
      let g = geometry
      let channels = g.inputChannels
      let image = input + example * g.input.height * g.input.width * channels
      let gradient = outputGradient + example * size.height * size.width * channels
      for line in band {
        func row(_ index: Int, _ channel: Int) -> BlockPointer? {
          let row = line + index - g.padding.height
          return row >= 0 && row < g.input.height ? image + row * g.input.width * channels + channel : nil
        }
        for channel in stride(from: 0, to: channels, by: Vector.scalarCount) {
          SmallWindows.addGradients(
            rows: (row(0, channel), row(1, channel), row(2, channel)), columns: g.input.width, padding: g.padding.width,
            step: channels, gradient + line * size.width * channels + channel, count: size.width,
            into: target + channel, targetStep: channels)
        }
      }
    }
  #endif

  /// A tile's rows are the elements of a kernel row, its lanes neighbouring positions, which are added up at the end.
  private func addPlanar(
    _ image: BlockPointer, pitch: Int, _ gradient: BlockPointer, height: Int,
    into target: UnsafeMutablePointer<Float>
  ) {
    let g = geometry
    let lanes = Vector.scalarCount
    let spans = RowTiles.spans(of: g.kernel.width)
    let vectors = size.width / lanes
    var sums = [Float](repeating: 0, count: g.kernel.width * lanes)
    sums.withUnsafeMutableBufferPointer { sums in
      withOffsets(count: vectors, step: lanes) { offsets in
        for row in 0..<g.kernel.height {
          let x = image + row * g.dilation.height * pitch
          for span in spans {
            Tile(
              x: x + span.start * g.dilation.width, rowStep: g.dilation.width, y: gradient,
              result: sums.baseAddress! + span.start * lanes, resultStep: lanes, columns: lanes, beginning: .zero,
              count: span.count, tileStep: span.height * g.dilation.width
            ).accumulateLanes(
              rows: span.height,
              Tile.Terms(
                lines: height, xLineStep: g.stride.height * pitch, yLineStep: size.width, offsets: offsets,
                count: vectors, yStep: lanes))
          }
          for column in 0..<g.kernel.width {
            var total: Float = 0
            for lane in 0..<lanes { total += sums[column * lanes + lane] }
            // What is left of each line is no whole vector.
            for line in 0..<height {
              let source = x + line * g.stride.height * pitch + column * g.dilation.width
              let weights = gradient + line * size.width
              for position in vectors * lanes..<size.width { total += source[position] * weights[position] }
            }
            target[row * g.kernel.width + column] += total
          }
        }
      }
    }
  }
}
