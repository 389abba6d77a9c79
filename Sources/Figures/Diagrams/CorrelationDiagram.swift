import Compute
import Tensors

/// One step of a cross-correlation: the window on the input, the kernel, and the output element they make, with its sum.
///
///     CorrelationDiagram(input: [[0, 1, 2], [3, 4, 5], [6, 7, 8]], kernel: [[0, 1], [2, 3]], at: (0, 0))
///     CorrelationDiagram(input: Tensor(ones: [4, 4]), kernel: [[1, -1]], stride: 2, padding: 1).steps
///
/// The output is computed from the values given. On a page, pointing at another element of an
/// output of up to 64 shows its window. Zeros that padding adds are drawn around the input, apart from it.
public struct CorrelationDiagram: Drawable, Sendable {
  /// The input, `[height, width]`.
  public let input: Tensor
  /// The kernel, `[height, width]`.
  public let kernel: Tensor
  /// The whole output, `[height, width]`.
  public let output: Tensor
  /// The row and column of the output element whose sum is shown.
  public let position: (row: Int, column: Int)

  /// Stride, padding and dilation, and what follows from them.
  let geometry: ConvolutionGeometry

  /// A diagram with one number for both axes.
  ///
  /// Stops with a message when input or kernel is not a matrix, the window does not fit into the padded input, or the position lies
  /// outside the output.
  ///
  /// - Parameters:
  ///   - input: `[height, width]`.
  ///   - kernel: `[height, width]`.
  ///   - stride: By how many elements the window moves on.
  ///   - padding: The zeros around the input.
  ///   - dilation: The distance of neighbouring elements of the window.
  ///   - position: The row and column, from 0, of the output element whose sum is shown.
  public init(
    input: Tensor, kernel: Tensor, stride: Int = 1, padding: Padding = .valid, dilation: Int = 1,
    at position: (row: Int, column: Int) = (0, 0)
  ) {
    self.init(
      input: input, kernel: kernel, stride: (stride, stride), padding: padding, dilation: (dilation, dilation),
      at: position)
  }

  /// A diagram with a vertical and a horizontal number for stride and dilation.
  public init(
    input: Tensor, kernel: Tensor, stride: (Int, Int), padding: Padding = .valid, dilation: (Int, Int) = (1, 1),
    at position: (row: Int, column: Int) = (0, 0)
  ) {
    guard input.rank == 2, kernel.rank == 2, input.count > 0, kernel.count > 0 else {
      fail(CorrelationDiagram.notMatrices(input.shape, kernel.shape))
    }
    self.input = input.detached()
    self.kernel = kernel.detached()
    geometry = Tensor.convolutionGeometry(self.input, self.kernel, stride, padding, dilation, 1)
    output = conv2d(self.input, filters: self.kernel, stride: stride, padding: padding, dilation: dilation)
    self.position = position
    guard (0..<output.shape[0]).contains(position.row), (0..<output.shape[1]).contains(position.column) else {
      fail(CorrelationDiagram.outside(position, output.shape))
    }
  }

  private init(_ diagram: CorrelationDiagram, at position: (row: Int, column: Int)) {
    (input, kernel, output, geometry) = (diagram.input, diagram.kernel, diagram.output, diagram.geometry)
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
    return (0..<output.count).map { CorrelationDiagram(self, at: ($0 / columns, $0 % columns)).state }
  }

  private var shown: Int { position.row * output.shape[1] + position.column }

  /// The products of the window and their sum: `0·0 + 1·1 + 3·2 + 4·3 = 19`.
  public var sum: String { terms.joined(separator: " + ") + " = \(result)" }

  /// What the diagram shows.
  public var description: String {
    let sizes = [input, kernel, output].map { "\($0.shape[0]) × \($0.shape[1])" }
    let padded = isPadded ? ", padded with zeros to \(paddedSize)," : ""
    var window = "\(sizes[1]) kernel"
    for (name, amounts) in [("stride", geometry.stride), ("dilation", geometry.dilation)] where amounts != .init(1, 1) {
      window += ", \(name) \(amounts.text)"
    }
    if geometry.stride != .init(1, 1) || geometry.dilation != .init(1, 1) { window += "," }
    return "Cross-correlation of a \(sizes[0]) input\(padded) with a \(window) gives a \(sizes[2]) output; "
      + "its element at row \(position.row), column \(position.column) is \(sum)."
  }

  /// The diagram, drawn.
  public var picture: Picture {
    output.count <= Picture.mostPointedAt ? Picture(pointingAt: states, showing: shown) : state
  }

  /// The diagram of this element alone.
  private var state: Picture {
    let table = NumberGrid.table([("input", input), ("kernel", kernel), ("output", output)])
    return Picture(description: description, table: table) { frame in
      var drawing = CorrelationDrawing(self, in: frame)
      return drawing.drawing()
    }
  }

  /// Whether there are zeros around the input.
  var isPadded: Bool { geometry.padding != .init(0, 0) || geometry.paddingAfter != .init(0, 0) }

  /// How many rows and columns the input has with the zeros around it.
  var paddedExtent: ConvolutionGeometry.Extent {
    .init(
      geometry.padding.height + input.shape[0] + geometry.paddingAfter.height,
      geometry.padding.width + input.shape[1] + geometry.paddingAfter.width)
  }

  var paddedSize: String { "\(paddedExtent.height) × \(paddedExtent.width)" }

  /// Whether an element of the padded input is of the input itself.
  func isInput(_ row: Int, _ column: Int) -> Bool {
    (0..<input.shape[0]).contains(row - geometry.padding.height)
      && (0..<input.shape[1]).contains(column - geometry.padding.width)
  }

  /// The rows and columns in the padded input of the window's elements, row by row.
  var window: [(row: Int, column: Int)] {
    (0..<kernel.count).map { index in
      let (a, b) = (index / kernel.shape[1], index % kernel.shape[1])
      return (
        position.row * geometry.stride.height + a * geometry.dilation.height,
        position.column * geometry.stride.width + b * geometry.dilation.width
      )
    }
  }

  var terms: [String] {
    let (inputs, weights) = (NumberFormat(common: input.scalars), NumberFormat(common: kernel.scalars))
    return zip(window, kernel.scalars).map { element, weight in
      let value =
        isInput(element.row, element.column)
        ? inputs.text(Double(input[element.row - geometry.padding.height, element.column - geometry.padding.width]))
        : "0"
      return "\(bracketed(value))·\(bracketed(weights.text(Double(weight))))"
    }
  }

  var result: String {
    NumberFormat(common: output.scalars).text(Double(output[position.row, position.column]))
  }

  private func bracketed(_ number: String) -> String { number.hasPrefix("-") ? "(\(number))" : number }

  static func notMatrices(_ input: [Int], _ kernel: [Int]) -> String {
    "CorrelationDiagram: input of shape \(input) and kernel of shape \(kernel) were given; expected [height, width] for both."
  }

  static func outside(_ position: (row: Int, column: Int), _ output: [Int]) -> String {
    "CorrelationDiagram: position (\(position.row), \(position.column)) lies outside the output of shape \(output); "
      + "rows go from 0 to \(output[0] - 1), columns from 0 to \(output[1] - 1)."
  }
}

extension ConvolutionGeometry.Extent {
  /// One number where both are the same: `2`, `2 × 1`.
  fileprivate var text: String { height == width ? "\(height)" : "\(height) × \(width)" }
}
