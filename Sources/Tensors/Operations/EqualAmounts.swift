// Windows, strides and distances of one number, which is meant for both axes: `conv2d(x, filters: k, stride: 2)`.

/// `conv2d` with one number for both axes as stride, and as dilation.
public func conv2d(
  _ input: Tensor, filters: Tensor, bias: Tensor? = nil, stride: Int, padding: Padding = .valid, dilation: Int = 1,
  groups: Int = 1
) -> Tensor {
  conv2d(
    input, filters: filters, bias: bias, stride: (stride, stride), padding: padding, dilation: (dilation, dilation),
    groups: groups)
}

/// `conv2d` with one number for both axes as stride, and as dilation.
public func conv2d(
  _ input: Tensor, filters: Tensor, bias: Tensor? = nil, stride: Int, padding: (Int, Int), dilation: Int = 1,
  groups: Int = 1
) -> Tensor {
  conv2d(
    input, filters: filters, bias: bias, stride: (stride, stride), padding: padding, dilation: (dilation, dilation),
    groups: groups)
}

/// `convTranspose2d` with one number for both axes as stride, output padding and dilation.
public func convTranspose2d(
  _ input: Tensor, filters: Tensor, bias: Tensor? = nil, stride: Int, padding: Padding = .valid, outputPadding: Int = 0,
  dilation: Int = 1, groups: Int = 1
) -> Tensor {
  convTranspose2d(
    input, filters: filters, bias: bias, stride: (stride, stride), padding: padding,
    outputPadding: (outputPadding, outputPadding), dilation: (dilation, dilation), groups: groups)
}

/// `convTranspose2d` with one number for both axes as stride, output padding and dilation.
public func convTranspose2d(
  _ input: Tensor, filters: Tensor, bias: Tensor? = nil, stride: Int, padding: (Int, Int), outputPadding: Int = 0,
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
