import Compute
import Tensors
import Testing

/// Tensors without elements: an operation on none gives none, and one that cannot stops with its sentence.
@Suite("Empty tensors")
struct EmptyTests {
  @Test("No examples give no results, and gradients of the right shape")
  func noExamples() {
    let image = Tensor(zeros: [0, 6, 5, 3])
    let filters = Tensor(ones: [3, 3, 3, 4])
    let (value, (dx, dw)) = valueWithGradient(at: image, filters) { conv2d($0, filters: $1, padding: (1, 1)) }
    #expect(value.shape == [0, 6, 5, 4])
    #expect(dx.shape == image.shape)
    #expect(dw == Tensor(zeros: filters.shape))
    #expect(maxPool2d(image, size: (2, 2)).shape == [0, 3, 2, 3])
    #expect(avgPool2d(image, size: (2, 2)).shape == [0, 3, 2, 3])
    #expect(convTranspose2d(image, filters: Tensor(ones: [2, 2, 4, 3]), stride: (2, 2)).shape == [0, 12, 10, 4])
    #expect(gradient(at: image) { maxPool2d($0, size: (2, 2)) }.shape == image.shape)
    #expect(gradient(at: image) { avgPool2d($0, size: (2, 2)) }.shape == image.shape)
  }

  @Test("No channels: every sum is 0")
  func noChannels() {
    let image = Tensor(zeros: [2, 4, 5, 0])
    #expect(conv2d(image, filters: Tensor(zeros: [3, 3, 0, 4])) == Tensor(zeros: [2, 2, 3, 4]))
    #expect(conv2d(image, filters: Tensor(zeros: [3, 3, 0, 2]), bias: [5, 7])[0, 0, 0, ...] == [5, 7])
    #expect(maxPool2d(image, size: (2, 2)).shape == [2, 2, 2, 0])
    #expect(conv2d(Tensor(ones: [2, 4, 5, 3]), filters: Tensor(zeros: [3, 3, 3, 0])).shape == [2, 2, 3, 0])
  }

  @Test("Reductions and rearrangement of none")
  func noElements() {
    let none = Tensor(zeros: [3, 0])
    #expect(none.softmax(along: 0).shape == [3, 0])
    #expect(none.sum() == 0)
    #expect(none.sum(along: 1) == [0, 0, 0])
    #expect(none.transposed().shape == [0, 3])
    #expect(none.max(along: 0).shape == [0])
    #expect(none.rows([2, 2]).shape == [2, 0])
    #expect(none.scalars.isEmpty)
    #expect(Tensor(concatenating: [none, none], along: 1).shape == [3, 0])
    #expect(none.padded([(1, 0), (0, 2)], value: 4) == Tensor(repeating: 4, shape: [4, 2]))
    #expect(gradient(at: none) { $0.squared().sum() }.shape == [3, 0])
  }

  @Test(
    "Axes that are searched or normalised beside an empty one",
    arguments: [[2000, 4, 0], [4, 0, 2000], [0, 4, 2000]])
  func besideAnEmptyAxis(shape: [Int]) {
    let none = Tensor(zeros: shape)
    for axis in 0..<3 where shape[axis] > 0 {
      let reduced = shape.enumerated().filter { $0.offset != axis }.map(\.element)
      #expect(none.max(along: axis).shape == reduced)
      #expect(none.min(along: axis).shape == reduced)
      #expect(none.argmax(along: axis) == IntTensor(shape: reduced, []))
      #expect(none.argmin(along: axis) == IntTensor(shape: reduced, []))
      #expect(none.softmax(along: axis).shape == shape)
      #expect(none.logSoftmax(along: axis).shape == shape)
      #expect(gradient(at: none) { $0.max(along: axis) + $0.softmax(along: axis).sum() }.shape == shape)
    }
  }

  @Test("The greatest of no elements stops the program, also in a window of nothing but padding")
  func nothingToChoose() async {
    func sentence(_ result: ExitTest.Result?) -> String {
      String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    }
    let greatest = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor(zeros: [3, 0]).max(along: 1)
    }
    #expect(
      sentence(greatest).contains("max(along:): axis 1 of shape [3, 0] is empty, but at least 1 element was expected."))
    let softmax = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor(zeros: [3, 0]).softmax()
    }
    #expect(sentence(softmax).contains("oftmax(along:): axis 1 of shape [3, 0] is empty"))
    let window = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = maxPool2d(Tensor(zeros: [1, 0, 4, 1]), size: (2, 2), stride: (1, 1), padding: (1, 1))
    }
    #expect(sentence(window).contains("maxPool2d: "))
  }
}
