import Compute
import Foundation
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
    var groups: Int?
    var axis: Int?
    var permutation: [Int]?
    var shape: [Int]?
    var start: [Int]?
    var end: [Int]?
  }

  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let op: String
    let params: Parameters
    let inputs: [String: Array]
    let output: Array
    let upstream: Array
    let gradients: [String: Array]

    var testDescription: String { name }
  }

  static let known = [
    "add", "subtract", "multiply", "divide", "negate", "square", "sum", "mean", "transpose", "reshape", "slice",
    "conv2d",
  ]

  /// The cases whose operation the engine has.
  static let cases: [Case] = {
    struct Head: Decodable { let op: String }
    struct File<Element: Decodable>: Decodable { let cases: [Element] }
    struct Known: Decodable {
      let value: Case?
      init(from decoder: any Decoder) throws {
        value = known.contains(try Head(from: decoder).op) ? try Case(from: decoder) : nil
      }
    }
    let url = Bundle.module.url(forResource: "conformance", withExtension: "json", subdirectory: "Fixtures")!
    let file = try! JSONDecoder().decode(File<Known>.self, from: Data(contentsOf: url))
    return file.cases.compactMap(\.value)
  }()

  @Test("All cases of the operations that the engine has are there")
  func count() {
    #expect(Set(Self.cases.map(\.op)) == Set(Self.known))
    #expect(Self.cases.count { $0.op == "conv2d" } == 10)
  }

  @Test("Outputs and gradients agree with PyTorch", arguments: cases)
  func agrees(_ example: Case) throws {
    let names = example.inputs.keys.sorted()
    let inputs = try names.map { try #require(example.inputs[$0]).tensor }
    let upstream = example.upstream.tensor
    #expect(example.output.disagreement(with: Self.run(example, names, inputs)) == nil)
    let (_, gradients) = differentiate(at: inputs) { Self.run(example, names, $0) * upstream }
    for (name, gradient) in zip(names, gradients) {
      let expected = try #require(example.gradients[name])
      #expect(expected.disagreement(with: gradient) == nil, "gradient of \(name)")
    }
  }

  private static func run(_ example: Case, _ names: [String], _ inputs: [Tensor]) -> Tensor {
    let x = inputs[0]
    let parameters = example.params
    switch example.op {
    case "add": return inputs[0] + inputs[1]
    case "subtract": return inputs[0] - inputs[1]
    case "multiply": return inputs[0] * inputs[1]
    case "divide": return inputs[0] / inputs[1]
    case "negate": return -x
    case "square": return x.squared()
    case "sum": return x.sum(along: parameters.axis!)
    case "mean": return x.mean(along: parameters.axis!)
    case "transpose": return x.transposed(to: parameters.permutation!)
    case "reshape": return x.reshaped(to: parameters.shape!)
    case "slice":
      let (start, end) = (parameters.start!, parameters.end!)
      return x[start[0]..<end[0], start[1]..<end[1]]
    default:
      let input = inputs[names.firstIndex(of: "x")!]
      let filters = inputs[names.firstIndex(of: "w")!]
      let bias = names.firstIndex(of: "b").map { inputs[$0] }
      func pair(_ values: [Int]?, _ otherwise: Int) -> (Int, Int) {
        values.map { ($0[0], $0[1]) } ?? (otherwise, otherwise)
      }
      return conv2d(
        input, filters: filters, bias: bias, stride: pair(parameters.stride, 1), padding: pair(parameters.padding, 0),
        dilation: pair(parameters.dilation, 1), groups: parameters.groups ?? 1)
    }
  }
}
