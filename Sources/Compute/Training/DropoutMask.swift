/// What dropout multiplies its input with.
package enum DropoutMask {
  /// Turns uniform random numbers into 0, where they are below the rate, and 1 / (1 - rate): the mean stays 1.
  package static func make(_ numbers: UnsafeMutableBufferPointer<Float>, rate: Float) {
    let kept = 1 / (1 - rate)
    for index in numbers.indices { numbers[index] = numbers[index] < rate ? 0 : kept }
  }
}
