import Testing

@testable import Tensors

/// Arguments that cannot be meant: each stops the program with a sentence that quotes them.
@Suite("Arguments")
struct ArgumentTests {
  /// What is done, and the sentence.
  static let cases: [(sentence: String, operation: @Sendable () -> Void)] = [
    (ErrorMessage.uniform(5, 5), { _ = Tensor(randomUniform: [3], in: 5..<5) }),
    (ErrorMessage.uniform(-3e38, 3e38), { _ = Tensor(randomUniform: [3], in: -3e38..<3e38) }),
    (ErrorMessage.normal(0, -1), { _ = Tensor(randomNormal: [3], standardDeviation: -1) }),
    (ErrorMessage.normal(.nan, 1), { _ = Tensor(randomNormal: [3], mean: .nan) }),
    (ErrorMessage.notAnInteger(1.5, [2]), { _ = IntTensor([1, 1.5] as Tensor) }),
    (ErrorMessage.notAnInteger(.nan, []), { _ = IntTensor(Tensor(Float.nan)) }),
    (ErrorMessage.notAnInteger(3e9, []), { _ = IntTensor(3e9 as Tensor) }),
    (ErrorMessage.index(-5, axis: 2, [2, 3, 4]), { _ = Tensor(ones: [2, 3, 4])[1, 2, -5] as Float }),
    (ErrorMessage.elementIndices([0, 0, 0, 0], [2, 3, 4]), { _ = Tensor(ones: [2, 3, 4])[0, 0, 0, 0] as Float }),
    (ErrorMessage.ends(from: 0, through: .infinity), { _ = Tensor(from: 0, through: .infinity, count: 3) }),
    (ErrorMessage.digits(-2, in: "\\(_:digits:)"), { _ = "\(Float(0.5), digits: -2)" }),
    (ErrorMessage.digits(-2, in: "\\(_:digits:)"), { _ = "\(0.5, digits: -2)" }),
    (
      ErrorMessage.normalization("batchNormalized", [4, 3], [4], [3]),
      { _ = Tensor(ones: [4, 3]).batchNormalized(scale: Tensor(ones: [4]), shift: Tensor(zeros: [3])) }
    ),
    (
      ErrorMessage.normalization("layerNormalized", [4, 3], [5, 1, 3], [3]),
      { _ = Tensor(ones: [4, 3]).layerNormalized(scale: Tensor(ones: [5, 1, 3]), shift: Tensor(zeros: [3])) }
    ),
    (
      ErrorMessage.transposedBias([5], [2, 2, 3, 1], channels: 3),
      { _ = convTranspose2d(enlarged, filters: Tensor(ones: [2, 2, 3, 1]), bias: Tensor(zeros: [5])) }
    ),
    (
      ErrorMessage.transposedBias([7, 1, 1, 1, 3], [2, 2, 3, 1], channels: 3),
      { _ = convTranspose2d(enlarged, filters: Tensor(ones: [2, 2, 3, 1]), bias: Tensor(zeros: [7, 1, 1, 1, 3])) }
    ),
    (
      ErrorMessage.transposedConvolution([1, 0, 5, 3], [3, 3, 2, 3], groups: 1),
      { _ = convTranspose2d(Tensor(ones: [1, 0, 5, 3]), filters: Tensor(ones: [3, 3, 2, 3])) }
    ),
    (
      ErrorMessage.transposedConvolution([1, 3, 3, 1], [0, 3, 1, 1], groups: 1),
      { _ = convTranspose2d(enlarged, filters: Tensor(ones: [0, 3, 1, 1])) }
    ),
    (
      ErrorMessage.convolutionAmounts("stride", (0, 1), atLeast: 1, [4, 4], [2, 2]),
      { _ = conv2d(Tensor(ones: [4, 4]), filters: Tensor(ones: [2, 2]), stride: (0, 1)) }
    ),
  ]

  @Test("What cannot be meant stops the program with the sentence", arguments: cases.indices)
  func refused(number: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [number] in
      ArgumentTests.cases[number].operation()
    }
    let sentence = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(sentence.contains(Self.cases[number].sentence), "\(sentence.prefix(300))")
  }

  @Test("One number for all channels is no mistake")
  func single() {
    let x: Tensor = [[1, 2], [3, 6]]
    #expect(x.batchNormalized(scale: 2, shift: [1]) == x.batchNormalized(scale: [2, 2], shift: [1, 1]))
    #expect(x.layerNormalized(scale: 1, shift: 0).shape == [2, 2])
    #expect(convTranspose2d(enlarged, filters: Tensor(ones: [2, 2, 3, 1]), bias: 1).shape == [1, 4, 4, 3])
  }
}

private let enlarged = Tensor(ones: [1, 3, 3, 1])
