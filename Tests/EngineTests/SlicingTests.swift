import Tensors
import Testing

@Suite("Elements, slices and copies")
struct SlicingTests {
  let matrix: Tensor = [[0, 1, 2], [3, 4, 5], [6, 7, 8]]

  @Test("Elements of three and four axes are read and written by their indices")
  func elements() {
    var x = Tensor(0..<24).reshaped(to: [2, 3, 4])
    #expect(x[1, 2, 3] == 23)
    let copy = x
    x[1, 0, 2] = -1
    #expect(x[1, 0, 2] == -1)
    #expect(copy[1, 0, 2] == 14)
    var y = Tensor(0..<24).reshaped(to: [2, 3, 2, 2])
    y[1, 2, 0, 1] += 0.5
    #expect(y[1, 2, 0, 1] == 21.5)
    var row: Tensor = [1, 2]
    row[1] = 5
    #expect(row == [1, 5])
    // Fewer indices than axes are a part, which `...` says.
    let part: Tensor = y[1, 2, ...]
    #expect(part == [[20, 21.5], [22, 23]])
    #expect(y[1, 2, 1, ...] == [22, 23])
    // In a differentiated closure writing is an operation like any other.
    #expect(
      gradient(at: Tensor(ones: [1, 2, 2])) { x in
        var z = x * 2
        z[0, 1, 1] = 7
        return z
      } == [[[2, 2], [2, 0]]])
  }

  @Test("Indices remove axes, ranges keep them")
  func reading() {
    #expect(matrix[1, 2] == 5)
    #expect(matrix[1, 0..<2] == [3, 4])
    #expect(matrix[0...1, 1...] == [[1, 2], [4, 5]])
    #expect(matrix[..<2, 2] == [2, 5])
    #expect(matrix[...1] == [[0, 1, 2], [3, 4, 5]])
    #expect(matrix[2, ...] == [6, 7, 8])
    #expect(matrix[..., 2] == [2, 5, 8])
    #expect(matrix[...] == matrix)
    #expect(matrix[1..<1, ...].shape == [0, 3])
    let element: Tensor = matrix[2, 1]
    #expect(element == 7)
    let image = Tensor(0..<24).reshaped(to: [1, 2, 4, 3])
    #expect(image[0, 1, 2, 0..<2] == [18, 19])
    #expect(image[0, 1, 2, 2] == 20)
    #expect(image[..., 0].shape == [1, 2, 4])
    #expect((3 as Tensor)[] == 3)
  }

  @Test("Assignment broadcasts into the box and touches nothing else")
  func writing() {
    var x = matrix
    x[0..<2, 1...] = 0
    #expect(x == [[0, 0, 0], [3, 0, 0], [6, 7, 8]])
    x[..., 0] = [10, 20, 30]
    x[2, 1..<3] *= 2
    x[0, 1] += 0.5
    x[1, ...] = x[2, ...]
    #expect(x == [[10, 0.5, 0], [30, 14, 16], [30, 14, 16]])
    x[0..<3, 0..<2] = [[1], [2], [3]]
    #expect(x == [[1, 1, 0], [2, 2, 16], [3, 3, 16]])
  }

  @Test("Assignment agrees with plain loops", arguments: 0..<20)
  func randomBoxes(seed: Int) {
    var random = RandomCases(seed: seed)
    let x = random.tensor(random.shape(rank: 3...3))
    let ranges = x.shape.map { length in
      let lower = random.int(0...length)
      return lower..<random.int(lower...length)
    }
    let value = random.tensor(ranges.map(\.count))
    var y = x
    y[ranges[0], ranges[1], ranges[2]] = value
    for index in indices(of: x.shape) {
      let isInside = zip(index, ranges).allSatisfy { $1.contains($0) }
      let expected = isInside ? element(value, zip(index, ranges).map { $0 - $1.lowerBound }) : element(x, index)
      #expect(element(y, index) == expected, "seed \(seed): \(ranges) of \(x.shape)")
    }
    #expect(y[ranges[0], ranges[1], ranges[2]] == value, "seed \(seed): \(ranges) of \(x.shape)")
  }

  @Test("A copy is independent of its original, whichever is changed and however")
  func copyOnWrite() {
    let original = matrix
    var copy = original
    copy[0, 0] = 99
    #expect(original == [[0, 1, 2], [3, 4, 5], [6, 7, 8]])
    var flat = original.reshaped(to: [9])
    flat[4] = -1
    var slice = original[0...]
    slice[0..<1] = -2
    var all = original[...]
    all += 1
    #expect(original == matrix)
    var own = matrix
    own[0..<2, 0..<2] = own[1..<3, 1..<3]
    #expect(own == [[4, 5, 2], [7, 8, 5], [6, 7, 8]])
    own[...] = own.transposed()
    #expect(own == [[4, 7, 6], [5, 8, 7], [2, 5, 8]])
  }

  @Test("Literals nest to any depth, also with tensors inside")
  func literals() {
    #expect(([] as Tensor).shape == [0])
    #expect((4 as Tensor).shape == [])
    #expect(([[[1], [2]]] as Tensor).shape == [1, 2, 1])
    let row: Tensor = [1, 2]
    #expect([row, row * 2] as Tensor == [[1, 2], [2, 4]])
    #expect(Tensor(shape: [2, 1], [5, 6]) == [[5], [6]])
  }
}
