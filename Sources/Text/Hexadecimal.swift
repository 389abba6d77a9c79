extension FixedWidthInteger where Self: UnsignedInteger {
  /// All digits of the number in base 16, leading zeros among them.
  package func hexadecimal(uppercase: Bool = false) -> String {
    let digits = String(self, radix: 16, uppercase: uppercase)
    return String(repeating: "0", count: Self.bitWidth / 4 - digits.utf8.count) + digits
  }
}
