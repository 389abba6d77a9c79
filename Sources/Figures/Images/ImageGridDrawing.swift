import Tensors

/// Where everything in a grid of images stands: cells of one size, in each an image and its caption beneath.
struct ImageGridDrawing {
  private let grid: ImageGrid
  private let lines: [[String]]
  private let marked: Set<Int>
  /// The space of an image.
  private let box: (width: Double, height: Double)
  private let layout: GridLayout

  init(_ grid: ImageGrid, width frame: FrameWidth) {
    self.grid = grid
    let marked = Set(grid.marked)
    self.marked = marked
    lines = grid.images.indices.map { index in
      let caption = grid.captions.isEmpty ? "" : grid.captions[index]
      let lines = caption.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
      if marked.contains(index) { return [caption.isEmpty ? "×" : "× " + lines[0]] + lines.dropFirst() }
      return caption.isEmpty ? [] : lines
    }
    let height = grid.images.map { $0.shape[0] }.max() ?? 1
    let width = grid.images.map { $0.shape[1] }.max() ?? 1
    var textStyle = TextStyle.name
    textStyle.isBold = !marked.isEmpty
    let captionWidth = textStyle.width(lines.flatMap { $0 })
    let side = Double(max(height, width))
    // Several images are of one size as long as their captions are not wider, as many on a line as fit, and then as much larger
    // as the line has space for.
    let least =
      switch grid.images.count {
      case 1: 280.0
      case 2...4: 92.0
      default: frame == .wide ? 84.0 : 56
      }
    let leastWidth = max(captionWidth, Self.scale(side, to: least) * Double(width)).rounded(.up)
    var layout = GridLayout(count: grid.images.count, columns: grid.columns, least: leastWidth, in: frame)
    // Of several rows two fit on a screen.
    let most = FrameWidth.mostHeight / Double(min(layout.rows, 2))
    let scale = min(
      Self.scale(Double(width), to: max(28, layout.share)), Self.scale(Double(height), to: most))
    box = (Double(width) * scale, Double(height) * scale)
    layout.cellWidth = layout.filling(max(box.width, captionWidth).rounded(.up))
    self.layout = layout
  }

  /// How large a pixel is drawn: a whole number of units where that is possible, so that all are of one size.
  private static func scale(_ side: Double, to target: Double) -> Double {
    let scale = target / side
    return scale >= 1 ? scale.rounded(.down) : scale
  }

  /// The pixels of all images, as they are; nil where there are more than a page should carry.
  var table: ValueTable? {
    let columns = grid.images.map { $0.shape[1] }.max() ?? 0
    guard grid.images.reduce(0, { $0 + $1.count }) <= 20_000 else { return nil }
    let format = ValueFormat(grid.images.flatMap { $0.scalars }, isShort: true)
    var rows: [[String]] = []
    for (index, image) in grid.images.enumerated() {
      let (width, channels) = (image.shape[1], image.rank == 3 ? image.shape[2] : 1)
      let texts = image.scalars.map { format.text($0) }
      for row in 0..<image.shape[0] {
        let pixels = (0..<width).map { column in
          texts[(row * width + column) * channels..<(row * width + column + 1) * channels].joined(separator: " ")
        }
        rows.append(["\(index + 1)", "\(row)"] + pixels)
      }
    }
    let names = ["image", "row"] + (0..<columns).map { "column \($0)" }
    // Of colours there are several numbers to an entry.
    guard grid.images.allSatisfy({ $0.count == $0.shape[0] * $0.shape[1] }) else {
      return ValueTable(keys: 2, columns: names, rows: rows)
    }
    var exact: [[Double?]] = []
    for image in grid.images {
      let (scalars, width) = (image.scalars, image.shape[1])
      for row in 0..<image.shape[0] { exact.append(scalars[row * width..<(row + 1) * width].map { Double($0) }) }
    }
    return ValueTable(keys: 2, columns: names, rows: rows, exact: exact)
  }

  var drawing: Drawing {
    var canvas = Canvas()
    var blocks: [ValuePositions.Block] = []
    let scale = box.width / Double(grid.images.map { $0.shape[1] }.max() ?? 1)
    var top = GridLayout.margin
    for (index, image) in grid.images.enumerated() {
      let row = layout.row(of: index)
      if index > 0, layout.row(of: index - 1) < row { top += rowHeight(row - 1) }
      let left = layout.left(of: index)
      let (width, height) = (Double(image.shape[1]) * scale, Double(image.shape[0]) * scale)
      let (x, y) = (left + ((layout.cellWidth - width) / 2).rounded(.down), top + box.height - height)
      // Twice as many pixels as units are enough for any screen.
      let pixels = PixelImage(image, range: grid.range, limit: max(64, Int(2 * max(box.width, box.height))))
      blocks.append(.init(x: x, y: y, rows: image.shape[0]))
      canvas.image(pixels.png, x, y, width, height)
      let isMarked = marked.contains(index)
      if isMarked {
        canvas.rectangle(x - 1.5, y - 1.5, width + 3, height + 3, fill: nil, stroke: .warm, strokeWidth: 3)
      } else {
        canvas.rectangle(x - 0.5, y - 0.5, width + 1, height + 1, fill: nil, stroke: .hair)
      }
      var textStyle = TextStyle.name
      if isMarked { (textStyle.colour, textStyle.isBold) = (.foreground, true) }
      for (line, text) in lines[index].enumerated() {
        if line > 0 { textStyle.isBold = false }
        canvas.text(text, left + layout.cellWidth / 2, top + box.height + Double(line + 1) * 17, textStyle)
      }
    }
    canvas.positions = .cells(width: scale, height: scale, blocks: blocks)
    return canvas.drawing(width: layout.width, height: top + rowHeight(layout.rows - 1) - 2)
  }

  /// The height of a row of cells, with the space beneath them.
  private func rowHeight(_ row: Int) -> Double {
    let most = lines.indices.filter { layout.row(of: $0) == row }.map { lines[$0].count }.max() ?? 0
    return box.height + Double(most) * 17 + (most > 0 ? 14 : GridLayout.gap)
  }
}
