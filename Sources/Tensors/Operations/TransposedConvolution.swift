import Compute

/// The transposed convolution, which makes images larger: the gradient of `conv2d` with respect to its input, as an operation
/// of its own.
///
/// Along each axis the output has
/// `(input - 1) * stride - 2 * padding + dilation * (kernel - 1) + 1 + outputPadding` elements.
///
/// - Parameters:
///   - input: `[example, height, width, channel]`.
///   - filters: `[height, width, output channel / groups, input channel]`.
///   - bias: A number for each output channel, one for all of them, or nil.
///   - stride: How far apart neighbouring input elements are placed in the output.
///   - padding: What the output loses at each border; with `.same` so much that it has `input * stride` elements.
///   - outputPadding: How many more rows and columns there are below and to the right, less than the stride. Convolutions of images
///     of several sizes give the same size; this says which of them is wanted back. Without effect on `.same`, where it must be 0.
///   - dilation: The distance between neighbouring elements of the window.
///   - groups: Channels are split into this many groups of their own filters.
///
/// Takes as long as the convolution whose gradient it is.
///
/// Stops with a message when shapes do not fit, an amount is out of range, or the output would be empty.
public func convTranspose2d(
  _ input: Tensor, filters: Tensor, bias: Tensor? = nil, stride: (Int, Int) = (1, 1), padding: Padding,
  outputPadding: (Int, Int) = (0, 0), dilation: (Int, Int) = (1, 1), groups: Int = 1
) -> Tensor {
  let geometry = Tensor.transposedGeometry(input, filters, stride, padding, outputPadding, dilation, groups)
  if let bias, bias.shape != [geometry.inputChannels], bias.count != 1 || bias.rank > 1 {
    fail(ErrorMessage.transposedBias(bias.shape, filters.shape, channels: geometry.inputChannels))
  }
  let output = input.inputGradient(filters, geometry)
  return bias.map { output + $0 } ?? output
}

/// The transposed convolution of images with filters, with `(vertical, horizontal)` rows and columns lost at both
/// ends of each axis; none where they are not given.
public func convTranspose2d(
  _ input: Tensor, filters: Tensor, bias: Tensor? = nil, stride: (Int, Int) = (1, 1), padding: (Int, Int) = (0, 0),
  outputPadding: (Int, Int) = (0, 0), dilation: (Int, Int) = (1, 1), groups: Int = 1
) -> Tensor {
  convTranspose2d(
    input, filters: filters, bias: bias, stride: stride,
    padding: .amounts(vertical: padding.0, horizontal: padding.1), outputPadding: outputPadding, dilation: dilation,
    groups: groups)
}

extension Tensor {
  /// The geometry of the convolution whose input this transposed one's output is.
  fileprivate static func transposedGeometry(
    _ input: Tensor, _ filters: Tensor, _ stride: (Int, Int), _ padding: Padding, _ outputPadding: (Int, Int),
    _ dilation: (Int, Int), _ groups: Int
  ) -> ConvolutionGeometry {
    let (x, f) = (input.shape, filters.shape)
    guard x.count == 4, f.count == 4, x[3] == f[3], groups > 0, x[3] % groups == 0, isWithin((x[1], x[2]), from: 1),
      isWithin((f[0], f[1]), from: 1)
    else {
      fail(ErrorMessage.transposedConvolution(x, f, groups: groups))
    }
    for (name, amounts) in [("stride", stride), ("dilation", dilation)] where !isWithin(amounts, from: 1) {
      fail(ErrorMessage.transposedAmounts(name, "\(amounts)", "from 1 to \(ConvolutionGeometry.greatestAmount)", x, f))
    }
    let limit = padding == .same ? (1, 1) : stride
    guard outputPadding.0 >= 0, outputPadding.1 >= 0, outputPadding.0 < limit.0, outputPadding.1 < limit.1 else {
      let expectation =
        padding == .same ? "0, as the padding is .same," : "at least 0 and less than the stride \(stride)"
      fail(ErrorMessage.transposedAmounts("output padding", "\(outputPadding)", expectation, x, f))
    }
    let kernel = ConvolutionGeometry.Extent(f[0], f[1])
    let enlarged = ConvolutionGeometry.Extent(x[1] * stride.0, x[2] * stride.1)
    let lost = padding.amounts(input: enlarged, kernel: kernel, stride: stride, dilation: dilation)
    for extent in [lost.before, lost.after] where !isWithin((extent.height, extent.width), from: 0) {
      fail(
        ErrorMessage.transposedAmounts("padding", padding.text, "from 0 to \(ConvolutionGeometry.greatestAmount)", x, f)
      )
    }
    let whole = ConvolutionGeometry.Extent(
      (x[1] - 1) * stride.0 + dilation.0 * (f[0] - 1) + 1 + outputPadding.0 - lost.before.height - lost.after.height,
      (x[2] - 1) * stride.1 + dilation.1 * (f[1] - 1) + 1 + outputPadding.1 - lost.before.width - lost.after.width)
    let size = padding == .same ? enlarged : whole
    guard size.height > 0, size.width > 0 else { fail(ErrorMessage.transposedConvolution(x, f, groups: groups)) }
    check([x[0], size.height, size.width, f[2].multipliedSaturating(by: groups)], for: "convTranspose2d")
    return ConvolutionGeometry(
      examples: x[0], input: size, inputChannels: f[2] * groups, kernel: kernel, outputChannels: f[3],
      stride: .init(stride.0, stride.1), padding: lost.before, paddingAfter: lost.after,
      dilation: .init(dilation.0, dilation.1), groups: groups)
  }
}

extension ErrorMessage {
  static func transposedBias(_ bias: [Int], _ filters: [Int], channels: Int) -> String {
    "convTranspose2d: a bias of shape \(bias) does not fit filters of shape \(filters); expected one number, or one for each "
      + "output channel: [\(channels)]."
  }

  static func transposedConvolution(_ input: [Int], _ filters: [Int], groups: Int) -> String {
    let grouping = groups == 1 ? "" : " in \(groups) groups"
    let channels = groups == 1 ? "output channel" : "output channel / groups"
    return "convTranspose2d: input of shape \(input) and filters of shape \(filters)\(grouping) do not fit; expected "
      + "[example, height, width, channel] and [height, width, \(channels), input channel], and an output that is not empty."
  }

  static func transposedAmounts(
    _ name: String, _ amounts: String, _ expectation: String, _ input: [Int], _ filters: [Int]
  ) -> String {
    "convTranspose2d: \(name) \(amounts) for an input of shape \(input) and filters of shape \(filters) must be "
      + "\(expectation) along both axes."
  }
}
