import Tensors
import Testing

/// What stands in brackets beyond plain indices and ranges. The expected numbers are those that NumPy 2.4.6 gives for the spelling that
/// stands beside them.
@Suite("Selections as NumPy has them")
struct SelectionTests {
  struct Case: Sendable {
    let numpy: String
    let read: @Sendable () -> Tensor
    let shape: [Int]
    let values: [Float]

    init(_ numpy: String, _ read: @autoclosure @escaping @Sendable () -> Tensor, _ shape: [Int], _ values: [Float]) {
      self.numpy = numpy
      self.read = read
      self.shape = shape
      self.values = values
    }
  }

  static let r = Tensor(0..<10) * 10
  static let x = Tensor(0..<24).reshaped(to: [2, 3, 4])
  static let mask: Tensor = [[1, 0, 1], [0, 1, 0]]

  static let cases: [Case] = [
    Case("r[-3:]", r[(-3)...], [3], [70, 80, 90]),
    Case("r[:-1]", r[..<(-1)], [9], [0, 10, 20, 30, 40, 50, 60, 70, 80]),
    Case("r[1:-1]", r[.stride(from: 1, to: -1)], [8], [10, 20, 30, 40, 50, 60, 70, 80]),
    Case("r[::3]", r[.stride(by: 3)], [4], [0, 30, 60, 90]),
    Case("r[::-1]", r[.stride(by: -1)], [10], [90, 80, 70, 60, 50, 40, 30, 20, 10, 0]),
    Case("r[8:2:-2]", r[stride(from: 8, to: 2, by: -2)], [3], [80, 60, 40]),
    Case("r[8:2:-2]", r[.stride(from: 8, to: 2, by: -2)], [3], [80, 60, 40]),
    Case("r[8:2:-2]", r[.stride(from: 8, through: 3, by: -2)], [3], [80, 60, 40]),
    Case("r[-2:0:-3]", r[.stride(from: -2, to: 0, by: -3)], [3], [80, 50, 20]),
    Case("r[2::-1]", r[.stride(from: 2, by: -1)], [3], [20, 10, 0]),
    Case("r[2::-1]", r[stride(from: 2, through: 0, by: -1)], [3], [20, 10, 0]),
    Case("r[2::-1]", r[.stride(from: 2, through: 0, by: -1)], [3], [20, 10, 0]),
    Case("r[-4:-1]", r[-4 ..< -1], [3], [60, 70, 80]),
    Case("r[-3:]", r[-3 ... -1], [3], [70, 80, 90]),
    Case("r[-3:]", r[stride(from: -3, to: 0, by: 1)], [3], [70, 80, 90]),
    Case("r[-3:]", r[.stride(from: -3, through: -1)], [3], [70, 80, 90]),
    Case("r[:-1]", r[...(-2)], [9], [0, 10, 20, 30, 40, 50, 60, 70, 80]),
    Case("x[-1]", x[-1], [3, 4], [12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23]),
    Case("x[:, -2]", x[0..., -2], [2, 4], [4, 5, 6, 7, 16, 17, 18, 19]),
    Case("x[..., ::2]", x[..., .stride(by: 2)], [2, 3, 2], [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22]),
    Case("x[0, ::-1, 1:-1]", x[0, .stride(by: -1), .stride(from: 1, to: -1)], [3, 2], [9, 10, 5, 6, 1, 2]),
    Case("x[0, ..., -1]", x[0, ..., -1], [3], [3, 7, 11]),
    Case("x[..., -1, ::3]", x[..., -1, .stride(by: 3)], [2, 2], [8, 11, 20, 23]),
    Case(
      "x[:, [2, 0, 2]]", x[0..., [2, 0, 2]], [2, 3, 4],
      [8, 9, 10, 11, 0, 1, 2, 3, 8, 9, 10, 11, 20, 21, 22, 23, 12, 13, 14, 15, 20, 21, 22, 23]),
    Case("x[[1, 0], [2, 0]]", x[[1, 0], [2, 0]], [2, 4], [20, 21, 22, 23, 0, 1, 2, 3]),
    Case("x[:, [1, 2], [0, 3]]", x[0..., [1, 2], [0, 3]], [2, 2], [4, 11, 16, 23]),
    Case(
      "x[[[0], [1]], [0, 2], 1]", x[IntTensor(shape: [2, 1], [0, 1]), IntTensor([0, 2]), 1], [2, 2], [1, 9, 13, 21]),
    Case("x[-1:, [0]]", x[(-1)..., [0]], [1, 1, 4], [12, 13, 14, 15]),
    Case("r[[-1, 0]]", r[[-1, 0]], [2], [90, 0]),
    Case("x[x % 5 == 0]", x[x - (x / 5).rounded(.down) * 5 .== 0], [5], [0, 5, 10, 15, 20]),
    Case("x[mask]", x[mask], [3, 4], [0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19]),
    Case("x[mask, 1:3]", x[mask, 1..<3], [3, 2], [1, 2, 9, 10, 17, 18]),
    Case(
      "x[:, [True, False, True]]", x[0..., Tensor([true, false, true])], [2, 2, 4],
      [0, 1, 2, 3, 8, 9, 10, 11, 12, 13, 14, 15, 20, 21, 22, 23]),
    Case(
      "x[1, [True, False, True], ::3]", x[1, Tensor([true, false, true]), .stride(by: 3)], [2, 2], [12, 15, 20, 23]),
    Case("x[np.newaxis, ..., 0]", x[.newAxis, ..., 0], [1, 2, 3], [0, 4, 8, 12, 16, 20]),
    Case("x[:, np.newaxis, -1]", x[0..., .newAxis, -1], [2, 1, 4], [8, 9, 10, 11, 20, 21, 22, 23]),
    Case(
      "x.take([0, -1], axis=2)", x[along: -1, [0, -1]], [2, 3, 2], [0, 3, 4, 7, 8, 11, 12, 15, 16, 19, 20, 23]),
    Case("r[x > 30]", r[r .> 200], [0], []), Case("r[5:2]", r[.stride(from: 5, to: 2)], [0], []),
    Case("r[stride of nothing]", r[stride(from: 5, to: 2, by: 1)], [0], []),
    Case("r[::huge]", r[.stride(by: .max)], [1], [0]), Case("r[::-huge]", r[.stride(by: .min)], [1], [90]),
  ]

  @Test("Parts are those of NumPy", arguments: cases.indices)
  func reading(index: Int) {
    let one = Self.cases[index]
    let part = one.read()
    #expect(part.shape == one.shape, "\(one.numpy)")
    #expect(part.scalars == one.values, "\(one.numpy)")
  }

  @Test("Negative indices read and write elements")
  func elements() {
    var x = Self.x
    #expect(x[-1, -3, -4] == 12)
    #expect(Self.r[-1] == 90)
    x[-1, 0, -1] = 0.5
    #expect(x[1, 0, 3] == 0.5)
    #expect(x.reshaped(to: [2, 3, 2, 2])[-2, -1, -1, 0] == 10)
  }

  @Test("Assignment to what is selected leaves what NumPy leaves")
  func writing() {
    var y = Tensor(0..<10)
    y[.stride(by: 3)] = -1
    #expect(y == [-1, 1, 2, -1, 4, 5, -1, 7, 8, -1])
    y = Tensor(0..<10)
    y[[1, 1, 4]] = [5, 6, 7]
    #expect(y == [0, 6, 2, 3, 7, 5, 6, 7, 8, 9])
    y = Tensor(0..<10)
    y[[0, 0]] += 1
    #expect(y == [1, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    let z = Tensor(0..<12).reshaped(to: [3, 4])
    y = z
    y[y .> 6] = 0
    #expect(y == [[0, 1, 2, 3], [4, 5, 6, 0], [0, 0, 0, 0]])
    y = z
    y[0..., [0, 2]] = y[0..., [2, 0]]
    #expect(y == [[2, 1, 0, 3], [6, 5, 4, 7], [10, 9, 8, 11]])
    y = z
    y[.stride(by: -2), 1...] = [7, 8, 9]
    #expect(y == [[0, 7, 8, 9], [4, 5, 6, 7], [8, 7, 8, 9]])
    y = z
    y[along: 1, -1] *= 10
    #expect(y[..., -1] == [30, 70, 110])
    y[.newAxis, 0, ...] = [[1, 1, 1, 1]]
    #expect(y[0, ...] == [1, 1, 1, 1])
    #expect(z == Tensor(0..<12).reshaped(to: [3, 4]), "the original stays")
  }

  @Test("Derivatives go to the elements that were taken, and to those that were assigned", arguments: 0..<5)
  func gradients(seed: Int) {
    var random = RandomCases(seed: seed)
    let (x, v, w) = (random.tensor([3, 4, 2]), random.tensor([2, 2]), random.tensor([2, 4, 2]))
    let mask: Tensor = [[1, 0, 0, 1], [0, 0, 1, 0], [1, 1, 1, 0]]
    let reads: [(String, ([Tensor]) -> Tensor)] = [
      ("steps", { $0[0][.stride(by: -2), 1..., -1] }), ("list", { $0[0][0..., [3, 0, 3]] }),
      ("rows", { $0[0][[2, -1, 0]] }), ("pairs", { $0[0][[0, 2, 0], [1, 1, 1]] }), ("mask", { $0[0][mask] }),
      ("new axis", { $0[0][0..., .newAxis, 1] * $0[0] }),
    ]
    for (name, read) in reads {
      check(name, seed: seed, at: [x], using: &random, read)
      checkSecond(name, seed: seed, at: [x], using: &random, read)
    }
    let writes: [(String, Tensor, (inout Tensor, Tensor) -> Void)] = [
      ("steps", v, { $0[.stride(by: -2), .stride(from: 1, by: 2), 0] = $1 }),
      ("list", w, { $0[[2, 0]] = $1 }), ("repeated list", w, { $0[[1, 1]] = $1 }),
      ("pairs", v, { $0[[0, 2], [1, -1]] = $1 }), ("mask", v[0, ...], { $0[mask] = $1 }),
    ]
    for (name, value, write) in writes {
      let f: ([Tensor]) -> Tensor = { inputs in
        var y = inputs[0] * 2
        write(&y, inputs[1])
        return y
      }
      check("assigned \(name)", seed: seed, at: [x, value], using: &random, f)
      checkSecond("assigned \(name)", seed: seed, at: [x, value], using: &random, f)
    }
  }

  @Test("Any selection reads and writes what plain loops do", arguments: 0..<60)
  func random(seed: Int) {
    var random = RandomCases(seed: seed)
    let x = random.tensor(random.shape(rank: 3...3))
    if x.count == 0 { return }
    var chosen: [[Int]] = []
    let selections: [AxisIndices] = x.shape.map { length in
      let step = [1, 2, 3, -1, -2][random.int(0...4)]
      let (from, to) = (random.int(0...length - 1), random.int(0...length - 1))
      chosen.append(Array(stride(from: from, to: to, by: step)))
      // Each bound from either side, where that can be said.
      return .strided(
        from: random.int(0...1) == 0 ? from : from - length, to: random.int(0...1) == 0 ? to : to - length, by: step)
    }
    let part = x.selected(selections)
    #expect(part.shape == chosen.map(\.count), "seed \(seed): \(selections) of \(x.shape)")
    var (y, z) = (x, x)
    let value = random.tensor(part.shape)
    y.assign(value, at: selections)
    for index in indices(of: part.shape) {
      let place = zip(chosen, index).map { $0[$1] }
      #expect(element(part, index) == element(x, place), "seed \(seed): \(selections) of \(x.shape)")
      #expect(element(y, place) == element(value, index), "seed \(seed): \(selections) of \(x.shape)")
      z[place[0], place[1], place[2]] = element(value, index)
    }
    #expect(y == z, "seed \(seed): nothing else is touched by \(selections) of \(x.shape)")
  }
}
