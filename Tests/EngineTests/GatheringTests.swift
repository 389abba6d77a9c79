import Tensors
import Testing

@Suite("Labels and indices")
struct GatheringTests {
  let table: Tensor = [[1, 2], [3, 4], [5, 6]]

  @Test("Rows are gathered by integers of any shape")
  func rows() {
    #expect(table.rows([2, 0, 2] as IntTensor) == [[5, 6], [1, 2], [5, 6]])
    #expect(table.rows([1]) == [[3, 4]])
    #expect(table.rows(IntTensor(shape: [2, 1], [0, 1])) == [[[1, 2]], [[3, 4]]])
    #expect(table.rows(IntTensor(shape: [], [1])) == [3, 4])
    #expect(([7, 8, 9] as Tensor).rows([2, 1]) == [9, 8])
    #expect(table.rows([] as IntTensor).shape == [0, 2])
  }

  @Test("The gradient of a gathered row collects all of its uses", arguments: 0..<10)
  func rowGradients(seed: Int) {
    var random = RandomCases(seed: seed)
    let x = random.tensor([4] + random.shape(rank: 0...2))
    let indices = IntTensor(randomIn: 0..<4, shape: [2, 3], using: &random.generator)
    check("rows", seed: seed, at: [x], using: &random) { $0[0].squared().rows(indices) }
    #expect(gradient(at: table) { $0.rows([1, 1, 0]) } == [[1, 1], [2, 2], [0, 0]])
    #expect(gradient(at: table) { x in gradient(at: x) { $0.rows([1, 1]).squared() } } == [[0, 0], [4, 4], [0, 0]])
  }

  @Test("One element of each line is picked, along any axis", arguments: 0..<20)
  func picking(seed: Int) {
    var random = RandomCases(seed: seed)
    let x = random.tensor(random.shape(rank: 1...4))
    let axis = random.int(0...x.rank - 1)
    var lines = x.shape
    lines.remove(at: axis)
    let positions = IntTensor(randomIn: 0..<x.shape[axis], shape: lines, using: &random.generator)
    let picked = x.picked(at: positions, along: axis - x.rank)
    let fromEnd = IntTensor.select(Tensor(positions) .> 0, positions - x.shape[axis], positions)
    #expect(x.picked(at: fromEnd, along: axis) == picked, "seed \(seed)")
    let expected = zip(indices(of: lines), positions.scalars).map { line, position in
      var index = line
      index.insert(Int(position), at: axis)
      return element(x, index)
    }
    #expect(picked == Tensor(shape: lines, expected), "seed \(seed): \(x.shape) along \(axis)")
    check("picked", seed: seed, at: [x], using: &random) { $0[0].squared().picked(at: positions, along: axis) }
  }

  @Test("Labels as integers give the loss of labels as a list")
  func losses() {
    let outputs: Tensor = [[1, 2, 3], [0, 0, 5]]
    let labels: IntTensor = [2, 0]
    #expect(outputs.softmaxCrossEntropy(labels: labels) == outputs.softmaxCrossEntropy(labels: [2, 0]))
    #expect(outputs.softmaxCrossEntropy(labels: labels, checkingFinite: true).scalar.isFinite)
    let byHand = -outputs.logSoftmax().picked(at: labels).mean()
    #expect((byHand - outputs.softmaxCrossEntropy(labels: labels)).scalar.magnitude < 1e-6)
    let (a, b) = (
      gradient(at: outputs) { $0.softmaxCrossEntropy(labels: labels, checkingFinite: true) },
      gradient(at: outputs) { -$0.logSoftmax().picked(at: labels).mean() }
    )
    #expect((a - b).norm().scalar < 1e-6)
  }

  @Test("Accuracy is the fraction of examples whose greatest output stands at the label")
  func accuracy() {
    let outputs: Tensor = [[1, 2, 3], [0, 9, 5], [4, 4, 0], [1, 0, 0]]
    #expect(outputs.accuracy(labels: [2, 1, 1, 2]) == 0.5)
    #expect(outputs.accuracy(labels: [2, 1, 0, 0] as IntTensor) == 1)
    // Those that do not count: half of the others are right.
    #expect(outputs.accuracy(labels: [2, -1, -1, 2], ignoring: -1) == 0.5)
    #expect(outputs.accuracy(labels: [2, -1, -1, 2] as IntTensor, amongGreatest: 3, ignoring: -1) == 1)
  }

  @Test("Labels become rows with a single 1")
  func oneHot() {
    #expect(([2, 0] as IntTensor).oneHot(classes: 3) == [[0, 0, 1], [1, 0, 0]])
    #expect(IntTensor(shape: [1, 2], [1, 1]).oneHot(classes: 2) == [[[0, 1], [0, 1]]])
    #expect(IntTensor(shape: [], [1]).oneHot(classes: 2) == [0, 1])
    #expect(([] as IntTensor).oneHot(classes: 4).shape == [0, 4])
  }
}

@Suite("Integers")
struct IntTensorTests {
  @Test("They are made of a number, a range, or literals")
  func creation() {
    #expect(IntTensor(repeating: -7, shape: [2, 2]).scalars == [-7, -7, -7, -7])
    #expect(IntTensor(2..<5) == [2, 3, 4])
    #expect(IntTensor(3..<3).shape == [0])
    #expect(IntTensor(shape: [], [9]).scalar == 9)
  }

  @Test("Parts and rows are taken of them as of tensors")
  func parts() {
    let x = IntTensor(0..<6).reshaped(to: [3, 2])
    #expect(x[1..<3] == IntTensor(2..<6).reshaped(to: [2, 2]))
    #expect(x.rows([2, 0]).scalars == [4, 5, 0, 1])
    #expect(IntTensor(5..<9).rows(IntTensor(shape: [2, 1], [3, 0])) == IntTensor(shape: [2, 1], [8, 5]))
  }

  @Test("Comparison gives a mask")
  func comparison() {
    let x: IntTensor = [1, 16_777_217, 3]
    #expect((x .== [1, 16_777_216, 3]) == [1, 0, 1])
    #expect((x .!= [1, 16_777_216, 3]) == [0, 1, 0])
    #expect((x .== 3) == [0, 0, 1])
    #expect((x .!= 3) == [1, 1, 0])
  }

  @Test("They print exactly, laid out as tensors are")
  func printing() {
    #expect("\(IntTensor([1_234_567_891, -1]))" == "[1234567891, -1]")
    #expect(
      "\(IntTensor(shape: [2, 2], [16_777_217, 0, -5, 3]))"
        == "[[16777217,        0],\n [      -5,        3]]\nshape [2, 2]")
    #expect("\(IntTensor(shape: [], [4]))" == "4")
    #expect("\(IntTensor(0..<2000))" == "[0, 1, 2, …, 1997, 1998, 1999]\nshape [2000]")
  }

  @Test("Random integers fill their range evenly and depend on the seed alone")
  func randomIntegers() {
    var (first, second) = (RandomGenerator(seed: 3), RandomGenerator(seed: 3))
    let x = IntTensor(randomIn: -2..<3, shape: [100, 100], using: &first)
    #expect(x == IntTensor(randomIn: -2..<3, shape: [100, 100], using: &second))
    #expect(x != IntTensor(randomIn: -2..<3, shape: [100, 100], using: &first))
    for value in -2..<3 { #expect((Double((x .== value).mean()) - 0.2).magnitude < 0.02, "\(value)") }
    #expect((x .== 3).any() == false)
  }

  @Test("A random permutation has every number once, and every order comes up")
  func permutations() {
    var generator = RandomGenerator(seed: 1)
    let order = IntTensor(permutationOf: 1000, using: &generator)
    #expect(order.scalars.sorted() == IntTensor(0..<1000).scalars)
    #expect(order != IntTensor(0..<1000))
    #expect(IntTensor(permutationOf: 0, using: &generator).count == 0)
    var counts: [[Int32]: Int] = [:]
    for _ in 0..<6000 { counts[IntTensor(permutationOf: 3, using: &generator).scalars, default: 0] += 1 }
    #expect(counts.count == 6)
    for (order, count) in counts { #expect((850...1150).contains(count), "\(order)") }
  }
}
