import Compute
import Tensors
import Testing

@Suite("Random numbers")
struct RandomTests {
  /// The published test vectors of Random123 1.14, `kat_vectors`.
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
  @Test("The default generator begins with seed 0, can be begun anew, and gives what a generator with its seed gives")
  func defaultGenerator() async {
    await #expect(processExitsWith: .success) {
      var generator = RandomGenerator(seed: 0)
      #expect(Tensor(randomUniform: [6]) == Tensor(randomUniform: [6], using: &generator))
      #expect(Tensor(randomNormal: [3]) == Tensor(randomNormal: [3], using: &generator))
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
}
