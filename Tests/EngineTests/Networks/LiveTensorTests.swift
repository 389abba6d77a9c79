import Networks
import Tensors
import Testing

/// A training step keeps nothing but what the model and the optimiser keep from the first step on. The count is the whole
/// process's, and other tests run in it at the same time, so each case has a process of its own.
@Suite("Tensors that live on")
struct LiveTensorTests {
  /// Runs steps and stops the process when one of them, but the first, leaves more or fewer tensors than it found.
  static func checkSteps(_ optimiser: some Optimiser) {
    var optimiser = optimiser
    let model = Model(
      Sequential {
        Conv2D(inputChannels: 1, outputChannels: 4, kernelSize: (3, 3), padding: (1, 1))
        BatchNorm(channels: 4)
        ReLU()
        Residual {
          Conv2D(inputChannels: 4, outputChannels: 4, kernelSize: (3, 3), padding: (1, 1))
          GELU()
        }
        MaxPool2D(size: (2, 2))
        Flatten()
        Dropout(0.3)
        LayerNorm(features: 36)
        Dense(inputs: 36, outputs: 3)
      })
    let images = Tensor(randomNormal: [8, 6, 6, 1])
    let labels = (0..<8).map { $0 % 3 }
    var last: Float = 0
    func step() {
      let (loss, gradient) = valueWithGradient(at: model) { softmaxCrossEntropy($0(images), labels: labels) }
      optimiser.update(model, along: gradient.clipped(toNorm: 1))
      last = loss.scalar
    }
    step()
    for number in 2...20 {
      let before = Tensor.liveCount
      step()
      precondition(
        Tensor.liveCount == before, "step \(number): \(before) tensors before, \(Tensor.liveCount) after")
    }
    let before = Tensor.liveCount
    _ = model(images)
    _ = gradient(at: images) { images in gradient(at: images) { $0.squared().sum() * $0.sum() } }
    precondition(Tensor.liveCount == before, "inference and second derivatives keep tensors")
    precondition(last.isFinite, "the steps learn")
  }

  @Test("A step of gradient descent keeps nothing, with momentum or without")
  func descent() async {
    await #expect(processExitsWith: .success) { Self.checkSteps(SGD(learningRate: 0.05)) }
    await #expect(processExitsWith: .success) { Self.checkSteps(SGD(learningRate: 0.05, momentum: 0.9)) }
    await #expect(processExitsWith: .success) {
      Self.checkSteps(SGD(learningRate: 0.05, momentum: 0.9, weightDecay: 0.01, nesterov: true))
    }
  }

  @Test("A step of Adam and of AdamW keeps nothing")
  func adam() async {
    await #expect(processExitsWith: .success) { Self.checkSteps(Adam()) }
    await #expect(processExitsWith: .success) { Self.checkSteps(AdamW()) }
  }
}
