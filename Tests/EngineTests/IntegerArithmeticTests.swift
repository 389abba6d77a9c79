import Tensors
import Testing

@Suite("Arithmetic, reductions and slices of integers")
struct IntegerArithmeticTests {
  let a = IntTensor([[7, -7, 3], [-3, 8, -9]])
  let b = IntTensor([2, -2, 4])

  @Test("Arithmetic broadcasts, and division drops the fraction as Swift's does")
  func arithmetic() {
    // NumPy 2.4.6 gives these for a + b, a * b, fix(a / b) and fmod(a, b).
    #expect(a + b == IntTensor([[9, -9, 7], [-1, 6, -5]]))
    #expect(a - b == IntTensor([[5, -5, -1], [-5, 10, -13]]))
    #expect(a * b == IntTensor([[14, 14, 12], [-6, -16, -36]]))
    #expect(a / b == IntTensor([[3, 3, 0], [-1, -4, -2]]))
    #expect(a % b == IntTensor([[1, -1, 3], [-1, 0, -1]]))
    #expect(2 * b + 1 - b == [3, -1, 5])
    #expect(10 - b / 2 == [9, 11, 8])
    #expect(b % 3 == [2, -2, 1])
    #expect(7 / IntTensor([2, -3]) == [3, -2] && 7 % IntTensor([2, -3]) == [1, 1])
    var quotients = IntTensor([7, -7, 9])
    quotients /= 2
    #expect(quotients == [3, -3, 4])
    quotients %= IntTensor([2, 2, 3])
    #expect(quotients == [1, -1, 1])
    quotients[0..<2] /= [-1, 1]
    #expect(quotients == [-1, -1, 1])
    #expect(-b == [-2, 2, -4])
    #expect(a.magnitude() == IntTensor([[7, 7, 3], [3, 8, 9]]))
    var c = b
    c += 1
    c *= [1, 2, 3]
    c -= [[1, 0, 0]][0]
    #expect(c == [2, -2, 15])
    let least = IntTensor([Int(Int32.min)])
    #expect(least % -1 == [0])
    #expect(IntTensor(repeating: 3, shape: []).broadcast(to: [2]) == [3, 3])
  }

  @Test("Comparisons give masks, which broadcast and select")
  func comparisons() {
    #expect((a .< b) == [[0, 1, 1], [1, 0, 1]])
    #expect((a .<= b) == 1 - (a .> b))
    #expect((a .>= b) == 1 - (a .< b))
    #expect((a .== IntTensor([[7], [8]])) == [[1, 0, 0], [0, 1, 0]])
    #expect((a .!= IntTensor([[7], [8]])) == [[0, 1, 1], [1, 0, 1]])
    #expect((b .> 0) == [1, 0, 1])
    #expect((b .>= 2) == [1, 0, 1])
    #expect((b .< 2) == [0, 1, 0])
    #expect((b .<= -2) == [0, 1, 0])
    #expect((b .== 4) == [0, 0, 1])
    #expect((b .!= 1 << 40) == [1, 1, 1])
    #expect(a[a .< 0] == [-7, -3, -9])
  }

  @Test("Reductions: numbers of Swift's of all, integers along axes")
  func reductions() {
    #expect(a.sum() == -1)
    #expect(a.max() == 8)
    #expect(a.min() == -9)
    #expect(a.argmax() == 4)
    #expect(a.argmin() == 5)
    #expect(a.sum(along: 1) == [3, -4])
    #expect(a.sum(along: 0, keepingAxes: true) == IntTensor([[4, 1, -6]]))
    #expect(a.sum(along: 0, 1).scalar == -1)
    #expect(a.max(along: 0) == [7, 8, 3])
    #expect(a.min(along: -1) == [-7, -9])
    #expect(a.argmax(along: 1) == [0, 1])
    #expect(a.argmin(along: 0) == [1, 0, 1])
    #expect(IntTensor([3, 1, 1, 0, 5]).counts(below: 7) == [1, 2, 0, 1, 0, 1, 0])
    #expect(([] as IntTensor).sum() == 0)
    #expect(IntTensor(shape: [0, 2], [] as [Int]).sum(along: 0) == [0, 0])
    #expect(IntTensor([2_000_000_000, 2_000_000_000]).sum() == 4_000_000_000)
  }

  @Test("Reductions along axes agree with those of a tensor of the same numbers", arguments: 0..<20)
  func randomReductions(seed: Int) {
    var random = RandomCases(seed: seed)
    let x = IntTensor((random.tensor(random.shape(rank: 3...3)) * 100).rounded())
    if x.count == 0 { return }
    let axis = random.int(-3...2)
    #expect(Tensor(x.sum(along: axis)) == Tensor(x).sum(along: axis), "seed \(seed)")
    #expect(
      Tensor(x.max(along: axis, keepingAxes: true)) == Tensor(x).max(along: axis, keepingAxes: true), "seed \(seed)")
    #expect(Tensor(x.min(along: axis)) == Tensor(x).min(along: axis), "seed \(seed)")
    #expect(x.argmax(along: axis) == Tensor(x).argmax(along: axis), "seed \(seed)")
    #expect(x.argmin(along: axis) == Tensor(x).argmin(along: axis), "seed \(seed)")
  }

  @Test("Slices are those of tensors, read and written")
  func slices() {
    var x = IntTensor(0..<24).reshaped(to: [2, 3, 4])
    #expect(x[-1, 2, -1] == 23)
    #expect(x[1, .stride(by: -1), [0, -1]] == IntTensor([[20, 23], [16, 19], [12, 15]]))
    #expect(x[0, ..., 1] == [1, 5, 9])
    #expect(x[..., -1] == IntTensor([[3, 7, 11], [15, 19, 23]]))
    #expect(x[.newAxis, 1, 1, 1...] == IntTensor([[17, 18, 19]]))
    #expect(x[along: 1, 0] == IntTensor([[0, 1, 2, 3], [12, 13, 14, 15]]))
    #expect(x[[1, 0], [2, 0]] == IntTensor([[20, 21, 22, 23], [0, 1, 2, 3]]))
    x[-1, 0, 0] = -5
    x[0, ..., .stride(by: 2)] = IntTensor(repeating: 0, shape: [])
    x[x .> 20] = IntTensor(repeating: 9, shape: [])
    x[1, 1, [0, 0, 1]] += 1
    #expect(
      x.scalars == [0, 1, 0, 3, 0, 5, 0, 7, 0, 9, 0, 11, -5, 13, 14, 15, 17, 18, 18, 19, 20, 9, 9, 9])
    let labels: IntTensor = [3, 1, 4]
    #expect(labels[1...] == [1, 4])
    #expect(labels[-1] == 4)
    #expect(IntTensor(repeating: 7, shape: [])[] == 7)
  }

  @Test("Integers are joined along an axis")
  func joined() {
    #expect(IntTensor(concatenating: [b, [7]]) == [2, -2, 4, 7])
    #expect(
      IntTensor(concatenating: [a, IntTensor([[1], [2]])], along: -1) == IntTensor([[7, -7, 3, 1], [-3, 8, -9, 2]]))
  }

  @Test("Integers are made of lists, nested ones and ones with a shape")
  func creation() {
    let blocks: [[[Int]]] = [[[1], [2]], [[3], [4]]]
    #expect(IntTensor(blocks).shape == [2, 2, 1])
    #expect(Tensor(blocks) == [[[1], [2]], [[3], [4]]])
    let doubles: [[[Double]]] = [[[0.5, 1]]]
    #expect(Tensor(doubles) == [[[0.5, 1]]])
    let mask: [[Bool]] = [[true, false], [false, true]]
    #expect(Tensor(mask) == [[1, 0], [0, 1]])
    #expect(Tensor([[1, 2], [3, 4]])[Tensor(mask)] == [1, 4])
    let number = 7
    var parts: IntTensor = [1, 2, 3]
    parts[1...] = 5
    parts[0..<1] = IntTensor(number)
    #expect(parts == [7, 5, 5])
    let rows: [[Int]] = [[1, 2], [3, 4]]
    #expect(IntTensor(rows).shape == [2, 2])
    #expect(IntTensor(shape: [2, 1], [5, 6])[1, 0] == 6)
    let list: [Int] = [5, 6, 7, 8]
    #expect(IntTensor(shape: [2, 2], list) == IntTensor([[5, 6], [7, 8]]))
    #expect(IntTensor([] as [[Int]]).shape == [0, 0])
  }

  @Test("Plain expressions of numbers and lists keep their types beside integers")
  func plainSwift() {
    let (sum, product, list, one) = (1 + 2, 3 * 4 - 10 % 4, [1, 2] + [3], 5)
    #expect(type(of: sum) == Int.self && type(of: product) == Int.self && type(of: list) == [Int].self)
    #expect(type(of: one) == Int.self && type(of: -one) == Int.self)
    // A tensor of plain arithmetic is that of its number.
    #expect(Tensor(7 / 2) == 3.5 && IntTensor(7 / 2) == 3 && Tensor(2 + 3) == 5)
    let labels = IntTensor([1, 2])
    let fraction = Double(labels[0]) / 2 + 1
    #expect(fraction == 1.5)
    #expect((0..<3).map { $0 * labels[1] + 1 } == [1, 3, 5])
  }
}
