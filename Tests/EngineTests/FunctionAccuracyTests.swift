import Foundation
import OperationCases
import Tensors
import Testing

/// How exact the functions of one number are, in units in the last place (ulp) of the exact result.
@Suite("Accuracy of functions")
struct FunctionAccuracyTests {
  /// A range of a declared case in which it is promised to be so exact.
  struct Promise: Sendable, CustomTestStringConvertible {
    let operation: OperationCase
    let accuracy: OperationCase.Accuracy

    var testDescription: String {
      "\(operation.name) from \(accuracy.range.lowerBound) to \(accuracy.range.upperBound), \(accuracy.ulps) ulp"
    }
  }

  static let promises = OperationCase.all.flatMap { operation in
    operation.accuracy.map { Promise(operation: operation, accuracy: $0) }
  }

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

  @Test("Over dense ranges", arguments: promises)
  func dense(promise: Promise) throws {
    let count = 60_001
    let (lower, upper) = (promise.accuracy.range.lowerBound, promise.accuracy.range.upperBound)
    let function = try #require(promise.operation.exact)
    // Evenly in value, and, where the range has one sign, in logarithm as well.
    var points = (0..<count).map { lower + (upper - lower) * (Float($0) / Float(count - 1)) }
    if lower > 0 {
      points += (0..<count).map { Float(pow(Double(upper / lower), Double($0) / Double(count - 1)) * Double(lower)) }
    }
    points.append(contentsOf: [lower.nextUp, upper.nextDown, upper, lower])
    let values = promise.operation.call([Tensor(shape: [points.count], points)]).scalars
    var worst = (error: 0.0, position: 0)
    for index in points.indices {
      let exact = function(Double(points[index]))
      let unit = max(Double(Float(exact).ulp), Double(Float.leastNonzeroMagnitude))
      let error = (Double(values[index]) - exact).magnitude / unit
      if !(error <= worst.error) { worst = (error, index) }
    }
    let position = worst.position
    #expect(
      worst.error <= promise.accuracy.ulps,
      "\(worst.error) ulp: \(promise.operation.name) of \(points[position]) is \(values[position])")
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
