import Tensors
import Testing

@Suite("Reductions")
struct ReductionTests {
  /// The elements that are reduced to each element of the result, the slow and obvious way.
  private func groups(_ x: Tensor, along axes: [Int]) -> [[Float]] {
    let kept = x.shape.indices.map { axes.contains($0) ? 1 : x.shape[$0] }
    return indices(of: kept).map { position in
      indices(of: x.shape)
        .filter { index in x.shape.indices.allSatisfy { axes.contains($0) || index[$0] == position[$0] } }
        .map { element(x, $0) }
    }
  }

  @Test("Along any axes they agree with plain loops", arguments: 0..<30)
  func plainLoops(seed: Int) {
    var random = RandomCases(seed: seed)
    let x = random.tensor(random.shape(rank: 1...4))
    let axes = random.axes(of: x.shape)
    let groups = groups(x, along: axes)
    let given = axes.map { random.int(0...1) == 0 ? $0 : $0 - x.rank }
    let name = "seed \(seed): \(x.shape) along \(given)"
    #expect(x.max(along: given).scalars == groups.map { $0.max()! }, "\(name)")
    #expect(x.min(along: given).scalars == groups.map { $0.min()! }, "\(name)")
    func expectClose(_ ours: Tensor, _ exact: [Double], _ what: String) {
      #expect(ours.count == exact.count, "\(what), \(name)")
      for (a, b) in zip(ours.scalars, exact) {
        #expect((Double(a) - b).magnitude < 1e-5 * (1 + b.magnitude), "\(what), \(name)")
      }
    }
    func squares(_ group: [Float]) -> Double {
      let mean = group.reduce(0.0) { $0 + Double($1) } / Double(group.count)
      return group.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    }
    expectClose(x.product(along: given), groups.map { $0.reduce(1.0) { $0 * Double($1) } }, "product")
    expectClose(
      x.norm(along: given), groups.map { $0.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot() }, "norm")
    expectClose(x.variance(along: given), groups.map { squares($0) / Double($0.count) }, "variance")
    if let count = groups.first?.count, count > 1 {
      expectClose(
        x.standardDeviation(along: given, unbiased: true),
        groups.map { (squares($0) / Double(count - 1)).squareRoot() },
        "standard deviation")
    }
    let kept = x.shape.indices.map { axes.contains($0) ? 1 : x.shape[$0] }
    for result in [
      x.max(along: given, keepingAxes: true), x.min(along: given, keepingAxes: true),
      x.product(along: given, keepingAxes: true), x.norm(along: given, keepingAxes: true),
      x.variance(along: given, keepingAxes: true), x.standardDeviation(along: given, keepingAxes: true),
    ] {
      #expect(result.shape == kept, "\(name)")
    }
    #expect(x.max(along: given).shape == x.shape.indices.filter { !axes.contains($0) }.map { x.shape[$0] }, "\(name)")
  }

  @Test("The position of the greatest and of the least element", arguments: 0..<30)
  func positions(seed: Int) {
    var random = RandomCases(seed: seed)
    // Few different numbers, so that some are equal; long axes too, which are searched in lanes.
    let shape = [random.int(1...3), random.int(1...40), random.int(1...3)]
    let x = Tensor(IntTensor(randomIn: -9..<9, shape: shape, using: &random.generator))
    for axis in 0..<3 {
      let groups = groups(x, along: [axis])
      let name = "seed \(seed): \(shape) along \(axis)"
      #expect(x.argmax(along: axis).scalars == groups.map { Int32($0.firstIndex(of: $0.max()!)!) }, "\(name)")
      #expect(x.argmin(along: axis - 3).scalars == groups.map { Int32($0.firstIndex(of: $0.min()!)!) }, "\(name)")
      #expect(x.picked(at: x.argmax(along: axis), along: axis) == x.max(along: axis), "\(name)")
    }
    #expect(x.argmax(along: 1).shape == [shape[0], shape[2]])
    #expect(x.argmin(along: 1, keepingAxes: true).shape == [shape[0], 1, shape[2]])
    #expect(x.argmax() == x.scalars.firstIndex(of: x.scalars.max()!), "seed \(seed)")
    #expect(x.argmin() == x.scalars.firstIndex(of: x.scalars.min()!), "seed \(seed)")
  }

  @Test("The first NaN counts as the greatest and as the least, wherever it stands", arguments: [1, 7, 16, 40])
  func notANumber(length: Int) {
    for position in 0..<length {
      var x = Tensor(0..<length)
      x[position] = .nan
      if position + 1 < length { x[length - 1] = .nan }
      for rows in [x.reshaped(to: [1, length, 1]), x.reshaped(to: [length, 1]).broadcast(to: [length, 3])] {
        let axis = rows.rank - 2
        #expect(rows.argmax(along: axis).scalars.allSatisfy { $0 == position }, "\(position) of \(length)")
        #expect(rows.argmin(along: axis).scalars.allSatisfy { $0 == position }, "\(position) of \(length)")
        #expect(rows.max(along: axis).scalars.allSatisfy { $0.isNaN }, "\(position) of \(length)")
      }
    }
  }

  @Test("Of everything, and of nothing")
  func whole() {
    let x: Tensor = [[1, -2, 3], [4, 0, -6]]
    #expect(x.max() == 4)
    #expect(x.min() == -6)
    #expect(x.max(along: 0, 1) == 4)
    #expect(x.product() == 0)
    #expect((x[..., 0] * 2).product() == 16)
    #expect(([3, 4] as Tensor).norm() == 5)
    #expect(([1, 3] as Tensor).variance() == 1)
    #expect(([1, 3] as Tensor).variance(unbiased: true) == 2)
    #expect(([1, 3] as Tensor).standardDeviation() == 1)
    #expect(([[1, 3], [2, 2]] as Tensor).standardDeviation(along: 1) == [1, 0])
    #expect(Tensor(zeros: [2, 0]).product(along: 1) == [1, 1])
    #expect(Tensor(zeros: [0, 3]).max(along: 1).shape == [0])
    #expect(Tensor(zeros: [0]).norm() == 0)
  }

  @Test("Their gradients agree with differences", arguments: 0..<20)
  func gradients(seed: Int) {
    var random = RandomCases(seed: seed)
    let x = random.spreadTensor(random.shape(rank: 1...4))
    let axes = random.axes(of: x.shape)
    let keeps = random.int(0...1) == 1
    check("max", seed: seed, at: [x], using: &random) { $0[0].max(along: axes, keepingAxes: keeps) }
    check("min", seed: seed, at: [x], using: &random) { $0[0].min(along: axes, keepingAxes: keeps) }
    check("max of all", seed: seed, at: [x], using: &random) { $0[0].max() - $0[0].min() }
    check("variance", seed: seed, at: [x / 8], using: &random) { $0[0].variance(along: axes, keepingAxes: keeps) }
    check("norm", seed: seed, at: [x + 0.25], using: &random) { $0[0].norm(along: axes, keepingAxes: keeps) }
    let y = random.tensor(x.shape) / 2
    check("product", seed: seed, at: [y], using: &random) { $0[0].product(along: axes, keepingAxes: keeps) }
    if axes.reduce(1, { $0 * x.shape[$1] }) > 1 {
      check("standard deviation", seed: seed, at: [x], using: &random) {
        $0[0].standardDeviation(along: axes, keepingAxes: keeps, unbiased: true)
      }
    }
  }

  @Test("Gradients where a formula alone would fail")
  func exceptionalGradients() {
    #expect(gradient(at: [2, 5, 5, 1]) { $0.max() } == [0, 1, 0, 0])
    #expect(gradient(at: [2, 1, 1, 5]) { $0.min() } == [0, 1, 0, 0])
    #expect(gradient(at: [2, 0, 3]) { $0.product() } == [0, 6, 0])
    #expect(gradient(at: [0, 0, 3]) { $0.product() } == [0, 0, 0])
    #expect(gradient(at: [[0, 0], [3, 4]]) { $0.norm(along: 1) } == [[0, 0], [0.6, 0.8]])
  }

  @Test("Gradients of gradients")
  func secondOrder() {
    // d/dx of x / |x| summed, with |x| = 5: (1 - x (x + y) / 25) / 5.
    let norm = gradient(at: [3, 4]) { x in gradient(at: x) { $0.norm() } }
    #expect((norm - [(1 - 21.0 / 25) / 5, (1 - 28.0 / 25) / 5]).norm().scalar < 1e-6)
    #expect(gradient(at: [2, 3, 4]) { x in gradient(at: x) { $0.product() } } == [7, 6, 5])
    #expect(gradient(at: [1, 3]) { x in gradient(at: x) { $0.max().squared() } } == [0, 2])
    let variance = gradient(at: [1, 3, 5]) { x in (gradient(at: x) { $0.variance() } * [1, 0, 0]).sum() }
    #expect((variance - [4.0 / 9, -2.0 / 9, -2.0 / 9]).norm().scalar < 1e-6)
  }
}
