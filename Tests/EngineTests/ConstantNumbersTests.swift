import Tensors
import Testing

/// Statistics of equal numbers, whose distances to the mean are 0, and of numbers that differ by little.
@Suite("Equal numbers")
struct ConstantNumbersTests {
  static let shapes = [[2, 1000], [1000, 2], [3, 7], [700, 96], [1, 1 << 16], [5, 1]]

  @Test(
    "Their mean is the number, their variance 0, and normalised they are 0", arguments: shapes,
    [100.1, -3e7, 0.3] as [Float])
  func equal(shape: [Int], number: Float) {
    let x = Tensor(repeating: number, shape: shape)
    let (ones, zeros) = (Tensor(ones: [shape[1]]), Tensor(zeros: [shape[1]]))
    #expect(x.mean().scalar == number)
    #expect(x.mean(along: 1) == Tensor(repeating: number, shape: [shape[0]]))
    #expect(x.variance().scalar == 0)
    for axis in 0..<2 {
      #expect(x.variance(along: axis).scalars.allSatisfy { $0 == 0 })
      #expect(x.standardDeviation(along: axis).scalars.allSatisfy { $0 == 0 })
    }
    #expect(x.layerNormalized(scale: ones, shift: zeros, epsilon: 1e-6) == Tensor(zeros: shape))
    #expect(x.batchNormalized(scale: ones, shift: zeros, epsilon: 1e-6) == Tensor(zeros: shape))
    #expect(x.layerNormalized(scale: 1, shift: 0, epsilon: 1e-6) == Tensor(zeros: shape))
  }

  @Test("Rows far from 0 are normalised as exactly as near it", arguments: [0, 100, -1000] as [Float])
  func shifted(by distance: Float) {
    var random = RandomCases(seed: 5)
    // Multiples of 2^-10, which stay exact when they are moved.
    let x = Tensor(shape: [6, 300], (0..<1800).map { _ in Float(random.int(-1000...1000)) / 1024 })
    let (ones, zeros) = (Tensor(ones: [300]), Tensor(zeros: [300]))
    let expected = x.layerNormalized(scale: ones, shift: zeros)
    let moved = (x + distance).layerNormalized(scale: ones, shift: zeros)
    #expect((moved - expected).magnitude().max().scalar < 2e-4)
    #expect(((x + distance).variance(along: 1) - x.variance(along: 1)).magnitude().max().scalar < 1e-5)
  }

  @Test(
    "The variance of equal numbers is 0 along any axes, neighbours or not",
    arguments: [[0], [1], [2], [0, 1], [0, 2], [1, 2]])
  func axes(_ axes: [Int]) {
    let x = Tensor(repeating: 100.1, shape: [5, 700, 6])
    #expect(x.variance(along: axes).scalars.allSatisfy { $0 == 0 })
    #expect(x.variance(along: axes, unbiased: true).scalars.allSatisfy { $0 == 0 })
  }

  @Test(
    "Far from 0, where the mean is no number of single precision, variances are exact",
    arguments: [[0], [1], [2], [0, 2]])
  func far(axes: [Int]) {
    // 0 and 2 in turn along each axis. From 2^24 on numbers are two apart: these stay exact, and their mean, 1 more, is none of them.
    let parities = (0..<2048).map { (index: Int) -> Int in (index / 512 + index / 8 + index) % 2 }
    let near = Tensor(shape: [4, 64, 8], parities.map { Float(2 * $0) })
    let x = near + 0x1p24
    let count = Float(axes.reduce(1) { $0 * x.shape[$1] })
    #expect(x.variance(along: axes).scalars.allSatisfy { $0 == 1 })
    #expect(x.variance(along: axes, unbiased: true).scalars.allSatisfy { $0 == count / (count - 1) })
  }

  @Test("Variances and normalisation have the derivatives that differences show")
  func derivatives() {
    var random = RandomCases(seed: 8)
    let x = random.tensor([4, 6])
    check("variance", seed: 8, at: [x], using: &random) { $0[0].variance(along: 1) }
    check("mean", seed: 8, at: [x], using: &random) { $0[0].squared().mean(along: 0, keepingAxes: true) }
    check("mean of all", seed: 8, at: [x], using: &random) { $0[0].squared().mean() }
    check("variance of columns", seed: 8, at: [x], using: &random) { $0[0].variance(along: 0, unbiased: true) }
    checkSecond("variance", seed: 8, at: [x], using: &random) { $0[0].variance(along: 0) }
    let images = random.tensor([2, 3, 4])
    check("variance between", seed: 8, at: [images], using: &random) { $0[0].variance(along: 0, 2, keepingAxes: true) }
    checkSecond("variance between", seed: 8, at: [images], using: &random) { $0[0].variance(along: 1) }
    check("layerNormalized", seed: 8, at: [x], using: &random) { $0[0].layerNormalized(scale: 2, shift: 1) }
  }
}
