import Tensors
import Testing

/// Compares the gradient of a function of some tensors with differences of its values in a random direction.
///
/// With a random weight for every element of the result and a random direction d, f(x + h d) - f(x - h d) is 2 h times the
/// inner product of gradient and direction, but for terms in h^3; a second step of half the size removes those too.
func check(
  _ name: String, seed: Int, at inputs: [Tensor], using random: inout RandomCases, tolerance: Double = 2e-3,
  _ f: ([Tensor]) -> Tensor, location: SourceLocation = #_sourceLocation
) {
  let weights = random.tensor(f(inputs).shape)
  let directions = inputs.map { random.tensor($0.shape) }
  func total(_ h: Float) -> Double {
    let values = f(zip(inputs, directions).map { $0 + h * $1 })
    return zip(values.scalars, weights.scalars).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }
  let slopes = [1.0 / 64, 1.0 / 128].map { h in (total(Float(h)) - total(Float(-h))) / (2 * h) }
  let measured = (4 * slopes[1] - slopes[0]) / 3
  let before = inputs.map(\.scalars)
  let (_, gradients) = differentiate(at: inputs) { f($0) * weights }
  let position: Comment = "\(name), seed \(seed), shapes \(inputs.map(\.shape))"
  #expect(gradients.map(\.shape) == inputs.map(\.shape), position, sourceLocation: location)
  let slope = zip(gradients, directions).reduce(0.0) { $0 + Double(($1.0 * $1.1).sum()) }
  let scale = zip(gradients, directions).reduce(1.0) { $0 + Double(($1.0 * $1.1).squared().sum()).squareRoot() }
  #expect((slope - measured).magnitude < tolerance * scale, position, sourceLocation: location)
  #expect(inputs.map(\.scalars) == before, "inputs of \(position)", sourceLocation: location)
}

/// The same for the gradient's own gradient: of a function that is the gradient of the weighted squares of `f`, by which
/// also an operation that is linear has a second derivative.
func checkSecond(
  _ name: String, seed: Int, at inputs: [Tensor], using random: inout RandomCases, tolerance: Double = 4e-3,
  _ f: ([Tensor]) -> Tensor, location: SourceLocation = #_sourceLocation
) {
  let weights = random.tensor(f(inputs).shape)
  func gradients(_ outer: [Tensor]) -> Tensor {
    let (_, gradients) = differentiate(at: outer) { inner in
      let value = f(inner)
      return (value + value.squared() * 0.5) * weights
    }
    return Tensor(concatenating: gradients.map { $0.reshaped(to: [-1]) })
  }
  check(
    "second derivative of \(name)", seed: seed, at: inputs, using: &random, tolerance: tolerance, gradients,
    location: location)
}
