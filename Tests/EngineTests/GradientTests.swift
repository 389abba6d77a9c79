import Networks
import Tensors
import Testing

@Suite("Differentiation")
struct GradientTests {
  @Test("Arithmetic with broadcasting", arguments: 0..<20)
  func arithmetic(seed: Int) {
    var random = RandomCases(seed: seed)
    let (a, b) = random.broadcastingShapes()
    let inputs = [random.tensor(a), random.tensor(b)]
    check("add", seed: seed, at: inputs, using: &random) { $0[0] + $0[1] }
    check("subtract", seed: seed, at: inputs, using: &random) { $0[0] - $0[1] }
    check("multiply", seed: seed, at: inputs, using: &random) { $0[0] * $0[1] }
    check("divide", seed: seed, at: inputs, using: &random) { $0[0] / ($0[1].squared() + 1) }
    check("the same twice", seed: seed, at: inputs, using: &random) { ($0[0] * $0[0] - $0[1]) * $0[0] }
    check("numbers", seed: seed, at: inputs, using: &random) { 2 - (-$0[0] * 0.5 + 3) / 4 + $0[1] }
  }

  @Test("An output gradient weighs the elements of the result", arguments: 0..<20)
  func outputGradient(seed: Int) {
    var random = RandomCases(seed: seed)
    let (x, y) = (random.tensor([3, 2]), random.tensor([2]))
    func body(_ x: Tensor, _ y: Tensor) -> Tensor { (x * y).exp() - x.squared() }
    let weights = random.tensor([3, 2])
    let (value, gradient) = valueWithGradient(at: x, y, outputGradient: weights, of: body)
    let (_, expected) = valueWithGradient(at: x, y) { x, y in body(x, y) * weights }
    #expect(value == body(x, y))
    #expect(gradient == expected)
    #expect(valueWithGradient(at: x, outputGradient: weights) { body($0, y) }.gradient == expected.0)
    let inputs = [x, y]
    #expect(
      valueWithGradient(at: inputs, outputGradient: weights) { body($0[0], $0[1]) }.gradient == [
        expected.0, expected.1,
      ])
    // A function of its own weights, through which derivatives pass: the matrix of derivatives times a direction.
    check("of the output gradient", seed: seed, at: [x, weights], using: &random) { inputs in
      valueWithGradient(at: inputs[0].squared(), outputGradient: inputs[1].sin()) { body($0, y) }.gradient
    }
    check("of the output gradient alone", seed: seed, at: [weights], using: &random) { inputs in
      valueWithGradient(at: x, outputGradient: inputs[0]) { body($0, y) }.gradient
    }
  }

  @Test("Rearrangement, reduction and slices", arguments: 0..<20)
  func structure(seed: Int) {
    var random = RandomCases(seed: seed)
    let x = random.tensor(random.shape(rank: 2...4))
    let inputs = [x, random.tensor(Array(x.shape.dropFirst()))]
    let axes = Array(0..<x.rank).shuffled(using: &random.generator)
    let axis = random.int(0...x.rank - 1)
    let lower = random.int(0...x.shape[0] - 1)
    check("transposed", seed: seed, at: inputs, using: &random) { $0[0].squared().transposed(to: axes) }
    check("reshaped", seed: seed, at: inputs, using: &random) { $0[0].squared().reshaped(to: [-1]) }
    check("sum along", seed: seed, at: inputs, using: &random) { $0[0].squared().sum(along: axis) }
    check("mean", seed: seed, at: inputs, using: &random) { $0[0].squared().mean(along: axis, keepingAxes: true) }
    check("sum", seed: seed, at: inputs, using: &random) { $0[0].squared().sum() }
    check("broadcast", seed: seed, at: inputs, using: &random) { $0[1].squared().broadcast(to: x.shape) }
    check("slice", seed: seed, at: inputs, using: &random) { $0[0].squared()[lower..., 0] }
    check("slice assignment", seed: seed, at: inputs, using: &random) { inputs in
      var y = inputs[0].squared()
      y[lower, ...] = inputs[1] * 3
      return y * inputs[0]
    }
    check("literal", seed: seed, at: inputs, using: &random) { [$0[1], $0[1].squared()] }
  }

  @Test("Convolution with any stride, padding, dilation and groups", arguments: 0..<40)
  func convolution(seed: Int) {
    var random = RandomCases(seed: seed)
    let groups = random.int(1...3)
    let (channels, outputs) = (groups * random.int(1...2), groups * random.int(1...3))
    let kernel = (random.int(1...3), random.int(1...3))
    let stride = (random.int(1...3), random.int(1...3))
    let padding = (random.int(0...2), random.int(0...2))
    let dilation = (random.int(1...2), random.int(1...2))
    let inputs = [
      random.tensor([random.int(1...2), random.int(5...8), random.int(5...8), channels]),
      random.tensor([kernel.0, kernel.1, channels / groups, outputs]), random.tensor([outputs]),
    ]
    check("conv2d", seed: seed, at: inputs, using: &random) {
      conv2d(
        $0[0], filters: $0[1], bias: $0[2], stride: stride, padding: padding, dilation: dilation, groups: groups)
    }
  }

  @Test("Elements and slices may be assigned within, which is recorded")
  func assignment() {
    let (value, gradient) = valueWithGradient(at: [[1, 2], [3, 4]]) { x in
      var y = x * x
      y[0, 0] = 7
      y[1, ...] = x[0, ...] * 10
      return y
    }
    #expect(value == [[7, 4], [10, 20]])
    #expect(gradient == [[10, 14], [0, 0]])
  }

  @Test("Parts as long as one are read, assigned and changed with their derivatives", arguments: 0..<5)
  func partsOfOne(seed: Int) {
    var random = RandomCases(seed: seed)
    let (row, matrix) = ([random.tensor([3])], [random.tensor([2, 3])])
    check("multiplied", seed: seed, at: row, using: &random) { inputs in
      var y = inputs[0].squared()
      y[0..<1] *= 2
      y[1..<2] += y[0..<1] * y[2..<3]
      return y
    }
    check("moved", seed: seed, at: row, using: &random) { inputs in
      var y = inputs[0].squared()
      y[0..<1] = y[1..<2]
      y[-1] = 3
      return y * inputs[0]
    }
    check("of a matrix", seed: seed, at: matrix, using: &random) { inputs in
      var y = inputs[0].squared()
      y[1..<2, 2] = y[0..<1, 0] * 5
      return y
    }
    // Where a tensor is wanted an element is one, of shape [].
    check("as tensors", seed: seed, at: row, using: &random) { inputs in
      let x = inputs[0]
      let first: Tensor = x[0]
      var sum: Tensor = 0
      for index in 0..<3 { sum = sum + first * (x[index] as Tensor).squared() }
      return sum
    }
  }

  @Test("Elements of what does not depend on the variables, or stands outside of the closure, are numbers")
  func constantElements() {
    let table: Tensor = [2, 3]
    var inside: Tensor = 0
    let slope = gradient(at: [4, 5]) { x in
      inside = x
      var y = x * table[1]
      if x.detached()[1] > x.detached()[0] { y[0] = table[0] }
      return y
    }
    #expect(slope == [0, 3])
    #expect(inside[1] == 5 && inside[-2] == 4)
    let number: Float = inside[0]
    #expect(number == 4)
  }

  @Test("Changing a tensor after use does not change what was recorded")
  func mutationAfterUse() {
    let (_, gradient) = valueWithGradient(at: [2, 3]) { x in
      var factor: Tensor = [10, 100]
      let y = x * factor
      factor[0] = 0
      factor[...] = 5
      return y
    }
    #expect(gradient == [10, 100])
  }

  @Test("The gradient of a result with many elements is that of its sum")
  func nonScalarResult() {
    let (value, gradient) = valueWithGradient(at: [1, 2, 3]) { $0.squared() }
    #expect(value == [1, 4, 9])
    #expect(gradient == [2, 4, 6])
  }

  @Test("Two tensors get a gradient each, one that is not used gets zeros")
  func twoTensors() {
    let (value, (a, b)) = valueWithGradient(at: 3, [4, 5]) { a, b in a * a + b * 0 }
    #expect(value == [9, 9])
    #expect(a == 12)
    #expect(b == [0, 0])
    let (_, unused) = valueWithGradient(at: 3, [4, 5]) { a, _ in a * a }.gradient
    #expect(unused == [0, 0])
  }

  @Test("A variable that is returned as it is has gradient 1, whichever it is")
  func identity() {
    func isOneAndZeros(_ gradients: [Tensor], one: Int) -> Bool {
      gradients.enumerated().allSatisfy { $1 == ($0 == one ? 1 : 0) }
    }
    let (a, b) = gradient(at: 2, 3) { a, _ in a }
    #expect(isOneAndZeros([a, b], one: 0))
    let (c, d, e) = gradient(at: 2, 3, 4) { _, d, _ in d }
    #expect(isOneAndZeros([c, d, e], one: 1))
    let list: [Tensor] = [1, 2, 3, 4]
    for position in 0..<4 { #expect(isOneAndZeros(gradient(at: list) { $0[position] }, one: position)) }
    let model = Model(Dense(inputs: 2, outputs: 1))
    let slopes = gradient(at: model) { $0.body.weights.value }
    #expect(slopes[model.body.weights] == Tensor(ones: [2, 1]))
    #expect(slopes.tensors.map(\.shape) == slopes.parameters.map(\.shape))
  }

  @Test("Nothing passes through a rectifier at a negative element, not even of an infinite gradient")
  func infiniteGradient() {
    let (infinite, none) = (Tensor(Float.infinity), Tensor(Float.nan))
    #expect(gradient(at: [-1, 0, 2]) { $0.relu() * infinite } == [0, 0, infinite])
    #expect(gradient(at: [-1, 2]) { $0.relu() * none }[0] == 0)
    #expect(gradient(at: [-1, 2]) { $0.leakyReLU(slope: 0.5) * infinite } == [infinite, infinite])
  }

  @Test("Control flow is differentiated as it went")
  func controlFlow() {
    func power(_ x: Tensor, _ n: Int) -> Tensor { (0..<n).reduce(1) { y, _ in y * x } }
    #expect(gradient(at: 2) { power($0, 5) } == 80)
    #expect(gradient(at: -3) { $0.scalar < 0 ? -$0 : $0 } == -1)
  }

  @Test("Gradients of gradients")
  func secondOrder() {
    let second = gradient(at: [1, 2, 3]) { x in gradient(at: x) { ($0 * $0 * $0) } }
    #expect(second == [6, 12, 18])
    let third = gradient(at: 2) { x in gradient(at: x) { y in gradient(at: y) { 1 / $0 } } }
    #expect(third.formatted(digits: 4) == "-0.3750")
  }

  @Test("Convolution's gradients have gradients, which agree with differences")
  func secondOrderConvolution() {
    let (image, filters): (Tensor, Tensor) = ([[1, 2, 3], [4, 5, 6]], [[1, -1]])
    func filterGradient(_ x: Tensor, _ w: Tensor) -> Tensor {
      valueWithGradient(at: x, w) { conv2d($0, filters: $1).squared() }.gradient.1
    }
    let (_, (outer, _)) = valueWithGradient(at: image, filters) { filterGradient($0, $1) }
    // The filter's gradient is quadratic in the image, so a central difference is exact.
    var above = image
    above[0, 1] += 0.5
    var below = image
    below[0, 1] -= 0.5
    #expect((filterGradient(above, filters) - filterGradient(below, filters)).sum().scalar == outer[0, 1])
  }

  @Test("Nothing is recorded outside, and a detached tensor is a constant")
  func detaching() {
    var kept: Tensor?
    let gradient = gradient(at: 3) { x in
      kept = x * x
      return x.detached() * x
    }
    #expect(gradient == 3)
    // What escaped is a plain value: it may be used in another differentiation without meeting the old tape.
    #expect(Tensors.gradient(at: 2) { $0 * kept! } == 9)
  }

  @Test("A tape of many steps is freed without recursion")
  func longTape() {
    let (value, gradient) = valueWithGradient(at: 1) { x in
      var y = x
      for _ in 0..<1_000_000 { y = y + x }
      return y
    }
    #expect(value == 1_000_001)
    #expect(gradient == 1_000_001)
  }
}
