import Foundation
import Tensors
import Testing

@Suite("Functions of one number")
struct FunctionTests {
  @Test("Powers agree with the C library, special cases included")
  func powers() {
    let special: [Float] = [
      0, -0.0, 1, -1, 2, -2, 0.5, -0.5, 3, -3, 7.25, Float(sign: .plus, exponent: -133, significand: 1), 1e30,
      .infinity, -.infinity, .nan,
    ]
    let others: [Float] = [-7, 63, 65, 1.0 / 3, 100.5]
    let exponents: [Float] = special + others
    let table = Tensor(shape: [special.count, 1], special).power(Tensor(shape: [exponents.count], exponents))
    for (row, base) in special.enumerated() {
      for (column, exponent) in exponents.enumerated() {
        let expected = Float(pow(Double(base), Double(exponent)))
        for ours in [table[row, column], Tensor(base).power(exponent).scalar] {
          let agrees =
            expected.isNaN ? ours.isNaN : expected == ours || (expected - ours).magnitude <= expected.ulp
          #expect(agrees && (expected.isNaN || ours.sign == expected.sign), "\(base)^\(exponent): \(ours), \(expected)")
        }
      }
    }
  }

  @Test("Powers of any exponent have gradients", arguments: 0..<10)
  func powerGradients(seed: Int) {
    var random = RandomCases(seed: seed)
    let (a, b) = random.broadcastingShapes()
    let (x, p) = (random.tensor(a).magnitude() + 0.5, random.tensor(b))
    check("power", seed: seed, at: [x, p], using: &random) { $0[0].power($0[1]) }
    for exponent: Float in [2, 3, -1, 0.5, -2, 1, 4] {
      check("power \(exponent)", seed: seed, at: [x], using: &random) { $0[0].power(exponent) }
    }
    check("reciprocal", seed: seed, at: [x], using: &random) { $0[0].reciprocal() }
  }

  @Test("Derivatives of powers at 0, and of derivatives")
  func powerLimits() {
    #expect(gradient(at: [0, -2]) { $0.power(0) } == [0, 0])
    #expect(gradient(at: [0, -2]) { $0.power(1) } == [1, 1])
    #expect(gradient(at: [0, -2]) { $0.power(2) } == [0, -4])
    #expect(gradient(at: [0, 2], [0, 3]) { $0.power($1) }.0 == [0, 12])
    #expect(gradient(at: 0, 2) { $0.power($1) } == (0, 0))
    #expect(gradient(at: [1, 2]) { x in gradient(at: x) { $0.power(3) } } == [6, 12])
    #expect(gradient(at: [1, 2]) { x in gradient(at: x) { $0.power([3, 2]) } } == [6, 2])
  }

  @Test("Sine and cosine agree with the C library", arguments: 0..<10)
  func angles(seed: Int) {
    var random = RandomCases(seed: seed)
    let x = random.tensor([50]) * Tensor(([0.01, 1, 10, 1000, 1e5] as [Float])[seed % 5])
    for (ours, angle) in zip(x.sin().scalars, x.scalars) {
      let exact = Float(sin(Double(angle)))
      #expect((ours - exact).magnitude <= exact.ulp, "sin \(angle)")
    }
    for (ours, angle) in zip(x.cos().scalars, x.scalars) {
      let exact = Float(cos(Double(angle)))
      #expect((ours - exact).magnitude <= exact.ulp, "cos \(angle)")
    }
    let y = random.tensor([3])
    check("sin", seed: seed, at: [y], using: &random) { $0[0].sin() }
    check("cos", seed: seed, at: [y], using: &random) { $0[0].cos() }
  }

  @Test("Multiples of half a turn, and what is no angle")
  func specialAngles() {
    let pi = Float.pi
    #expect(Tensor(shape: [3], [0, pi, -pi]).sin() == Tensor(shape: [3], [0, sinf(pi), -sinf(pi)]))
    #expect(Tensor(shape: [3], [0, pi, -pi]).cos() == [1, -1, -1])
    #expect(Tensor(shape: [2], [.infinity, .nan]).sin().scalars.allSatisfy { $0.isNaN })
    #expect(gradient(at: 0.5) { x in gradient(at: x) { $0.sin() } } == -(0.5 as Tensor).sin())
  }

  @Test("The sign of every element is a constant")
  func signs() {
    #expect(([-3, 0, 2] as Tensor).sign() == [-1, 0, 1])
    #expect(gradient(at: [-3, 2]) { $0 * $0.sign() } == [-1, 1])
  }
}
