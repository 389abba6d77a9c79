import Compute
import Networks
import OperationCases
import Tensors
import Testing

@Suite("Layers")
struct LayerTests {
  @Test("A convolution takes single images, images with channels, and batches")
  func ranks() {
    let layer = Conv2D(inputChannels: 1, outputChannels: 1, kernelSize: (3, 2))
    #expect(layer.kernel.shape == [3, 2, 1, 1])
    #expect(layer.bias?.value == [0])
    let image = Tensor(randomUniform: [5, 4])
    let output = layer(image)
    #expect(output.shape == [3, 3])
    #expect(layer(image.reshaped(to: [5, 4, 1])) == output.reshaped(to: [3, 3, 1]))
    #expect(layer(image.reshaped(to: [1, 5, 4, 1])) == output.reshaped(to: [1, 3, 3, 1]))
    let wide = Conv2D(inputChannels: 4, outputChannels: 6, kernelSize: (3, 3), bias: false, padding: (1, 1), groups: 2)
    #expect(wide.kernel.shape == [3, 3, 2, 6])
    #expect(wide(Tensor(ones: [2, 7, 7, 4])).shape == [2, 7, 7, 6])
    #expect(wide.parameters.count == 1)
  }

  @Test("A transposed convolution enlarges images")
  func transposed() {
    let layer = ConvTranspose2D(kernel: Tensor(shape: [2, 2, 1, 1], [1, 2, 3, 4]), bias: [1], stride: (2, 2))
    let output = layer(Tensor(shape: [1, 1, 2, 1], [1, 10]))
    #expect(output.shape == [1, 2, 4, 1])
    #expect(output.scalars == [2, 3, 11, 21, 4, 5, 31, 41])
    let random = ConvTranspose2D(inputChannels: 3, outputChannels: 5, kernelSize: (4, 2))
    #expect(random.kernel.shape == [4, 2, 5, 3])
    #expect(random.parameters.map(\.shape) == [[4, 2, 5, 3], [5]])
  }

  @Test("A dense layer multiplies the last axis, whatever stands before it")
  func dense() {
    let layer = Dense(weights: [[1, 2, 3], [4, 5, 6]], bias: [0, 0, 1])
    #expect(layer([[1, 1], [0, 2]]) == [[5, 7, 10], [8, 10, 13]])
    #expect(layer([1, 1]) == [5, 7, 10])
    #expect(layer([[[1, 1]], [[0, 2]]]) == [[[5, 7, 10]], [[8, 10, 13]]])
    #expect(Dense(weights: [[1, 2], [3, 4]])([[1, 1]]) == [[4, 6]])
    #expect(layer(Tensor(zeros: [0, 2])).shape == [0, 3])
    let x = Tensor(randomNormal: [2, 3, 2])
    let gradient = gradient(at: layer) { $0(x) }
    #expect(gradient[layer.bias!] == [6, 6, 6])
    #expect(gradient[layer.weights].shape == [2, 3])
  }

  @Test("Pooling and flattening have the operations' results")
  func pooling() {
    let x = Tensor(0..<16).reshaped(to: [1, 4, 4, 1])
    #expect(MaxPool2D(size: (2, 2))(x).scalars == [5, 7, 13, 15])
    #expect(AvgPool2D(size: (2, 2))(x).scalars == [2.5, 4.5, 10.5, 12.5])
    #expect(MaxPool2D(size: (2, 2), stride: (1, 2), padding: (1, 0))(x).shape == [1, 5, 2, 1])
    #expect(Flatten()(Tensor(zeros: [2, 3, 4, 5])).shape == [2, 60])
    #expect(Flatten()(Tensor(zeros: [0, 3, 4])).shape == [0, 12])
    #expect(Flatten()([1, 2]).shape == [2])
  }

  @Test("Activations are the tensor's methods of the same names")
  func activations() {
    let x: Tensor = [-2, -0.5, 0, 0.5, 2]
    #expect(ReLU()(x) == x.relu())
    #expect(LeakyReLU()(x) == x.leakyReLU())
    #expect(LeakyReLU(slope: 0.2)(x) == x.leakyReLU(slope: 0.2))
    #expect(GELU()(x) == x.gelu())
    #expect(Sigmoid()(x) == x.sigmoid())
    #expect(Tanh()(x) == x.tanh())
    #expect(Softplus()(x) == x.softplus())
    #expect(Lambda { $0 * 2 }(x) == x * 2)
  }

  @Test("A sequence hands each output on, with conditions and loops in its braces", arguments: [false, true])
  func sequence(_ isDeep: Bool) {
    let network = Sequential {
      Dense(weights: [[1, -1]])
      if isDeep { ReLU() }
      for factor in [2, 3] as [Tensor] { Dense(weights: [[factor, 0], [0, factor]]) }
      if isDeep { Sigmoid() } else { Identity() }
    }
    let expected: Tensor = [[6, -6]]
    #expect(network([[1]]) == (isDeep ? expected.relu().sigmoid() : expected))
    #expect(network.parameters.count == 3)
    #expect(Sequential {}([1, 2]) == [1, 2])
  }

  @Test("A residual adds the input, or its projection")
  func residual() {
    let plain = Residual { Dense(weights: [[1, 0], [0, 2]]) }
    #expect(plain([[3, 4]]) == [[6, 12]])
    let projected = Residual {
      Dense(weights: [[1], [1]])
    } projection: {
      Dense(weights: [[10], [0]])
    }
    #expect(projected([[3, 4]]) == [[37]])
    #expect(projected.parameters.count == 2)
  }

  @Test("Layer normalisation brings each example to mean 0 and variance 1")
  func layerNorm() {
    let output = LayerNorm(features: 3)([[1, 2, 6]])
    // Computed by PyTorch in float64.
    for (ours, theirs) in zip(output.scalars, [-0.92581911, -0.46290955, 1.38872866]) {
      #expect((Double(ours) - theirs).magnitude < 1e-6)
    }
  }
}

@Suite("Training and inference mode")
struct LayerModeTests {
  @Test("Layers are in training mode inside valueWithGradient of a module, in inference mode outside, or as asked")
  func modes() {
    let model = Model(Dense(weights: [[1]]))
    var seen: [LayerMode] = [LayerMode.current]
    _ = valueWithGradient(at: model) { model in
      seen.append(LayerMode.current)
      withMode(.inference) { seen.append(LayerMode.current) }
      return model([[1]])
    }
    withMode(.training) { seen.append(LayerMode.current) }
    withMode(.inference) {
      _ = valueWithGradient(at: model) { model in
        seen.append(LayerMode.current)
        return model([[1]])
      }
    }
    seen.append(LayerMode.current)
    #expect(seen == [.inference, .training, .inference, .training, .inference, .inference])
  }

  @Test("An error passes through and leaves the mode as it was")
  func errors() {
    struct Refusal: Error {}
    #expect(throws: Refusal.self) { try withMode(.training) { () throws(Refusal) in throw Refusal() } }
    #expect(LayerMode.current == .inference)
  }

  @Test(
    "Dropout drops its rate, keeps the mean, and does nothing in inference mode",
    arguments: [0.25, 0.5, 0.9] as [Float])
  func dropout(rate: Float) {
    let ones = Tensor(ones: [100, 1000])
    let layer = Dropout(rate)
    #expect(layer(ones) == ones)
    let output = withMode(.training) { layer(ones) }
    let values = output.scalars
    let dropped = Float(values.count { $0 == 0 }) / Float(values.count)
    // Five standard deviations of so many draws.
    #expect((dropped - rate).magnitude < 5 * (rate * (1 - rate) / 100_000).squareRoot())
    #expect(values.allSatisfy { $0 == 0 || $0 == 1 / (1 - rate) })
    #expect((output.mean().scalar - 1).magnitude < 5 * (rate / (1 - rate) / 100_000).squareRoot())
    #expect(withMode(.training) { layer(ones) } != output)
    // The gradient goes where the numbers went.
    let slope = withMode(.training) {
      valueWithGradient(at: ones) { x in
        let y = layer(x)
        return y * y.detached()
      }.gradient
    }
    let kept = 1 / (1 - rate)
    #expect(Set(slope.scalars) == [0, kept * kept])
  }

  @Test("Without a rate nothing is dropped")
  func noDropout() { withMode(.training) { #expect(Dropout(0)([1, 2]) == [1, 2]) } }

  /// Numbers computed by PyTorch in float64: BatchNorm1d with weights (1.5, 0.5) and biases (0.25, -1).
  @Test("Batch normalisation agrees with PyTorch: outputs, gradients, running statistics, inference")
  func batchNorm() {
    func agree(_ ours: Tensor, _ theirs: [Double], location: SourceLocation = #_sourceLocation) {
      #expect(ours.count == theirs.count, sourceLocation: location)
      for (index, (ours, theirs)) in zip(ours.scalars, theirs).enumerated() {
        #expect((Double(ours) - theirs).magnitude < 2e-5, "element \(index)", sourceLocation: location)
      }
    }
    let norm = BatchNorm(channels: 2)
    norm.scale.value = [1.5, 0.5]
    norm.shift.value = [0.25, -1]
    let x: Tensor = [[1, 2], [3, -1], [0.5, 4], [2, 2.5]]
    let (_, gradient) = valueWithGradient(at: norm) { norm in
      let y = norm(x)
      agree(
        y,
        [
          -0.72641154, -0.96557863, 2.39810538, -1.79169145, -1.50754077, -0.41483676, 0.83584692, -0.82789316,
        ])
      return y * y * y
    }
    agree(gradient[norm.scale], [16.50660523, -13.74419177])
    agree(gradient[norm.shift], [27.74970712, 14.99999090])
    agree(norm.runningMean.value, [0.1625, 0.1875])
    agree(norm.runningVariance.value, [1.02291667, 1.33958333])
    _ = withMode(.training) { norm([[0, 1], [1, 1], [5, -2]]) }
    agree(norm.runningMean.value, [0.34625, 0.16875])
    agree(norm.runningVariance.value, [1.620625, 1.505625])
    agree(
      norm(x),
      [1.02030081, -0.25379562, 3.37686160, -1.47624648, 0.43116061, 0.56117161, 2.19858121, -0.05005382])
    #expect(norm.runningMean.value == norm.runningMean.value.detached())
    // Images have their statistics over examples and positions.
    let images = withMode(.training) { norm(x.reshaped(to: [1, 2, 2, 2])) }
    agree(images, withMode(.training) { norm(x) }.scalars.map { Double($0) })
  }
}

@Suite("Initialisers")
struct InitialiserTests {
  /// With the square of the limit, or of the standard deviation, for 200 inputs and 300 outputs.
  static let initialisers: [(Initialiser, squared: Double, isUniform: Bool)] = [
    (.xavierUniform, 6.0 / 500, true), (.glorotUniform, 6.0 / 500, true), (.heUniform, 6.0 / 200, true),
    (.xavierNormal, 2.0 / 500, false), (.glorotNormal, 2.0 / 500, false), (.heNormal, 2.0 / 200, false),
    (.uniform(limit: 0.5), 0.25, true), (.normal(standardDeviation: 0.1), 0.01, false),
  ]

  @Test("Uniform ones fill their limits, normal ones have their deviation", arguments: initialisers)
  func spread(_ initialiser: Initialiser, squared: Double, isUniform: Bool) {
    let weights = Dense(inputs: 200, outputs: 300, initialiser: initialiser).weights.value.scalars.map { Double($0) }
    let variance = weights.reduce(0) { $0 + $1 * $1 } / Double(weights.count)
    // The variance of a uniform distribution is a third of its limit's square.
    let expected = isUniform ? squared / 3 : squared
    #expect((variance / expected - 1).magnitude < 0.03)
    #expect((weights.reduce(0, +) / Double(weights.count)).magnitude < 0.02 * squared.squareRoot())
    if isUniform {
      let largest = weights.map(\.magnitude).max() ?? 0
      #expect(largest <= squared.squareRoot() * (1 + 1e-6) && largest > 0.99 * squared.squareRoot())
    }
  }

  @Test("A kernel's fans count its window, its channels and its groups")
  func fans() {
    func largest(_ tensor: Tensor) -> Float { tensor.scalars.map(\.magnitude).max() ?? 0 }
    let grouped = Conv2D(inputChannels: 64, outputChannels: 32, kernelSize: (5, 3), groups: 4)
    let limit = (6 / Float(15 * (16 + 8))).squareRoot()
    #expect(largest(grouped.kernel.value) < limit && largest(grouped.kernel.value) > 0.99 * limit)
    let enlarging = ConvTranspose2D(
      inputChannels: 20, outputChannels: 30, kernelSize: (3, 3), initialiser: .heUniform)
    let other = (6 / Float(9 * 20)).squareRoot()
    #expect(largest(enlarging.kernel.value) < other && largest(enlarging.kernel.value) > 0.99 * other)
  }

  @Test("Constant ones are constant, and random ones depend on the seed alone")
  func constant() {
    #expect(Dense(inputs: 2, outputs: 1, initialiser: .zeros).weights.value == [[0], [0]])
    #expect(Dense(inputs: 2, outputs: 1, initialiser: .constant(0.5)).weights.value == [[0.5], [0.5]])
    var first = RandomGenerator(seed: 5)
    var second = RandomGenerator(seed: 5)
    let a = Conv2D(inputChannels: 3, outputChannels: 8, kernelSize: (5, 5), using: &first)
    let b = Conv2D(inputChannels: 3, outputChannels: 8, kernelSize: (5, 5), using: &second)
    #expect(a.kernel.value == b.kernel.value)
    let c = Conv2D(inputChannels: 3, outputChannels: 8, kernelSize: (5, 5), using: &first)
    #expect(a.kernel.value != c.kernel.value)
  }
}
