/// What dropout multiplies its input with.
package enum DropoutMask {
  /// Turns uniform random numbers into 0, where they are below the rate, and 1 / (1 - rate): the mean stays 1.
  package static func make(_ numbers: UnsafeMutablePointer<Float>, count: Int, rate: Float) {
    let kept = 1 / (1 - rate)
    for index in 0..<count { numbers[index] = numbers[index] < rate ? 0 : kept }
  }
}
