import Tensors
import Testing

/// The values are NumPy's; those of `resized` are PyTorch's.
@Suite("Turning, sorting, resizing, windows, Einstein's sums")
struct ArrangementTests {
  let matrix: Tensor = [[0, 1, 2], [3, 4, 5]]

  @Test("Elements are reversed, rolled and turned")
  func reversal() {
    #expect(matrix.flipped(along: 1) == [[2, 1, 0], [5, 4, 3]])
    #expect(matrix.flipped(along: -2) == [[3, 4, 5], [0, 1, 2]])
    #expect(matrix.flipped(along: 0, 1) == [[5, 4, 3], [2, 1, 0]])
    #expect(matrix.flipped(along: []) == matrix)
    #expect(matrix.flipped() == [[5, 4, 3], [2, 1, 0]])
    #expect(IntTensor([[0, 1, 2], [3, 4, 5]]).flipped() == IntTensor([[5, 4, 3], [2, 1, 0]]))
    #expect((7 as Tensor).flipped() == 7)
    #expect(Tensor(zeros: [0, 3]).flipped(along: 0).shape == [0, 3])
    #expect(matrix.rolled(by: -1, along: 1) == [[1, 2, 0], [4, 5, 3]])
    #expect(matrix.rolled(by: 7, along: 1) == [[2, 0, 1], [5, 3, 4]])
    #expect(matrix.rolled(by: 2, along: 0) == matrix)
    #expect(Tensor(zeros: [0]).rolled(by: 3, along: 0).shape == [0])
    #expect(matrix.rotated() == [[2, 5], [1, 4], [0, 3]])
    #expect(matrix.rotated(quarterTurns: -1) == [[3, 0], [4, 1], [5, 2]])
    #expect(matrix.rotated(quarterTurns: 2) == matrix.flipped(along: 0, 1))
    #expect(matrix.rotated(quarterTurns: -8) == matrix)
    let images = matrix.reshaped(to: [1, 2, 3, 1])
    #expect(images.rotated(axes: (1, 2)) == matrix.rotated().reshaped(to: [1, 3, 2, 1]))
  }

  @Test("Reversing twice and turning four times is nothing, whatever the axes", arguments: 0..<20)
  func inverses(seed: Int) {
    var random = RandomCases(seed: seed)
    let x = random.tensor(random.shape(rank: 2...4))
    let axes = Array((0..<x.rank).shuffled(using: &random.generator).prefix(2))
    #expect(x.flipped(along: axes).flipped(along: axes) == x)
    let plane = (axes[0], axes[1])
    let turned = x.rotated(axes: plane)
    #expect(turned.rotated(axes: plane).rotated(axes: plane).rotated(axes: plane) == x)
    #expect(turned == x.rotated(quarterTurns: -1, axes: (axes[1], axes[0])))
    #expect(x.rotated(quarterTurns: 3, axes: plane).rotated(axes: plane) == x)
    let steps = random.int(-7...7)
    #expect(x.rolled(by: steps, along: axes[0]).rolled(by: -steps, along: axes[0] - x.rank) == x)
  }

  @Test("Triangles of matrices")
  func triangles() {
    let square: Tensor = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    #expect(square.lowerTriangle() == [[1, 0, 0], [4, 5, 0], [7, 8, 9]])
    #expect(square.upperTriangle(diagonal: 1) == [[0, 2, 3], [0, 0, 6], [0, 0, 0]])
    #expect(matrix.lowerTriangle(diagonal: -1) == [[0, 0, 0], [3, 0, 0]])
    #expect(Tensor(stacking: [square, square]).upperTriangle()[1, ...] == [[1, 2, 3], [0, 5, 6], [0, 0, 9]])
    #expect(Tensor(shape: [2, 2], [.nan, .nan, 1, 2]).lowerTriangle(diagonal: -1) == [[0, 0], [1, 0]])
  }

  @Test("Rounding, and numbers that are none")
  func rounding() {
    let x: Tensor = [-2.5, -0.4, 0.5, 1.5, 2.6]
    #expect(x.rounded() == [-2, 0, 0, 2, 3])
    #expect(x.rounded(.down) == [-3, -1, 0, 1, 2])
    #expect(x.rounded(.up) == [-2, 0, 1, 2, 3])
    #expect(x.rounded(.towardZero) == [-2, 0, 0, 1, 2])
    let special = Tensor(shape: [4], [.nan, .infinity, -.infinity, 1])
    #expect(special.isNaN() == [1, 0, 0, 0])
    #expect(special.isInfinite() == [0, 1, 1, 0])
    #expect(gradient(at: x) { ($0 * $0.rounded()).sum() } == x.rounded())
  }

  @Test("Sums up to each element, in double precision")
  func cumulativeSums() {
    #expect(matrix.cumulativeSum(along: 1) == [[0, 1, 3], [3, 7, 12]])
    #expect(matrix.cumulativeSum(along: -2) == [[0, 1, 2], [3, 5, 7]])
    #expect(([1e8, 1, 1, 1, 1, -1e8] as Tensor).cumulativeSum(along: 0)[5] == 4)
    #expect(Tensor(zeros: [2, 0]).cumulativeSum(along: 1).shape == [2, 0])
  }

  @Test(
    "The greatest are the first of those in descending order, few or many, with equal ones and such that are no numbers",
    arguments: 0..<4)
  func greatestOfMany(seed: Int) {
    var random = RandomCases(seed: seed)
    var x = Tensor(shape: [3, 60, 2], (0..<360).map { _ in Float(random.int(-9...9)) })
    x[1, 7, 0] = .nan
    x[1, 9, 0] = .nan
    x[2, 5, 1] = .infinity
    let order = x.sortedIndices(along: 1, descending: true)
    let integers = IntTensor(shape: [3, 60, 2], (0..<360).map { _ in Int32(random.int(-9...9)) })
    for count in [0, 1, 2, 5, 16, 17, 59, 60] {
      #expect(x.greatest(count, along: 1).indices == order[0..., 0..<count])
      #expect(integers.greatest(count, along: 1).values == integers.sorted(along: 1, descending: true)[0..., 0..<count])
    }
  }

  @Test("Sorting keeps equal elements in order and puts NaN last")
  func sorting() {
    let x: Tensor = [[3, 1, 2], [1, 2, 1]]
    #expect(x.sorted() == [[1, 2, 3], [1, 1, 2]])
    #expect(x.sortedIndices() == IntTensor(shape: [2, 3], [1, 2, 0, 0, 2, 1]))
    #expect(x.sortedIndices(descending: true) == IntTensor(shape: [2, 3], [0, 2, 1, 1, 0, 2]))
    #expect(x.sorted(along: 0, descending: true) == [[3, 2, 2], [1, 1, 1]])
    #expect(Tensor(shape: [3], [.nan, 2, -.infinity]).sortedIndices() == [2, 1, 0])
    let (values, indices) = x.greatest(2)
    #expect(values == [[3, 2], [2, 1]])
    #expect(indices == IntTensor(shape: [2, 2], [0, 2, 1, 0]))
    #expect(x.greatest(1, along: 0).values == [[3, 2, 2]])
    #expect(x.greatest(0).values.shape == [2, 0])
  }

  @Test("Bilinear interpolation counts from the centres of pixels")
  func resizing() {
    let x: Tensor = [[0, 1], [2, 3]]
    #expect(
      x.resized(to: (4, 4)) == [
        [0, 0.25, 0.75, 1], [0.5, 0.75, 1.25, 1.5], [1.5, 1.75, 2.25, 2.5], [2, 2.25, 2.75, 3],
      ])
    #expect(Tensor(0..<16).reshaped(to: [4, 4]).resized(to: (2, 2)) == [[2.5, 4.5], [10.5, 12.5]])
    #expect(x.resized(to: (2, 2)) == x)
    #expect(x.resized(to: (1, 3)) == [[1, 1.5, 2]])
    let channels = Tensor(stacking: [x, x * 10], along: 2).expanded(at: 0)
    #expect(channels.resized(to: (4, 4))[0, 0..., 0..., 1] == x.resized(to: (4, 4)) * 10)
  }

  @Test("A convolution is the matrix product of its windows", arguments: 0..<10)
  func windows(seed: Int) {
    var random = RandomCases(seed: seed)
    let images = random.tensor([2, random.int(4...6), random.int(3...6), 2])
    let size = (random.int(1...3), random.int(1...3))
    let stride = (random.int(1...2), random.int(1...2))
    let filters = random.tensor([size.0, size.1, 2, 3])
    let expected = conv2d(images, filters: filters, stride: stride)
    let windows = images.unfolded(size: size, stride: stride)
    let product = matmul(windows.reshaped(to: [-1, size.0 * size.1 * 2]), filters.reshaped(to: [-1, 3]))
    #expect((product.reshaped(to: expected.shape) - expected).magnitude().max().scalar < 1e-4)
    let image = images[0, 0..., 0..., 1]
    #expect(image.unfolded(size: size, stride: stride) == windows[0, ...][..., 1])
  }

  @Test("Vectors multiply with matrices and with each other")
  func vectors() {
    let (v, w): (Tensor, Tensor) = ([1, 2, 3], [1, 10])
    #expect(matmul(matrix, v) == [8, 26])
    #expect(matmul(w, matrix) == [30, 41, 52])
    #expect(matmul(v, v) == 14)
    #expect(matmul(Tensor(stacking: [matrix, matrix]), v) == [[8, 26], [8, 26]])
    #expect(matmul(w, Tensor(stacking: [matrix, matrix])) == [[30, 41, 52], [30, 41, 52]])
    #expect(dotProduct(v, v) == 14)
    #expect(outerProduct(w, v) == [[1, 2, 3], [10, 20, 30]])
  }

  @Test("Einstein's sums")
  func einsteinSums() {
    #expect(einsum("ij,kj->ik", matrix, matrix) == [[5, 14], [14, 50]])
    #expect(einsum("ij,ij->j", matrix, matrix) == [9, 17, 29])
    #expect(einsum("ij, ij ->", matrix, matrix) == 55)
    #expect(einsum("i,j->ji", [1, 2], [3, 4]) == [[3, 6], [4, 8]])
    #expect(einsum("ij,k->k", matrix, [1, 2]) == [15, 30])
    let stack = Tensor(0..<12).reshaped(to: [2, 2, 3])
    #expect(einsum("bij,bkj->bik", stack, stack)[1, ...] == matmul(stack[1, ...], stack[1, ...].transposed()))
    #expect(einsum(",->", 3, 4) == 12)
  }

  @Test("A sum of exponentials overflows nowhere")
  func logSumExp() {
    let x: Tensor = [[1000, 1000], [0, 0]]
    let expected = Float(0.6931472)
    #expect(x.logSumExp() == Tensor(shape: [2], [1000 + expected, expected]))
    #expect(x.logSumExp(along: 0, keepingAxes: true).shape == [1, 2])
    #expect(Tensor(shape: [2], [-.infinity, -.infinity]).logSumExp() == Tensor(-Float.infinity))
    #expect(Tensor(shape: [2], [.infinity, 0]).logSumExp() == Tensor(Float.infinity))
    #expect(gradient(at: x) { $0.logSumExp().sum() } == x.softmax())
  }

  @Test("Their derivatives agree with differences", arguments: 0..<10)
  func gradients(seed: Int) {
    var random = RandomCases(seed: seed)
    let x = random.tensor([2, 3, 2])
    let apart = random.tensor([2, 3, 2], in: .apart)
    let (matrix, vector) = (random.tensor([3, 2]), random.tensor([2]))
    for (name, input, operation) in [
      ("flipped", x, { $0.flipped(along: 0, 2) }), ("rolled", x, { $0.rolled(by: 2, along: 1) }),
      ("rotated", x, { $0.rotated(quarterTurns: 3, axes: (2, 0)) }), ("triangle", x, { $0.lowerTriangle() }),
      ("cumulativeSum", x, { $0.cumulativeSum(along: 1) }), ("sorted", apart, { $0.sorted(along: 1) }),
      ("greatest", apart, { $0.greatest(2, along: 1).values }), ("logSumExp", x, { $0.logSumExp(along: 1) }),
      ("resized", x, { $0.resized(to: (3, 2)) }),
      ("unfolded", x, { $0.expanded(at: 0).unfolded(size: (2, 2)) }),
      ("matrix and vector", matrix, { matmul($0, vector) }), ("vector and matrix", vector, { matmul(matrix, $0) }),
      ("outer product", vector, { outerProduct($0, $0) }), ("dot product", vector, { dotProduct($0, $0 * $0) }),
      ("einsum", x, { einsum("bij,jk->kb", $0, matrix.transposed()) }),
    ] as [(String, Tensor, (Tensor) -> Tensor)] {
      check(name, seed: seed, at: [input], using: &random) { operation($0[0]) }
      checkSecond(name, seed: seed, at: [input], using: &random) { operation($0[0]) }
    }
  }
}
