import OperationCases
import Tensors
import Testing

/// Every operation that has a derivative, and its second derivative, against finite differences.
///
/// Deliberately not offered:
/// - Derivatives with respect to whole numbers: labels, positions, row numbers and shapes are constants.
/// - A derivative through `scalar`, `scalars`, `Float(_:)`, `Double(_:)`, comparisons and `detached()`: what they give is a
///   plain number, a constant.
/// - A derivative at a kink. There the engine takes one side: `relu` and `magnitude` have slope 0 at 0, `leakyReLU` the
///   small slope, and of equal elements the first is the greatest. The second derivative there is 0.
@Suite("Every operation's derivatives agree with differences")
struct OperationGradientTests {
  @Test(
    "First and second derivatives",
    arguments: (OperationCase.all + OperationCase.losses).filter { $0.derivative == .smooth })
  func differences(_ operation: OperationCase) {
    for seed in 0..<6 {
      var random = RandomCases(seed: seed)
      let inputs = operation.drawn(seed: 100 + seed)
      check(operation.name, seed: seed, at: inputs, using: &random, operation.call)
      checkSecond(operation.name, seed: seed, at: inputs, using: &random, tolerance: 1e-2, operation.call)
    }
  }

  @Test(
    "Nothing passes through results that are constants", arguments: OperationCase.all.filter { $0.derivative == .none })
  func constants(_ operation: OperationCase) {
    let inputs = operation.drawn(seed: 1)
    let (_, gradients) = differentiate(at: inputs) { inputs in
      inputs.reduce(operation.call(inputs).sum()) { $0 + $1.sum() }
    }
    #expect(gradients == inputs.map { Tensor(ones: $0.shape) })
  }

  @Test("Arithmetic of two tensors that broadcast", arguments: 0..<20)
  func arithmetic(seed: Int) {
    var random = RandomCases(seed: seed)
    let (a, b) = random.broadcastingShapes()
    let inputs = [random.tensor(a), random.tensor(b, in: .positive)]
    for (name, operation) in [
      ("add", { $0 + $1 }), ("subtract", { $0 - $1 }), ("multiply", { $0 * $1 }), ("divide", { $0 / $1 }),
    ] as [(String, (Tensor, Tensor) -> Tensor)] {
      check(name, seed: seed, at: inputs, using: &random) { operation($0[0], $0[1]) }
      checkSecond(name, seed: seed, at: inputs, using: &random) { operation($0[0], $0[1]) }
      check("\(name) to itself", seed: seed, at: inputs, using: &random) {
        operation($0[1], operation($0[0], $0[1]).squared() + 1)
      }
    }
  }

  @Test("Reductions along any axes", arguments: 0..<20)
  func reductions(seed: Int) {
    var random = RandomCases(seed: seed)
    let x = random.tensor(random.shape(rank: 1...4))
    let axes = (0..<x.rank).filter { _ in random.int(0...1) == 1 }
    let axis = random.int(0...x.rank - 1)
    let apart = random.tensor(x.shape, in: .apart)
    let isKept = random.int(0...1) == 1
    for (name, input, operation) in [
      ("sum", x, { $0.sum(along: axes, keepingAxes: isKept) }),
      ("mean", x, { $0.mean(along: axes, keepingAxes: isKept) }),
      ("variance", x, { $0.variance(along: axes, keepingAxes: isKept) }),
      ("softmax", x, { $0.softmax(along: axis) }), ("logSoftmax", x, { $0.logSoftmax(along: axis - $0.rank) }),
      ("max", apart, { $0.max(along: axis, keepingAxes: isKept) }),
      ("min", apart, { $0.min(along: axis - $0.rank, keepingAxes: isKept) }),
    ] as [(String, Tensor, (Tensor) -> Tensor)] {
      check(name, seed: seed, at: [input], using: &random) { operation($0[0]) }
      checkSecond(name, seed: seed, at: [input], using: &random) { operation($0[0]) }
    }
  }

  @Test("Rearranging, joining, cutting and filling", arguments: 0..<20)
  func structure(seed: Int) {
    var random = RandomCases(seed: seed)
    let x = random.tensor(random.shape(rank: 2...3))
    let axis = random.int(0...x.rank - 1)
    var other = x.shape
    other[axis] = random.int(1...3)
    let inputs = [x, random.tensor(other), random.tensor(x.shape)]
    let axes = Array(0..<x.rank).shuffled(using: &random.generator)
    let amounts = x.shape.map { _ in (before: random.int(0...2), after: random.int(0...2)) }
    let rows = (0..<random.int(1...6)).map { _ in random.int(0...x.shape[0] - 1) }
    let lower = x.shape.map { random.int(0...$0 - 1) }
    let box = zip(lower, x.shape).map { $0..<random.int($0 + 1...$1) }
    let wide = [random.int(1...3)] + x.shape
    let boxed = random.tensor(box.map(\.count))
    for (name, operation) in [
      ("concatenating", { Tensor(concatenating: [$0[0], $0[1], $0[0]], along: axis) }),
      ("stacking", { Tensor(stacking: [$0[0], $0[2]], along: axis) }),
      ("literal", { [$0[0], $0[2]] }), ("padded", { $0[0].padded(amounts, value: 2) }),
      ("rows", { $0[0].rows(rows) }), ("sliced", { $0[0].sliced(box) }),
      ("transposed", { $0[0].transposed(to: axes) }), ("reshaped", { $0[0].reshaped(to: [-1, 1]) }),
      ("broadcast", { $0[0].broadcast(to: wide) }), ("subscript", { $0[0][lower[0]..., lower[1]] }),
      (
        "slice assignment",
        { inputs in
          var y = inputs[0].squared()
          y[box[0], box[1]] = inputs[0][box[0], box[1]] * 2
          y[0, ...] = inputs[2][0, ...]
          return y
        }
      ),
    ] as [(String, ([Tensor]) -> Tensor)] {
      check(name, seed: seed, at: inputs, using: &random) { operation($0) }
      checkSecond(name, seed: seed, at: inputs, using: &random) { operation($0) }
    }
    check("slice of a slice", seed: seed, at: [x, boxed], using: &random) { inputs in
      var y = inputs[0]
      y[box[0], box[1]] *= inputs[1].squared().sum()
      return y
    }
  }

  @Test("Matrix products, also of stacks that broadcast", arguments: 0..<30)
  func matrixProduct(seed: Int) {
    var random = RandomCases(seed: seed)
    let (left, right) = seed < 10 ? ([], []) : random.broadcastingShapes()
    let (rows, depth, columns) = (random.int(1...4), random.int(1...4), random.int(1...4))
    let inputs = [random.tensor(left + [rows, depth]), random.tensor(right + [depth, columns])]
    check("matmul", seed: seed, at: inputs, using: &random) { matmul($0[0], $0[1]) }
    checkSecond("matmul", seed: seed, at: inputs, using: &random, tolerance: 1e-2) { matmul($0[0], $0[1]) }
  }
}

extension RandomCases {
  /// A tensor whose elements are so far from positions without a derivative that a small step does not reach them.
  mutating func tensor(_ shape: [Int], in domain: OperationCase.Domain) -> Tensor {
    domain.tensor(shape, using: &generator)
  }
}
