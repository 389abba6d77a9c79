import Networks
import Tensors
import Testing

@Suite("Gradients of a module")
struct GradientsTests {
  struct Pair: Layer {
    let a = Parameter([0, 0], name: "a")
    let b = Parameter(0, name: "b")
    func callAsFunction(_ x: Tensor) -> Tensor { (a.value * x[0..<2]).sum() + b.value * x[2] }
  }

  private func pair(_ x: Tensor) -> (model: Model<Pair>, gradient: Gradients) {
    let model = Model(Pair())
    return (model, gradient(at: model) { $0(x) })
  }

  @Test("Clipping to a norm keeps the direction and shortens only what is longer")
  func norm() {
    let (model, gradient) = pair([3, -4, 12])
    #expect(gradient.norm == 13)
    let clipped = gradient.clipped(toNorm: 6.5)
    #expect(clipped.tensors == [[1.5, -2], 6])
    #expect(clipped[model.body.b] == 6)
    #expect(gradient.clipped(toNorm: 20).tensors == gradient.tensors)
  }

  @Test("Clipping to a limit cuts off each number by itself, and keeps what is not one")
  func limit() {
    let (_, gradient) = pair([3, -4, 1])
    #expect(gradient.clipped(to: 2).tensors == [[2, -2], 1])
    #expect(gradient.tensors == [[3, -4], 1])
    let (_, wrong) = pair(Tensor(shape: [3], [.infinity, -.infinity, .nan]))
    let clipped = wrong.clipped(to: 2).tensors
    #expect(clipped[0] == [2, -2])
    #expect(clipped[1].scalar.isNaN)
  }

  @Test("Gradients of several batches add up")
  func sums() {
    let (model, gradient) = pair([1, 2, 3])
    var total = gradient * 2
    total += Networks.gradient(at: model) { $0([1, 1, 1]) }
    #expect(total.tensors == [[3, 5], 7])
    total[model.body.b] = 0
    #expect((0.5 * total).tensors == [[1.5, 2.5], 0])
  }
}

@Suite("Losses")
struct LossTests {
  @Test("Squared error is the mean over all numbers")
  func squared() {
    #expect(meanSquaredError([[1, 2], [3, 4]], [[1, 0], [3, 0]]) == 5)
    #expect(gradient(at: [1, 2] as Tensor) { meanSquaredError($0, [0, 4]) } == [1, -2])
  }

  @Test("Cross-entropy takes labels as a list or as integers")
  func crossEntropy() {
    let output: Tensor = [[1, 2, 3], [0, 0, 0]]
    let loss = softmaxCrossEntropy(output, labels: [2, 0])
    #expect((loss.scalar - (0.40760596 + 1.0986123) / 2).magnitude < 1e-6)
    #expect(softmaxCrossEntropy(output, labels: [2, 0] as IntTensor) == loss)
  }

  @Test("Binary cross-entropy is stable at both ends")
  func binary() {
    // Computed by PyTorch in float64.
    let loss = binaryCrossEntropy([0.3, -2, 30, -30], [1, 0, 0, 1])
    #expect((loss.scalar - 15.17032081).magnitude < 1e-5)
    #expect(binaryCrossEntropy([200, -200], [1, 0]) == 0)
    // ln(1 + e^-20), which is lost where probabilities are rounded first.
    #expect((binaryCrossEntropy([20], [1]).scalar / 2.0611537e-9 - 1).magnitude < 1e-5)
    let slope = gradient(at: [0, 100, -100, 2] as Tensor) { binaryCrossEntropy($0, [0.5, 1, 1, 0]) * 4 }
    #expect(slope[0] == 0 && slope[1] == 0 && slope[2] == -1)
    #expect((slope[3].scalar - 0.88079708).magnitude < 1e-6)
  }
}

@Suite("Learning-rate schedules")
struct ScheduleTests {
  @Test(
    "Rates at chosen steps",
    arguments: [
      (LearningRateSchedule.constant(0.5), [0: 0.5, 1000: 0.5]),
      (.step(from: 1, times: 0.5, every: 10), [0: 1, 9: 1, 10: 0.5, 19: 0.5, 20: 0.25]),
      (.exponential(from: 2, times: 0.5), [0: 2, 1: 1, 5: 0.0625]),
      (.cosine(from: 1, to: 0.5, over: 4), [0: 1, 1: 0.9267767, 2: 0.75, 3: 0.5732233, 4: 0.5, 100: 0.5]),
      (.warmUp(over: 4, then: .step(from: 1, times: 0.1, every: 2)), [0: 0.25, 1: 0.5, 3: 1, 4: 1, 5: 1, 6: 0.1]),
    ] as [(LearningRateSchedule, [Int: Float])])
  func rates(_ schedule: LearningRateSchedule, _ expected: [Int: Float]) {
    for (step, rate) in expected {
      #expect((schedule(step) - rate).magnitude <= 1e-6 * rate, "step \(step)")
    }
  }
}

@Suite("Batches")
struct BatchTests {
  @Test("Indices in order, the last batch kept or dropped")
  func order() {
    #expect(Array(Batches(count: 7, size: 3)) == [[0, 1, 2], [3, 4, 5], [6]])
    #expect(Array(Batches(count: 7, size: 3, droppingLast: true)) == [[0, 1, 2], [3, 4, 5]])
    #expect(Array(Batches(count: 6, size: 3)) == [[0, 1, 2], [3, 4, 5]])
    #expect(Batches(count: 0, size: 3).isEmpty)
    #expect(Array(Batches(count: 2, size: .max)) == [[0, 1]])
    #expect(Batches(count: 2, size: .max, droppingLast: true).isEmpty)
    #expect(Batches(count: 2, size: 3, droppingLast: true).count == 0)
  }

  @Test("Shuffled, every index comes once, in an order that the seed decides and the next epoch changes")
  func shuffled() {
    var first = RandomGenerator(seed: 9)
    var second = RandomGenerator(seed: 9)
    let epoch = Batches(count: 100, size: 16, shuffledBy: &first)
    #expect(epoch.map(\.count) == [16, 16, 16, 16, 16, 16, 4])
    #expect(epoch.flatMap { $0 }.sorted() == Array(0..<100))
    #expect(epoch.flatMap { $0 } != Array(0..<100))
    #expect(Array(epoch) == Array(Batches(count: 100, size: 16, shuffledBy: &second)))
    #expect(Array(epoch) != Array(Batches(count: 100, size: 16, shuffledBy: &first)))
  }

  @Test("Each order of four is about equally likely")
  func uniform() {
    var generator = RandomGenerator(seed: 1)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<2400 { counts[Batches(count: 4, size: 4, shuffledBy: &generator)[0], default: 0] += 1 }
    #expect(counts.count == 24)
    // Each is expected 100 times, with a standard deviation below 10.
    #expect(counts.values.allSatisfy { (50...150).contains($0) })
  }
}
