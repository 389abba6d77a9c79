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
    for position in expected {
      forModel.update(model, along: gradient(at: model) { loss($0.body.p.value) })
      forTensor.update(&tensor, along: gradient(at: tensor) { loss($0) })
      for (ours, theirs) in zip(tensor.scalars, position) {
        #expect((ours - theirs).magnitude < 2e-5, "\(tensor), expected \(position)", sourceLocation: location)
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

  @Test("Adam leaves alone what has no gradient, and takes steps of its rate at any magnitude")
  func magnitudes() {
    // More numbers than fit in one vector, so that the last ones are a part of one.
    let gradients = [0, 1e-15, 1e-3, 1, 1e3, 1e18, -1e18, -1, 0] + [Float](repeating: 2, count: 20)
    var tensor = Tensor(ones: [gradients.count])
    var adam = Adam(learningRate: 0.25, epsilon: 1e-30)
    adam.update(&tensor, along: Tensor(shape: [gradients.count], gradients))
    for (value, gradient) in zip(tensor.scalars, gradients) {
      let expected: Float = gradient == 0 ? 1 : gradient < 0 ? 1.25 : 0.75
      #expect((value - expected).magnitude < 1e-6, "gradient \(gradient) moved 1 to \(value)")
    }
    // A square that is infinite stops nothing but this number's steps.
    var other: Tensor = [1, 1]
    adam = Adam(learningRate: 0.25)
    adam.update(&other, along: Tensor(shape: [2], [1e25, 1]))
    #expect(other.scalars.allSatisfy { $0.isFinite })
  }

  @Test("Many numbers, split among threads, move as each of them does by itself")
  func many() {
    let count = 300_001
    let gradient = Tensor(randomNormal: [count])
    func moved(_ range: Range<Int>) -> [Tensor] {
      var (adam, momentum, plain) = (Adam(), SGD(learningRate: 0.1, momentum: 0.9), SGD(learningRate: 0.1))
      var tensors = [Tensor](repeating: Tensor(ones: [range.count]), count: 3)
      for _ in 0..<3 {
        adam.update(&tensors[0], along: gradient[range])
        momentum.update(&tensors[1], along: gradient[range])
        plain.update(&tensors[2], along: gradient[range])
      }
      return tensors
    }
    let whole = moved(0..<count)
    for range in [0..<10, 16_380..<16_390, 149_990..<150_013, count - 3..<count] {
      for (all, part) in zip(whole, moved(range)) { #expect(all[range] == part, "\(range)") }
    }
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

  @Test(
    "A convolutional network with every kind of layer learns to distinguish upright bars from lying ones, in batches")
  func bars() {
    seed(11)
    var generator = RandomGenerator(seed: 12)
    // Noise with a bar in it, in each of five positions.
    let count = 80
    var images = Tensor(randomUniform: [count, 5, 5, 1], using: &generator) * 0.5
    for index in 0..<count {
      let position = index / 2 % 5
      if index.isMultiple(of: 2) {
        images[index, position, 0..<5, 0] = 1
      } else {
        images[index, 0..<5, position, 0] = 1
      }
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

  @Test("Gradients of several batches make one: their sum, or their mean")
  func accumulation() {
    let model = Model(Point())
    let parts = [1, 2, 6].map { factor in gradient(at: model) { $0.body.p.value * Tensor(Float(factor)) } }
    let sum: Tensor = [9, 9]
    #expect(parts.sum().tensors == [sum])
    #expect(parts.mean().tensors == [sum / 3])
    var total = parts[0]
    for part in parts.dropFirst() { total += part }
    #expect(total.tensors == [sum])
    #expect((total / 3).tensors == [sum / 3])
    total /= 3
    total *= 2
    #expect(total.tensors == [[6, 6]])
    var descent = SGD(learningRate: 0.5)
    descent.update(model, along: parts.mean())
    #expect(model.body.p.value == [-0.5, -3.5])
  }
}
