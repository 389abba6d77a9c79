import Networks
import OperationCases
import Tensors
import Testing

/// Numbers and lists of the language where a tensor is meant.
@Suite("Numbers of the language")
struct ConvenienceTests {
  @Test("Literals mean what they meant: 1 / 2 is a half")
  func literals() {
    let x: Tensor = [2, 4]
    #expect(x * (1 / 2) == [1, 2])
    #expect(x * 2 - 1 + 0.5 * x / 4 == [3.25, 7.5])
    #expect(2 * x * 3.5 + 1 == [15, 29])
    #expect(Tensor([1, 2]) == [1, 2])
    #expect(IntTensor([1, 2]) == [1, 2] as IntTensor)
  }

  @Test("A list of numbers is a tensor of one axis, and whole numbers are integers")
  func lists() {
    let list: [Float] = [1, 2.5]
    #expect(Tensor(list) == [1, 2.5])
    #expect(Tensor([] as [Float]).shape == [0])
    let matrix: Tensor = [[1, -2], [3, 1e9]]
    #expect(IntTensor(matrix) == IntTensor(shape: [2, 2], [1, -2, 3, 1_000_000_000]))
    #expect(Tensor(IntTensor(matrix)) == matrix)
  }

  @Test("Numbers and lists that have a name are tensors")
  func named() {
    let (d, i, f, small): (Double, Int, Float, UInt8) = (2.5, 3, 0.5, 7)
    #expect(Tensor(d) == 2.5)
    #expect(Tensor(i) == 3)
    #expect(Tensor(f) == 0.5)
    #expect(Tensor(small) == 7)
    #expect(Tensor(.infinity).shape == [])
    #expect(Tensor(d) + Tensor(i) == 5.5)
    let (doubles, integers): ([Double], [Int]) = ([1, 2.5], [1, 2, 3])
    #expect(Tensor(doubles) == [1, 2.5])
    #expect(Tensor(integers) == [1, 2, 3])
    #expect(Tensor(integers).shape == [3])
    let (rows, whole): ([[Float]], [[Int]]) = ([[1, 2], [3, 4]], [[1], [2], [3]])
    #expect(Tensor(rows) == [[1, 2], [3, 4]])
    #expect(Tensor(whole) == [[1], [2], [3]])
    #expect(Tensor([] as [[Double]]).shape == [0, 0])
    #expect(Tensor(repeating: d, shape: [2]) == [2.5, 2.5])
  }

  @Test("A literal in the parentheses is what it is without them")
  func literalsInParentheses() {
    #expect(Tensor([[1, 2], [3, 4]]) == [[1, 2], [3, 4]])
    #expect(Tensor([[1, 2], [3, 4]]).shape == [2, 2])
    #expect(Tensor([[0.5, 2]]).shape == [1, 2])
    #expect(Tensor([0.25, 1e-8]).shape == [2])
    #expect(Tensor([]).shape == [0])
    #expect(Tensor(2).shape == [])
    #expect(Tensor(2.5) == 2.5)
  }

  @Test("Whole numbers in the parentheses are numbers of a tensor, whatever their size")
  func largeWholeNumbers() {
    let n = 5_000_000_000
    #expect(Tensor([3_000_000_000]) == [3e9])
    #expect(Tensor([3_000_000_000, 1]) == [3e9, 1])
    #expect(Tensor([n, 1]) == [5e9, 1])
    #expect(Tensor([n, 1, 2, -3, 4]).shape == [5])
    #expect(Tensor([[3_000_000_000, 1]]) == [[3e9, 1]])
    #expect(Tensor([-n / 2, 2 * 3, 4 - 1]) == [-2.5e9, 6, 3])
    #expect(Tensor(3_000_000_000) == 3e9)
    #expect(Tensor([1, 2, 3].map { n * $0 }) == [5e9, 1e10, 1.5e10])
    let labels: IntTensor = [3, 0]
    #expect(Tensor(labels) == [3, 0])
    #expect(Tensor(labels + 1) * 2 == [8, 2])
    #expect(Tensor(-labels) == [-3, 0])
  }

  @Test("Learning rates and probabilities may be of any floating-point type")
  func hyperparameters() {
    for rate in [0.1, 0.01] {
      #expect(SGD(learningRate: rate).learningRate == Float(rate))
      #expect(SGD(learningRate: rate, momentum: Float(0.5)).momentum == 0.5)
      #expect(Adam(learningRate: rate).learningRate == Float(rate))
      #expect(AdamW(learningRate: rate, weightDecay: rate).weightDecay == Float(rate))
      #expect(Dropout(rate).rate == Float(rate))
    }
  }

  @Test("A number may stand at the left of a comparison")
  func comparisons() {
    let (x, half): (Tensor, Float) = ([0, 0.5, 1], 0.5)
    #expect((half .< x) == [0, 0, 1])
    #expect((half .<= x) == [0, 1, 1])
    #expect((half .> x) == [1, 0, 0])
    #expect((half .>= x) == [1, 1, 0])
    #expect((half .== x) == [0, 1, 0])
    #expect((half .!= x) == [1, 0, 1])
    #expect((0.5 .< x) == [0, 0, 1])
  }

  @Test("A list that is joined where the tensor is made has one axis, and rows have two")
  func joinedLists() {
    let numbers = [1, 2, 3]
    #expect(Tensor(numbers.flatMap { [$0, 10 * $0] }) == [1, 10, 2, 20, 3, 30])
    #expect(Tensor(numbers.flatMap { [Double($0), 0.5] }) == [1, 0.5, 2, 0.5, 3, 0.5])
    #expect(Tensor(numbers.flatMap { [Float](repeating: Float($0), count: 2) }).shape == [6])
    #expect(Tensor(numbers.map { [$0, 10 * $0] }) == [[1, 10], [2, 20], [3, 30]])
    #expect(Tensor(numbers.map { [Double($0), 0.5] }).shape == [3, 2])
    #expect(Tensor([[1, 2], [3, 4]]) == [[1, 2], [3, 4]])
    #expect(Tensor([[1.5, 2], [3, 4]]) == [[1.5, 2], [3, 4]])
  }
}
