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

/// `maxPool2d` with a window as high as it is wide, and one number for both axes as stride.
public func maxPool2d(_ input: Tensor, size: Int, stride: Int? = nil, padding: Padding = .valid) -> Tensor {
  maxPool2d(input, size: (size, size), stride: stride.map { ($0, $0) }, padding: padding)
}

/// `maxPool2d` with one number for both axes as stride.
public func maxPool2d(_ input: Tensor, size: (Int, Int), stride: Int, padding: Padding = .valid) -> Tensor {
  maxPool2d(input, size: size, stride: (stride, stride), padding: padding)
}

/// `maxPool2d` with a window as high as it is wide, and one number for both axes as stride.
public func maxPool2d(_ input: Tensor, size: Int, stride: Int? = nil, padding: (Int, Int)) -> Tensor {
  maxPool2d(input, size: (size, size), stride: stride.map { ($0, $0) }, padding: padding)
}

/// `maxPool2d` with one number for both axes as stride.
public func maxPool2d(_ input: Tensor, size: (Int, Int), stride: Int, padding: (Int, Int)) -> Tensor {
  maxPool2d(input, size: size, stride: (stride, stride), padding: padding)
}

/// `avgPool2d` with a window as high as it is wide, and one number for both axes as stride.
public func avgPool2d(_ input: Tensor, size: Int, stride: Int? = nil, padding: Padding = .valid) -> Tensor {
  avgPool2d(input, size: (size, size), stride: stride.map { ($0, $0) }, padding: padding)
}

/// `avgPool2d` with one number for both axes as stride.
public func avgPool2d(_ input: Tensor, size: (Int, Int), stride: Int, padding: Padding = .valid) -> Tensor {
  avgPool2d(input, size: size, stride: (stride, stride), padding: padding)
}

/// `avgPool2d` with a window as high as it is wide, and one number for both axes as stride.
public func avgPool2d(_ input: Tensor, size: Int, stride: Int? = nil, padding: (Int, Int)) -> Tensor {
  avgPool2d(input, size: (size, size), stride: stride.map { ($0, $0) }, padding: padding)
}

/// `avgPool2d` with one number for both axes as stride.
public func avgPool2d(_ input: Tensor, size: (Int, Int), stride: Int, padding: (Int, Int)) -> Tensor {
  avgPool2d(input, size: size, stride: (stride, stride), padding: padding)
}

extension Tensor {
  /// All windows as high as they are wide, with one number for both axes as stride. See `unfolded(size:stride:)` of pairs.
  public func unfolded(size: Int, stride: Int = 1) -> Tensor { unfolded(size: (size, size), stride: (stride, stride)) }

  /// All windows of images, with one number for both axes as stride. See `unfolded(size:stride:)` of pairs.
  public func unfolded(size: (Int, Int), stride: Int) -> Tensor { unfolded(size: size, stride: (stride, stride)) }

  /// Images as high as they are wide. See `resized(to:)` of a height and a width.
  public func resized(to size: Int) -> Tensor { resized(to: (size, size)) }

  /// The tensor with as many elements more at both ends of each axis, all of them `value`: NumPy's `pad(x, 1)`.
  ///
  /// Of images `[example, height, width, channel]` examples and channels are axes too; `padded([(0, 0), (1, 1), (1, 1), (0, 0)])` leaves
  /// them as they are. Stops with a message when the number is negative.
  public func padded(_ amount: Int, value: Float = 0) -> Tensor {
    padded([(before: Int, after: Int)](repeating: (amount, amount), count: rank), value: value)
  }
}
