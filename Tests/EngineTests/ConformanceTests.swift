import Compute
import Foundation
import Networks
import Tensors
import Testing

/// The engine against PyTorch: outputs and gradients of a shared file of cases.
///
/// `Fixtures/conformance.json` was computed by PyTorch 2.13 in float64 on a CPU. Activations are [example, height, width,
/// channel], filters [height, width, input channel / groups, output channel].
@Suite("Conformance")
struct ConformanceTests {
  struct Parameters: Decodable, Sendable {
    var stride: [Int]?
    var padding: [Int]?
    var dilation: [Int]?
    var kernel: [Int]?
    var groups: Int?
    var axis: Int?
    var permutation: [Int]?
    var shape: [Int]?
    var start: [Int]?
    var end: [Int]?
    var labels: [Int]?
    var epsilon: Float?
    var kind: String?
    var lr: Float?
    var momentum: Float?
    var weight_decay: Float?
  }

  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let op: String
    let params: Parameters
    let inputs: [String: Numbers]
    let output: Numbers?
    let upstream: Numbers?
    let gradients: [String: Numbers]?
    let trajectory: [Numbers]?
    /// Why there is nothing to compare, for a file that could not be read.
    var problem: String?

    var testDescription: String { name }

    static func unreadable(_ file: URL, _ problem: String) -> Case {
      Case(
        name: file.lastPathComponent, op: "", params: Parameters(), inputs: [:], output: nil, upstream: nil,
        gradients: nil, trajectory: nil, problem: "\(file.path) cannot be used: \(problem)")
    }
  }

  /// The files beside this test.
  static let fixtures = ["conformance", "hard-geometries"].map {
    Bundle.module.url(forResource: $0, withExtension: "json", subdirectory: "Fixtures")!
  }

  /// The cases of the files beside this test, and of one more that the environment may name.
  static let cases: [Case] = {
    var files = fixtures
    if let path = ProcessInfo.processInfo.environment["CONFORMANCE_VECTORS"] { files.append(URL(filePath: path)) }
    return files.flatMap { cases(in: $0) }
  }()

  /// The cases in a file; for a file that cannot be read, or has none, one case that fails and says so.
  static func cases(in file: URL) -> [Case] {
    struct File: Decodable { let cases: [Case] }
    do {
      let cases = try JSONDecoder().decode(File.self, from: Data(contentsOf: file)).cases
      return cases.isEmpty ? [.unreadable(file, "it has no cases")] : cases
    } catch { return [.unreadable(file, "\(error)")] }
  }

  @Test("All 68 cases are there, and the 67 of hard geometries")
  func count() { #expect(Self.fixtures.map { Self.cases(in: $0).count } == [68, 67]) }

  @Test("Outputs, gradients and trajectories agree with PyTorch", arguments: cases)
  func agrees(_ example: Case) { #expect(Self.disagreements(of: example) == []) }

  /// What is wrong with the engine's results in a case: nothing where all agree.
  static func disagreements(of example: Case) -> [String] {
    if let problem = example.problem { return [problem] }
    if example.op == "optimizer" { return follow(example) }
    let names = example.inputs.keys.sorted()
    let inputs = names.map { example.inputs[$0]!.tensor }
    guard let upstream = example.upstream?.tensor, let output = example.output, let expected = example.gradients else {
      return ["an output, an upstream or gradients to compare with are not there"]
    }
    guard let value = run(example, names, inputs) else {
      return ["operation \(example.op) is not known, or needs a parameter that is not there"]
    }
    if let problem = output.disagreement(with: value) { return ["output: \(problem)"] }
    guard upstream.shape == value.shape else { return ["upstream: its shape is \(upstream.shape), not the output's"] }
    let (_, gradients) = differentiate(at: inputs) { run(example, names, $0)! * upstream }
    return zip(names, gradients).compactMap { name, gradient in
      guard let expected = expected[name] else { return "gradient of \(name): there is none to compare with" }
      return expected.disagreement(with: gradient).map { "gradient of \(name): \($0)" }
    }
  }

  private static func run(_ example: Case, _ names: [String], _ inputs: [Tensor]) -> Tensor? {
    let x = inputs[names.firstIndex(of: "x") ?? 0]
    let parameters = example.params
    func pair(_ values: [Int]?, _ otherwise: Int) -> (Int, Int) {
      values.map { ($0[0], $0[1]) } ?? (otherwise, otherwise)
    }
    func input(_ name: String) -> Tensor? { names.firstIndex(of: name).map { inputs[$0] } }
    let (stride, padding) = (pair(parameters.stride, 1), pair(parameters.padding, 0))
    switch example.op {
    case "add": return inputs[0] + inputs[1]
    case "subtract": return inputs[0] - inputs[1]
    case "multiply": return inputs[0] * inputs[1]
    case "divide": return inputs[0] / inputs[1]
    case "matmul": return matmul(inputs[0], inputs[1])
    case "negate": return -x
    case "square": return x.squared()
    case "abs": return x.magnitude()
    case "sqrt": return x.squareRoot()
    case "exp": return x.exp()
    case "log": return x.log()
    case "relu": return x.relu()
    case "leaky_relu": return x.leakyReLU()
    case "sigmoid": return x.sigmoid()
    case "tanh": return x.tanh()
    case "gelu": return x.gelu()
    case "softplus": return x.softplus()
    case "sum": return parameters.axis.map { x.sum(along: $0) } ?? x.sum()
    case "mean": return parameters.axis.map { x.mean(along: $0) } ?? x.mean()
    case "max": return parameters.axis.map { x.max(along: $0) }
    case "min": return parameters.axis.map { x.min(along: $0) }
    case "softmax": return x.softmax(along: parameters.axis ?? -1)
    case "log_softmax": return x.logSoftmax(along: parameters.axis ?? -1)
    case "softmax_cross_entropy": return parameters.labels.map { x.softmaxCrossEntropy(labels: $0) }
    case "batch_norm":
      guard let scale = input("gamma"), let shift = input("beta"), let epsilon = parameters.epsilon else { return nil }
      return x.batchNormalized(scale: scale, shift: shift, epsilon: epsilon)
    case "layer_norm":
      guard let scale = input("gamma"), let shift = input("beta"), let epsilon = parameters.epsilon else { return nil }
      return x.layerNormalized(scale: scale, shift: shift, epsilon: epsilon)
    case "transpose": return parameters.permutation.map { x.transposed(to: $0) }
    case "reshape": return parameters.shape.map { x.reshaped(to: $0) }
    case "concatenate": return parameters.axis.map { Tensor(concatenating: inputs, along: $0) }
    case "stack": return parameters.axis.map { Tensor(stacking: inputs, along: $0) }
    case "slice":
      guard let start = parameters.start, let end = parameters.end else { return nil }
      return x.sliced(zip(start, end).map { $0..<$1 })
    case "max_pool2d", "avg_pool2d":
      guard parameters.kernel != nil else { return nil }
      let size = pair(parameters.kernel, 1)
      let step = parameters.stride == nil ? size : stride
      return example.op == "max_pool2d"
        ? maxPool2d(x, size: size, stride: step, padding: padding)
        : avgPool2d(x, size: size, stride: step, padding: padding)
    case "conv_transpose2d":
      return input("w").map { convTranspose2d(x, filters: $0, bias: input("b"), stride: stride, padding: padding) }
    case "conv2d":
      return input("w").map {
        conv2d(
          x, filters: $0, bias: input("b"), stride: stride, padding: padding, dilation: pair(parameters.dilation, 1),
          groups: parameters.groups ?? 1)
      }
    default: return nil
    }
  }

  /// Five steps on the sum of the squares of A p - y.
  private static func follow(_ example: Case) -> [String] {
    guard let a = example.inputs["A"]?.tensor, let y = example.inputs["y"]?.tensor,
      var p = example.inputs["p0"]?.tensor,
      let rate = example.params.lr, let trajectory = example.trajectory, !trajectory.isEmpty
    else { return ["A, y, p0, a learning rate or a trajectory is not there"] }
    let parameters = example.params
    let decay = parameters.weight_decay ?? 0
    var descent = SGD(learningRate: rate, momentum: parameters.momentum ?? 0, weightDecay: decay)
    var adam = Adam(learningRate: rate, weightDecay: decay)
    var adamW = AdamW(learningRate: rate, weightDecay: decay)
    var problems: [String] = []
    for (step, expected) in trajectory.enumerated() {
      let slope = gradient(at: p) { (matmul(a, $0.reshaped(to: [-1, 1])).reshaped(to: [-1]) - y).squared().sum() }
      switch parameters.kind {
      case "sgd": descent.update(&p, along: slope)
      case "adam": adam.update(&p, along: slope)
      case "adamw": adamW.update(&p, along: slope)
      default: return ["optimiser \(parameters.kind ?? "without a name") is not known"]
      }
      if let problem = expected.disagreement(with: p) { problems.append("step \(step + 1): \(problem)") }
    }
    return problems
  }
}
