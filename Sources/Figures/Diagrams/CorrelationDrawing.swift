import Tensors

/// Where everything in a correlation diagram stands: three grids side by side and the sum beneath, narrow enough for a
/// telephone.
struct CorrelationDrawing {
  private let diagram: CorrelationDiagram
  private let cell: Double
  private var canvas = Canvas()
  private let margin = 10.0
  private let operatorWidth = 32.0

  init(_ diagram: CorrelationDiagram) {
    self.diagram = diagram
    let texts = [diagram.input, diagram.kernel, diagram.output].flatMap { labels($0) }
    cell = max(36, TextStyle.number.width(texts) + 8)
  }

  mutating func picture() -> Picture {
    let (input, kernel, output) = (diagram.input, diagram.kernel, diagram.output)
    let (row, column) = diagram.position
    let together = width(input) + width(kernel) + width(output) + 2 * operatorWidth
    // Where the three do not fit beside each other, the output goes beneath.
    let isStacked = together > 440
    let first = isStacked ? together - width(output) - operatorWidth : together
    let second = isStacked ? width(output) + operatorWidth : 0
    let textStyle = TextStyle(size: 17)
    let width = max(first, second, textStyle.width(diagram.terms.map { "+ \($0)" }), 260) + 2 * margin

    let height = max(self.height(input), self.height(kernel), isStacked ? 0 : self.height(output))
    var middle = 34 + height / 2
    var x = (width - first) / 2
    drawGrid(input, "Input", x, middle, shaded: .window) { (i, j) in
      (row..<row + kernel.shape[0]).contains(i) && (column..<column + kernel.shape[1]).contains(j)
    }
    x += self.width(input)
    drawOperator("∗", x, middle)
    x += operatorWidth
    drawGrid(kernel, "Kernel", x, middle, shaded: .kernel) { (_, _) in true }
    x += self.width(kernel)
    var bottom = 34 + height + 28
    if isStacked {
      middle = bottom + 34 + self.height(output) / 2
      bottom += 34 + self.height(output) + 28
      x = (width - second) / 2
    }
    drawOperator("=", x, middle)
    x += operatorWidth
    drawGrid(output, "Output", x, middle, shaded: .window) { (i, j) in i == row && j == column }

    for line in sumLines(within: textStyle, width - 2 * margin) {
      bottom += 24
      canvas.text(line, width / 2, bottom, textStyle)
    }
    return canvas.picture(width: width, height: bottom + 14, description: diagram.description)
  }

  private func width(_ tensor: Tensor) -> Double { Double(tensor.shape[1]) * cell }
  private func height(_ tensor: Tensor) -> Double { Double(tensor.shape[0]) * cell }

  private mutating func drawOperator(_ sign: String, _ x: Double, _ middle: Double) {
    canvas.text(sign, x + operatorWidth / 2, middle + 8, TextStyle(size: 24, colour: .soft))
  }

  private mutating func drawGrid(
    _ tensor: Tensor, _ name: String, _ left: Double, _ middle: Double, shaded: ThemeColour,
    _ isShaded: (Int, Int) -> Bool
  ) {
    let (rows, columns) = (tensor.shape[0], tensor.shape[1])
    let texts = labels(tensor)
    let top = middle - Double(rows) * cell / 2
    let centre = left + Double(columns) * cell / 2
    canvas.text(name, centre, top - 10, .caption)
    for row in 0..<rows {
      for column in 0..<columns {
        let (x, y) = (left + Double(column) * cell, top + Double(row) * cell)
        canvas.rectangle(x, y, cell, cell, fill: isShaded(row, column) ? shaded : nil, stroke: .soft)
        canvas.text(texts[row * columns + column], x + cell / 2, y + cell / 2 + 5, .number)
      }
    }
    canvas.text("\(rows) × \(columns)", centre, top + Double(rows) * cell + 20, TextStyle(size: 14, colour: .soft))
  }

  /// The sum, broken between terms where it is wider than the drawing.
  private func sumLines(within textStyle: TextStyle, _ width: Double) -> [String] {
    let parts = diagram.terms.enumerated().map { $0 == 0 ? $1 : "+ \($1)" } + ["= \(diagram.result)"]
    return textStyle.lines(of: parts, within: width)
  }
}

private func labels(_ tensor: Tensor) -> [String] {
  let format = NumberFormat(common: tensor.scalars)
  return tensor.scalars.map { format.text(Double($0)) }
}
