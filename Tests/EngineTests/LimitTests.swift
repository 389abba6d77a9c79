import Compute
import DataSets
import Networks
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
    ("counts(below:): \(Int.max) was given, but", { _ = ([1] as IntTensor).counts(below: .max) }),
    ("counts(below:): \(1 << 40) was given, but", { _ = ([1] as IntTensor).counts(below: 1 << 40) }),
    ("greatest(_:along:): \(Int.max) elements", { _ = four.greatest(.max) }),
    ("resized(to:): shape", { _ = image.resized(to: (.max, 4)) }),
    ("unfolded: a window", { _ = image.unfolded(size: (.max, .max)) }),
    ("unfolded: a window", { _ = image.unfolded(size: (2, 2), stride: (0, .max)) }),
    ("maxPool1d: a window", { _ = maxPool1d(sequence, size: 2, stride: .max, padding: .same) }),
    ("avgPool1d: a window", { _ = avgPool1d(sequence, size: .max) }),
    ("subscript: range", { _ = four[Int.min...Int.min] }),
    ("randomlyCropped: shape", { _ = batch.randomlyCropped(to: (3, 3), padding: .max) }),
    ("randomlyCropped: parts", { _ = batch.randomlyCropped(to: (.max, .max)) }),
    ("randomlyShifted: shape", { _ = batch.randomlyShifted(by: .max) }),
    ("randomlyShifted: a distance", { _ = batch.randomlyShifted(by: .min) }),
  ]

  /// The same of layers.
  static let layers: [(opening: String, operation: @Sendable () -> Void)] = [
    ("Dense: shape", { _ = Dense(inputs: .max, outputs: 3) }),
    ("Dense: shape", { _ = Dense(inputs: 1 << 30, outputs: 1 << 30, using: &generator) }),
    ("Conv1D: shape", { _ = Conv1D(inputChannels: .max, outputChannels: 2, kernelSize: 3) }),
    ("Conv1D: shape", { _ = Conv1D(inputChannels: .max, outputChannels: .max, kernelSize: 2, groups: .max) }),
    ("Conv1D: shape", { _ = Conv1D(inputChannels: 1, outputChannels: 1, kernelSize: .max, using: &generator) }),
    ("Conv2D: shape", { _ = Conv2D(inputChannels: 1 << 40, outputChannels: 1 << 40, kernelSize: 3) }),
    ("Conv2D: shape", { _ = Conv2D(inputChannels: 1, outputChannels: 1, kernelSize: .max) }),
    ("Conv2D: shape", { _ = Conv2D(inputChannels: .max, outputChannels: 1, kernelSize: 1, using: &generator) }),
    (
      "ConvTranspose2D: shape", { _ = ConvTranspose2D(inputChannels: 1 << 40, outputChannels: 1 << 40, kernelSize: 3) }
    ),
    ("Tensor: shape", { _ = Embedding(count: .max, features: .max) }),
    ("Tensor: shape", { _ = BatchNorm(channels: .max) }),
    ("Tensor: shape", { _ = LayerNorm(features: .max) }),
    ("Tensor: shape", { _ = GroupNorm(groups: .max, channels: .max) }),
    ("repeated(_:along:): shape", { _ = UpSampling2D(factor: .max)(batch) }),
    ("resized(to:): shape", { _ = UpSampling2D(factor: .max, interpolation: .bilinear)(batch) }),
    ("maxPool2d: a window", { _ = MaxPool2D(size: .max)(batch) }),
    ("avgPool2d: a window", { _ = AvgPool2D(size: 2, stride: .max, padding: .same)(batch) }),
    ("maxPool1d: a window", { _ = MaxPool1D(size: .max, padding: .same)(sequence) }),
    ("Batches: a count", { _ = Batches(count: -1, size: .max) }),
  ]

  @Test("So do layers", arguments: layers.indices)
  func largeLayers(number: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [number] in
      LimitTests.layers[number].operation()
    }
    let sentence = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(sentence.contains("Fatal error: \(Self.layers[number].opening)"), "\(sentence.prefix(200))")
  }

  @Test("What is large but has a meaning has it")
  func meaningful() {
    #expect(Batches(count: 3, size: .max).count == 1)
    #expect(four.rolled(by: .max, along: 0).count == 4)
    #expect(four.rolled(by: .min, along: 0) == four)
    #expect(image.rotated(quarterTurns: .min) == image)
    #expect(([1, 3, 1] as IntTensor).counts(below: 4) == [0, 2, 0, 1])
    #expect(maxPool1d(sequence, size: 2, stride: 1 << 30, padding: .same).shape == [1, 1, 1])
  }

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
private let sequence = Tensor(ones: [1, 4, 1])
private var generator: RandomGenerator {
  get { RandomGenerator(seed: 1) }
  set {}
}
private let image = Tensor(ones: [4, 4])
private let corner = Tensor(ones: [2, 2])
