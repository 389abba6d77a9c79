import OperationCases
import Tensors
import Testing

@Suite("Arithmetic")
struct ArithmeticTests {
  @Test("An assignment with an operation broadcasts its right side, never its left")
  func assignments() {
    var x: Tensor = [[1, 2], [3, 4]]
    x += [10, 20]
    #expect(x == [[11, 22], [13, 24]])
    x -= [[1], [3]]
    #expect(x == [[10, 21], [10, 21]])
    x *= 2
    x /= [[1, 2]]
    #expect(x == [[20, 21], [20, 21]])
  }

  @Test("Broadcasting agrees with plain loops over every index", arguments: 0..<40)
  func broadcasting(seed: Int) {
    var random = RandomCases(seed: seed)
    let (a, b) = random.broadcastingShapes()
    let (x, y) = (random.tensor(a), random.tensor(b))
    let rank = max(a.count, b.count)
    func padded(_ shape: [Int]) -> [Int] { [Int](repeating: 1, count: rank - shape.count) + shape }
    let shape = zip(padded(a), padded(b)).map { max($0, $1) }
    func value(_ tensor: Tensor, _ index: [Int]) -> Float {
      element(tensor, zip(index.suffix(tensor.rank), tensor.shape).map { $1 == 1 ? 0 : $0 })
    }
    for (name, result, operation) in [
      ("+", x + y, { $0 + $1 } as (Float, Float) -> Float), ("-", x - y, { $0 - $1 }), ("*", x * y, { $0 * $1 }),
      ("/", x / y, { $0 / $1 }),
    ] {
      #expect(result.shape == shape, "seed \(seed): \(a) \(name) \(b)")
      #expect(
        result.scalars == indices(of: shape).map { operation(value(x, $0), value(y, $0)) },
        "seed \(seed): \(a) \(name) \(b)")
    }
  }

  @Test("Numbers of any kind stand on either side")
  func scalars() {
    let x: Tensor = [[1, 2], [3, 4]]
    let half = 0.5
    let two: Float = 2
    #expect(x * 2 == two * x)
    #expect(half * x == x / two)
    #expect(x * 0.5 == 0.5 * x)
    #expect(1 - x == [[0, -1], [-2, -3]])
    #expect(12 / x == [[12, 6], [4, 3]])
    #expect(-x + half == [[-0.5, -1.5], [-2.5, -3.5]])
    var y = x
    y += 1
    y *= half
    y -= x
    y /= two
    #expect(y == [[0, -0.25], [-0.5, -0.75]])
    y += [[1, 1]]
    #expect(y == [[1, 0.75], [0.5, 0.25]])
  }

  @Test("Sums and means along axes agree with plain loops", arguments: 0..<20)
  func reductions(seed: Int) {
    var random = RandomCases(seed: seed)
    let x = random.tensor(random.shape(rank: 1...4))
    let axes = (0..<x.rank).filter { _ in random.int(0...1) == 1 }
    var expected = [Double](repeating: 0, count: x.count)
    let kept = x.shape.indices.map { axes.contains($0) ? 1 : x.shape[$0] }
    let positions = indices(of: kept)
    for index in indices(of: x.shape) {
      let target = zip(index, kept).map { $1 == 1 ? 0 : $0 }
      expected[positions.firstIndex(of: target)!] += Double(element(x, index))
    }
    let sum = x.sum(along: axes.map { seed.isMultiple(of: 2) ? $0 : $0 - x.rank }, keepingAxes: true)
    #expect(sum.shape == kept, "seed \(seed): \(x.shape) along \(axes)")
    for (ours, exact) in zip(sum.scalars, expected) {
      #expect((Double(ours) - exact).magnitude < 1e-5, "seed \(seed): \(x.shape) along \(axes)")
    }
    let count = Float(x.count / max(1, sum.count))
    let mean = x.mean(along: axes)
    for (ours, exact) in zip(mean.scalars, expected) {
      #expect((Double(ours) - exact / Double(count)).magnitude < 1e-6, "seed \(seed): \(x.shape) along \(axes)")
    }
    #expect(mean.shape == x.sum(along: axes).shape)
    #expect(x.sum(along: axes).shape == x.shape.indices.filter { !axes.contains($0) }.map { x.shape[$0] })
  }

  @Test("A sum of many numbers does not lose the small ones")
  func longSum() {
    #expect(Tensor(repeating: 0.1, shape: [1_000_003]).sum().scalar == Float(0.1 as Float) * 1_000_003)
    #expect(Tensor(zeros: [0, 3]).sum() == 0)
    #expect(Tensor(zeros: [0, 3]).sum(along: 0) == [0, 0, 0])
    #expect((Tensor(0..<5)).mean() == 2)
  }

  @Test("Transposing exchanges indices, reshaping keeps the order", arguments: 0..<20)
  func rearrangement(seed: Int) {
    var random = RandomCases(seed: seed)
    let x = random.tensor(random.shape())
    let axes = Array(0..<x.rank).shuffled(using: &random.generator)
    let y = x.transposed(to: axes)
    #expect(y.shape == axes.map { x.shape[$0] })
    for index in indices(of: y.shape) {
      var source = index
      for (new, old) in axes.enumerated() { source[old] = index[new] }
      #expect(element(y, index) == element(x, source), "seed \(seed): \(x.shape) by \(axes)")
    }
    #expect(x.transposed().transposed() == x)
    #expect(x.reshaped(to: [-1]).scalars == x.scalars)
    #expect(x.reshaped(to: [1, -1, 1]).reshaped(to: x.shape) == x)
  }

  @Test("Equality compares shapes and numbers")
  func equality() {
    #expect([[1, 2]] as Tensor != [1, 2])
    #expect([1, 2] as Tensor != [1, 3])
    #expect([0] as Tensor == [-0.0])
    let nan = Tensor(.nan)
    #expect(nan != nan)
  }
}
