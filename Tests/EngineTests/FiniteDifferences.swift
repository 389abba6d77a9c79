import Tensors
import Testing

/// Compares a gradient with finite differences in a random direction: for small h, f(x + h d) - f(x - h d) is 2 h times
/// the inner product of gradient and direction.
func check(
  _ name: String, seed: Int, at inputs: [Tensor], using random: inout RandomCases, _ f: ([Tensor]) -> Tensor,
  location: SourceLocation = #_sourceLocation
) {
  let weights = random.tensor(f(inputs).shape)
  func total(_ inputs: [Tensor]) -> Double {
    zip(f(inputs).scalars, weights.scalars).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }
  let directions = inputs.map { random.tensor($0.shape) }
  let h: Float = 1.0 / 128
  let forward = total(zip(inputs, directions).map { $0 + h * $1 })
  let backward = total(zip(inputs, directions).map { $0 - h * $1 })
  let (_, gradients) = differentiate(at: inputs) { f($0) * weights }
  #expect(gradients.map(\.shape) == inputs.map(\.shape), "\(name), seed \(seed)", sourceLocation: location)
  let slope = zip(gradients, directions).reduce(0.0) { $0 + Double(($1.0 * $1.1).sum()) }
  let measured = (forward - backward) / Double(2 * h)
  let scale = zip(gradients, directions).reduce(1.0) { $0 + Double(($1.0 * $1.1).squared().sum()).squareRoot() }
  #expect(
    (slope - measured).magnitude < 5e-3 * scale, "\(name), seed \(seed), shapes \(inputs.map(\.shape))",
    sourceLocation: location)
}
