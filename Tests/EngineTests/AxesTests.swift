import Tensors
import Testing

@Suite("Axes, parts and copies")
struct AxesTests {
  let matrix: Tensor = [[1, 2, 3], [4, 5, 6]]

  @Test("Axes of length 1 come and go, others merge")
  func axes() {
    let x = Tensor(0..<6).reshaped(to: [1, 2, 1, 3])
    #expect(x.squeezed().shape == [2, 3])
    #expect(x.squeezed(0).shape == [2, 1, 3])
    #expect(x.squeezed(-2, 0).shape == [2, 3])
    #expect(matrix.expanded(at: 0).shape == [1, 2, 3])
    #expect(matrix.expanded(at: 1).shape == [2, 1, 3])
    #expect(matrix.expanded(at: -1).shape == [2, 3, 1])
    #expect((5 as Tensor).expanded(at: 0) == [5])
    #expect(x.flattened() == Tensor(0..<6))
    #expect(x.flattened(from: 1).shape == [1, 6])
    #expect(x.flattened(from: -2).shape == [1, 2, 3])
    #expect((5 as Tensor).flattened() == [5])
    #expect(Tensor(zeros: [0, 3]).flattened().shape == [0])
  }

  @Test("Elements and whole tensors are repeated")
  func copies() {
    #expect(matrix.repeated(2, along: 1) == [[1, 1, 2, 2, 3, 3], [4, 4, 5, 5, 6, 6]])
    #expect(matrix.repeated(2, along: -2) == [[1, 2, 3], [1, 2, 3], [4, 5, 6], [4, 5, 6]])
    #expect(matrix.repeated(0, along: 0).shape == [0, 3])
    #expect(([[1, 2]] as Tensor).tiled([2, 3]) == [[1, 2, 1, 2, 1, 2], [1, 2, 1, 2, 1, 2]])
    #expect((7 as Tensor).tiled([]) == 7)
  }

  @Test("Splitting and joining are each other's inverse", arguments: 0..<20)
  func splitting(seed: Int) {
    var random = RandomCases(seed: seed)
    let x = random.tensor(random.shape(rank: 1...4))
    let axis = random.int(0...x.rank - 1)
    let cut = random.int(0...x.shape[axis])
    let name = "seed \(seed): \(x.shape) along \(axis)"
    let parts = x.split([cut, x.shape[axis] - cut], along: axis - x.rank)
    #expect(parts.map { $0.shape[axis] } == [cut, x.shape[axis] - cut], "\(name)")
    #expect(Tensor(concatenating: parts, along: axis) == x, "\(name)")
    let equal = x.split(into: x.shape[axis], along: axis)
    #expect(equal.count == x.shape[axis] && Tensor(concatenating: equal, along: axis) == x, "\(name)")
    #expect(Tensor(stacking: x.unstacked(along: axis), along: axis) == x, "\(name)")
  }

  @Test("Their gradients agree with differences", arguments: 0..<10)
  func gradients(seed: Int) {
    var random = RandomCases(seed: seed)
    let x = random.tensor([2, 3, 2])
    check("split", seed: seed, at: [x], using: &random) { inputs in
      let parts = inputs[0].split([1, 2], along: 1)
      return parts[0].squared() * parts[1]
    }
    check("unstacked", seed: seed, at: [x], using: &random) { inputs in
      let parts = inputs[0].unstacked(along: 2)
      return parts[0] * parts[1].squared()
    }
    check("repeated", seed: seed, at: [x], using: &random) { $0[0].squared().repeated(3, along: 1) }
    check("tiled", seed: seed, at: [x], using: &random) { $0[0].squared().tiled([2, 1, 3]) }
    check("shapes", seed: seed, at: [x], using: &random) {
      $0[0].expanded(at: 1).squared().flattened(from: 2).squeezed(1)
    }
  }
}

@Suite("Creation")
struct CreationTests {
  @Test("Ranges, with a step or a count")
  func ranges() {
    #expect(Tensor(1...4) == [1, 2, 3, 4])
    #expect(Tensor(from: 0, to: 1, by: 0.25) == [0, 0.25, 0.5, 0.75])
    #expect(Tensor(from: 1, to: -1, by: -0.5) == [1, 0.5, 0, -0.5])
    #expect(Tensor(from: 0, to: -1, by: 0.5).shape == [0])
    #expect(Tensor(from: 0, to: 1, by: 0.1).count == 10)
    #expect(Tensor(from: 1, to: 1.1, by: 0.1) == [1])
    #expect(Tensor(from: 0, to: 100, by: 0.1)[999] == 99.9)
    #expect(Tensor(from: 0, through: 1, count: 5) == [0, 0.25, 0.5, 0.75, 1])
    #expect(Tensor(from: 2, through: -2, count: 3) == [2, 0, -2])
    #expect(Tensor(from: 3, through: 9, count: 1) == [3])
    #expect(Tensor(from: 3, through: 9, count: 0).shape == [0])
    #expect(Tensor(from: 0, through: 0.1, count: 4)[3] == 0.1)
  }

  @Test("The identity matrix changes nothing that it multiplies")
  func identity() {
    #expect(Tensor(identity: 2) == [[1, 0], [0, 1]])
    #expect(Tensor(identity: 0).shape == [0, 0])
    let x: Tensor = [[1, 2, 3], [4, 5, 6]]
    #expect(matmul(x, Tensor(identity: 3)) == x)
  }
}

@Suite("Several variables")
struct SeveralVariablesTests {
  @Test("Three tensors get a gradient each")
  func three() {
    let (value, (a, b, c)) = valueWithGradient(at: 2, 3, [4, 5]) { a, b, c in a * b * c }
    #expect(value == [24, 30])
    #expect(a == 27 && b == 18 && c == [6, 6])
    let (first, second) = gradient(at: 2, 3) { $0 * $1 * $1 }
    #expect(first == 9 && second == 12)
    let (x, y, z) = gradient(at: 2, 3, 4) { a, b, _ in a * b }
    #expect(x == 3 && y == 2 && z == 0)
  }

  @Test("A list of tensors gets a list of gradients, of any shapes", arguments: 1..<8)
  func list(count: Int) {
    let variables = (1...count).map { Tensor(ones: [$0]) }
    let (value, gradients) = valueWithGradient(at: variables) { x in
      zip(1..., x).reduce(0) { $0 + Float($1.0) * $1.1.sum() }
    }
    #expect(value.scalar == Float((1...count).reduce(0) { $0 + $1 * $1 }))
    #expect(gradients == (1...count).map { Tensor(repeating: Float($0), shape: [$0]) })
    #expect(gradient(at: variables) { $0[0] * 3 }[0] == [3])
  }

  @Test("A literal list is one tensor")
  func literal() {
    let gradient = gradient(at: [1, 2]) { x in
      let y = x * x
      return y.sum()
    }
    #expect(gradient == [2, 4])
  }

  @Test("Hessian times vector, by a gradient of a gradient")
  func hessian() {
    let v: Tensor = [1, -1]
    // f = x^2 y has the Hessian [[2y, 2x], [2x, 0]].
    let product = gradient(at: [2, 3]) { x in
      (gradient(at: x) { x in x[0..<1].squared() * x[1..<2] } * v).sum()
    }
    #expect(product == [2, 4])
  }
}
