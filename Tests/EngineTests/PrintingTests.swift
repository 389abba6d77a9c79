import Foundation
import Tensors
import Testing

@Suite("Printing")
struct PrintingTests {
  @Test(
    "Tensors print aligned, with the shape beneath",
    arguments: [
      (5, "5"), (6.7395706, "6.73957"), (-0.0, "0"), ([1, 2, 3], "[1, 2, 3]"), ([1, -10], "[1, -10]"),
      ([], "[]\nshape [0]"), ([[19, 25], [37, 43]], "[[19, 25],\n [37, 43]]\nshape [2, 2]"),
      ([[1.01624, -0.96218]], "[[ 1.01624, -0.96218]]\nshape [1, 2]"),
      ([[1, -10], [100, 0]], "[[  1, -10],\n [100,   0]]\nshape [2, 2]"),
      ([[[1], [2]], [[3], [4]]], "[[[1],\n  [2]],\n [[3],\n  [4]]]\nshape [2, 2, 1]"),
      ([0.1, 0.25, -0.0000001], "[0.10, 0.25, -1e-7]"), ([0.25, 1e-8], "[0.25, 1e-8]"),
      ([[0.5, 1.23456e-9], [0, 2]], "[[    0.5, 1.23e-9],\n [    0.0,     2.0]]\nshape [2, 2]"),
      ([1234567.5, 2], "[1234567.5, 2.0]"),
      ([0.9999999, 2], "[1.0, 2.0]"), ([1e-5, -2.5e-6], "[1.0e-5, -2.5e-6]"), (3e20, "3e20"),
      ([1e10, 2.5], "[1.0e10, 2.5e0]"),
      (9999999, "9999999"), ([123.4567, 0.001], "[123.457, 0.001]"),
    ] as [(Tensor, String)])
  func descriptions(_ tensor: Tensor, _ expected: String) {
    #expect("\(tensor)" == expected)
  }

  @Test("What is no number prints as such, in its column")
  func notNumbers() {
    #expect("\(Tensor(shape: [3], [.nan, .infinity, -.infinity]))" == "[nan, inf, -inf]")
    #expect("\(Tensor(shape: [1, 2], [.nan, 0.5]))" == "[[nan, 0.5]]\nshape [1, 2]")
  }

  @Test("Large tensors are elided")
  func elision() {
    #expect("\(Tensor(0..<2000))" == "[0, 1, 2, …, 1997, 1998, 1999]\nshape [2000]")
    #expect("\(Tensor(0..<1000))".hasSuffix(", 999]"))
    #expect(
      "\(Tensor(0..<1200).reshaped(to: [300, 2, 2]))" == """
        [[[   0,    1],
          [   2,    3]],
         [[   4,    5],
          [   6,    7]],
         [[   8,    9],
          [  10,   11]],
         …,
         [[1188, 1189],
          [1190, 1191]],
         [[1192, 1193],
          [1194, 1195]],
         [[1196, 1197],
          [1198, 1199]]]
        shape [300, 2, 2]
        """)
    #expect(
      "\(Tensor(0..<1100).reshaped(to: [2, 550]))" == """
        [[   0,    1,    2,    …,  547,  548,  549],
         [ 550,  551,  552,    …, 1097, 1098, 1099]]
        shape [2, 550]
        """)
  }

  @Test("Interpolation rounds to digits and fills up to a width")
  func interpolation() {
    let loss: Tensor = 6.7395
    #expect("loss \(loss, digits: 3)" == "loss 6.740")
    #expect("\(Float(0.0716), digits: 2, width: 6)|" == "  0.07|")
    #expect("\(2.0 / 3, digits: 4)" == "0.6667")
    #expect("step \(7, width: 3)" == "step   7")
    #expect("\([[1, 0.5]] as Tensor, digits: 2)" == "[[1.00, 0.50]]\nshape [1, 2]")
    #expect("\(-0.0001, digits: 2)" == "0.00")
  }

  @Test(
    "Halves go to the even digit, and only true halves are halves",
    arguments: [
      (0.5, 0, "0"), (1.5, 0, "2"), (2.5, 0, "2"), (0.125, 2, "0.12"), (0.375, 2, "0.38"), (1.005, 2, "1.00"),
      (0.1, 20, "0.10000000000000000555"), (9.995, 2, "9.99"), (9.9951, 2, "10.00"), (0.05, 1, "0.1"), (0.04, 1, "0.0"),
      (1e22, 0, "10000000000000000000000"), (-999.95, 1, "-1000.0"), (.leastNonzeroMagnitude, 3, "0.000"),
      (0.6, 0, "1"),
    ])
  func rounding(_ value: Double, _ decimals: Int, _ expected: String) {
    #expect("\(value, digits: decimals)" == expected)
  }

  @Test("Any number rounds as the C library rounds it", arguments: 0..<50)
  func againstC(seed: Int) {
    var generator = RandomGenerator(seed: UInt64(seed))
    for _ in 0..<40 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite, value.magnitude < 1e200 else { continue }
      let decimals = Int.random(in: 0...12, using: &generator)
      let theirs = String(format: "%.\(decimals)f", value)
      let isZero = theirs.allSatisfy { "-0.".contains($0) }
      let expected = isZero && theirs.hasPrefix("-") ? String(theirs.dropFirst()) : theirs
      #expect("\(value, digits: decimals)" == expected, "seed \(seed): \(value)")
      let small = Double(Int.random(in: -100_000...100_000, using: &generator)) / 1000
      let plain = String(format: "%.2f", small)
      #expect("\(small, digits: 2)" == (plain == "-0.00" ? "0.00" : plain), "seed \(seed): \(small)")
    }
  }
}
