import Tensors

/// One operation: how it is called, of what, and what is known of its results.
///
/// Everything that asks something of every operation walks `OperationCase.all`: plain references, differences, accuracy, PyTorch's
/// numbers, elements that do not depend on their neighbours, the report as WebAssembly, and the benchmark. A test compares the list
/// with the public declarations of `Tensors`, so that none is forgotten.
package struct OperationCase: Sendable {
  package let name: String
  /// The public declarations that are called, as the sources spell them: `sum(along:keepingAxes:)`, `-`,
  /// `subscript(a:b:)`.
  package let declarations: [String]
  package let inputs: [Input]
  package let call: @Sendable ([Tensor]) -> Tensor
  /// The definition, in double precision, the slow and obvious way.
  package let reference: @Sendable ([Numbers]) -> Numbers
  /// The same in Python, of tensors x, y and z, for `peer_numbers.py`; nil where PyTorch has nothing like it.
  package let pytorch: String?
  package var derivative = Derivative.smooth
  /// How exact it is as a function of one number, in ranges; for those, `exact` is the function.
  package var accuracy: [Accuracy] = []
  package var exact: (@Sendable (Double) -> Double)?
  /// Whether each element depends on those in its place alone, and what becomes of a NaN there.
  package var elementwise: Elementwise?
  package var benchmarks: [Benchmark] = []
  /// The operation's name in files of vectors, and how it is called with their parameters.
  package var vectors: Vectors?

  package enum Derivative: Sendable {
    /// At the domain's numbers there is a derivative, and a second one.
    case smooth
    /// There is one, but it changes so much within a small step that differences say nothing.
    case steep
    /// Results are constants.
    case none
  }

  package enum Elementwise: Sendable {
    /// A NaN gives a NaN.
    case keepingNaN
    /// It gives a number.
    case answeringNaN
  }

  package struct Accuracy: Sendable {
    package let range: ClosedRange<Float>
    /// The greatest error allowed, in units in the last place of the exact result.
    package let ulps: Double

    package init(_ range: ClosedRange<Float>, ulps: Double) {
      self.range = range
      self.ulps = ulps
    }
  }

  package struct Benchmark: Sendable {
    package let name: String
    package let shapes: [[Int]]
    package var differentiates = false
    /// Multiplications and additions of the definition; 0 where that says nothing.
    package var operations = 0.0
  }

  package struct Vectors: Sendable {
    package let name: String
    package let call: @Sendable (VectorParameters, [String: Tensor]) -> Tensor?
  }

  /// A tensor that an operation is called with.
  package struct Input: Sendable {
    package let shape: [Int]
    package let domain: Domain

    package init(_ shape: [Int], _ domain: Domain = .all) {
      self.shape = shape
      self.domain = domain
    }

    package func tensor(using generator: inout RandomGenerator) -> Tensor { domain.tensor(shape, using: &generator) }
  }

  /// Where numbers lie: so far from places without a derivative that a small step does not reach them.
  package enum Domain: Sendable {
    case all, positive, awayFromZero
    /// All half a unit apart, none within a quarter of 0 or of a multiple of 1.
    case apart
    case masks

    package func tensor(_ shape: [Int], using generator: inout RandomGenerator) -> Tensor {
      let x = Tensor(randomNormal: shape, using: &generator)
      switch self {
      case .all: return x
      case .positive: return x.magnitude() + 0.5
      case .awayFromZero: return x + x.sign() * 0.25
      case .apart:
        let order = IntTensor(permutationOf: x.count, using: &generator)
        return (Tensor(order) - Float(x.count / 2)).reshaped(to: shape) * 0.5 + 0.25
      case .masks: return x .> 0
      }
    }
  }

  /// Numbers for the inputs, drawn from a seed.
  package func drawn(seed: Int) -> [Tensor] {
    var generator = RandomGenerator(seed: UInt64(seed))
    return inputs.map { $0.tensor(using: &generator) }
  }

  /// All cases.
  package static let all: [OperationCase] =
    functions + arithmetic + comparisons + reductions + probabilities + arrangements + subscripts + selections
    + products + images
}

// How cases are written.

extension OperationCase {
  package init(
    _ name: String, _ declarations: [String], _ inputs: [Input], pytorch: String?,
    _ call: @escaping @Sendable ([Tensor]) -> Tensor, reference: @escaping @Sendable ([Numbers]) -> Numbers
  ) {
    self.name = name
    self.declarations = declarations
    self.inputs = inputs
    self.call = call
    self.reference = reference
    self.pytorch = pytorch
  }

  /// A function of one number, which is measured over a million of them.
  static func function(
    _ name: String, _ declaration: String, in domain: Domain = .all, pytorch: String?,
    _ call: @escaping @Sendable (Tensor) -> Tensor, exact: @escaping @Sendable (Double) -> Double,
    accuracy: [Accuracy] = []
  ) -> OperationCase {
    var result = OperationCase(
      name, [declaration], [Input([3, 7], domain)], pytorch: pytorch, { call($0[0]) }, reference: { $0[0].map(exact) })
    result.exact = exact
    result.accuracy = accuracy
    result.elementwise = .keepingNaN
    result.benchmarks = [Benchmark(name: name, shapes: [[4096, 256]])]
    return result
  }

  /// A function of two numbers, with broadcasting.
  static func pairs(
    _ name: String, _ declaration: String, _ left: Domain = .all, _ right: Domain = .all, pytorch: String?,
    _ call: @escaping @Sendable (Tensor, Tensor) -> Tensor, exact: @escaping @Sendable (Double, Double) -> Double
  ) -> OperationCase {
    var result = OperationCase(
      name, [declaration], [Input([2, 3, 5], left), Input([3, 1], right)], pytorch: pytorch, { call($0[0], $0[1]) },
      reference: { Numbers.paired($0[0], $0[1], exact) })
    result.elementwise = .keepingNaN
    result.benchmarks = [Benchmark(name: name, shapes: [[4096, 256], [4096, 256]])]
    return result
  }

  /// The case of an operation whose results are constants.
  func constant() -> OperationCase {
    var result = self
    result.derivative = .none
    return result
  }

  /// The case of a function whose derivative is not compared with differences.
  func tooSteepForDifferences() -> OperationCase {
    var result = self
    result.derivative = .steep
    return result
  }

  /// The case of an operation each element of whose result depends on those in its place alone.
  func elementwise(_ elementwise: Elementwise) -> OperationCase {
    var result = self
    result.elementwise = elementwise
    return result
  }

  /// The case with what the benchmark measures.
  func measured(_ benchmarks: Benchmark...) -> OperationCase {
    var result = self
    result.benchmarks = benchmarks
    return result
  }
}
