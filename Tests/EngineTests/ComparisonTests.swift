import Tensors
import Testing

@Suite("Comparison and selection")
struct ComparisonTests {
  let numbers: Tensor = [-1, 0, 2]

  @Test("Comparisons give 1 where they hold and 0 elsewhere")
  func masks() {
    let other: Tensor = [0, 0, 0]
    #expect((numbers .< other) == [1, 0, 0])
    #expect((numbers .<= other) == [1, 1, 0])
    #expect((numbers .> other) == [0, 0, 1])
    #expect((numbers .>= other) == [0, 1, 1])
    #expect((numbers .== other) == [0, 1, 0])
    #expect((numbers .!= other) == [1, 0, 1])
    let bound = 0.0
    #expect((numbers .< bound) == (numbers .< 0))
    #expect((numbers .<= bound) == (numbers .<= 0))
    #expect((numbers .> bound) == (numbers .> 0))
    #expect((numbers .>= bound) == (numbers .>= 0))
    #expect((numbers .== bound) == (numbers .== 0))
    #expect((numbers .!= bound) == (numbers .!= 0))
  }

  @Test("Comparisons broadcast as arithmetic does", arguments: 0..<20)
  func broadcasting(seed: Int) {
    var random = RandomCases(seed: seed)
    let (a, b) = random.broadcastingShapes()
    let (x, y) = (Tensor(IntTensor(randomIn: -1..<2, shape: a, using: &random.generator)), random.tensor(b).sign())
    let difference = (x - y).scalars
    #expect((x .< y).scalars == difference.map { $0 < 0 ? 1 : 0 }, "seed \(seed)")
    #expect((x .>= y).scalars == difference.map { $0 >= 0 ? 1 : 0 }, "seed \(seed)")
    #expect((x .== y).scalars == difference.map { $0 == 0 ? 1 : 0 }, "seed \(seed)")
    #expect((x .!= y).shape == (x - y).shape, "seed \(seed)")
  }

  @Test("A NaN is unequal to everything and ordered with nothing")
  func notANumber() {
    let x: Tensor = [.init(Float.nan)]
    #expect((x .== x) == [0])
    #expect((x .!= x) == [1])
    #expect((x .<= x) == [0])
    #expect((x .> 0) == [0])
  }

  @Test("Masks combine")
  func logic() {
    let (a, b): (Tensor, Tensor) = ([0, 0, 1, 3], [0, 2, 0, -1])
    #expect((a .& b) == [0, 0, 0, 1])
    #expect((a .| b) == [0, 1, 1, 1])
    #expect(.!a == [1, 1, 0, 0])
  }

  @Test("Any and all, of the whole and along axes")
  func anyAndAll() {
    let x: Tensor = [[0, 1], [0, 2]]
    #expect(x.any() && !x.all())
    #expect(x.any(along: 0) == [0, 1])
    #expect(x.all(along: 0) == [0, 1])
    #expect(x.any(along: -1, keepingAxes: true) == [[1], [1]])
    #expect(x.all(along: 1) == [0, 0])
    #expect(x.any(along: 0, 1) == 1)
    let empty = Tensor(zeros: [0])
    #expect(empty.all() && !empty.any())
  }

  @Test("Selection takes from the first where the mask is not 0", arguments: 0..<20)
  func selection(seed: Int) {
    var random = RandomCases(seed: seed)
    let (a, b) = random.broadcastingShapes()
    let c = random.broadcastingShapes().0.count > 2 ? a : []
    let (mask, x, y) = (random.tensor(a).relu(), random.tensor(b), random.tensor(c))
    let selected = Tensor.select(mask, x, y)
    let whole = selected.shape
    let triples = zip(
      mask.broadcast(to: whole).scalars, zip(x.broadcast(to: whole).scalars, y.broadcast(to: whole).scalars))
    #expect(selected.scalars == triples.map { $0 != 0 ? $1.0 : $1.1 }, "seed \(seed): \(a), \(b), \(c)")
    #expect(y.replacing(with: x, where: mask) == selected)
    check("select", seed: seed, at: [x, y], using: &random) { Tensor.select(mask, $0[0].squared(), $0[1]) }
  }

  @Test("What is not selected leaves no trace, not even a NaN")
  func poisonousSelection() {
    let bad = Tensor(shape: [2], [.nan, .infinity])
    #expect(Tensor.select([0, 0], bad, 1) == [1, 1])
    let gradient = gradient(at: bad) { Tensor.select([0, 0], $0, 5) * Tensor(.infinity) }
    #expect(gradient == [0, 0])
  }

  @Test("The greater and the lesser of two tensors", arguments: 0..<20)
  func maximumAndMinimum(seed: Int) {
    var random = RandomCases(seed: seed)
    let (a, b) = random.broadcastingShapes()
    let (x, y) = (random.spreadTensor(a), random.spreadTensor(b) + 0.25)
    let sum = x + y
    #expect(Tensor.maximum(x, y) + Tensor.minimum(x, y) == sum, "seed \(seed)")
    #expect((Tensor.maximum(x, y) .>= Tensor.minimum(x, y)).all(), "seed \(seed)")
    check("maximum", seed: seed, at: [x, y], using: &random) { Tensor.maximum($0[0], $0[1]) }
    check("minimum", seed: seed, at: [x, y], using: &random) { Tensor.minimum($0[0], $0[1]) }
    check("clamped", seed: seed, at: [x + 0.1], using: &random) { $0[0].clamped(to: -1...0.5) }
  }

  @Test("Of equal elements the first gets the gradient, and a NaN wins")
  func ties() {
    #expect(gradient(at: [1], [1]) { Tensor.maximum($0, $1) } == ([1], [0]))
    #expect(gradient(at: [1], [1]) { Tensor.minimum($0, $1) } == ([1], [0]))
    let nan = Tensor(Float.nan)
    for result in [
      Tensor.maximum(nan, 1), .maximum(1, nan), .minimum(nan, 1), .minimum(1, nan), nan.clamped(to: 0...1),
    ] {
      #expect(result.scalar.isNaN)
    }
  }

  @Test("Clamping moves what is outside to the nearer bound; the gradient passes within, bounds included")
  func clamping() {
    let x: Tensor = [-2, -1, 0, 1, 2]
    #expect(x.clamped(to: -1...1) == [-1, -1, 0, 1, 1])
    #expect(x.clamped(to: 0...) == [0, 0, 0, 1, 2])
    #expect(x.clamped(to: ...0) == [-2, -1, 0, 0, 0])
    #expect(gradient(at: x) { $0.clamped(to: -1...1) } == [0, 1, 1, 1, 0])
  }

  @Test("Finite numbers pass a check, with their derivatives")
  func finiteness() {
    #expect(Tensor(zeros: [0]).isFinite().all())
    #expect(Tensor(repeating: .greatestFiniteMagnitude, shape: [10_000]).isFinite().all())
    for position in [0, 4095, 4096, 9999] {
      var x = Tensor(ones: [10_000])
      x[position] = position.isMultiple(of: 2) ? .nan : -.infinity
      #expect(x.isFinite().sum() == 9_999 && x.isFinite()[position] == 0, "position \(position)")
    }
    #expect(gradient(at: [1, 2]) { $0.squared().checkingFinite("square") } == [2, 4])
  }
}
