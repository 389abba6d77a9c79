import OperationCases
import Tensors

/// Every declared case, of the same numbers each time.
func operations() -> [String] {
  OperationCase.all.map { "\($0.name) \($0.call($0.drawn(seed: 1)).formatted(digits: 3))" }
}

func arithmetic() -> [String] {
  let grid = Tensor(0..<6).reshaped(to: [2, 3])
  let row: Tensor = [0.5, -1, 2]
  var changed = grid * row - 1
  changed[0, 1] = 7
  let (value, gradient) = valueWithGradient(at: row) { (grid * $0 + $0.squared() / 4).sum() }
  return [
    "broadcast \(changed)", "slice \(changed[..., 1..<3])", "product \(matmul(grid, grid.transposed()))",
    "mean \(grid.mean(along: 0)) variance \(grid.variance(along: [1]))",
    "exp \((row / 2).exp().formatted(digits: 4)) tanh \(row.tanh().formatted(digits: 4))",
    "sum \(value) gradient \(gradient)", "small \(Tensor(shape: [3], [1.5e-7, -0.1, 1e9])) half \(0.125, digits: 2)",
  ]
}

func selections() -> [String] {
  let grid = Tensor(0..<12).reshaped(to: [3, 4])
  var changed = grid
  changed[changed .> 8] = -1
  changed[[0, 2], [1, -1]] += 0.5
  let gradient = gradient(at: grid) { x in
    var y = x * 2
    y[.stride(by: -2), 1...] = y[[0, 0], ...][..., ..<3]
    return y[x .> 3]
  }
  let labels = IntTensor([3, -1, 4, 1]) * 2 - 1
  return [
    "steps \(grid[.stride(by: -1), stride(from: 3, to: 0, by: -2)])", "assigned \(changed)", "its gradient \(gradient)",
    "integers \(Tensor(labels)) \(labels.sum()) \(labels.argmax()) \(labels[labels .> 0].count) \(labels[-1])",
    "\(ClassificationMetrics(predicted: [0, 1, 1], actual: [0, 0, 1], classes: ["a", "b"]))",
  ]
}

func convolution() -> [String] {
  let image = Tensor(0..<96).reshaped(to: [1, 6, 8, 2]) / 16
  let filters = (Tensor(0..<54).reshaped(to: [3, 3, 2, 3]) - 27) / 8
  let (output, gradients) = valueWithGradient(at: image, filters) {
    conv2d($0, filters: $1, bias: [1, 0, -1], stride: (2, 2), padding: (1, 1))
  }
  let grouped = conv2d(
    image, filters: (Tensor(0..<18).reshaped(to: [3, 3, 1, 2]) - 8) / 8, dilation: (2, 2), groups: 2)
  let transposed = convTranspose2d(output / 8, filters: filters, stride: (2, 2))
  // Distances between what such a stride reads, in bytes, would be no `Int` of 32 bits.
  let strip = Tensor(ones: [1, 1, 4, 4500])
  let (far, farGradients) = valueWithGradient(at: strip, Tensor(ones: [1, 1, 4500, 5])) {
    conv2d($0, filters: $1, stride: (32_767, 1)).sum()
  }
  return [
    "far \(far) \(farGradients.0.sum()) \(farGradients.1.sum())",
    "conv2d \(output)", "input gradient \(gradients.0.sum()) \(gradients.0[0, 2, 3, 1])",
    "filter gradient \(gradients.1)", "depthwise \(grouped)",
    "transposed \(transposed.shape) \(transposed.sum(), digits: 2)",
  ]
}

func pooling() -> [String] {
  let image = (Tensor(0..<36) * 7 - 90).reshaped(to: [1, 6, 6, 1])
  let (largest, gradient) = valueWithGradient(at: image) { maxPool2d($0, size: (3, 3)) }
  return [
    "max pooling \(largest.reshaped(to: [2, 2])) \(gradient.reshaped(to: [6, 6]))",
    "average pooling \(avgPool2d(image, size: (2, 2)).reshaped(to: [3, 3]))",
  ]
}

/// Numbers that an `Int` of 32 bits does not hold, as it is in WebAssembly, on the way to results.
func greatNumbers() -> [String] {
  let greatest: IntTensor = [.init(Int32.max), .init(Int32.max), .init(Int32.min)]
  var generator = RandomGenerator(seed: 3)
  let drawn = IntTensor(randomIn: Int(Int32.min)..<Int(Int32.max), shape: [4], using: &generator)
  // By its definition the convolution has 2.6 billion products; nearly all are with what lies outside of the image.
  let image: Tensor = [[[1, -2]]]
  let filters = Tensor(0..<102_400).reshaped(to: [160, 160, 2, 2]) / 102_400
  let output = conv2d(image, filters: filters, padding: 159)
  return [
    "mean \(greatest.mean(), digits: 3) \(greatest.mean(along: 0)), sums \(greatest.sum(along: 0)), drawn \(drawn)",
    "great window \(output.shape) \(output[80, 80, 1], digits: 4) \(output.sum(), digits: 0)",
  ]
}

func probabilities() -> [String] {
  let scores: Tensor = [[2, 1, -1], [500, 0, 499]]
  let (loss, gradient) = valueWithGradient(at: scores) { $0.softmaxCrossEntropy(labels: [0, 2]) }
  return [
    "softmax \(scores.softmax().formatted(digits: 4))", "cross-entropy \(loss, digits: 4)",
    "its gradient \(gradient.formatted(digits: 4))",
  ]
}

func randomness() -> [String] {
  var generator = RandomGenerator(seed: 7)
  let uniform = Tensor(randomUniform: [4], using: &generator)
  let normal = Tensor(randomNormal: [2, 3], using: &generator)
  let counts = Dictionary(grouping: (0..<60).map { $0 * $0 % 7 }) { $0 }.mapValues { $0.count }
  return [
    "uniform \(uniform.formatted(digits: 5))", "normal \(normal.formatted(digits: 4))",
    "squares modulo 7 " + counts.keys.sorted().map { "\($0): \(counts[$0] ?? 0)" }.joined(separator: ", "),
  ]
}
