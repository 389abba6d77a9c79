import Tensors

// Layers whose windows, strides and distances are one number, which is meant for both axes: `kernelSize: 3, stride: 2`. Strides and distances
// are either all numbers or all pairs. Where none is given the initialisers of pairs are called, and these would do as well: so they are
// disfavoured.

extension Conv2D {
  /// A layer that begins with the given parameters, with one number for both axes as stride and dilation.
  @_disfavoredOverload
  public init(
    kernel: Tensor, bias: Tensor? = nil, stride: Int = 1, padding: Padding = .valid, dilation: Int = 1, groups: Int = 1
  ) {
    self.init(
      kernel: kernel, bias: bias, stride: (stride, stride), padding: padding, dilation: (dilation, dilation),
      groups: groups)
  }

  /// A layer that begins with the given parameters, with one number for both axes as stride and dilation.
  @_disfavoredOverload
  public init(
    kernel: Tensor, bias: Tensor? = nil, stride: Int = 1, padding: (Int, Int), dilation: Int = 1, groups: Int = 1
  ) {
    self.init(
      kernel: kernel, bias: bias, stride: (stride, stride), padding: padding, dilation: (dilation, dilation),
      groups: groups)
  }

  /// A layer with a kernel as high as it is wide, and one number for both axes as stride and dilation.
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: Int, bias: Bool = true, stride: Int = 1,
    padding: Padding = .valid, dilation: Int = 1, groups: Int = 1,
    initialiser: Initialiser = .xavierUniform, using generator: inout RandomGenerator
  ) {
    self.init(
      inputChannels: inputChannels, outputChannels: outputChannels, kernelSize: (kernelSize, kernelSize), bias: bias,
      stride: (stride, stride),
      padding: padding, dilation: (dilation, dilation), groups: groups, initialiser: initialiser, using: &generator)
  }

  /// A layer with a kernel as high as it is wide, and one number for both axes as stride and dilation.
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: Int, bias: Bool = true, stride: Int = 1, padding: (Int, Int),
    dilation: Int = 1, groups: Int = 1,
    initialiser: Initialiser = .xavierUniform, using generator: inout RandomGenerator
  ) {
    self.init(
      inputChannels: inputChannels, outputChannels: outputChannels, kernelSize: (kernelSize, kernelSize), bias: bias,
      stride: (stride, stride),
      padding: padding, dilation: (dilation, dilation), groups: groups, initialiser: initialiser, using: &generator)
  }

  /// A layer with a random kernel, and one number for both axes as stride and dilation.
  @_disfavoredOverload
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: (Int, Int), bias: Bool = true, stride: Int = 1,
    padding: Padding = .valid, dilation: Int = 1, groups: Int = 1,
    initialiser: Initialiser = .xavierUniform, using generator: inout RandomGenerator
  ) {
    self.init(
      inputChannels: inputChannels, outputChannels: outputChannels, kernelSize: kernelSize, bias: bias,
      stride: (stride, stride),
      padding: padding, dilation: (dilation, dilation), groups: groups, initialiser: initialiser, using: &generator)
  }

  /// A layer with a random kernel, and one number for both axes as stride and dilation.
  @_disfavoredOverload
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: (Int, Int), bias: Bool = true, stride: Int = 1,
    padding: (Int, Int), dilation: Int = 1, groups: Int = 1,
    initialiser: Initialiser = .xavierUniform, using generator: inout RandomGenerator
  ) {
    self.init(
      inputChannels: inputChannels, outputChannels: outputChannels, kernelSize: kernelSize, bias: bias,
      stride: (stride, stride),
      padding: padding, dilation: (dilation, dilation), groups: groups, initialiser: initialiser, using: &generator)
  }

  /// A layer with a kernel as high as it is wide and random numbers of the default generator, and one number for both axes as stride and dilation.
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: Int, bias: Bool = true, stride: Int = 1,
    padding: Padding = .valid, dilation: Int = 1, groups: Int = 1,
    initialiser: Initialiser = .xavierUniform
  ) {
    self.init(
      inputChannels: inputChannels, outputChannels: outputChannels, kernelSize: (kernelSize, kernelSize), bias: bias,
      stride: (stride, stride),
      padding: padding, dilation: (dilation, dilation), groups: groups, initialiser: initialiser)
  }

  /// A layer with a kernel as high as it is wide and random numbers of the default generator, and one number for both axes as stride and dilation.
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: Int, bias: Bool = true, stride: Int = 1, padding: (Int, Int),
    dilation: Int = 1, groups: Int = 1,
    initialiser: Initialiser = .xavierUniform
  ) {
    self.init(
      inputChannels: inputChannels, outputChannels: outputChannels, kernelSize: (kernelSize, kernelSize), bias: bias,
      stride: (stride, stride),
      padding: padding, dilation: (dilation, dilation), groups: groups, initialiser: initialiser)
  }

  /// A layer with a random kernel and random numbers of the default generator, and one number for both axes as stride and dilation.
  @_disfavoredOverload
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: (Int, Int), bias: Bool = true, stride: Int = 1,
    padding: Padding = .valid, dilation: Int = 1, groups: Int = 1,
    initialiser: Initialiser = .xavierUniform
  ) {
    self.init(
      inputChannels: inputChannels, outputChannels: outputChannels, kernelSize: kernelSize, bias: bias,
      stride: (stride, stride),
      padding: padding, dilation: (dilation, dilation), groups: groups, initialiser: initialiser)
  }

  /// A layer with a random kernel and random numbers of the default generator, and one number for both axes as stride and dilation.
  @_disfavoredOverload
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: (Int, Int), bias: Bool = true, stride: Int = 1,
    padding: (Int, Int), dilation: Int = 1, groups: Int = 1,
    initialiser: Initialiser = .xavierUniform
  ) {
    self.init(
      inputChannels: inputChannels, outputChannels: outputChannels, kernelSize: kernelSize, bias: bias,
      stride: (stride, stride),
      padding: padding, dilation: (dilation, dilation), groups: groups, initialiser: initialiser)
  }
}

extension ConvTranspose2D {
  /// A layer that begins with the given parameters, with one number for both axes as stride, output padding and dilation.
  @_disfavoredOverload
  public init(
    kernel: Tensor, bias: Tensor? = nil, stride: Int = 1, padding: Padding = .valid, outputPadding: Int = 0,
    dilation: Int = 1, groups: Int = 1
  ) {
    self.init(
      kernel: kernel, bias: bias, stride: (stride, stride), padding: padding,
      outputPadding: (outputPadding, outputPadding), dilation: (dilation, dilation), groups: groups)
  }

  /// A layer that begins with the given parameters, with one number for both axes as stride, output padding and dilation.
  @_disfavoredOverload
  public init(
    kernel: Tensor, bias: Tensor? = nil, stride: Int = 1, padding: (Int, Int), outputPadding: Int = 0,
    dilation: Int = 1,
    groups: Int = 1
  ) {
    self.init(
      kernel: kernel, bias: bias, stride: (stride, stride), padding: padding,
      outputPadding: (outputPadding, outputPadding), dilation: (dilation, dilation), groups: groups)
  }

  /// A layer with a kernel as high as it is wide, and one number for both axes as stride, output padding and dilation.
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: Int, bias: Bool = true, stride: Int = 1,
    padding: Padding = .valid, outputPadding: Int = 0, dilation: Int = 1, groups: Int = 1,
    initialiser: Initialiser = .xavierUniform, using generator: inout RandomGenerator
  ) {
    self.init(
      inputChannels: inputChannels, outputChannels: outputChannels, kernelSize: (kernelSize, kernelSize), bias: bias,
      stride: (stride, stride),
      padding: padding, outputPadding: (outputPadding, outputPadding), dilation: (dilation, dilation), groups: groups,
      initialiser: initialiser, using: &generator)
  }

  /// A layer with a kernel as high as it is wide, and one number for both axes as stride, output padding and dilation.
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: Int, bias: Bool = true, stride: Int = 1, padding: (Int, Int),
    outputPadding: Int = 0, dilation: Int = 1, groups: Int = 1,
    initialiser: Initialiser = .xavierUniform, using generator: inout RandomGenerator
  ) {
    self.init(
      inputChannels: inputChannels, outputChannels: outputChannels, kernelSize: (kernelSize, kernelSize), bias: bias,
      stride: (stride, stride),
      padding: padding, outputPadding: (outputPadding, outputPadding), dilation: (dilation, dilation), groups: groups,
      initialiser: initialiser, using: &generator)
  }

  /// A layer with a random kernel, and one number for both axes as stride, output padding and dilation.
  @_disfavoredOverload
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: (Int, Int), bias: Bool = true, stride: Int = 1,
    padding: Padding = .valid, outputPadding: Int = 0, dilation: Int = 1, groups: Int = 1,
    initialiser: Initialiser = .xavierUniform, using generator: inout RandomGenerator
  ) {
    self.init(
      inputChannels: inputChannels, outputChannels: outputChannels, kernelSize: kernelSize, bias: bias,
      stride: (stride, stride),
      padding: padding, outputPadding: (outputPadding, outputPadding), dilation: (dilation, dilation), groups: groups,
      initialiser: initialiser, using: &generator)
  }

  /// A layer with a random kernel, and one number for both axes as stride, output padding and dilation.
  @_disfavoredOverload
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: (Int, Int), bias: Bool = true, stride: Int = 1,
    padding: (Int, Int), outputPadding: Int = 0, dilation: Int = 1, groups: Int = 1,
    initialiser: Initialiser = .xavierUniform, using generator: inout RandomGenerator
  ) {
    self.init(
      inputChannels: inputChannels, outputChannels: outputChannels, kernelSize: kernelSize, bias: bias,
      stride: (stride, stride),
      padding: padding, outputPadding: (outputPadding, outputPadding), dilation: (dilation, dilation), groups: groups,
      initialiser: initialiser, using: &generator)
  }

  /// A layer with a kernel as high as it is wide and random numbers of the default generator, and one number for both axes as stride, output padding and dilation.
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: Int, bias: Bool = true, stride: Int = 1,
    padding: Padding = .valid, outputPadding: Int = 0, dilation: Int = 1, groups: Int = 1,
    initialiser: Initialiser = .xavierUniform
  ) {
    self.init(
      inputChannels: inputChannels, outputChannels: outputChannels, kernelSize: (kernelSize, kernelSize), bias: bias,
      stride: (stride, stride),
      padding: padding, outputPadding: (outputPadding, outputPadding), dilation: (dilation, dilation), groups: groups,
      initialiser: initialiser)
  }

  /// A layer with a kernel as high as it is wide and random numbers of the default generator, and one number for both axes as stride, output padding and dilation.
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: Int, bias: Bool = true, stride: Int = 1, padding: (Int, Int),
    outputPadding: Int = 0, dilation: Int = 1, groups: Int = 1,
    initialiser: Initialiser = .xavierUniform
  ) {
    self.init(
      inputChannels: inputChannels, outputChannels: outputChannels, kernelSize: (kernelSize, kernelSize), bias: bias,
      stride: (stride, stride),
      padding: padding, outputPadding: (outputPadding, outputPadding), dilation: (dilation, dilation), groups: groups,
      initialiser: initialiser)
  }

  /// A layer with a random kernel and random numbers of the default generator, and one number for both axes as stride, output padding and dilation.
  @_disfavoredOverload
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: (Int, Int), bias: Bool = true, stride: Int = 1,
    padding: Padding = .valid, outputPadding: Int = 0, dilation: Int = 1, groups: Int = 1,
    initialiser: Initialiser = .xavierUniform
  ) {
    self.init(
      inputChannels: inputChannels, outputChannels: outputChannels, kernelSize: kernelSize, bias: bias,
      stride: (stride, stride),
      padding: padding, outputPadding: (outputPadding, outputPadding), dilation: (dilation, dilation), groups: groups,
      initialiser: initialiser)
  }

  /// A layer with a random kernel and random numbers of the default generator, and one number for both axes as stride, output padding and dilation.
  @_disfavoredOverload
  public init(
    inputChannels: Int, outputChannels: Int, kernelSize: (Int, Int), bias: Bool = true, stride: Int = 1,
    padding: (Int, Int), outputPadding: Int = 0, dilation: Int = 1, groups: Int = 1,
    initialiser: Initialiser = .xavierUniform
  ) {
    self.init(
      inputChannels: inputChannels, outputChannels: outputChannels, kernelSize: kernelSize, bias: bias,
      stride: (stride, stride),
      padding: padding, outputPadding: (outputPadding, outputPadding), dilation: (dilation, dilation), groups: groups,
      initialiser: initialiser)
  }
}

extension MaxPool2D {
  /// A layer with a window as high as it is wide, and one number for both axes as stride.
  public init(size: Int, stride: Int? = nil, padding: Padding = .valid) {
    self.init(size: (size, size), stride: stride.map { ($0, $0) }, padding: padding)
  }

  /// A layer with one number for both axes as stride.
  public init(size: (Int, Int), stride: Int, padding: Padding = .valid) {
    self.init(size: size, stride: (stride, stride), padding: padding)
  }

  /// A layer with a window as high as it is wide, and one number for both axes as stride.
  public init(size: Int, stride: Int? = nil, padding: (Int, Int)) {
    self.init(size: (size, size), stride: stride.map { ($0, $0) }, padding: padding)
  }

  /// A layer with one number for both axes as stride.
  public init(size: (Int, Int), stride: Int, padding: (Int, Int)) {
    self.init(size: size, stride: (stride, stride), padding: padding)
  }
}

extension AvgPool2D {
  /// A layer with a window as high as it is wide, and one number for both axes as stride.
  public init(size: Int, stride: Int? = nil, padding: Padding = .valid) {
    self.init(size: (size, size), stride: stride.map { ($0, $0) }, padding: padding)
  }

  /// A layer with one number for both axes as stride.
  public init(size: (Int, Int), stride: Int, padding: Padding = .valid) {
    self.init(size: size, stride: (stride, stride), padding: padding)
  }

  /// A layer with a window as high as it is wide, and one number for both axes as stride.
  public init(size: Int, stride: Int? = nil, padding: (Int, Int)) {
    self.init(size: (size, size), stride: stride.map { ($0, $0) }, padding: padding)
  }

  /// A layer with one number for both axes as stride.
  public init(size: (Int, Int), stride: Int, padding: (Int, Int)) {
    self.init(size: size, stride: (stride, stride), padding: padding)
  }
}
