import OperationCases
import Testing

@testable import Networks
@testable import Tensors

/// Numbers with which nothing can be learned stop the program where they are given, not epochs later as a NaN.
@Suite("Hyperparameters")
struct HyperparameterTests {
  private func sentence(_ result: ExitTest.Result?) -> String {
    String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  }

  private func expect(_ result: ExitTest.Result?, _ expected: String, location: SourceLocation = #_sourceLocation) {
    #expect(sentence(result).contains(expected), sourceLocation: location)
  }

  @Test("Optimisers refuse what is negative, too large or not a number")
  func optimisers() async {
    expect(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = SGD(learningRate: -1) },
      "SGD: a learning rate of -1.0 was given; expected a finite number of 0 or more.")
    expect(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = SGD(learningRate: .nan) },
      "SGD: a learning rate of nan was given; expected a finite number of 0 or more.")
    expect(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SGD(learningRate: 1, momentum: 2)
      }, "SGD: a momentum of 2.0 was given; expected a number from 0 to less than 1.")
    expect(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = Adam(beta: (1, 1)) },
      "Adam: a first beta of 1.0 was given; expected a number from 0 to less than 1.")
    expect(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = AdamW(beta: (0.9, 1)) },
      "AdamW: a second beta of 1.0 was given; expected a number from 0 to less than 1.")
    expect(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = AdamW(weightDecay: -0.1) },
      "AdamW: a weight decay of -0.1 was given; expected a finite number of 0 or more.")
  }

  @Test("A learning rate that is set later is checked at the step, and may be 0")
  func later() async {
    expect(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var (adam, tensor) = (Adam(), 1 as Tensor)
        adam.learningRate = -.infinity
        adam.update(&tensor, along: 1)
      }, "Adam: a learning rate of -inf was given; expected a finite number of 0 or more.")
    var (still, tensor) = (SGD(learningRate: 0, momentum: 0.9), 1 as Tensor)
    still.update(&tensor, along: 1)
    #expect(tensor == 1)
    still.learningRate = 1
    still.update(&tensor, along: 0)
    #expect(tensor == 1 - 0.9)
  }

  @Test("Layers and initialisers refuse what is out of bounds")
  func layers() async {
    expect(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = Dropout(1) },
      Dropout.wrongRate(1))
    expect(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = BatchNorm(channels: 2, momentum: 1.5)
      }, "BatchNorm: a momentum of 1.5 was given; expected a number from 0 to 1.")
    expect(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = LayerNorm(features: 2, epsilon: -1)
      }, "LayerNorm: an epsilon of -1.0 was given; expected a finite number of 0 or more.")
    expect(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Dense(inputs: 1, outputs: 1, initialiser: .uniform(limit: -1))
      }, "Initialiser.uniform: a limit of -1.0 was given; expected a finite number of 0 or more.")
    expect(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Dense(inputs: 1, outputs: 1, initialiser: .normal(standardDeviation: .nan))
      }, "Initialiser.normal: a standard deviation of nan was given; expected a finite number of 0 or more.")
    #expect(Dense(inputs: 2, outputs: 1, initialiser: .uniform(limit: 0)).weights.value == [[0], [0]])
  }
}
