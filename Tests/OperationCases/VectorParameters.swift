import Tensors

/// What cases in files of vectors are called with; the format is described beside them, in `Tests/EngineTests/Fixtures`.
package struct VectorParameters: Sendable {
  package var stride: [Int]?
  package var padding: [Int]?
  package var dilation: [Int]?
  package var kernel: [Int]?
  package var groups: Int?
  package var axis: Int?
  package var permutation: [Int]?
  package var shape: [Int]?
  package var start: [Int]?
  package var end: [Int]?
  package var labels: [Int]?
  package var epsilon: Float?
  package var kind: String?
  package var lr: Float?
  package var momentum: Float?
  package var weight_decay: Float?

  package init() {}

  /// Two numbers, or twice the same where there are none.
  func pair(_ values: [Int]?, _ otherwise: Int) -> (Int, Int) {
    if let values { return (values[0], values[1]) }
    return (otherwise, otherwise)
  }
}

#if !hasFeature(Embedded)
  extension VectorParameters: Decodable {}
#endif

extension OperationCase {
  /// The case with its name in files of vectors, which call it as the case itself does, with inputs in the order of their names.
  func inVectors(as name: String) -> OperationCase {
    let call = call
    return inVectors(as: name) { _, inputs in call(inputs.keys.sorted().map { inputs[$0]! }) }
  }

  /// The case with its name in files of vectors.
  func inVectors(
    as name: String, _ call: @escaping @Sendable (VectorParameters, [String: Tensor]) -> Tensor?
  ) -> OperationCase {
    var result = self
    result.vectors = Vectors(name: name, call: call)
    return result
  }
}
