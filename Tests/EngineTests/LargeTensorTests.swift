import OperationCases
import Tensors
import Testing

/// What is computed in other ways where there is much of it: a short row repeated over many rows, normalisation and softmax in
/// few passes. Each agrees with the plain way.
@Suite("Large tensors")
struct LargeTensorTests {
  @Test("A short row beside many rows gives what single elements give", arguments: [1, 2, 3, 5, 6, 7, 16, 31, 63, 64])
  func repeatedRows(length: Int) {
    var random = RandomCases(seed: length)
    for shape in [[1, 2000, length], [3, 777, length], [2, 3, 257, length]] {
      let x = random.tensor(shape)
      var rowShape = shape
      rowShape[shape.count - 2] = 1
      for row in [random.tensor([length]), random.tensor(rowShape)] {
        let (many, one) = (x.scalars, row.scalars)
        let perImage = row.rank == 1 ? many.count : shape[shape.count - 2] * length
        func element(_ index: Int) -> Float { one[index / perImage * length + index % length] }
        func expect(_ result: Tensor, _ name: String, _ operation: (Float, Float) -> Float) {
          let numbers = result.scalars
          let wrong = numbers.indices.first { numbers[$0] != operation(many[$0], element($0)) }
          #expect(wrong == nil && result.shape == shape, "\(name), \(shape) and \(row.shape)")
        }
        expect(x - row, "left minus row") { $0 - $1 }
        expect(row - x, "row minus left") { $1 - $0 }
        expect(x .< row, "comparison") { $0 < $1 ? 1 : 0 }
        expect(Tensor.maximum(row, x), "greater") { max($0, $1) }
        expect(row.broadcast(to: shape), "broadcast") { $1 }
      }
    }
  }

  @Test("The gradient of a repeated row is the sum over the rows")
  func rowGradient() {
    var random = RandomCases(seed: 1)
    let (x, row) = (random.tensor([9, 401, 6]), random.tensor([6]))
    let (_, (left, right)) = valueWithGradient(at: x, row) { $0 * $1 }
    #expect(left == row.broadcast(to: x.shape))
    var sums = Numbers(zeros: [6])
    for (index, value) in x.scalars.enumerated() { sums.values[index % 6] += Double(value) }
    #expect(sums.disagreement(with: right, absolute: 1e-6) == nil)
  }

  @Test(
    "Normalisation and its gradients are those of the formula",
    arguments: [[700, 6], [5, 40, 33], [90, 1], [2, 130], [60, 200], [17_000, 3]])
  func normalisation(shape: [Int]) {
    var random = RandomCases(seed: shape[0])
    let columns = shape[shape.count - 1]
    let inputs = [random.tensor(shape) * 2 + 3, random.tensor([columns]), random.tensor([columns])]
    let upstream = random.tensor(shape)
    for byColumn in [true, false] {
      let axes = byColumn ? Array(0..<shape.count - 1) : [shape.count - 1]
      let ours = valueWithGradient(at: inputs) {
        (byColumn
          ? $0[0].batchNormalized(scale: $0[1], shift: $0[2], epsilon: 0.01)
          : $0[0].layerNormalized(scale: $0[1], shift: $0[2], epsilon: 0.01)) * upstream
      }
      let plain = valueWithGradient(at: inputs) {
        let centred = $0[0] - $0[0].mean(along: axes, keepingAxes: true)
        let deviation = (centred.squared().mean(along: axes, keepingAxes: true) + 0.01).squareRoot()
        return (centred / deviation * $0[1] + $0[2]) * upstream
      }
      #expect(Numbers(plain.value).disagreement(with: ours.value) == nil, "\(shape), by column: \(byColumn)")
      for (theirs, gradient) in zip(plain.gradient, ours.gradient) {
        #expect(Numbers(theirs).disagreement(with: gradient, absolute: 3e-5) == nil, "\(shape), by column: \(byColumn)")
      }
    }
  }

  @Test(
    "Softmax of rows and its gradients are those of columns",
    arguments: [[3000, 10], [41, 1001], [7, 5000], [5, 1]])
  func softmax(shape: [Int]) {
    var random = RandomCases(seed: shape[1])
    let (x, upstream) = (random.tensor(shape) * 4, random.tensor(shape))
    for function in [{ $0.softmax(along: $1) }, { $0.logSoftmax(along: $1) }] as [(Tensor, Int) -> Tensor] {
      let rows = valueWithGradient(at: x) { function($0, 1) * upstream }
      let columns = valueWithGradient(at: x.transposed()) { function($0, 0) * upstream.transposed() }
      #expect(Numbers(columns.value.transposed()).disagreement(with: rows.value, absolute: 1e-6) == nil)
      #expect(Numbers(columns.gradient.transposed()).disagreement(with: rows.gradient, absolute: 1e-6) == nil)
    }
  }
}
