/// What the engine computes, as lines of text: the same source runs natively and as WebAssembly, and the lines must
/// agree.
///
/// Numbers that went through rounding show few digits, so that they agree to one unit of the last one although only one
/// of the two machines has a fused multiply-add. The others are exact, and stand here as integers or in full.
func report() -> [String] {
  [
    machine(), arithmetic(), selections(), convolution(), pooling(), greatNumbers(), probabilities(), randomness(),
    operations(), training(), pictures(),
  ].flatMap { $0 }
}
