import Compute

/// The two-dimensional cross-correlation of images with filters, what networks call a convolution.
///
/// Every output element is the sum of a window of the input multiplied, element by element, with the filter. Along each
/// axis the output has `(input + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1` elements, rounded down.
///
/// - Parameters:
///   - input: `[example, height, width, channel]`; or one image, `[height, width, channel]` or `[height, width]`. The result
///     has as many axes.
///   - filters: `[height, width, input channel / groups, output channel]`, or `[height, width]` for one channel.
///   - bias: A number that is added to every output element, or one for each output channel.
///   - stride: The step of the window, `(vertical, horizontal)`.
///   - padding: Zeros added around the image: `.valid` for none, `.same` for as many as keep its size, or amounts.
///   - dilation: The distance between neighbouring elements of the window.
///   - groups: Channels are split into this many groups of their own filters; as many as channels is "depthwise".
///
/// Takes a multiplication for each output element and each element of its window, on all processors, and beside the output no
/// more memory than a copy of the filters and a few rows of the image: windows are not copied.
///
/// Stops with a message when shapes do not fit or the filter is larger than the image.
public func conv2d(
  _ input: Tensor, filters: Tensor, bias: Tensor? = nil, stride: (Int, Int) = (1, 1), padding: Padding,
  dilation: (Int, Int) = (1, 1), groups: Int = 1
) -> Tensor {
  let geometry = Tensor.convolutionGeometry(input, filters, stride, padding, dilation, groups)
  if let bias, bias.count != 1, bias.shape != [geometry.outputChannels] {
    fail(ErrorMessage.convolutionBias(bias.shape, filters.shape))
  }
  let output = input.reshaped(to: geometry.inputShape)
    .crossCorrelated(
      with: filters.reshaped(to: geometry.filterShape), bias: bias?.reshapedForChannels(geometry.outputChannels),
      geometry)
  return output.reshaped(to: geometry.outputShape(rank: input.rank))
}

/// The two-dimensional cross-correlation of images with filters, with so many zeros, `(vertical, horizontal)`, at
/// both ends of each axis; none where they are not given.
public func conv2d(
  _ input: Tensor, filters: Tensor, bias: Tensor? = nil, stride: (Int, Int) = (1, 1), padding: (Int, Int) = (0, 0),
  dilation: (Int, Int) = (1, 1), groups: Int = 1
) -> Tensor {
  conv2d(
    input, filters: filters, bias: bias, stride: stride,
    padding: .amounts(vertical: padding.0, horizontal: padding.1), dilation: dilation, groups: groups)
}

// Windows, strides and distances of one number, which is meant for both axes: `conv2d(x, filters: k, stride: 2)`. Those of a convolution are
// either all numbers or all pairs. Where none is given the functions of pairs are called, and these would do as well: so they are disfavoured.

/// `conv2d` with one number for both axes as stride, and as dilation.
@_disfavoredOverload
public func conv2d(
  _ input: Tensor, filters: Tensor, bias: Tensor? = nil, stride: Int = 1, padding: Padding = .valid, dilation: Int = 1,
  groups: Int = 1
) -> Tensor {
  conv2d(
    input, filters: filters, bias: bias, stride: (stride, stride), padding: padding, dilation: (dilation, dilation),
    groups: groups)
}

/// `conv2d` with one number for both axes as stride, and as dilation.
@_disfavoredOverload
public func conv2d(
  _ input: Tensor, filters: Tensor, bias: Tensor? = nil, stride: Int = 1, padding: (Int, Int), dilation: Int = 1,
  groups: Int = 1
) -> Tensor {
  conv2d(
    input, filters: filters, bias: bias, stride: (stride, stride), padding: padding, dilation: (dilation, dilation),
    groups: groups)
}

// Cross-correlation is linear in the input and in the filters, so its derivatives are of the same kind: of the three (input,
// filters, output) any two give the third. Each rule below is one of the other two functions.

extension Tensor {
  /// - Parameter bias: Of shape `[output channel]`; it is added on the way.
  func crossCorrelated(with filters: Tensor, bias: Tensor? = nil, _ geometry: ConvolutionGeometry) -> Tensor {
    let plain = Tensor(shape: geometry.outputShape) {
      CrossCorrelation.forward(
        input: storage.numbers, filters: filters.storage.numbers, bias: bias?.storage.numbers, into: $0, geometry)
    }
    let image: Rule = (self, { $0.inputGradient(filters, geometry) })
    let weights: Rule = (filters, { self.filterGradient(outputGradient: $0, geometry) })
    guard let bias else { return plain.recorded("conv2d", image, weights) }
    return plain.recorded("conv2d", image, weights, (bias, { $0.sum(along: [0, 1, 2]) }))
  }

  fileprivate func reshapedForChannels(_ channels: Int) -> Tensor {
    count == channels ? reshaped(to: [channels]) : reshaped(to: [1]).broadcast(to: [channels])
  }

  /// The gradient with respect to the input; this tensor is the one with respect to the output.
  func inputGradient(_ filters: Tensor, _ geometry: ConvolutionGeometry) -> Tensor {
    Tensor(shape: geometry.inputShape) {
      CrossCorrelation.inputGradient(
        outputGradient: storage.numbers, filters: filters.storage.numbers, into: $0, geometry)
    }
    .recorded(
      "conv2d input gradient",
      (self, { $0.crossCorrelated(with: filters, geometry) }),
      (filters, { $0.filterGradient(outputGradient: self, geometry) }))
  }

  /// The gradient with respect to the filters; this tensor is the input.
  func filterGradient(outputGradient: Tensor, _ geometry: ConvolutionGeometry) -> Tensor {
    Tensor(shape: geometry.filterShape) {
      CrossCorrelation.filterGradient(
        input: storage.numbers, outputGradient: outputGradient.storage.numbers, into: $0, geometry)
    }
    .recorded(
      "conv2d filter gradient",
      (self, { outputGradient.inputGradient($0, geometry) }),
      (outputGradient, { self.crossCorrelated(with: $0, geometry) }))
  }
}

extension Tensor {
  package static func convolutionGeometry(
    _ input: Tensor, _ filters: Tensor, _ stride: (Int, Int), _ padding: Padding, _ dilation: (Int, Int), _ groups: Int
  ) -> ConvolutionGeometry {
    let x = input.shape
    guard let (examples, height, width, channels) = input.asImages, filters.rank == 2 || filters.rank == 4 else {
      fail(ErrorMessage.convolutionRanks(x, filters.shape))
    }
    // Messages quote the shape as it was given.
    let f = filters.rank == 4 ? filters.shape : filters.shape + [1, 1]
    for (name, amounts) in [("stride", stride), ("dilation", dilation)] where !isWithin(amounts, from: 1) {
      fail(ErrorMessage.convolutionAmounts(name, amounts, atLeast: 1, x, filters.shape))
    }
    guard f[0] > 0, f[1] > 0 else { fail(ErrorMessage.emptyFilters(x, filters.shape)) }
    guard isWithin((f[0], f[1]), from: 0), isWithin((height, width), from: 0) else {
      fail(ErrorMessage.convolutionRanks(x, filters.shape))
    }
    let zeros = padding.amounts(
      input: .init(height, width), kernel: .init(f[0], f[1]), stride: stride, dilation: dilation)
    for extent in [zeros.before, zeros.after] where !isWithin((extent.height, extent.width), from: 0) {
      fail(ErrorMessage.convolutionAmounts("padding", (extent.height, extent.width), atLeast: 0, x, filters.shape))
    }
    guard groups >= 1, channels % groups == 0, f[3] % groups == 0 else {
      fail(ErrorMessage.convolutionGroups(groups, x, filters.shape))
    }
    guard f[2] * groups == channels else {
      fail(
        ErrorMessage.convolutionChannels(x, filters.shape, channels: channels, expected: f[2] * groups, groups: groups))
    }
    if x.count == 2, f[3] != 1 { fail(ErrorMessage.convolutionImageOutput(x, filters.shape)) }
    let geometry = ConvolutionGeometry(
      examples: examples, input: .init(height, width), inputChannels: channels, kernel: .init(f[0], f[1]),
      outputChannels: f[3], stride: .init(stride.0, stride.1), padding: zeros.before, paddingAfter: zeros.after,
      dilation: .init(dilation.0, dilation.1), groups: groups)
    guard geometry.output.height > 0, geometry.output.width > 0 else {
      fail(ErrorMessage.convolutionSize(x, filters.shape, geometry))
    }
    check(geometry.outputShape, for: "conv2d")
    return geometry
  }

  /// How many examples, rows, columns and channels there are, for a batch of images, an image with channels, or one without; nil
  /// for other ranks.
  var asImages: (examples: Int, height: Int, width: Int, channels: Int)? {
    switch rank {
    case 4: (shape[0], shape[1], shape[2], shape[3])
    case 3: (1, shape[0], shape[1], shape[2])
    case 2: (1, shape[0], shape[1], 1)
    default: nil
    }
  }

  /// Whether both amounts of a window are at least `least`, and not so large that positions could not be counted.
  static func isWithin(_ amounts: (Int, Int), from least: Int) -> Bool {
    let range = least...ConvolutionGeometry.greatestAmount
    return range.contains(amounts.0) && range.contains(amounts.1)
  }
}

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

/// `convTranspose2d` with one number for both axes as stride, output padding and dilation.
@_disfavoredOverload
public func convTranspose2d(
  _ input: Tensor, filters: Tensor, bias: Tensor? = nil, stride: Int = 1, padding: Padding = .valid,
  outputPadding: Int = 0,
  dilation: Int = 1, groups: Int = 1
) -> Tensor {
  convTranspose2d(
    input, filters: filters, bias: bias, stride: (stride, stride), padding: padding,
    outputPadding: (outputPadding, outputPadding), dilation: (dilation, dilation), groups: groups)
}

/// `convTranspose2d` with one number for both axes as stride, output padding and dilation.
@_disfavoredOverload
public func convTranspose2d(
  _ input: Tensor, filters: Tensor, bias: Tensor? = nil, stride: Int = 1, padding: (Int, Int), outputPadding: Int = 0,
  dilation: Int = 1, groups: Int = 1
) -> Tensor {
  convTranspose2d(
    input, filters: filters, bias: bias, stride: (stride, stride), padding: padding,
    outputPadding: (outputPadding, outputPadding), dilation: (dilation, dilation), groups: groups)
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
  static func convolutionRanks(_ input: [Int], _ filters: [Int]) -> String {
    "conv2d: input of shape \(input) and filters of shape \(filters) were given; expected an input of shape "
      + "[height, width], [height, width, channel] or [example, height, width, channel] and filters of shape "
      + "[height, width] or [height, width, input channel, output channel]."
  }

  static func emptyFilters(_ input: [Int], _ filters: [Int]) -> String {
    "conv2d: filters of shape \(filters) for an input of shape \(input) have no elements; expected a height and a width of at least 1."
  }

  static func convolutionChannels(_ input: [Int], _ filters: [Int], channels: Int, expected: Int, groups: Int) -> String
  {
    let grouping = groups == 1 ? "" : " in \(groups) groups"
    return
      "conv2d: input of shape \(input) has \(counted(channels, "channel")), but filters of shape \(filters)\(grouping) "
      + "expect \(expected)."
  }

  static func convolutionImageOutput(_ input: [Int], _ filters: [Int]) -> String {
    "conv2d: an input of shape \(input) is one image of one channel and gives one such image, but filters of shape \(filters) "
      + "give \(filters[3]) output channels; reshape the input to [1, height, width, 1] for all of them."
  }

  static func convolutionGroups(_ groups: Int, _ input: [Int], _ filters: [Int]) -> String {
    "conv2d: \(groups) groups were asked for, but they must be at least 1 and divide the input channels of shape \(input) "
      + "and the output channels of filters of shape \(filters)."
  }

  static func convolutionSize(_ input: [Int], _ filters: [Int], _ geometry: ConvolutionGeometry) -> String {
    let reach = (
      geometry.dilation.height * (geometry.kernel.height - 1) + 1,
      geometry.dilation.width * (geometry.kernel.width - 1) + 1
    )
    let padded = (
      geometry.input.height + geometry.padding.height + geometry.paddingAfter.height,
      geometry.input.width + geometry.padding.width + geometry.paddingAfter.width
    )
    return "conv2d: filters of shape \(filters) reach over \(reach.0) x \(reach.1) elements, more than the "
      + "\(padded.0) x \(padded.1) that an input of shape \(input) has\(geometry.padding == .init(0, 0) ? "" : " with its padding")."
  }

  static func convolutionAmounts(
    _ name: String, _ amounts: (Int, Int), atLeast least: Int, _ input: [Int], _ filters: [Int]
  )
    -> String
  {
    "conv2d: \(name) (\(amounts.0), \(amounts.1)) for an input of shape \(input) and filters of shape \(filters) "
      + "must be from \(least) to \(ConvolutionGeometry.greatestAmount) along both axes."
  }

  static func convolutionBias(_ bias: [Int], _ filters: [Int]) -> String {
    "conv2d: a bias of shape \(bias) does not fit filters of shape \(filters); expected one number, or one for each output "
      + "channel: [\(filters.count == 4 ? filters[3] : 1)]."
  }

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
