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
    let longest = [diagram.input, diagram.kernel, diagram.output].flatMap { labels($0) }.map { $0.count }.max() ?? 1
    cell = max(36, Lettering.number.width(longest) + 8)
  }

  mutating func picture() -> Picture {
    let (input, kernel, output) = (diagram.input, diagram.kernel, diagram.output)
    let (row, column) = diagram.position
    let height = Double(max(input.shape[0], kernel.shape[0], output.shape[0])) * cell
    let sumSize = 17
    let columns = Double(input.shape[1] + kernel.shape[1] + output.shape[1])
    let grids = columns * cell + 2 * operatorWidth
    let lettering = Lettering(size: sumSize)
    let longestTerm = (diagram.terms.map { $0.count }.max() ?? 0) + 2
    let width = max(grids, lettering.width(longestTerm), 260) + 2 * margin

    let middle = 34 + height / 2
    var x = (width - grids) / 2
    drawGrid(input, "Input", x, middle, shaded: .window) { (i, j) in
      (row..<row + kernel.shape[0]).contains(i) && (column..<column + kernel.shape[1]).contains(j)
    }
    x += Double(input.shape[1]) * cell
    canvas.text("∗", x + operatorWidth / 2, middle + 8, Lettering(size: 24, ink: .soft))
    x += operatorWidth
    drawGrid(kernel, "Kernel", x, middle, shaded: .kernel) { (_, _) in true }
    x += Double(kernel.shape[1]) * cell
    canvas.text("=", x + operatorWidth / 2, middle + 8, Lettering(size: 24, ink: .soft))
    x += operatorWidth
    drawGrid(output, "Output", x, middle, shaded: .window) { (i, j) in i == row && j == column }

    var baseline = 34 + height + 52
    for line in sumLines(within: lettering, width - 2 * margin) {
      canvas.text(line, width / 2, baseline, lettering)
      baseline += 24
    }
    return canvas.picture(width: width, height: baseline - 10, description: diagram.description)
  }

  private mutating func drawGrid(
    _ tensor: Tensor, _ name: String, _ left: Double, _ middle: Double, shaded: Ink, _ isShaded: (Int, Int) -> Bool
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
    canvas.text("\(rows) × \(columns)", centre, top + Double(rows) * cell + 20, Lettering(size: 14, ink: .soft))
  }

  /// The sum, broken between terms where it is wider than the drawing.
  private func sumLines(within lettering: Lettering, _ width: Double) -> [String] {
    var lines: [String] = []
    var line = ""
    let pieces = diagram.terms.enumerated().map { $0 == 0 ? $1 : "+ \($1)" } + ["= \(diagram.result)"]
    for piece in pieces {
      let longer = line.isEmpty ? piece : "\(line) \(piece)"
      if !line.isEmpty, lettering.width(longer.count) > width {
        lines.append(line)
        line = piece
      } else {
        line = longer
      }
    }
    return lines + [line]
  }
}

private func labels(_ tensor: Tensor) -> [String] {
  let format = NumberFormat(common: tensor.scalars)
  return tensor.scalars.map { format.text(Double($0)) }
}
