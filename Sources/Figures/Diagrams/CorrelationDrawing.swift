import Compute
import Tensors

/// Where everything in a correlation diagram stands: three grids side by side and the sum beneath; where they do not fit, the output
/// beneath the others.
struct CorrelationDrawing {
  private let diagram: CorrelationDiagram
  private let cell: Double
  private let isStacked: Bool
  private var canvas = Canvas()
  private let margin = Self.margin
  private let operatorWidth = Self.operatorWidth
  private static let margin = 10.0
  private static let operatorWidth = 32.0

  init(_ diagram: CorrelationDiagram, in frame: FrameWidth) {
    self.diagram = diagram
    let texts = [diagram.input, diagram.kernel, diagram.output].flatMap { NumberGrid.texts($0) }
    let (input, kernel, output) = (diagram.paddedExtent, diagram.kernel.shape, diagram.output.shape)
    let columns = input.width + kernel[1] + output[1]
    let least = NumberGrid.leastCellSize(texts)
    isStacked = Double(columns) * least + 2 * Self.operatorWidth + 2 * Self.margin > frame.rawValue
    let rows = max(input.height, kernel[0])
    cell =
      isStacked
      ? NumberGrid.cellSize(
        texts, columns: max(input.width + kernel[1], output[1]), rows: rows + output[0],
        beside: Self.operatorWidth + 2 * Self.margin, in: frame)
      : NumberGrid.cellSize(
        texts, columns: columns, rows: max(rows, output[0]), beside: 2 * Self.operatorWidth + 2 * Self.margin, in: frame
      )
  }

  mutating func drawing() -> Drawing {
    let (input, kernel, output) = (inputGrid, kernelGrid, outputGrid)
    let together = input.width + kernel.width + output.width + 2 * operatorWidth
    let first = isStacked ? together - output.width - operatorWidth : together
    let second = isStacked ? output.width + operatorWidth : 0
    let textStyle = TextStyle(size: 17)
    let width = max(first, second, textStyle.width(diagram.terms.map { "+ \($0)" }), 260) + 2 * margin

    let height = max(input.height, kernel.height, isStacked ? 0 : output.height)
    var middle = 34 + height / 2
    var x = (width - first) / 2
    canvas.draw(input, x, middle)
    let padding = diagram.geometry.padding
    var grids: [NumberGrid.Placed] = [
      (
        grid: input, left: x, middle: middle, first: (row: padding.height, column: padding.width),
        rows: diagram.input.shape[0]
      )
    ]
    x += input.width
    drawOperator("∗", x, middle)
    x += operatorWidth
    canvas.draw(kernel, x, middle)
    grids.append((grid: kernel, left: x, middle: middle, first: (row: 0, column: 0), rows: kernel.rows))
    x += kernel.width
    var bottom = 34 + height + 28
    if isStacked {
      middle = bottom + 34 + output.height / 2
      bottom += 34 + output.height + 28
      x = (width - second) / 2
    }
    drawOperator("=", x, middle)
    x += operatorWidth
    canvas.draw(output, x, middle)
    canvas.stepAreas(output, x, middle)
    grids.append((grid: output, left: x, middle: middle, first: (row: 0, column: 0), rows: output.rows))
    canvas.positions = NumberGrid.positions(grids)

    for line in sumLines(within: textStyle, width - 2 * margin) {
      bottom += 24
      canvas.text(line, width / 2, bottom, textStyle)
    }
    return canvas.drawing(width: width, height: bottom + 14)
  }

  private var inputGrid: NumberGrid {
    let texts = NumberGrid.texts(diagram.input)
    let (extent, zeros) = (diagram.paddedExtent, diagram.geometry.padding)
    let columns = diagram.input.shape[1]
    return NumberGrid(
      name: "Input", size: NumberGrid.size(diagram.input) + (diagram.isPadded ? " in \(diagram.paddedSize)" : ""),
      rows: extent.height, columns: extent.width, cell: cell,
      text: { row, column in
        diagram.isInput(row, column)
          ? (texts[(row - zeros.height) * columns + column - zeros.width], true) : ("0", false)
      }, shade: .window, shaded: diagram.window)
  }

  private var kernelGrid: NumberGrid {
    let columns = diagram.kernel.shape[1]
    return .of(
      diagram.kernel, named: "Kernel", cell: cell, shade: .kernel,
      shaded: (0..<diagram.kernel.count).map { ($0 / columns, $0 % columns) })
  }

  private var outputGrid: NumberGrid {
    .of(diagram.output, named: "Output", cell: cell, shade: .window, shaded: [diagram.position])
  }

  private mutating func drawOperator(_ sign: String, _ x: Double, _ middle: Double) {
    canvas.text(sign, x + operatorWidth / 2, middle + 8, TextStyle(size: 24, colour: .soft))
  }

  /// The sum, broken between terms where it is wider than the drawing.
  private func sumLines(within textStyle: TextStyle, _ width: Double) -> [String] {
    let parts = diagram.terms.enumerated().map { $0 == 0 ? $1 : "+ \($1)" } + ["= \(diagram.result)"]
    return textStyle.lines(of: parts, within: width)
  }
}
