import Tensors

// Layers whose padding is written as two numbers, `(vertical, horizontal)`, as many at both ends of each axis.

extension Padding {
  fileprivate init(_ amounts: (Int, Int)) { self = .amounts(vertical: amounts.0, horizontal: amounts.1) }
}

extension Conv2D {
  /// A layer that begins with the given parameters, with so many zeros, `(vertical, horizontal)`, at both ends of
  /// each axis.
  public init(
    kernel: Tensor, bias: Tensor? = nil, stride: (Int, Int) = (1, 1), padding: (Int, Int),
    dilation: (Int, Int) = (1, 1), groups: Int = 1
  ) {
    self.init(
      kernel: kernel, bias: bias, stride: stride, padding: Padding(padding), dilation: dilation, groups: groups)
  }

  /// A layer whose kernel a generator draws, with so many zeros, `(vertical, horizontal)`, at both ends of each axis.
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: (Int, Int), bias: Bool = true, stride: (Int, Int) = (1, 1),
    padding: (Int, Int), dilation: (Int, Int) = (1, 1), groups: Int = 1, initialiser: Initialiser = .xavierUniform,
    using generator: inout RandomGenerator
  ) {
    self.init(
      inputChannels: inputChannels, outputChannels: outputChannels, kernelSize: kernelSize, bias: bias, stride: stride,
      padding: Padding(padding), dilation: dilation, groups: groups, initialiser: initialiser, using: &generator)
  }

  /// A layer whose kernel is drawn by the default generator (see `seed(_:)`), with so many zeros, `(vertical,
  /// horizontal)`, at both ends of each axis.
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: (Int, Int), bias: Bool = true, stride: (Int, Int) = (1, 1),
    padding: (Int, Int), dilation: (Int, Int) = (1, 1), groups: Int = 1, initialiser: Initialiser = .xavierUniform
  ) {
    self.init(
      inputChannels: inputChannels, outputChannels: outputChannels, kernelSize: kernelSize, bias: bias, stride: stride,
      padding: Padding(padding), dilation: dilation, groups: groups, initialiser: initialiser)
  }
}

extension ConvTranspose2D {
  /// A layer that begins with the given parameters, with `(vertical, horizontal)` rows and columns lost at both ends
  /// of each axis.
  public init(
    kernel: Tensor, bias: Tensor? = nil, stride: (Int, Int) = (1, 1), padding: (Int, Int),
    outputPadding: (Int, Int) = (0, 0), dilation: (Int, Int) = (1, 1), groups: Int = 1
  ) {
    self.init(
      kernel: kernel, bias: bias, stride: stride, padding: Padding(padding), outputPadding: outputPadding,
      dilation: dilation, groups: groups)
  }

  /// A layer whose kernel a generator draws, with `(vertical, horizontal)` rows and columns lost at both ends of each
  /// axis.
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: (Int, Int), bias: Bool = true, stride: (Int, Int) = (1, 1),
    padding: (Int, Int), outputPadding: (Int, Int) = (0, 0), dilation: (Int, Int) = (1, 1), groups: Int = 1,
    initialiser: Initialiser = .xavierUniform, using generator: inout RandomGenerator
  ) {
    self.init(
      inputChannels: inputChannels, outputChannels: outputChannels, kernelSize: kernelSize, bias: bias, stride: stride,
      padding: Padding(padding), outputPadding: outputPadding, dilation: dilation, groups: groups,
      initialiser: initialiser, using: &generator)
  }

  /// A layer whose kernel is drawn by the default generator (see `seed(_:)`), with `(vertical, horizontal)` rows and
  /// columns lost at both ends of each axis.
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: (Int, Int), bias: Bool = true, stride: (Int, Int) = (1, 1),
    padding: (Int, Int), outputPadding: (Int, Int) = (0, 0), dilation: (Int, Int) = (1, 1), groups: Int = 1,
    initialiser: Initialiser = .xavierUniform
  ) {
    self.init(
      inputChannels: inputChannels, outputChannels: outputChannels, kernelSize: kernelSize, bias: bias, stride: stride,
      padding: Padding(padding), outputPadding: outputPadding, dilation: dilation, groups: groups,
      initialiser: initialiser)
  }
}

extension MaxPool2D {
  /// A layer that takes the greatest element of each window, with so many positions, `(vertical, horizontal)`, at
  /// both ends of each axis.
  public init(size: (Int, Int), stride: (Int, Int)? = nil, padding: (Int, Int)) {
    self.init(size: size, stride: stride, padding: Padding(padding))
  }
}

extension AvgPool2D {
  /// A layer that takes the mean of each window, with so many zeros, `(vertical, horizontal)`, at both ends of each
  /// axis.
  public init(size: (Int, Int), stride: (Int, Int)? = nil, padding: (Int, Int)) {
    self.init(size: size, stride: stride, padding: Padding(padding))
  }
}
