import Compute

/// The zeros that a convolution adds around an image, and the elements that pooling adds. A transposed convolution takes as many away.
///
///     conv2d(images, filters: kernels, padding: .same)
public enum Padding: Equatable, Sendable {
  /// None: the window stays within the image. A transposed convolution takes nothing away.
  case valid
  /// As many as give `input / stride` output elements along each axis, rounded up: for stride 1 the output is as large as
  /// the input. Where their number is odd, one more is added below and to the right. A transposed convolution gives
  /// `input * stride` elements.
  case same
  /// So many rows above and below, so many columns at the left and the right.
  case amounts(vertical: Int, horizontal: Int)
  /// Another number at each side.
  case sides(top: Int, bottom: Int, left: Int, right: Int)

  /// How the padding reads in a message.
  package var text: String {
    switch self {
    case .valid: "(0, 0)"
    case .same: ".same"
    case .amounts(let vertical, let horizontal): "(\(vertical), \(horizontal))"
    case .sides(let top, let bottom, let left, let right):
      "(top: \(top), bottom: \(bottom), left: \(left), right: \(right))"
    }
  }

  /// How the padding of a sequence reads in a message, of which the horizontal amounts count.
  package var sequenceText: String {
    switch self {
    case .valid: "0"
    case .same: ".same"
    case .amounts(_, let amount): "\(amount)"
    case .sides(_, _, let left, let right): "(left: \(left), right: \(right))"
    }
  }

  /// The zeros before and after the elements of both axes of an image.
  func amounts(
    input: ConvolutionGeometry.Extent, kernel: ConvolutionGeometry.Extent, stride: (Int, Int), dilation: (Int, Int)
  ) -> (before: ConvolutionGeometry.Extent, after: ConvolutionGeometry.Extent) {
    switch self {
    case .valid: return (.init(0, 0), .init(0, 0))
    case .amounts(let vertical, let horizontal): return (.init(vertical, horizontal), .init(vertical, horizontal))
    case .sides(let top, let bottom, let left, let right): return (.init(top, left), .init(bottom, right))
    case .same:
      let height = Padding.total(input.height, kernel.height, stride.0, dilation.0)
      let width = Padding.total(input.width, kernel.width, stride.1, dilation.1)
      return (.init(height / 2, width / 2), .init(height - height / 2, width - width / 2))
    }
  }

  /// The same along a row alone: that of sequences, which are images of one row.
  package var alongRow: Padding {
    switch self {
    case .valid, .same: self
    case .amounts(_, let amount): .amounts(vertical: 0, horizontal: amount)
    case .sides(_, _, let left, let right): .sides(top: 0, bottom: 0, left: left, right: right)
    }
  }

  /// The elements before and after those of a sequence.
  package func amounts(length: Int, window: Int, stride: Int, dilation: Int = 1) -> (before: Int, after: Int) {
    let (before, after) = alongRow.amounts(
      input: .init(1, length), kernel: .init(1, window), stride: (1, stride), dilation: (1, dilation))
    return (before.width, after.width)
  }

  private static func total(_ input: Int, _ kernel: Int, _ stride: Int, _ dilation: Int) -> Int {
    let outputs = (input + stride - 1) / stride
    return max(0, (outputs - 1) * stride + dilation * (kernel - 1) + 1 - input)
  }
}

extension Padding: ExpressibleByIntegerLiteral {
  /// So many rows and columns at each side: `padding: 1`.
  public init(integerLiteral amount: Int) { self.init(amount) }

  /// So many rows and columns at each side.
  public init(_ amount: Int) { self = .amounts(vertical: amount, horizontal: amount) }
}
