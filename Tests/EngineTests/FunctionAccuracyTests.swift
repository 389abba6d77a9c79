import Foundation
import Tensors
import Testing

/// How exact the functions of one number are, in units in the last place (ulp) of the exact result.
@Suite("Accuracy of functions")
struct FunctionAccuracyTests {
  struct Function: Sendable, CustomTestStringConvertible {
    let name: String
    let ours: @Sendable (Tensor) -> Tensor
    let exact: @Sendable (Double) -> Double
    let range: ClosedRange<Float>
    /// The greatest error allowed.
    let ulps: Double

    var testDescription: String { "\(name) from \(range.lowerBound) to \(range.upperBound), \(ulps) ulp" }
  }

  private static let exponential = { @Sendable (x: Double) in exp(x) }
  private static let logistic = { @Sendable (x: Double) in 1 / (1 + exp(-x)) }
  private static let softplus = { @Sendable (x: Double) in max(x, 0) + log1p(exp(-x.magnitude)) }
  private static let gelu = { @Sendable (x: Double) in x / 2 * erfc(-x / 2.0.squareRoot()) }

  static let functions = [
    Function(name: "exp", ours: { $0.exp() }, exact: exponential, range: -87...88.7, ulps: 2),
    Function(name: "exp, below normal numbers", ours: { $0.exp() }, exact: exponential, range: -104 ... -87, ulps: 1.5),
    Function(name: "exp, near 0", ours: { $0.exp() }, exact: exponential, range: -1e-3...1e-3, ulps: 1),
    Function(name: "log", ours: { $0.log() }, exact: { log($0) }, range: 1e-38...3e38, ulps: 1),
    Function(name: "log, near 1", ours: { $0.log() }, exact: { log($0) }, range: 0.9...1.1, ulps: 1),
    Function(name: "squareRoot", ours: { $0.squareRoot() }, exact: { $0.squareRoot() }, range: 0...3e38, ulps: 0.5001),
    Function(name: "sigmoid", ours: { $0.sigmoid() }, exact: logistic, range: -87...20, ulps: 3),
    Function(name: "tanh", ours: { $0.tanh() }, exact: { tanh($0) }, range: -10...10, ulps: 4),
    Function(name: "tanh, near 0", ours: { $0.tanh() }, exact: { tanh($0) }, range: -0.3...0.3, ulps: 4),
    Function(name: "sin", ours: { $0.sin() }, exact: { sin($0) }, range: -20...20, ulps: 0.51),
    Function(name: "sin, many turns", ours: { $0.sin() }, exact: { sin($0) }, range: -4.5e6...4.5e6, ulps: 0.51),
    Function(name: "cos", ours: { $0.cos() }, exact: { cos($0) }, range: -20...20, ulps: 0.51),
    Function(name: "cos, many turns", ours: { $0.cos() }, exact: { cos($0) }, range: 1...4.2e6, ulps: 0.51),
    Function(
      name: "power 0.3", ours: { $0.power(0.3) }, exact: { pow($0, Double(Float(0.3))) }, range: 1e-38...3e38,
      ulps: 0.51),
    Function(name: "power -2.5", ours: { $0.power(-2.5) }, exact: { pow($0, -2.5) }, range: 1e-14...1e15, ulps: 0.51),
    Function(name: "power 7", ours: { $0.power(7) }, exact: { pow($0, 7) }, range: -200000...200000, ulps: 0.51),
    Function(name: "power 101", ours: { $0.power(101) }, exact: { pow($0, 101) }, range: -2.4 ... -0.5, ulps: 0.51),
    Function(name: "softplus", ours: { $0.softplus() }, exact: softplus, range: -30...100, ulps: 3),
    Function(name: "softplus, far left", ours: { $0.softplus() }, exact: softplus, range: -87 ... -15, ulps: 3),
    Function(name: "gelu", ours: { $0.gelu() }, exact: gelu, range: -1...10, ulps: 4),
    Function(name: "gelu, left", ours: { $0.gelu() }, exact: gelu, range: -13 ... -1, ulps: 4),
  ]

  @Test("Sine and cosine of angles of any size")
  func largeAngles() {
    // Powers of two from far below a turn to the greatest number, and numbers beside them.
    let angles = (-40...127).flatMap { power in
      [1, 1.2345678, 1.5707964, 1.9999999].map { Float(sign: .plus, exponent: power, significand: $0) }
    }
    let points = Tensor(shape: [2 * angles.count], angles + angles.map { -$0 })
    for (ours, exact) in [(points.sin(), { sin($0) }), (points.cos(), { cos($0) })] as [(Tensor, (Double) -> Double)] {
      for (angle, value) in zip(points.scalars, ours.scalars) {
        let expected = exact(Double(angle))
        #expect((Double(value) - expected).magnitude <= Double(Float(expected).ulp) * 0.51, "of \(angle)")
      }
    }
  }

  @Test("Powers have the special cases of C, one exponent for all or one for each")
  func powers() {
    let numbers: [Float] = [
      0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 2.5, -2.5, 0.3333, 65, -65, 1e-45, 3e38, -3e38, 16_777_217, -33_554_432,
      .infinity, -.infinity, .nan,
    ]
    for exponent in numbers {
      let bases = Tensor(shape: [numbers.count], numbers)
      let each = bases.power(Tensor(repeating: exponent, shape: [numbers.count])).scalars
      let all = bases.power(exponent).scalars
      for (index, base) in numbers.enumerated() {
        let expected = Float(pow(Double(base), Double(exponent)))
        for ours in [each[index], all[index]] {
          let isSame = expected.isNaN ? ours.isNaN : ours == expected && (ours != 0 || ours.sign == expected.sign)
          #expect(isSame, "\(base) to the power of \(exponent) is \(ours), expected \(expected)")
        }
      }
    }
  }

  @Test("Over dense ranges", arguments: functions)
  func dense(function: Function) {
    let count = 60_001
    let (lower, upper) = (function.range.lowerBound, function.range.upperBound)
    // Evenly in value, and, where the range has one sign, in logarithm as well.
    var points = (0..<count).map { lower + (upper - lower) * (Float($0) / Float(count - 1)) }
    if lower > 0 {
      points += (0..<count).map { Float(pow(Double(upper / lower), Double($0) / Double(count - 1)) * Double(lower)) }
    }
    points.append(contentsOf: [lower.nextUp, upper.nextDown, upper, lower])
    let values = function.ours(Tensor(shape: [points.count], points)).scalars
    var worst = (error: 0.0, position: 0)
    for index in points.indices {
      let exact = function.exact(Double(points[index]))
      let unit = max(Double(Float(exact).ulp), Double(Float.leastNonzeroMagnitude))
      let error = (Double(values[index]) - exact).magnitude / unit
      if !(error <= worst.error) { worst = (error, index) }
    }
    let position = worst.position
    #expect(worst.error <= function.ulps, "\(function.name) of \(points[position]) is \(values[position])")
  }

  @Test("e to a power overflows and vanishes where it must, not before")
  func extremesOfExponential() {
    #expect(row([88.72283]).exp().scalar.isFinite)
    #expect(row([88.72284, 200, 3e38]).exp() == row([.infinity, .infinity, .infinity]))
    #expect(row([-104, -1000, -3e38]).exp() == [0, 0, 0])
    #expect(row([-103.2]).exp() == row([.leastNonzeroMagnitude]))
    #expect(row([0, -0.0]).exp() == [1, 1])
  }

  @Test("Functions that level off do so without overflow")
  func extremes() {
    let x = row([-3e38, -1e4, -100, 100, 1e4, 3e38])
    let tiny = Float.leastNormalMagnitude / 128
    #expect(x.sigmoid().scalars.suffix(3) == [1, 1, 1])
    #expect(x.sigmoid().scalars.prefix(2) == [0, 0])
    #expect(x.tanh() == [-1, -1, -1, 1, 1, 1])
    #expect(x.softplus().scalars.suffix(3) == [100, 1e4, 3e38])
    #expect(x.softplus().scalars.prefix(2) == [0, 0])
    #expect(x.gelu() == row([0, 0, 0, 100, 1e4, 3e38]))
    for function in [{ $0.sigmoid() }, { $0.tanh() }, { $0.softplus() }, { $0.gelu() }] as [(Tensor) -> Tensor] {
      #expect(gradient(at: x, of: function).scalars.allSatisfy { $0.isFinite })
      #expect(function(row([0, -0.0, tiny, -tiny])).scalars.allSatisfy { $0.isFinite })
    }
    #expect(row([tiny, -tiny, 1e-20, 0]).tanh() == row([tiny, -tiny, 1e-20, 0]))
  }

  @Test(
    "Softmax of numbers of any magnitude", arguments: [1e4, -1e4, 1e30, -1e30] as [Float], [1, 2, 7, 8, 9, 17, 40])
  func softmax(magnitude: Float, count: Int) {
    let equal = Tensor(repeating: magnitude, shape: [count])
    #expect(
      equal.softmax().scalars.allSatisfy { ($0 * Float(count) - 1).magnitude < 1e-6 }, "\(count) times \(magnitude)")
    for position in 0..<count {
      var x = Tensor(repeating: -magnitude.magnitude, shape: [count])
      x[position] = magnitude.magnitude
      var expected = Tensor(zeros: [count])
      expected[position] = 1
      #expect(x.softmax() == expected)
      let logarithm = x.logSoftmax().scalars
      for index in 0..<count where index != position { #expect(logarithm[index] == -2 * magnitude.magnitude) }
      #expect(logarithm[position] == 0)
      let (_, slope) = valueWithGradient(at: x) { $0.softmax().squared() }
      #expect(slope.scalars.allSatisfy { $0 == 0 })
    }
  }

  @Test("Softmax does not move when a number is added to all")
  func shift() {
    let x = Tensor(0..<13) / 4
    let expected = ReferenceNetwork.softmax(x.scalars.map { Double($0) })
    for added in [0, 1e4, -1e4] as [Float] {
      let problem = Numbers([13]) { expected[$0] }.disagreement(
        with: (x + added).softmax(), relative: 1e-6, absolute: 0)
      #expect(problem == nil, "added \(added)")
    }
  }

  @Test("Cross-entropy of extreme numbers", arguments: [1e4, 1e30] as [Float], [2, 7, 8, 9, 33])
  func crossEntropy(magnitude: Float, classes: Int) {
    var x = Tensor(repeating: -magnitude, shape: [1, classes])
    x[0, classes - 1] = Tensor(magnitude).scalar
    let (right, rightGradient) = valueWithGradient(at: x) { $0.softmaxCrossEntropy(labels: [classes - 1]) }
    #expect(right == 0)
    #expect(rightGradient == Tensor(zeros: [1, classes]))
    let (wrong, wrongGradient) = valueWithGradient(at: x) { $0.softmaxCrossEntropy(labels: [0]) }
    #expect(wrong.scalar == 2 * magnitude)
    var expected = Tensor(zeros: [1, classes])
    expected[0, 0] = -1
    expected[0, classes - 1] = 1
    #expect(wrongGradient == expected)
  }

  private func row(_ scalars: [Float]) -> Tensor { Tensor(shape: [scalars.count], scalars) }
}
