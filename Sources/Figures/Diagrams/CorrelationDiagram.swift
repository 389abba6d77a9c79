import Compute
import Tensors

/// One step of a cross-correlation: the window on the input, the kernel, and the output element they make, with its sum.
///
///     CorrelationDiagram(input: [[0, 1, 2], [3, 4, 5], [6, 7, 8]], kernel: [[0, 1], [2, 3]], at: (0, 0))
///
/// The output is computed from the values given.
public struct CorrelationDiagram: Drawable, Sendable {
  /// The input, `[height, width]`.
  public let input: Tensor
  /// The kernel, `[height, width]`.
  public let kernel: Tensor
  /// The whole output, `[height, width]`.
  public let output: Tensor
  /// The row and column of the output element whose sum is shown.
  public let position: (row: Int, column: Int)

  /// Stops with a message when input or kernel is not a matrix, the kernel is larger than the input, or the position lies
  /// outside the output.
  public init(input: Tensor, kernel: Tensor, at position: (row: Int, column: Int) = (0, 0)) {
    guard input.rank == 2, kernel.rank == 2 else { fail(CorrelationDiagram.notMatrices(input.shape, kernel.shape)) }
    self.input = input.detached()
    self.kernel = kernel.detached()
    output = conv2d(self.input, filters: self.kernel)
    self.position = position
    guard (0..<output.shape[0]).contains(position.row), (0..<output.shape[1]).contains(position.column) else {
      fail(CorrelationDiagram.outside(position, output.shape))
    }
  }

  /// The products of the window and their sum: `0·0 + 1·1 + 3·2 + 4·3 = 19`.
  public var sum: String { terms.joined(separator: " + ") + " = \(result)" }

  /// What the diagram shows.
  public var description: String {
    let sizes = [input, kernel, output].map { "\($0.shape[0]) × \($0.shape[1])" }
    return "Cross-correlation of a \(sizes[0]) input with a \(sizes[1]) kernel gives a \(sizes[2]) output; "
      + "its element at row \(position.row), column \(position.column) is \(sum)."
  }

  public var picture: Picture {
    var drawing = CorrelationDrawing(self)
    return drawing.picture()
  }

  var terms: [String] {
    let (height, width) = (kernel.shape[0], kernel.shape[1])
    let (inputs, weights) = (NumberFormat(common: input.scalars), NumberFormat(common: kernel.scalars))
    var terms: [String] = []
    for a in 0..<height {
      for b in 0..<width {
        let value = inputs.text(Double(input[position.row + a, position.column + b]))
        terms.append("\(bracketed(value))·\(bracketed(weights.text(Double(kernel[a, b]))))")
      }
    }
    return terms
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
