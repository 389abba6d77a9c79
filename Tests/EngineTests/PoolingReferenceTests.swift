import OperationCases
import Tensors
import Testing

/// Pooling and its gradients against the definition of a window.
@Suite("Pooling agrees with its definition")
struct PoolingReferenceTests {
  @Test("Any window, stride and padding", arguments: 0..<300)
  func anyGeometry(seed: Int) {
    var random = RandomCases(seed: seed)
    let window = (random.int(1...5), random.int(1...5))
    let padding = (random.int(0...window.0 - 1), random.int(0...window.1 - 1))
    let shape = [
      random.pick([1, 1, 2, 3, 13]), random.int(max(1, window.0 - 2 * padding.0)...11),
      random.int(max(1, window.1 - 2 * padding.1)...14), random.pick(ConvolutionReferenceTests.channels),
    ]
    let stride = random.int(0...2) == 0 ? window : (random.int(1...4), random.int(1...4))
    check(.init(inputShape: shape, window: window, stride: stride, padding: padding), seed, using: &random)
  }

  @Test("Windows of two by two, the usual case, for every width and number of channels", arguments: 2...40)
  func halving(width: Int) {
    var random = RandomCases(seed: width)
    for channels in [1, 2, 3, 6, 7, 8, 9, 15, 16, 17, 33] {
      check(
        .init(inputShape: [2, 4, width, channels], window: (2, 2), stride: (2, 2), padding: (0, 0)), width,
        using: &random)
    }
  }

  @Test("A window of the whole image")
  func whole() {
    var random = RandomCases(seed: 0)
    for side in 1...9 {
      check(
        .init(inputShape: [2, side, side + 1, 5], window: (side, side + 1), stride: (1, 1), padding: (0, 0)), 0,
        using: &random)
    }
  }

  @Test("Among equals the first has the gradient")
  func equals() {
    let x = Tensor(ones: [1, 4, 4, 9])
    let gradient = gradient(at: x) { maxPool2d($0, size: (2, 2)) }
    var expected = Tensor(zeros: [1, 4, 4, 9])
    for (row, column) in [(0, 0), (0, 2), (2, 0), (2, 2)] { expected[0, row, column] = Tensor(ones: [9]) }
    #expect(gradient == expected)
  }

  @Test("Padding is never the greatest, and counts as zeros in a mean")
  func paddedPositions() {
    let x = Tensor(repeating: -3, shape: [1, 2, 2, 1])
    #expect(maxPool2d(x, size: (3, 3), stride: (1, 1), padding: (1, 1)) == x)
    #expect(avgPool2d(x, size: (2, 2), stride: (2, 2), padding: (1, 1)) == x / 4)
    let lowest = Tensor(repeating: -.infinity, shape: [1, 3, 3, 2])
    #expect(maxPool2d(lowest, size: (2, 2), stride: (1, 1), padding: (1, 1)).scalars.allSatisfy { $0 == -.infinity })
  }

  private func check(
    _ geometry: ReferencePooling, _ seed: Int, using random: inout RandomCases,
    location: SourceLocation = #_sourceLocation
  ) {
    let (x, upstream) = (random.tensor(geometry.inputShape), random.tensor(geometry.outputShape))
    let before = x.scalars
    let (window, stride, padding) = (geometry.window, geometry.stride, geometry.padding)
    let results = [
      (
        "greatest", maxPool2d(x, size: window, stride: stride, padding: padding),
        gradient(at: x) { maxPool2d($0, size: window, stride: stride, padding: padding) * upstream },
        geometry.greatest(Numbers(x), gradient: Numbers(upstream))
      ),
      (
        "mean", avgPool2d(x, size: window, stride: stride, padding: padding),
        gradient(at: x) { avgPool2d($0, size: window, stride: stride, padding: padding) * upstream },
        geometry.mean(Numbers(x), gradient: Numbers(upstream))
      ),
    ]
    for (name, value, gradient, expected) in results {
      let problems = [expected.value.disagreement(with: value), expected.gradient.disagreement(with: gradient)]
      #expect(problems == [nil, nil], "\(name) of \(geometry), seed \(seed)", sourceLocation: location)
    }
    #expect(x.scalars == before, "input of \(geometry), seed \(seed)", sourceLocation: location)
  }
}
