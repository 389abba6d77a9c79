import Compute
import Testing

@testable import Tensors

/// Shapes and amounts so large that their arithmetic would overflow: a sentence, with the operation, before anything is computed.
@Suite("Limits")
struct LimitTests {
  /// What is done, and how the sentence begins.
  static let cases: [(opening: String, operation: @Sendable () -> Void)] = [
    ("Tensor: shape", { _ = Tensor(zeros: [1 << 40, 1 << 40]) }),
    ("Tensor: shape", { _ = Tensor(zeros: [1 << 40, 1 << 40, 0]) }),
    ("Tensor: shape", { _ = Tensor(zeros: [0, 1 << 40, 1 << 40]) }),
    ("Tensor: shape", { _ = Tensor(ones: [1 << 61]) }),
    ("Tensor: shape", { _ = Tensor(randomUniform: [1 << 61]) }),
    // More than a processor can address.
    ("Tensor: the system refused", { _ = Block(1 << 46) }),
    ("Tensor(identity:): shape", { _ = Tensor(identity: 1 << 33) }),
    ("Tensor(0..<\(Int.max)): shape", { _ = Tensor(0..<Int.max) }),
    ("Tensor(\(Int.min)..<5): shape", { _ = Tensor(Int.min..<5) }),
    ("Tensor(1...\(Int.max)): shape", { _ = Tensor(1...Int.max) }),
    ("Tensor(from:through:count:): shape", { _ = Tensor(from: 0, through: 1, count: 1 << 62) }),
    ("Tensor(from:through:count:): the interval", { _ = Tensor(from: 0, through: .infinity, count: 3) }),
    ("IntTensor(repeating:shape:): shape", { _ = IntTensor(repeating: 1, shape: [1 << 40, 1 << 40]) }),
    ("IntTensor: ", { _ = IntTensor(0..<Int.max) }),
    ("IntTensor: ", { _ = IntTensor(permutationOf: Int.max) }),
    ("oneHot(classes:): shape", { _ = ([1] as IntTensor).oneHot(classes: .max) }),
    ("reshaped(to:): shape", { _ = four.reshaped(to: [1 << 40, 1 << 40]) }),
    ("reshaped(to:): shape", { _ = four.reshaped(to: [1 << 40, 1 << 40, -1]) }),
    ("reshaped(to:): shape", { _ = ([1] as IntTensor).reshaped(to: [1 << 40, 1 << 40]) }),
    ("broadcast(to:): shape", { _ = (1 as Tensor).broadcast(to: [1 << 40, 1 << 40]) }),
    ("add: shape", { _ = Tensor(zeros: [1 << 21, 1]) + Tensor(zeros: [1, 1 << 21]) }),
    ("subscript: range", { _ = four[0...Int.max] }),
    ("subscript: range", { _ = four[...Int.max] }),
    ("repeated(_:along:): shape", { _ = four.repeated(.max, along: 0) }),
    ("tiled: shape", { _ = four.tiled([.max]) }),
    ("padded: shape", { _ = four.padded([(.max, .max)]) }),
    ("split: lengths", { _ = four.split([.max, .max]) }),
    ("conv2d: padding", { _ = conv2d(image, filters: corner, padding: (.max, 0)) }),
    ("conv2d: stride", { _ = conv2d(image, filters: corner, stride: (.max, 1), padding: .same) }),
    ("conv2d: dilation", { _ = conv2d(image, filters: corner, dilation: (.max, 1)) }),
    ("maxPool2d: a window", { _ = maxPool2d(batch, size: (.max, .max)) }),
    ("maxPool2d: a window", { _ = maxPool2d(batch, size: (.max, .max), padding: (.max - 1, 1)) }),
    ("avgPool2d: a window", { _ = avgPool2d(batch, size: (2, 2), stride: (.max, 1), padding: .same) }),
    ("avgPool2d: shape", { _ = avgPool2d(batch, size: large, stride: (1, 1), padding: (large.0 - 1, large.1 - 1)) }),
    ("convTranspose2d: stride", { _ = convTranspose2d(batch, filters: single, stride: (.max, 1)) }),
    ("convTranspose2d: dilation", { _ = convTranspose2d(batch, filters: single, dilation: (1, .max)) }),
    ("convTranspose2d: padding", { _ = convTranspose2d(batch, filters: single, padding: (.max, 1)) }),
    ("convTranspose2d: shape", { _ = convTranspose2d(batch, filters: single, stride: (1 << 30, 1 << 30)) }),
    ("conv2d: shape", { _ = conv2d(image, filters: corner, padding: (1 << 25, 1 << 25)) }),
  ]

  @Test("What is too large stops the program with a sentence of its operation", arguments: cases.indices)
  func tooLarge(number: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [number] in
      LimitTests.cases[number].operation()
    }
    let sentence = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(sentence.contains("Fatal error: \(Self.cases[number].opening)"), "\(sentence.prefix(200))")
  }

  @Test("As many elements as can be counted, and no more, are a shape")
  func counting() {
    #expect([1 << 20, 1 << 20].elementCount == 1 << 40)
    #expect([1 << 20, 0, 1 << 20].elementCount == 0)
    #expect(([] as [Int]).elementCount == 1)
    #expect(Tensor(zeros: [1 << 30, 0, 1 << 10]).count == 0)
  }

  @Test("Operations that keep positions in 32 bits stop before positions are too many")
  func positions() async {
    ElementIndices.check("max", [1 << 31 - 1])
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      ElementIndices.check("max", [2, 1 << 30])
    }
    let sentence = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(sentence.contains(ErrorMessage.tooManyElementsToIndex("max", [2, 1 << 30])))
  }
}

private let large = (1 << 30, 1 << 30)
private let four: Tensor = [1, 2, 3, 4]
private let batch = Tensor(ones: [1, 4, 4, 1])
private let single = Tensor(ones: [2, 2, 1, 1])
private let image = Tensor(ones: [4, 4])
private let corner = Tensor(ones: [2, 2])
