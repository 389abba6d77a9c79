import Compute

/// The transposed convolution, which makes images larger: the gradient of `conv2d` with respect to its input, as an operation
/// of its own.
///
/// Along each axis the output has `(input - 1) * stride - 2 * padding + kernel` elements.
///
/// - Parameters:
///   - input: `[example, height, width, channel]`.
///   - filters: `[height, width, output channel, input channel]`.
///   - bias: A number for each output channel, or nil.
///   - stride: How far apart neighbouring input elements are placed in the output.
///   - padding: How many rows and columns the output loses at each border.
public func convTranspose2d(
  _ input: Tensor, filters: Tensor, bias: Tensor? = nil, stride: (Int, Int) = (1, 1), padding: (Int, Int) = (0, 0)
) -> Tensor {
  let (x, f) = (input.shape, filters.shape)
  guard x.count == 4, f.count == 4, x[3] == f[3], stride.0 > 0, stride.1 > 0, padding.0 >= 0, padding.1 >= 0 else {
    fail(Complaint.transposedConvolution(x, f))
  }
  let (height, width) = ((x[1] - 1) * stride.0 - 2 * padding.0 + f[0], (x[2] - 1) * stride.1 - 2 * padding.1 + f[1])
  guard height > 0, width > 0 else { fail(Complaint.transposedConvolution(x, f)) }
  let geometry = ConvolutionGeometry(
    examples: x[0], input: .init(height, width), inputChannels: f[2], kernel: .init(f[0], f[1]), outputChannels: f[3],
    stride: .init(stride.0, stride.1), padding: .init(padding.0, padding.1))
  let output = input.inputGradient(filters, geometry)
  return bias.map { output + $0 } ?? output
}
