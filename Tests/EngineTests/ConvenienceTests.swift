import Tensors
import Testing

/// Numbers and lists of the language where a tensor is meant.
@Suite("Numbers of the language")
struct ConvenienceTests {
  @Test("Literals mean what they meant: 1 / 2 is a half")
  func literals() {
    let x: Tensor = [2, 4]
    #expect(x * (1 / 2) == [1, 2])
    #expect(x * 2 - 1 + 0.5 * x / 4 == [3.25, 7.5])
    #expect(2 * x * 3.5 + 1 == [15, 29])
    #expect(Tensor([1, 2]) == [1, 2])
    #expect(IntTensor([1, 2]) == [1, 2] as IntTensor)
  }

  @Test("A list of numbers is a tensor of one axis, and whole numbers are integers")
  func lists() {
    let list: [Float] = [1, 2.5]
    #expect(Tensor(list) == [1, 2.5])
    #expect(Tensor([] as [Float]).shape == [0])
    let matrix: Tensor = [[1, -2], [3, 1e9]]
    #expect(IntTensor(matrix) == IntTensor(shape: [2, 2], [1, -2, 3, 1_000_000_000]))
    #expect(Tensor(IntTensor(matrix)) == matrix)
  }

  @Test("A number may stand at the left of a comparison")
  func comparisons() {
    let (x, half): (Tensor, Float) = ([0, 0.5, 1], 0.5)
    #expect((half .< x) == [0, 0, 1])
    #expect((half .<= x) == [0, 1, 1])
    #expect((half .> x) == [1, 0, 0])
    #expect((half .>= x) == [1, 1, 0])
    #expect((half .== x) == [0, 1, 0])
    #expect((half .!= x) == [1, 0, 1])
    #expect((0.5 .< x) == [0, 0, 1])
  }
}
