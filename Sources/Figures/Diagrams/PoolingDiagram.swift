import Compute
import Tensors

/// One step of pooling: the window on the input, and the one number of the output that stands for it.
///
///     PoolingDiagram(input: Tensor(0..<16).reshaped(to: [4, 4]), size: 2)
///     PoolingDiagram(input: Tensor(0..<16).reshaped(to: [4, 4]), size: 3, stride: 1, taking: .average).steps
///
/// The output is what `maxPool2d` or `avgPool2d` gives. On a page, pointing at another element of it shows its
/// window, where it has up to 64.
public struct PoolingDiagram: Drawable, Sendable {
  /// What stands for a window.
  public enum Kind: Sendable {
    /// Its greatest element.
    case max
    /// The mean of its elements.
    case average
  }

  /// The input, `[height, width]`.
  public let input: Tensor
  /// The whole output, `[height, width]`.
  public let output: Tensor
  /// How many rows and columns the window has.
  public let size: Int
  /// By how many elements the window moves on.
  public let stride: Int
  /// Whether the greatest element or the mean of a window is taken.
  public let kind: Kind
  /// The row and column of the output element that is shown.
  public let position: (row: Int, column: Int)

  /// A diagram of one window.
  /// Stops with a message when the input is not a matrix, the window does not fit into it, or the position lies outside the output.
  ///
  /// - Parameters:
  ///   - input: `[height, width]`.
  ///   - size: How many rows and columns the window has.
  ///   - stride: By how many elements it moves on; its size where it is not given, so that windows lie side by side.
  ///   - kind: What stands for a window.
  ///   - position: The row and column, from 0, of the output element that is shown.
  public init(
    input: Tensor, size: Int, stride: Int? = nil, taking kind: Kind = .max,
    at position: (row: Int, column: Int) = (0, 0)
  ) {
    guard input.rank == 2, input.count > 0 else { fail(PoolingDiagram.notMatrix(input.shape)) }
    guard (1...min(input.shape[0], input.shape[1])).contains(size), stride ?? size > 0 else {
      fail(PoolingDiagram.windowSize(size, stride ?? size, input.shape))
    }
    self.input = input.detached()
    self.size = size
    self.stride = stride ?? size
    self.kind = kind
    output =
      switch kind {
      case .max: maxPool2d(self.input, size: size, stride: stride)
      case .average: avgPool2d(self.input, size: size, stride: stride)
      }
    self.position = position
    guard (0..<output.shape[0]).contains(position.row), (0..<output.shape[1]).contains(position.column) else {
      fail(PoolingDiagram.outside(position, output.shape))
    }
  }

  private init(_ diagram: PoolingDiagram, at position: (row: Int, column: Int)) {
    (input, output, size, stride, kind) = (diagram.input, diagram.output, diagram.size, diagram.stride, diagram.kind)
    self.position = position
  }

  /// A figure with a step for each element of the output, row by row; that of `position` is shown first. Pointing at
  /// an element of the output shows its step.
  public var steps: SteppingFigure {
    guard output.count <= SteppingFigure.mostStates else { fail(SteppingFigure.tooMany(output.count)) }
    return SteppingFigure(states, showing: shown, hasAreas: true)
  }

  /// The diagram of each element of the output, row by row.
  private var states: [Picture] {
    let columns = output.shape[1]
    return (0..<output.count).map { PoolingDiagram(self, at: ($0 / columns, $0 % columns)).state }
  }

  private var shown: Int { position.row * output.shape[1] + position.column }

  /// How the element follows from its window: `max(0, 1, 3, 4) = 4`.
  public var formula: String {
    let texts = NumberGrid.texts(input)
    let window = window.map { texts[$0.row * input.shape[1] + $0.column] }
    let name = if case .max = kind { "max" } else { "mean" }
    return "\(name)(\(window.joined(separator: ", "))) = \(result)"
  }

  /// What the diagram shows.
  public var description: String {
    let name = if case .max = kind { "Max pooling" } else { "Average pooling" }
    return "\(name) of a \(NumberGrid.size(input)) input with a window of \(size) × \(size), stride \(stride), gives a "
      + "\(NumberGrid.size(output)) output; its element at row \(position.row), column \(position.column) is \(formula)."
  }

  /// The diagram, drawn.
  public var picture: Picture {
    output.count <= Picture.mostPointedAt ? Picture(pointingAt: states, showing: shown) : state
  }

  /// The diagram of this element alone.
  private var state: Picture {
    Picture(description: description, table: NumberGrid.table([("input", input), ("output", output)])) { drawing($0) }
  }

  private func drawing(_ frame: FrameWidth) -> Drawing {
    let (margin, arrow) = (10.0, 40.0)
    let cell = NumberGrid.cellSize(
      NumberGrid.texts(input) + NumberGrid.texts(output), columns: input.shape[1] + output.shape[1],
      rows: max(input.shape[0], output.shape[0]), beside: arrow + 2 * margin, in: frame)
    let from = NumberGrid.of(input, named: "Input", cell: cell, shade: .window, shaded: window)
    let to = NumberGrid.of(output, named: "Output", cell: cell, shade: .window, shaded: [position])
    let style = TextStyle(size: 17)
    let grids = from.width + arrow + to.width
    let width = max(grids, 260) + 2 * margin
    let middle = 34 + max(from.height, to.height) / 2
    var canvas = Canvas()
    var x = (width - grids) / 2
    canvas.draw(from, x, middle)
    canvas.text("→", x + from.width + arrow / 2, middle + 8, TextStyle(size: 24, colour: .soft))
    x += from.width + arrow
    canvas.draw(to, x, middle)
    canvas.stepAreas(to, x, middle)
    canvas.positions = NumberGrid.positions([
      (from, (width - grids) / 2, middle, (0, 0), input.shape[0]), (to, x, middle, (0, 0), output.shape[0]),
    ])
    var bottom = middle + max(from.height, to.height) / 2 + 28
    let words = formula.split(separator: " ").map { String($0) }
    for line in style.lines(of: words, within: width - 2 * margin) {
      bottom += 24
      canvas.text(line, width / 2, bottom, style)
    }
    return canvas.drawing(width: width, height: bottom + 14)
  }

  /// The rows and columns of the window's elements, row by row.
  private var window: [(row: Int, column: Int)] {
    (0..<size * size).map { (position.row * stride + $0 / size, position.column * stride + $0 % size) }
  }

  private var result: String { NumberGrid.texts(output)[position.row * output.shape[1] + position.column] }

  static func notMatrix(_ input: [Int]) -> String {
    "PoolingDiagram: an input of shape \(input) was given; expected [height, width]."
  }

  static func windowSize(_ size: Int, _ stride: Int, _ input: [Int]) -> String {
    "PoolingDiagram: a window of \(size) × \(size) with stride \(stride) was given for an input of shape \(input); expected "
      + "one that fits into it, and a stride of 1 or more."
  }

  static func outside(_ position: (row: Int, column: Int), _ output: [Int]) -> String {
    "PoolingDiagram: position (\(position.row), \(position.column)) lies outside the output of shape \(output); "
      + "rows go from 0 to \(output[0] - 1), columns from 0 to \(output[1] - 1)."
  }
}
