import Compute
import Foundation
import Networks
import OperationCases
import Tensors
import Testing

/// The engine against PyTorch: outputs and gradients of a shared file of cases.
///
/// `Fixtures/conformance.json` was computed by PyTorch 2.13 in float64 on a CPU. Activations are [example, height, width,
/// channel], filters [height, width, input channel / groups, output channel].
@Suite("Conformance")
struct ConformanceTests {
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let op: String
    let params: VectorParameters
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
        name: file.lastPathComponent, op: "", params: VectorParameters(), inputs: [:], output: nil, upstream: nil,
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

  /// The declared case of the operation, called with the file's parameters.
  private static func run(_ example: Case, _ names: [String], _ inputs: [Tensor]) -> Tensor? {
    let vectors = OperationCase.all.lazy.compactMap(\.vectors).first { $0.name == example.op }
    return vectors?.call(example.params, Dictionary(uniqueKeysWithValues: zip(names, inputs)))
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
