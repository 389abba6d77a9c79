import Networks
import Tensors
import Testing

@Suite("Optimisers")
struct OptimiserTests {
  struct Point: Layer {
    let p = Parameter([1, -2])
    func callAsFunction(_ x: Tensor) -> Tensor { p.value }
  }

  /// (p0 - 3)² + 2 (p0 + p1)².
  private func loss(_ p: Tensor) -> Tensor {
    (p[0...0] - 3).squared().sum() + 2 * p.sum().squared()
  }

  /// Four steps by an optimiser on a model's parameter, and on a tensor.
  private func follow<Rule: Optimiser>(
    _ optimiser: Rule, _ expected: [[Float]], location: SourceLocation = #_sourceLocation
  ) {
    var (forModel, forTensor) = (optimiser, optimiser)
    let model = Model(Point())
    var tensor: Tensor = [1, -2]
    for place in expected {
      forModel.update(model, along: gradient(at: model) { loss($0.body.p.value) })
      forTensor.update(&tensor, along: gradient(at: tensor) { loss($0) })
      for (ours, theirs) in zip(tensor.scalars, place) {
        #expect((ours - theirs).magnitude < 2e-5, "\(tensor), expected \(place)", sourceLocation: location)
      }
      #expect(model.body.p.value == tensor, sourceLocation: location)
    }
  }

  @Test("Trajectories are those of PyTorch")
  func trajectories() {
    follow(
      SGD(learningRate: 0.05, weightDecay: 0.1),
      [[1.395, -1.79], [1.627525, -1.70205], [1.77154, -1.678635], [1.866947, -1.688823]])
    follow(
      SGD(learningRate: 0.05, momentum: 0.9, weightDecay: 0.1),
      [[1.395, -1.79], [1.983025, -1.51305], [2.510035, -1.350225], [2.788828, -1.428893]])
    follow(
      SGD(learningRate: 0.05, momentum: 0.9, weightDecay: 0.1, nesterov: true),
      [[1.7505, -1.601], [2.234415, -1.4725], [2.426978, -1.612684], [2.454967, -1.902442]])
    follow(
      Adam(learningRate: 0.1, weightDecay: 0.1),
      [[1.1, -1.9], [1.199412, -1.801118], [1.297703, -1.704572], [1.394208, -1.612102]])
    follow(
      AdamW(learningRate: 0.1, weightDecay: 0.1),
      [[1.09, -1.88], [1.178515, -1.762489], [1.265042, -1.648876], [1.348973, -1.541194]])
  }

  @Test("What is remembered belongs to the parameter, in whatever order gradients come")
  func keyed() {
    let first = Model(Point())
    let second = Model(Point())
    struct Both: Module {
      let parameters: [Parameter]
    }
    let reference = Model(Point())
    var alone = SGD(learningRate: 0.01, momentum: 0.9)
    var shared = SGD(learningRate: 0.01, momentum: 0.9)
    for step in 0..<4 {
      alone.update(reference, along: gradient(at: reference) { loss($0.body.p.value) })
      let order = step.isMultiple(of: 2) ? first.parameters + second.parameters : second.parameters + first.parameters
      let both = Both(parameters: order)
      let slope = gradient(at: both) { _ in loss(first.body.p.value) - second.body.p.value.sum() }
      shared.update(both, along: slope)
    }
    #expect(first.body.p.value == reference.body.p.value)
    #expect(second.body.p.value != reference.body.p.value)
  }

  @Test("A rule of one's own needs its step only")
  func ownRule() {
    struct SignDescent: Optimiser {
      var learningRate: Float
      var memory = OptimiserMemory()

      func step(_ tensor: inout Tensor, along gradient: Tensor, _ slot: inout OptimiserMemory.Slot) {
        tensor -= learningRate * Float(slot.steps) * (gradient / gradient.magnitude())
      }
    }
    let model = Model(Point())
    var descent = SignDescent(learningRate: 0.5)
    descent.update(model, along: gradient(at: model) { (3 * $0.body.p.value).sum() })
    #expect(model.body.p.value == [0.5, -2.5])
    descent.update(model, along: gradient(at: model) { -$0.body.p.value })
    #expect(model.body.p.value == [1.5, -1.5])
  }

  @Test("A small network learns exclusive or")
  func exclusiveOr() {
    var generator = RandomGenerator(seed: 3)
    let model = Model(
      Sequential {
        Dense(inputs: 2, outputs: 8, using: &generator)
        Tanh()
        Dense(inputs: 8, outputs: 1, using: &generator)
      })
    let x: Tensor = [[0, 0], [0, 1], [1, 0], [1, 1]]
    let y: Tensor = [[0], [1], [1], [0]]
    var optimiser = Adam(learningRate: 0.05)
    for _ in 1...300 {
      optimiser.update(model, along: gradient(at: model) { binaryCrossEntropy($0(x), y, checkingFinite: true) })
    }
    #expect(binaryCrossEntropy(model(x), y).scalar < 0.01)
    let probabilities = model(x).sigmoid().scalars
    #expect(probabilities.map { $0.rounded() } == [0, 1, 1, 0])
  }

  @Test("A convolutional network with every kind of layer learns to tell upright bars from lying ones, in batches")
  func bars() {
    seed(11)
    var generator = RandomGenerator(seed: 12)
    // Noise with a bar in it, in each of five places.
    let count = 80
    var images = Tensor(randomUniform: [count, 5, 5, 1], using: &generator) * 0.5
    for index in 0..<count {
      let place = index / 2 % 5
      if index.isMultiple(of: 2) { images[index, place, 0..<5, 0] = 1 } else { images[index, 0..<5, place, 0] = 1 }
    }
    let labels = (0..<count).map { $0 % 2 }
    let model = Model(
      Sequential {
        Conv2D(inputChannels: 1, outputChannels: 4, kernelSize: (3, 3), padding: (1, 1), initialiser: .heNormal)
        BatchNorm(channels: 4)
        ReLU()
        Residual {
          Conv2D(inputChannels: 4, outputChannels: 4, kernelSize: (3, 3), padding: (1, 1), initialiser: .heNormal)
          ReLU()
        }
        MaxPool2D(size: (5, 5))
        Flatten()
        Dropout(0.1)
        Dense(inputs: 4, outputs: 2)
      })
    var optimiser = SGD(learningRate: 0.1, momentum: 0.9)
    let schedule = LearningRateSchedule.cosine(from: 0.1, to: 0, over: 20)
    for epoch in 0..<20 {
      optimiser.learningRate = schedule(epoch)
      for batch in Batches(count: count, size: 16, shuffledBy: &generator) {
        let x = Tensor(stacking: batch.map { images[$0, ...] })
        let y = batch.map { labels[$0] }
        let (_, gradient) = valueWithGradient(at: model) { softmaxCrossEntropy($0(x), labels: y) }
        optimiser.update(model, along: gradient.clipped(toNorm: 5))
      }
    }
    #expect(softmaxCrossEntropy(model(images), labels: labels).scalar < 0.1)
  }
}

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
