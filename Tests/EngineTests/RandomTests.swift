import Compute
import Foundation
import OperationCases
import Tensors
import Testing

@Suite("Random numbers")
struct RandomTests {
  /// The published test vectors of Random123 1.14, `kat_vectors`.
  @Test("The default generator and one of the same seed are two streams", arguments: [0, 1, 7] as [UInt64])
  func twoStreams(number: UInt64) async {
    await #expect(processExitsWith: .success) { [number] in
      seed(number)
      var generator = RandomGenerator(seed: number)
      let (ours, theirs) = (Tensor(randomUniform: [1000]), Tensor(randomUniform: [1000], using: &generator))
      #expect(zip(ours.scalars, theirs.scalars).allSatisfy { $0 != $1 })
    }
  }

  @Test(
    "Philox gives its authors' known answers",
    arguments: [
      (
        SIMD2<UInt32>(0, 0), SIMD4<UInt32>(0, 0, 0, 0),
        SIMD4<UInt32>(0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8)
      ),
      (SIMD2(.max, .max), SIMD4(.max, .max, .max, .max), SIMD4(0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD)),
      (
        SIMD2(0xA409_3822, 0x299F_31D0), SIMD4(0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344),
        SIMD4(0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1)
      ),
    ])
  func knownAnswers(_ key: SIMD2<UInt32>, _ counter: SIMD4<UInt32>, _ answer: SIMD4<UInt32>) {
    #expect(Philox.block(key: key, counter: counter) == answer)
  }

  @Test("The same seed gives the same tensors, another seed others")
  func seeds() {
    var a = RandomGenerator(seed: 1)
    var b = RandomGenerator(seed: 1)
    var c = RandomGenerator(seed: 2)
    let x = Tensor(randomNormal: [3, 5], using: &a)
    #expect(x == Tensor(randomNormal: [3, 5], using: &b))
    #expect(x != Tensor(randomNormal: [3, 5], using: &c))
    #expect(x != Tensor(randomNormal: [3, 5], using: &a))
    let copy = a
    var other = copy
    #expect(a.next() == other.next())
  }

  // In a process of its own, since other tests draw from the default generator at the same time.
  @Test("The default generator begins with seed 0, and can be begun anew")
  func defaultGenerator() async {
    await #expect(processExitsWith: .success) {
      let (first, second) = (Tensor(randomUniform: [6]), Tensor(randomNormal: [3]))
      seed(0)
      #expect(Tensor(randomUniform: [6]) == first)
      #expect(Tensor(randomNormal: [3]) == second)
      seed(42)
      let x = Tensor(randomUniform: [7])
      let y = Tensor(randomNormal: [2])
      #expect(x != Tensor(randomUniform: [7]))
      seed(42)
      #expect(x == Tensor(randomUniform: [7]))
      #expect(y == Tensor(randomNormal: [2]))
    }
  }

  @Test("Numbers follow their distributions")
  func moments() {
    var generator = RandomGenerator(seed: 3)
    let uniform = Tensor(randomUniform: [100_000], in: -2..<6, using: &generator)
    #expect(uniform.scalars.allSatisfy { $0 >= -2 && $0 < 6 })
    #expect((uniform.mean().scalar - 2).magnitude < 0.02)
    #expect(((uniform - 2).squared().mean().scalar - 64.0 / 12).magnitude < 0.05)
    let normal = Tensor(randomNormal: [100_000], mean: 1, standardDeviation: 2, using: &generator)
    #expect((normal.mean().scalar - 1).magnitude < 0.02)
    #expect(((normal - 1).squared().mean().scalar - 4).magnitude < 0.05)
    let within = normal.scalars.count { ($0 - 1).magnitude < 2 }
    #expect((Double(within) / 100_000 - 0.6827).magnitude < 0.005)
  }

  /// Each number by itself, as the definition reads: without vectors, with the system's functions.
  @Test("Numbers are those of their blocks, whatever the length", arguments: [1, 5, 31, 32, 33, 1001, 300_007])
  func definition(count: Int) {
    let key = 0x1234_5678_9ABC_DEF0 + UInt64(count)
    var generator = RandomGenerator(seed: key)
    let uniform = Tensor(randomUniform: [count], in: -3..<0.5, using: &generator).scalars
    let normal = Tensor(randomNormal: [count], mean: 2, standardDeviation: 0.5, using: &generator).scalars
    let blocks = UInt64((count + 3) / 4)
    for index in stride(from: 0, to: count, by: count > 5000 ? 67 : 1) {
      let number = UInt64(index / 4)
      let word = Philox.block(key: key, counter: number)[index % 4]
      #expect(uniform[index] == Float(word >> 8) * 0x1p-24 * 3.5 - 3)
      let words = Philox.block(key: key, counter: blocks + number)
      let pair = index % 4 / 2 * 2
      let radius = (-2 * log((Double(words[pair]) + 1) * 0x1p-32)).squareRoot()
      let angle = Double(words[pair + 1]) * 0x1p-32 * 2 * Double.pi
      let exact = radius * (index % 2 == 0 ? cos(angle) : sin(angle)) * 0.5 + 2
      #expect((Double(normal[index]) - exact).magnitude < 1e-6)
    }
  }

  /// Books depend on these bits: a change of one would change numbers that their chapters show.
  @Test(
    "The bits of random tensors stay what they are",
    arguments: [
      (
        33,
        [6_809_051_141_523_064_538, 6_925_284_394_520_547_718, 14_940_884_433_388_403_104, 9_365_721_210_796_605_893]
      ),
      (
        300_007,
        [5_791_327_725_441_017_906, 15_501_510_757_963_579_192, 5_743_143_905_494_022_886, 13_827_065_807_381_385_191]
      ),
    ] as [(Int, [UInt64])])
  func bits(count: Int, digests: [UInt64]) {
    var generator = RandomGenerator(seed: 0x1234_5678_9ABC_DEF0 + UInt64(count))
    let tensors = [
      Tensor(randomUniform: [count], using: &generator),
      Tensor(randomUniform: [count], in: -3..<0.7, using: &generator),
      Tensor(randomNormal: [count], using: &generator),
      Tensor(randomNormal: [count], mean: 0.3, standardDeviation: 1.7, using: &generator),
    ]
    #expect(tensors.map(digest) == digests)
  }

  /// The hash FNV-1a of all bits, a number at a time.
  private func digest(_ tensor: Tensor) -> UInt64 {
    tensor.scalars.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1.bitPattern)) &* 0x100_0000_01B3 }
  }
}
