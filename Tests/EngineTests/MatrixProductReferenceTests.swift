import OperationCases
import Tensors
import Testing

/// The engine's matrix product and both of its gradients against the sum that defines it.
@Suite("The matrix product agrees with its definition")
struct MatrixProductReferenceTests {
  /// One less, equal, and one more than the sizes of registers, panels and blocks.
  static let edges = [5, 6, 7, 8, 9, 11, 12, 13, 15, 16, 17, 31, 32, 33, 63, 64, 65, 95, 96, 97, 127, 128, 129]

  @Test("All rows and columns up to 20, at a few depths", arguments: 1...20)
  func small(rows: Int) {
    var random = RandomCases(seed: rows)
    for columns in 1...20 {
      check([rows, random.int(1...20)], columns, "seed \(rows)", using: &random)
    }
    check([rows, 1], rows, "seed \(rows)", using: &random)
  }

  @Test("Sizes around those of panels and blocks", arguments: edges)
  func panels(size: Int) {
    var random = RandomCases(seed: size)
    for other in Self.edges {
      let short = random.int(1...7)
      check([size, other], short, "seed \(size)", using: &random)
      check([size, short], other, "seed \(size)", using: &random)
      check([short, size], other, "seed \(size)", using: &random)
    }
  }

  @Test("Long sums", arguments: [255, 256, 257, 511, 512, 513, 1024, 3000])
  func depths(depth: Int) {
    var random = RandomCases(seed: depth)
    for (rows, columns) in [(1, 1), (1, 17), (7, 1), (6, 16), (7, 17), (2, 5)] {
      check([rows, depth], columns, "seed \(depth)", using: &random)
      check([depth, rows], columns, "seed \(depth)", using: &random)
      check([rows, columns], depth, "seed \(depth)", using: &random)
    }
  }

  @Test("Large in every direction, compared in some positions")
  func large() {
    var random = RandomCases(seed: 0)
    for (rows, depth, columns) in [(97, 257, 129), (200, 300, 170), (513, 65, 259)] {
      let (a, b) = (random.tensor([rows, depth]), random.tensor([depth, columns]))
      let (x, y, z) = (Numbers(a), Numbers(b), matmul(a, b).scalars)
      for _ in 0..<500 {
        let (row, column) = (random.int(0...rows - 1), random.int(0...columns - 1))
        let exact = (0..<depth).reduce(0) { $0 + x.values[row * depth + $1] * y.values[$1 * columns + column] }
        #expect((Double(z[row * columns + column]) - exact).magnitude < 1e-3, "\(rows) x \(depth) x \(columns)")
      }
    }
  }

  @Test("Stacks of matrices, one matrix for all of a stack on either side", arguments: 0..<60)
  func stacks(seed: Int) {
    var random = RandomCases(seed: seed)
    let leading = (0..<random.int(1...3)).map { _ in random.int(1...4) }
    let (rows, depth, columns) = (random.int(1...19), random.int(1...19), random.int(1...19))
    let shared = random.int(0...2)
    check(
      (shared == 1 ? [] : leading) + [rows, depth], columns, leading: shared == 2 ? [] : leading, "seed \(seed)",
      using: &random)
  }

  @Test("Leading lengths broadcast", arguments: 0..<40)
  func broadcasting(seed: Int) {
    var random = RandomCases(seed: seed)
    let (left, right) = random.broadcastingShapes()
    let (rows, depth, columns) = (random.int(1...5), random.int(1...5), random.int(1...5))
    let (a, b) = (random.tensor(left + [rows, depth]), random.tensor(right + [depth, columns]))
    let product = matmul(a, b)
    let leading = Array(product.shape.dropLast(2))
    let expected = ReferenceMatrixProduct.multiply(
      Numbers(a.broadcast(to: leading + [rows, depth])), Numbers(b.broadcast(to: leading + [depth, columns])))
    #expect(expected.disagreement(with: product) == nil, "seed \(seed): \(a.shape) by \(b.shape)")
  }

  @Test("No rows, no columns, or nothing to add")
  func empty() {
    #expect(matmul(Tensor(zeros: [0, 3]), Tensor(ones: [3, 2])).shape == [0, 2])
    #expect(matmul(Tensor(zeros: [2, 3]), Tensor(ones: [3, 0])).shape == [2, 0])
    #expect(matmul(Tensor(zeros: [2, 0]), Tensor(ones: [0, 3])) == Tensor(zeros: [2, 3]))
    #expect(matmul(Tensor(zeros: [0, 2, 3]), Tensor(ones: [3, 2])).shape == [0, 2, 2])
  }

  /// A product whose right side is `[leading, n, columns]`, or `[n, columns]` for matrices alone.
  private func check(
    _ left: [Int], _ columns: Int, leading: [Int] = [], _ seed: String, using random: inout RandomCases,
    location: SourceLocation = #_sourceLocation
  ) {
    let (a, b) = (random.tensor(left), random.tensor(leading + [left[left.count - 1], columns]))
    let before = (a.scalars, b.scalars)
    let product = matmul(a, b)
    let upstream = random.tensor(product.shape)
    let (_, (da, db)) = valueWithGradient(at: a, b) { matmul($0, $1) * upstream }
    let (x, y, slopes) = (Numbers(a), Numbers(b), Numbers(upstream))
    let expected = [
      ("product", product, ReferenceMatrixProduct.multiply(x, y)),
      ("left gradient", da, ReferenceMatrixProduct.multiply(slopes, ReferenceMatrixProduct.transposed(y))),
      ("right gradient", db, ReferenceMatrixProduct.multiply(ReferenceMatrixProduct.transposed(x), slopes)),
    ]
    for (name, ours, exact) in expected {
      let problem = exact.summed(to: ours.shape).disagreement(with: ours)
      #expect(problem == nil, "\(name) of \(a.shape) by \(b.shape), \(seed)", sourceLocation: location)
    }
    #expect(before == (a.scalars, b.scalars), "inputs of \(a.shape) by \(b.shape)", sourceLocation: location)
  }
}
