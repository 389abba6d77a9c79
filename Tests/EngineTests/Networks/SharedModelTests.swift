import Networks
import Tensors
import Testing

/// One model in several hands: networks that learn from each other, and tasks that use one network at once.
@Suite("Shared models")
struct SharedModelTests {
  private func network(_ sizes: [Int], seed: UInt64) -> Model<Sequential<Chain<Chain<Dense, Tanh>, Dense>>> {
    var generator = RandomGenerator(seed: seed)
    return Model(
      Sequential {
        Dense(inputs: sizes[0], outputs: sizes[1], using: &generator)
        Tanh()
        Dense(inputs: sizes[1], outputs: sizes[2], using: &generator)
      })
  }

  @Test("A generator and a discriminator learn in turn, each while the other stays as it is")
  func adversaries() {
    let (generator, discriminator) = (network([2, 8, 2], seed: 1), network([2, 8, 1], seed: 2))
    var random = RandomGenerator(seed: 3)
    let noise = Tensor(randomNormal: [16, 2], using: &random)
    let real = Tensor(randomNormal: [16, 2], using: &random) + 2
    let (ones, zeros) = (Tensor(ones: [16, 1]), Tensor(zeros: [16, 1]))

    let made = generator(noise)
    let judging = gradient(at: discriminator) {
      binaryCrossEntropy($0(real), ones) + binaryCrossEntropy($0(generator(noise).detached()), zeros)
    }
    #expect(zip(judging.parameters, discriminator.parameters).allSatisfy { $0 === $1 })
    #expect(judging.parameters.count == discriminator.parameters.count)
    // What is made by another model is a constant, detached or not, as if it had been made before.
    for attempt in [
      gradient(at: discriminator) {
        binaryCrossEntropy($0(real), ones) + binaryCrossEntropy($0(generator(noise)), zeros)
      },
      gradient(at: discriminator) { binaryCrossEntropy($0(real), ones) + binaryCrossEntropy($0(made), zeros) },
    ] { #expect(attempt.tensors == judging.tensors) }

    let deceiving = gradient(at: generator) { binaryCrossEntropy(discriminator($0(noise)), ones) }
    #expect(zip(deceiving.parameters, generator.parameters).allSatisfy { $0 === $1 })
    #expect(deceiving.parameters.count == generator.parameters.count)
    // The same step through the discriminator's frozen parameters.
    discriminator.freeze()
    #expect(gradient(at: generator) { binaryCrossEntropy(discriminator($0(noise)), ones) }.tensors == deceiving.tensors)
    discriminator.unfreeze()

    var (first, second) = (SGD(learningRate: 0.5), SGD(learningRate: 0.5))
    let before = discriminator.parameters.map(\.value)
    first.update(generator, along: deceiving)
    #expect(discriminator.parameters.map(\.value) == before)
    second.update(discriminator, along: judging)
    let loss = binaryCrossEntropy(discriminator(real), ones) + binaryCrossEntropy(discriminator(made), zeros)
    let start = binaryCrossEntropy(discriminator(generator(noise)), ones).scalar
    first.update(generator, along: gradient(at: generator) { binaryCrossEntropy(discriminator($0(noise)), ones) })
    #expect(binaryCrossEntropy(discriminator(generator(noise)), ones).scalar < start)
    #expect(loss.scalar.isFinite)
  }

  @Test("A small network learns a large one's answers, and a head its features")
  func distillation() {
    let (teacher, student) = (network([3, 16, 2], seed: 4), network([3, 4, 2], seed: 5))
    var random = RandomGenerator(seed: 6)
    let x = Tensor(randomNormal: [32, 3], using: &random)
    let answers = teacher(x)
    let learned = gradient(at: student) { meanSquaredError($0(x), teacher(x)) }
    #expect(learned.tensors == gradient(at: student) { meanSquaredError($0(x), answers) }.tensors)

    let head = Model(Dense(inputs: 2, outputs: 1, using: &random))
    let features = teacher(x)
    let slope = gradient(at: head) { $0(teacher(x)).squared().mean() }
    #expect(slope.tensors == gradient(at: head) { $0(features).squared().mean() }.tensors)
  }

  @Test("Tasks infer with one model, and get what one alone gets")
  func inference() async {
    let model = Model(
      Sequential {
        Conv2D(inputChannels: 1, outputChannels: 3, kernelSize: (3, 3), padding: (1, 1))
        BatchNorm(channels: 3)
        ReLU()
        Residual { Conv2D(inputChannels: 3, outputChannels: 3, kernelSize: (1, 1)) }
        MaxPool2D(size: (2, 2))
        Flatten()
        Dropout(0.5)
        Lambda { $0 * 2 }
        Dense(inputs: 27, outputs: 4)
      })
    let x = Tensor(randomNormal: [2, 6, 6, 1])
    let expected = model(x)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<4 {
        group.addTask { (0..<50).allSatisfy { _ in model(x) == expected && model.parameters.count == 10 } }
      }
      for await isRight in group { #expect(isRight) }
    }
  }

  @Test("Tasks take the gradients of one model for parts of a batch, and their mean is that of the whole")
  func dataParallel() async {
    let model = network([5, 8, 2], seed: 7)
    var random = RandomGenerator(seed: 8)
    let (x, y) = (Tensor(randomNormal: [32, 5], using: &random), Tensor(randomNormal: [32, 2], using: &random))
    let whole = gradient(at: model) { meanSquaredError($0(x), y) }
    let alone = (0..<4).map { part in
      let rows = part * 8..<(part + 1) * 8
      return gradient(at: model) { meanSquaredError($0(x[rows]), y[rows]) }
    }
    for _ in 0..<20 {
      let parts = await withTaskGroup(of: (Int, Gradients).self) { group in
        for part in 0..<4 {
          group.addTask {
            let rows = part * 8..<(part + 1) * 8
            return (part, gradient(at: model) { meanSquaredError($0(x[rows]), y[rows]) })
          }
        }
        var parts: [Gradients?] = [nil, nil, nil, nil]
        for await (part, gradient) in group { parts[part] = gradient }
        return parts.compactMap { $0 }
      }
      #expect(parts.map(\.tensors) == alone.map(\.tensors))
    }
    let mean = alone.dropFirst().reduce(alone[0], +) * 0.25
    for (part, total) in zip(mean.tensors, whole.tensors) {
      #expect((part - total).magnitude().max().scalar < 1e-5)
    }
  }
}
