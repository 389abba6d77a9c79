import OperationCases
import Tensors
import Testing

/// NaN and infinity go where the definitions send them, and nowhere else.
@Suite("NaN and infinity")
struct NonFiniteTests {
  private static let strange: [Float] = [.nan, .infinity, -.infinity]

  @Test("Convolution passes those of an image to the elements whose sums they belong to", arguments: 0..<120)
  func convolution(seed: Int) {
    var random = RandomCases(seed: seed)
    let geometry = random.convolution(products: 10_000)
    let value = random.pick(Self.strange)
    let x = random.replacing(random.tensor(geometry.inputShape), with: value)
    let (w, upstream) = (random.tensor(geometry.filterShape), random.tensor(geometry.outputShape))
    let (output, gradients) = convolve(x, w, upstream, geometry)
    let (input, filters, slopes) = (Numbers(x), Numbers(w), Numbers(upstream))
    let expected = Numbers(geometry.outputShape) { geometry.output(input, filters, at: $0) }
    #expect(expected.disagreement(with: output) == nil, "seed \(seed): \(value) in \(geometry)")
    let inputGradient = Numbers(geometry.inputShape) { geometry.inputGradient(slopes, filters, at: $0) }
    #expect(inputGradient.disagreement(with: gradients.0) == nil, "seed \(seed): input gradient in \(geometry)")
    let filterGradient = Numbers(geometry.filterShape) { geometry.filterGradient(input, slopes, at: $0) }
    #expect(filterGradient.disagreement(with: gradients.1) == nil, "seed \(seed): filter gradient in \(geometry)")
  }

  /// Zeros of the padding may be multiplied with them, so there may be more than the definition says, at the border.
  @Test("Convolution hides none of a filter's or a gradient's", arguments: 0..<60)
  func filters(seed: Int) {
    var random = RandomCases(seed: seed)
    let geometry = random.convolution(products: 10_000)
    let x = random.tensor(geometry.inputShape)
    var (w, upstream) = (random.tensor(geometry.filterShape), random.tensor(geometry.outputShape))
    let value = random.pick(Self.strange)
    if seed.isMultiple(of: 2) {
      w = random.replacing(w, with: value)
    } else {
      upstream = random.replacing(upstream, with: value)
    }
    let (output, gradients) = convolve(x, w, upstream, geometry)
    let (input, filters, slopes) = (Numbers(x), Numbers(w), Numbers(upstream))
    func areKept(_ expected: Numbers, _ actual: Tensor) -> Bool {
      zip(expected.values, actual.scalars).allSatisfy { $0.isFinite || !$1.isFinite }
    }
    #expect(areKept(Numbers(geometry.outputShape) { geometry.output(input, filters, at: $0) }, output))
    #expect(areKept(Numbers(geometry.inputShape) { geometry.inputGradient(slopes, filters, at: $0) }, gradients.0))
    #expect(areKept(Numbers(geometry.filterShape) { geometry.filterGradient(input, slopes, at: $0) }, gradients.1))
  }

  private func convolve(
    _ x: Tensor, _ w: Tensor, _ upstream: Tensor, _ geometry: ReferenceConvolution
  ) -> (output: Tensor, gradients: (Tensor, Tensor)) {
    func output(_ x: Tensor, _ w: Tensor) -> Tensor {
      conv2d(
        x, filters: w, stride: geometry.stride, padding: geometry.padding, dilation: geometry.dilation,
        groups: geometry.groups)
    }
    return (output(x, w), valueWithGradient(at: x, w) { output($0, $1) * upstream }.gradient)
  }

  @Test("The matrix product passes them to their row or column", arguments: 0..<60)
  func matrixProduct(seed: Int) {
    var random = RandomCases(seed: seed)
    let (rows, depth, columns) = (random.int(1...20), random.int(1...40), random.int(1...35))
    var (a, b) = (random.tensor([rows, depth]), random.tensor([depth, columns]))
    let value = random.pick(Self.strange)
    if seed.isMultiple(of: 2) { a = random.replacing(a, with: value) } else { b = random.replacing(b, with: value) }
    let expected = ReferenceMatrixProduct.multiply(Numbers(a), Numbers(b))
    #expect(expected.disagreement(with: matmul(a, b)) == nil, "seed \(seed): \(value) in \(a.shape) by \(b.shape)")
  }

  @Test("Zeros do not hide them")
  func zeros() {
    for value in Self.strange {
      let x = Tensor(repeating: value, shape: [1, 3, 3, 1])
      #expect(conv2d(x, filters: Tensor(zeros: [2, 2, 1, 1])).scalars.allSatisfy { $0.isNaN })
      #expect(matmul(x.reshaped(to: [3, 3]), Tensor(zeros: [3, 3])).scalars.allSatisfy { $0.isNaN })
    }
  }

  @Test("Pooling gives NaN for a window with a NaN in any position of it")
  func pooling() {
    for position in 0..<9 {
      var scalars = (0..<9).map { Float($0) }
      scalars[position] = .nan
      let x = Tensor(shape: [1, 3, 3, 1], scalars)
      #expect(maxPool2d(x, size: (3, 3)).scalar.isNaN)
      #expect(avgPool2d(x, size: (3, 3)).scalar.isNaN)
      let wide = x.broadcast(to: [1, 3, 3, 17])
      #expect(maxPool2d(wide, size: (3, 3)).scalars.allSatisfy { $0.isNaN })
      #expect(maxPool2d(wide, size: (2, 2), stride: (1, 1)).scalars.contains { $0.isNaN })
      #expect(maxPool2d(wide, size: (1, 1)).scalars.filter { $0.isNaN }.count == 17)
    }
  }

  @Test("Reductions keep a NaN, wherever it stands", arguments: [1, 3, 7, 8, 9, 16, 31, 33])
  func reductions(count: Int) {
    let reductions: [(String, (Tensor) -> Tensor)] = [
      ("sum", { $0.sum() }), ("mean", { $0.mean() }), ("max", { $0.max(along: 0) }), ("min", { $0.min(along: 0) }),
      ("variance", { $0.variance(along: [0]) }), ("softmax", { $0.softmax() }), ("logSoftmax", { $0.logSoftmax() }),
      ("cross-entropy", { $0.reshaped(to: [1, -1]).softmaxCrossEntropy(labels: [0]) }),
    ]
    for position in 0..<count {
      var scalars = [Float](repeating: 0.5, count: count)
      scalars[position] = .nan
      let x = row(scalars)
      for (name, reduction) in reductions {
        #expect(reduction(x).scalars.allSatisfy { $0.isNaN }, "\(name) of \(count), NaN at \(position)")
      }
    }
  }

  private func row(_ scalars: [Float]) -> Tensor { Tensor(shape: [scalars.count], scalars) }

  @Test("Limits of functions at infinity")
  func limits() {
    let x = row([-.infinity, .infinity])
    #expect(x.exp() == row([0, .infinity]))
    #expect(x.sigmoid() == [0, 1])
    #expect(x.tanh() == [-1, 1])
    #expect(x.softplus() == row([0, .infinity]))
    #expect(x.relu() == row([0, .infinity]))
    #expect(row([0, .infinity]).log() == x)
    #expect(Tensor(-1).log().scalar.isNaN)
    #expect(Tensor(-1).squareRoot().scalar.isNaN)
    #expect(row([.infinity]).gelu() == row([.infinity]))
  }
}

extension RandomCases {
  /// The tensor with one to three elements, drawn anew each, replaced.
  mutating func replacing(_ tensor: Tensor, with value: Float) -> Tensor {
    var scalars = tensor.scalars
    for _ in 0..<int(1...3) { scalars[int(0...scalars.count - 1)] = value }
    return Tensor(shape: tensor.shape, scalars)
  }
}
