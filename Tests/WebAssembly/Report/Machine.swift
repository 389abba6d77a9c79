/// What one machine has instructions for and the other functions of our own: the same bits, for numbers of all sizes.
func machine() -> [String] {
  var numbers = SplitMix()
  var (single, double, rounded, wide) = (Hash(), Hash(), Hash(), Hash())
  for _ in 0..<500 {
    let (a, b, c) = (numbers.number(), numbers.number(), numbers.number())
    double.add(c.addingProduct(a, b).bitPattern)
    // Nearly nothing remains: what counts is what a rounded product has lost.
    double.add((-a * b).addingProduct(a, b).bitPattern)
    single.add(UInt64(Float(c).addingProduct(Float(a), Float(b)).bitPattern))
    single.add(UInt64((Float(-a) * Float(b)).addingProduct(Float(a), Float(b)).bitPattern))
    rounded.add(a.rounded().bitPattern)
    rounded.add(((a * 4).rounded() / 2).rounded().bitPattern)
    let product = numbers.next().multipliedFullWidth(by: numbers.next())
    wide.add(product.high)
    wide.add(product.low)
  }
  return ["fused in 64 bits \(double), in 32 bits \(single)", "rounded \(rounded), full product \(wide)"]
}

/// The hash of Fowler, Noll and Vo in 64 bits, of bytes or of whole words.
struct Hash: CustomStringConvertible {
  private var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ word: UInt64) { value = (value ^ word) &* 0x100_0000_01B3 }

  /// With a letter before it, so that it is text and not a number of which the last digit may differ.
  var description: String { "x" + String(value, radix: 16) }
}

/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
private struct SplitMix {
  private var state: UInt64 = 1

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// Of either sign, between 2^-12 and 2^12.
  mutating func number() -> Double {
    let word = next()
    let exponent = 1023 - 12 + next() % 24
    return Double(bitPattern: (word & 0x800F_FFFF_FFFF_FFFF) | exponent << 52)
  }
}
