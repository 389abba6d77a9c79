import DataSets
import Networks
import Tensors

/// An epoch of the classic LeNet over the 60,000 images of Fashion-MNIST, by the original recipe: sigmoid functions, average
/// pooling, Xavier's initial weights, batches of 256 and plain gradient descent with learning rate 0.9.
///
/// Epochs follow each other, so the loss and the accuracy reported are those of the last.
final class LeNetEpoch {
  private let training: ImageSet
  private var generator = RandomGenerator(seed: 1)
  private var optimiser = SGD(learningRate: 0.9)
  private var loss = 0.0
  private var accuracy = 0.0
  private let network: Model<Network>

  private struct Network: Layer {
    let layers = Sequential {
      Conv2D(inputChannels: 1, outputChannels: 6, kernelSize: (5, 5), padding: (2, 2))
      Sigmoid()
      AvgPool2D(size: (2, 2))
      Conv2D(inputChannels: 6, outputChannels: 16, kernelSize: (5, 5))
      Sigmoid()
      AvgPool2D(size: (2, 2))
      Flatten()
      Dense(inputs: 400, outputs: 120)
      Sigmoid()
      Dense(inputs: 120, outputs: 84)
      Sigmoid()
      Dense(inputs: 84, outputs: 10)
    }

    func callAsFunction(_ images: Tensor) -> Tensor { layers(images) }
  }

  static var measured: Case {
    var epoch: LeNetEpoch?
    return Case(
      name: "lenet_epoch", operations: 0, runs: 4, time: .zero,
      results: { epoch.map { ", \"loss\": \($0.loss, digits: 4), \"accuracy\": \($0.accuracy, digits: 4)" } ?? "" },
      prepare: {
        let made = try LeNetEpoch()
        epoch = made
        return { made.train() }
      })
  }

  private init() throws {
    training = try FashionMNIST.load().training
    seed(1)
    network = Model(Network())
  }

  private func train() {
    loss = 0
    accuracy = 0
    for indices in Batches(count: training.count, size: 256, shuffledBy: &generator) {
      let batch = training.batch(indices)
      var outputs = Tensor(0)
      let (value, gradient) = valueWithGradient(at: network) { network in
        outputs = network(batch.images)
        return outputs.softmaxCrossEntropy(labels: batch.labels)
      }
      optimiser.update(network, along: gradient)
      let weight = Double(indices.count) / Double(training.count)
      loss += Double(value) * weight
      accuracy += Double(outputs.detached().accuracy(labels: batch.labels)) * weight
    }
  }
}
