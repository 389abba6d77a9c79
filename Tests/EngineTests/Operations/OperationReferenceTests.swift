import Compute
import OperationCases
import Tensors
import Testing

@Suite("Every operation against its definition")
struct OperationReferenceTests {
  @Test("Results are those of the definition in double precision", arguments: OperationCase.all + OperationCase.losses)
  func definition(_ operation: OperationCase) {
    for seed in 0..<8 {
      let inputs = operation.drawn(seed: seed)
      let before = inputs.map(\.scalars)
      let problem = operation.reference(inputs.map { Numbers($0) })
        .disagreement(with: operation.call(inputs), relative: 2e-5, absolute: 1e-6)
      #expect(problem == nil, "\(operation.name), seed \(seed)")
      #expect(inputs.map(\.scalars) == before, "inputs of \(operation.name)")
    }
  }

  private static let elementwise = OperationCase.all.filter { $0.elementwise != nil }

  @Test("Elements do not depend on where they stand and how many there are", arguments: elementwise)
  func positions(_ operation: OperationCase) {
    var generator = RandomGenerator(seed: 3)
    // More than threads share, ends that are no whole vector, and fewer than a vector.
    let inputs = operation.inputs.map { $0.domain.tensor([100_003], using: &generator) }
    let values = operation.call(inputs).scalars
    for count in [1, 3, 7, 8, 9, 16, 31, 33, 1025] {
      let part = operation.call(inputs.map { $0[100_003 - count..<100_003] })
      #expect(part.scalars == Array(values.suffix(count)), "\(operation.name) of the last \(count)")
    }
    let columns = operation.call(inputs.map { $0[0..<99_990].reshaped(to: [33_330, 3]).transposed() })
    #expect(columns.transposed().scalars == Array(values.prefix(99_990)), "\(operation.name) of columns")
  }

  @Test("A NaN stays where it is", arguments: elementwise.filter { $0.elementwise == .keepingNaN })
  func notANumber(_ operation: OperationCase) {
    var generator = RandomGenerator(seed: 4)
    for count in [1, 3, 8, 9, 33] {
      let inputs = operation.inputs.map { $0.domain.tensor([count], using: &generator) }
      for (position, number) in (0..<count).flatMap({ position in inputs.indices.map { (position, $0) } }) {
        var strange = inputs
        strange[number][position] = Float.nan
        let result = operation.call(strange).scalars
        #expect(
          result.indices.allSatisfy { result[$0].isNaN == ($0 == position) },
          "\(operation.name) of \(count), NaN at \(position)")
      }
    }
  }

  @Test("Of none there are none", arguments: elementwise)
  func none(_ operation: OperationCase) {
    #expect(operation.call(operation.inputs.map { _ in Tensor(zeros: [3, 0]) }).shape == [3, 0])
  }
}
