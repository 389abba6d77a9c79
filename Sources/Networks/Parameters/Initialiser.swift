import Compute
import Tensors

/// How a layer's weights begin.
///
/// The random ones keep the size of signals about the same from layer to layer. They depend on the *fans* of a weight: how
/// many inputs each output of the layer adds up, and to how many outputs each input contributes. For dense weights
/// `[input, output]` these are the two lengths. For a convolution's kernel `[height, width, input channel / groups, output
/// channel]` they are height * width * input channels / groups, and height * width * output channels / groups.
public enum Initialiser: Equatable, Sendable {
  /// All numbers 0.
  case zeros
  /// All numbers the same one.
  case constant(Float)
  /// Uniform within ±limit, which is 0 or more.
  case uniform(limit: Float)
  /// Normal around 0, with a deviation of 0 or more.
  case normal(standardDeviation: Float)
  /// Uniform within ±sqrt(6 / (fan in + fan out)); for sigmoid and tanh (Glorot and Bengio, "Understanding the difficulty of
  /// training deep feedforward neural networks", 2010).
  case xavierUniform
  /// Normal with the standard deviation sqrt(2 / (fan in + fan out)).
  case xavierNormal
  /// Uniform within ±sqrt(6 / fan in); for rectified linear units (He et al., "Delving deep into rectifiers", 2015).
  case heUniform
  /// Normal with the standard deviation sqrt(2 / fan in).
  case heNormal

  /// Another name of `xavierUniform`: both are of Xavier Glorot.
  public static var glorotUniform: Initialiser { .xavierUniform }
  /// Another name of `xavierNormal`.
  public static var glorotNormal: Initialiser { .xavierNormal }

  /// A tensor to begin with. Stops with a message when a fan is less than 1, or a limit or deviation is
  /// negative, infinite or not a number.
  public func callAsFunction(
    _ shape: [Int], fanIn: Int, fanOut: Int, using generator: inout RandomGenerator
  ) -> Tensor {
    guard fanIn > 0, fanOut > 0 else { fail(Initialiser.wrongFans(shape, fanIn, fanOut)) }
    let (input, output) = (Float(fanIn), Float(fanOut))
    switch self {
    case .zeros: return Tensor(zeros: shape)
    case .constant(let value): return Tensor(repeating: value, shape: shape)
    case .uniform(let limit): return Initialiser.uniform(shape, limit, &generator)
    case .normal(let deviation): return Initialiser.normal(shape, deviation, &generator)
    case .xavierUniform: return Initialiser.uniform(shape, (6 / (input + output)).squareRoot(), &generator)
    case .xavierNormal: return Initialiser.normal(shape, (2 / (input + output)).squareRoot(), &generator)
    case .heUniform: return Initialiser.uniform(shape, (6 / input).squareRoot(), &generator)
    case .heNormal: return Initialiser.normal(shape, (2 / input).squareRoot(), &generator)
    }
  }

  private static func uniform(_ shape: [Int], _ limit: Float, _ generator: inout RandomGenerator) -> Tensor {
    Hyperparameter.requireNotNegative(limit, "a limit", of: "Initialiser.uniform")
    guard limit > 0 else { return Tensor(zeros: shape) }
    return Tensor(randomUniform: shape, in: -limit..<limit, using: &generator)
  }

  private static func normal(_ shape: [Int], _ deviation: Float, _ generator: inout RandomGenerator) -> Tensor {
    Hyperparameter.requireNotNegative(deviation, "a standard deviation", of: "Initialiser.normal")
    return Tensor(randomNormal: shape, standardDeviation: deviation, using: &generator)
  }

  static func wrongFans(_ shape: [Int], _ fanIn: Int, _ fanOut: Int) -> String {
    "Initialiser: fan in \(fanIn) and fan out \(fanOut) were given for shape \(shape); both must be at least 1."
  }
}
