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
  struct Array: Decodable, Sendable {
    let shape: [Int]
    let data: [Double]

    var tensor: Tensor { Tensor(shape: shape, data.map { Float($0) }) }

    /// Agreement as the file states it: relative to the value, with an allowance for the largest one.
    func disagreement(with tensor: Tensor) -> String? {
      guard tensor.shape == shape else { return "shape \(tensor.shape), expected \(shape)" }
      let largest = max(1, data.map(\.magnitude).max() ?? 0)
      for (index, (ours, theirs)) in zip(tensor.scalars, data).enumerated()
      where !((Double(ours) - theirs).magnitude <= 1e-4 * theirs.magnitude + 1e-5 * largest) {
        return "element \(index) is \(ours), expected \(theirs)"
      }
      return nil
    }
  }

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
    let inputs: [String: Array]
    let output: Array?
    let upstream: Array?
    let gradients: [String: Array]?
    let trajectory: [Array]?

    var testDescription: String { name }
  }

  /// The cases of the file beside this test, and of one more that the environment may name.
  static let cases: [Case] = {
    struct File: Decodable { let cases: [Case] }
    var files = [Bundle.module.url(forResource: "conformance", withExtension: "json", subdirectory: "Fixtures")!]
    if let path = ProcessInfo.processInfo.environment["CONFORMANCE_VECTORS"] { files.append(URL(filePath: path)) }
    return files.flatMap { file in try! JSONDecoder().decode(File.self, from: Data(contentsOf: file)).cases }
  }()

  @Test("All 68 cases are there")
  func count() { #expect(Self.cases.count >= 68) }

  @Test("Outputs, gradients and trajectories agree with PyTorch", arguments: cases)
  func agrees(_ example: Case) throws {
    if example.op == "optimizer" { return try follow(example) }
    let names = example.inputs.keys.sorted()
    let inputs = try names.map { try #require(example.inputs[$0]).tensor }
    let (upstream, output) = (try #require(example.upstream).tensor, try #require(example.output))
    let value = try #require(Self.run(example, names, inputs), "operation \(example.op) is not known")
    #expect(output.disagreement(with: value) == nil)
    let (_, gradients) = differentiate(at: inputs) { Self.run(example, names, $0)! * upstream }
    for (name, gradient) in zip(names, gradients) {
      let expected = try #require(example.gradients?[name])
      #expect(expected.disagreement(with: gradient) == nil, "gradient of \(name)")
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
    case "max": return x.max(along: parameters.axis!)
    case "min": return x.min(along: parameters.axis!)
    case "softmax": return x.softmax(along: parameters.axis ?? -1)
    case "log_softmax": return x.logSoftmax(along: parameters.axis ?? -1)
    case "softmax_cross_entropy": return x.softmaxCrossEntropy(labels: parameters.labels!)
    case "batch_norm":
      return x.batchNormalized(scale: input("gamma")!, shift: input("beta")!, epsilon: parameters.epsilon!)
    case "layer_norm":
      return x.layerNormalized(scale: input("gamma")!, shift: input("beta")!, epsilon: parameters.epsilon!)
    case "transpose": return x.transposed(to: parameters.permutation!)
    case "reshape": return x.reshaped(to: parameters.shape!)
    case "concatenate": return Tensor(concatenating: inputs, along: parameters.axis!)
    case "stack": return Tensor(stacking: inputs, along: parameters.axis!)
    case "slice":
      return x.sliced(zip(parameters.start!, parameters.end!).map { $0..<$1 })
    case "max_pool2d": return maxPool2d(x, size: pair(parameters.kernel, 2), stride: stride, padding: padding)
    case "avg_pool2d": return avgPool2d(x, size: pair(parameters.kernel, 2), stride: stride, padding: padding)
    case "conv_transpose2d":
      return convTranspose2d(x, filters: input("w")!, bias: input("b"), stride: stride, padding: padding)
    case "conv2d":
      return conv2d(
        x, filters: input("w")!, bias: input("b"), stride: stride, padding: padding,
        dilation: pair(parameters.dilation, 1), groups: parameters.groups ?? 1)
    default: return nil
    }
  }

  /// Five steps on the sum of the squares of A p - y.
  private func follow(_ example: Case) throws {
    let a = try #require(example.inputs["A"]).tensor
    let y = try #require(example.inputs["y"]).tensor
    var p = try #require(example.inputs["p0"]).tensor
    let parameters = example.params
    let (rate, decay) = (try #require(parameters.lr), parameters.weight_decay ?? 0)
    var descent = SGD(learningRate: rate, momentum: parameters.momentum ?? 0, weightDecay: decay)
    var adam = Adam(learningRate: rate, weightDecay: decay)
    var adamW = AdamW(learningRate: rate, weightDecay: decay)
    for expected in try #require(example.trajectory) {
      let slope = gradient(at: p) { (matmul(a, $0.reshaped(to: [-1, 1])).reshaped(to: [-1]) - y).squared().sum() }
      switch parameters.kind {
      case "sgd": descent.update(&p, along: slope)
      case "adam": adam.update(&p, along: slope)
      case "adamw": adamW.update(&p, along: slope)
      default: Issue.record("optimiser \(parameters.kind ?? "without a name") is not known")
      }
      #expect(expected.disagreement(with: p) == nil)
    }
  }
}
