import Compute
import Networks
import Testing

@testable import Tensors

@Suite("Messages")
struct MessageTests {
  @Test(
    "Every message is one sentence with the operation, the shapes and what was expected",
    arguments: [
      (
        ErrorMessage.broadcast("add", [2, 3], [4]),
        "add: shapes [2, 3] and [4] do not broadcast; aligned at the end, two lengths must be equal or one of them 1."
      ),
      (
        ErrorMessage.raggedLiteral(first: [2], index: 1, row: [3]),
        "Tensor literal: all rows need one shape, but row 0 has shape [2] and row 1 has shape [3]."
      ),
      (
        ErrorMessage.reshape([2, 3], [4, 2]), "reshaped(to:): shape [2, 3] has 6 elements, but shape [4, 2] needs 8."
      ),
      (
        ErrorMessage.axis("sum(along:)", 2, [2, 3]),
        "sum(along:): axis 2 is out of range for shape [2, 3]; axes go from 0 to 1, or from -1, the last, back to -2."
      ),
      (
        ErrorMessage.index(6, axis: 0, [6, 8]),
        "subscript: index 6 is out of range along axis 0 of shape [6, 8]; it must be from 0 to 5, or from -1, the last, "
          + "back to -6."
      ),
      (
        ErrorMessage.elementIndices([0], [3, 3]),
        "subscript: an element of shape [3, 3] needs 2 indices, but 1 index was given: [0]; "
          + "for the part at these indices, add `...` to them."
      ),
      (
        ErrorMessage.assignment([3], to: [6, 4]),
        "subscript: a value of shape [3] cannot be assigned to a slice of shape [6, 4]; aligned at the end, each of its "
          + "lengths must equal the slice's or be 1."
      ),
      (
        ErrorMessage.convolutionChannels([1, 6, 8, 1], [3, 3, 2, 4], channels: 1, expected: 2, groups: 1),
        "conv2d: input of shape [1, 6, 8, 1] has 1 channel, but filters of shape [3, 3, 2, 4] expect 2."
      ),
      (
        ErrorMessage.convolutionSize(
          [2, 2], [3, 3],
          ConvolutionGeometry(
            examples: 1, input: .init(2, 2), inputChannels: 1, kernel: .init(3, 3), outputChannels: 1)),
        "conv2d: filters of shape [3, 3] reach over 3 x 3 elements, more than the 2 x 2 that an input of shape [2, 2] has."
      ),
    ])
  func sentences(_ message: String, _ expected: String) {
    #expect(message == expected)
  }

  private func sentence(_ result: ExitTest.Result?) -> String {
    String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  }

  @Test("Shapes that do not broadcast stop the program with the sentence")
  func broadcastStops() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor(zeros: [2, 3]) + Tensor(zeros: [4])
    }
    let lines = sentence(result).split(separator: "\n")
    // A line of its own, with no location in the engine's source before it.
    #expect(lines.contains("Fatal error: \(ErrorMessage.broadcast("add", [2, 3], [4]))"))
  }

  @Test("A kernel larger than its image stops the program with the sentence")
  func convolutionStops() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Conv2D(kernel: Tensor(ones: [3, 3]))(Tensor(ones: [2, 2]))
    }
    #expect(sentence(result).contains("conv2d: filters of shape [3, 3] reach over 3 x 3 elements"))
  }

  @Test("A ragged literal stops the program with the sentence")
  func raggedStops() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = [[1, 2], [3]] as Tensor
    }
    #expect(sentence(result).contains(ErrorMessage.raggedLiteral(first: [2], index: 1, row: [1])))
  }

  @Test("A result that does not depend on the variables stops the program with the sentence")
  func independentStops() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = valueWithGradient(at: 3) { x in Tensor(x.scalar * x.scalar) }
    }
    #expect(sentence(result).contains(ErrorMessage.independent([])))
  }
}
