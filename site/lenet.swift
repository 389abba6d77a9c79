// LeNet

import Notebook

// Listing 3.1
let data = try FashionMNIST.load()
let (training, test) = (data.training, data.test)
print(training)
print(test)

// Listing 3.2
let first = training.first(12)
ImageGrid(
    first.images,
    captions: first.labels.scalars.map { training.classNames[Int($0)] })

// Listing 3.3
seed(1)
let classic = Model(Sequential {
    Conv2D(
        inputChannels: 1, outputChannels: 6, kernelSize: (5, 5),
        padding: (2, 2))
    Sigmoid()
    AvgPool2D(size: (2, 2))
    Conv2D(inputChannels: 6, outputChannels: 16, kernelSize: (5, 5))
    Sigmoid()
    AvgPool2D(size: (2, 2))
    Flatten()
    Dense(inputs: 16 * 5 * 5, outputs: 120)
    Sigmoid()
    Dense(inputs: 120, outputs: 84)
    Sigmoid()
    Dense(inputs: 84, outputs: 10)
})
classic.summary(input: [1, 28, 28, 1])

// Listing 3.4
let unpadded = conv2d(
    Tensor(zeros: [1, 28, 28, 1]), filters: Tensor(zeros: [5, 5, 1, 6]))
avgPool2d(unpadded, size: 2).shape

// Listing 3.5
var shuffling = RandomGenerator(seed: 3)

func train<Network: Layer & Module, Rule: Optimiser>(
    _ network: Network, with optimiser: inout Rule,
    batchSize: Int, reportEvery: Int
) -> [Float] {
    var losses: [Float] = []
    for indices in Batches(
        count: training.count, size: batchSize, shuffledBy: &shuffling
    ) {
        let batch = training.batch(indices)
        let (loss, gradients) = valueWithGradient(at: network) { network in
            network(batch.images).softmaxCrossEntropy(labels: batch.labels)
        }
        optimiser.update(network, along: gradients)
        losses.append(loss.scalar)
        if losses.count.isMultiple(of: reportEvery) {
            let recent = losses.suffix(reportEvery).reduce(0, +)
            print("batch \(losses.count, width: 3)  loss",
                "\(recent / Float(reportEvery), digits: 2)")
        }
    }
    return losses
}

func accuracy<Network: Layer>(_ network: Network) -> Float {
    var right: Float = 0
    for indices in Batches(count: test.count, size: 1000) {
        let batch = test.batch(indices)
        right += network(batch.images).accuracy(labels: batch.labels)
    }
    return right / 10
}

// Listing 3.6
var plain = SGD(learningRate: 0.9)
let slowLosses = train(
    classic, with: &plain, batchSize: 256, reportEvery: 47)
print("accuracy \(accuracy(classic), digits: 2)")

// Listing 3.7
let x = Tensor(from: -6, through: 6, count: 49)
let places = x.scalars.map { Double($0) }
LineChart(
    [
        .init("slope of the sigmoid", x: places,
            y: gradient(at: x) { $0.sigmoid() }.scalars),
        .init("slope of the rectifier", x: places,
            y: gradient(at: x) { $0.relu() }.scalars),
    ], xLabel: "input")

// Listing 3.8
seed(1)
let filters = Conv2D(
    inputChannels: 1, outputChannels: 6, kernelSize: (5, 5),
    padding: (2, 2), initialiser: .heNormal)
let lenet = Model(Sequential {
    filters
    ReLU()
    MaxPool2D(size: (2, 2))
    Conv2D(
        inputChannels: 6, outputChannels: 16, kernelSize: (5, 5),
        initialiser: .heNormal)
    ReLU()
    MaxPool2D(size: (2, 2))
    Flatten()
    Dense(inputs: 16 * 5 * 5, outputs: 120, initialiser: .heNormal)
    ReLU()
    Dense(inputs: 120, outputs: 84, initialiser: .heNormal)
    ReLU()
    Dense(inputs: 84, outputs: 10)
})
lenet.trainableCount == classic.trainableCount

// Listing 3.9
var losses: [Float] = []
for rate: Float in [0.05, 0.02] {
    var momentum = SGD(learningRate: rate, momentum: 0.9)
    losses += train(
        lenet, with: &momentum, batchSize: 128, reportEvery: 117)
    print("learning rate \(rate)  accuracy \(accuracy(lenet), digits: 2)")
}

// Listing 3.10
func smoothed(_ losses: [Float]) -> [Float] {
    stride(from: 0, to: losses.count - 15, by: 16).map { start in
        losses[start..<start + 16].reduce(0, +) / 16
    }
}
func seen(_ losses: [Float], _ batchSize: Int) -> [Double] {
    smoothed(losses).indices.map {
        Double(($0 + 1) * 16 * batchSize) / 60_000
    }
}
LineChart(
    [
        .init("classic", x: seen(slowLosses, 256), y: smoothed(slowLosses)),
        .init(
            "with the changes", x: seen(losses, 128), y: smoothed(losses)),
    ], xLabel: "epoch", yLabel: "loss")

// Listing 3.11
KernelGrid(filters.kernel.value, name: "first layer")

// Listing 3.12
let boot = test[0].image.reshaped(to: [1, 28, 28, 1])
FeatureMapGrid(filters(boot).relu(), name: "first layer", cells: 14)

// Listing 3.13
let shown = test.batch(Array(0..<14) + [23, 40])
let seenAs = lenet(shown.images).argmax(along: 1)
let right = zip(seenAs.scalars, shown.labels.scalars)
    .filter { $0 == $1 }.count
ImageGrid(
    shown.images, predicted: seenAs, actual: shown.labels,
    classes: test.classNames)

// Listing 3.14
var guesses: [Int32] = []
for indices in Batches(count: test.count, size: 1000) {
    guesses += lenet(test.batch(indices).images).argmax(along: 1).scalars
}
ConfusionMatrix(
    predicted: IntTensor(shape: [test.count], guesses),
    actual: test.labels, classes: test.classNames, asFractions: true)
