import Compute
import Tensors

/// A fully connected layer: every output is a weighted sum of all inputs, plus a bias.
///
/// The last axis of the input, `[..., input]`, becomes `[..., output]`; all axes before it are examples.
///
///     let scores = Dense(inputs: 84, outputs: 10)(features)
public struct Dense: Layer, Module, Sendable {
  /// `[input, output]`.
  public let weights: Parameter
  /// `[output]`; nil for none.
  public let bias: Parameter?
  private let label = LayerLabel("dense")

  /// A layer that begins with the given parameters. Stops with a message when their shapes do not fit each other.
  public init(weights: Tensor, bias: Tensor? = nil) {
    guard weights.rank == 2, bias == nil || bias?.shape == [weights.shape[1]] else {
      fail(Dense.wrongParameters(weights.shape, bias?.shape))
    }
    self.weights = Parameter(weights, name: "weights", of: label)
    self.bias = bias.map { [label] in Parameter($0, name: "bias", of: label) }
  }

  /// A layer with random weights and, unless `bias` is false, a bias of zeros.
  public init(
    inputs: Int, outputs: Int, bias: Bool = true, initialiser: Initialiser = .xavierUniform,
    using generator: inout RandomGenerator
  ) {
    guard inputs > 0, outputs > 0 else { fail(Dense.wrongSizes(inputs, outputs)) }
    [inputs, outputs].checkedCount("Dense")
    self.init(
      weights: initialiser([inputs, outputs], fanIn: inputs, fanOut: outputs, using: &generator),
      bias: bias ? Tensor(zeros: [outputs]) : nil)
  }

  /// A layer whose weights are drawn by the default generator (see `seed(_:)`).
  public init(inputs: Int, outputs: Int, bias: Bool = true, initialiser: Initialiser = .xavierUniform) {
    guard inputs > 0, outputs > 0 else { fail(Dense.wrongSizes(inputs, outputs)) }
    var generator = RandomGenerator.reserving([inputs, outputs].checkedCount("Dense"))
    self.init(inputs: inputs, outputs: outputs, bias: bias, initialiser: initialiser, using: &generator)
  }

  /// The weights and, if there is one, the bias.
  public var parameters: [Parameter] { bias.map { [weights, $0] } ?? [weights] }

  /// From `[example, input]` to `[example, output]`, with any axes in front. Stops with a message when it does not fit.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    label.noting {
      let (inputs, outputs) = (weights.shape[0], weights.shape[1])
      guard input.shape.last == inputs else { fail(Dense.wrongInput(input.shape, weights.shape)) }
      // One matrix product, whatever the number of axes.
      let examples = input.shape.dropLast().reduce(1, *)
      let rows = input.rank == 2 ? input : input.reshaped(to: [examples, inputs])
      var output = matmul(rows, weights.value)
      if let bias { output = output + bias.value }
      return input.rank == 2 ? output : output.reshaped(to: input.shape.dropLast() + [outputs])
    }
  }

  static func wrongParameters(_ weights: [Int], _ bias: [Int]?) -> String {
    "Dense: weights of shape \(weights)\(bias.map { " and a bias of shape \($0)" } ?? "") do not fit; expected weights "
      + "[input, output] and a bias [output]."
  }

  static func wrongSizes(_ inputs: Int, _ outputs: Int) -> String {
    "Dense: \(inputs) inputs and \(outputs) outputs were given; both must be at least 1."
  }

  static func wrongInput(_ input: [Int], _ weights: [Int]) -> String {
    "Dense: an input of shape \(input) does not fit weights of shape \(weights); expected [..., \(weights[0])]."
  }
}
