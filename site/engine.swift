// The engine
//
// 'slope' is declared more than once, which no script may: each cell of the chapter means the one above it.

import Notebook

// Listing 4.1
let x: Tensor = [[1, 2, 3], [4, 5, 6]]
print(x.shape, x.sum(along: 0))
x * [1, 10, 100] + 0.5

// Listing 4.2
(Tensor(ones: [3, 1]) + Tensor(ones: [4])).shape

// Listing 4.3
print(x[1, 0...1], x[..., 2])
print(x.mean(along: 1), x.argmax(along: 1))
matmul(x, x.transposed())

// Listing 4.4
var board = Tensor(0..<12).reshaped(to: [3, 4])
print(board[-1, ...], board[0, .stride(by: -1)])
print(board[[2, 0], [1, 3]], board[board .> 8])
board[1..., ..<(-2)] = 0
board

// Listing 4.5
let labels: IntTensor = [2, 0, 3, 2]
print(labels.sorted(), labels.counts(below: 4), labels.mean())
print(labels[labels .> 0] - 1, Tensor(labels) / 2)
labels.oneHot(classes: 4)

// Listing 4.6
let pairs = Tensor(0..<12).reshaped(to: [2, 3, 2])
einsum("bij,bj->bi", pairs, [[1, 2], [10, 20]])

// Listing 4.7
let slope = gradient(at: x) { ($0 * $0).sum() }
let second = gradient(at: 2) { a in gradient(at: a) { $0 * $0 * $0 } }
print(second)
slope

// Listing 4.8, which fails on purpose:
// gradient(at: [1, 2, 3]) { x in
//     var y = x
//     y[0] *= 2
//     return y
// }

// Listing 4.9
gradient(at: [1, 2, 3]) { x in
    var y = x
    y[0..<1] *= 2
    return y
}

// Listing 4.10
struct Hidden: Layer {
    let dense = Dense(inputs: 2, outputs: 8)
    let slope = Parameter(1, name: "slope")

    func callAsFunction(_ x: Tensor) -> Tensor {
        (dense(x) * slope.value).tanh()
    }
}

seed(0)
let model = Model(Sequential {
    Hidden()
    Dense(inputs: 8, outputs: 1)
})
model.namedParameters.map(\.name)

// Listing 4.11
let inputs: Tensor = [[0, 0], [0, 1], [1, 0], [1, 1]]
let answers: Tensor = [[0], [1], [1], [0]]
var optimiser = Adam(learningRate: 0.05)
var losses: [Float] = []

for _ in 1...300 {
    let (loss, gradients) = valueWithGradient(at: model) { model in
        binaryCrossEntropy(model(inputs), answers, checkingFinite: true)
    }
    optimiser.update(model, along: gradients)
    losses.append(loss.scalar)
}
model(inputs).sigmoid().formatted(digits: 0)

// Listing 4.12
import Foundation
let file = NSTemporaryDirectory() + "xor-\(getpid()).safetensors"
try model.save(to: file)
model.body.layers.first.slope.value = 0
try model.load(from: file)
try FileManager.default.removeItem(atPath: file)
model.summary(input: [4, 2])

// Listing 4.13
let outputs: Tensor = [[2, 1, 0], [0, 3, 1], [1, 0, 2], [0, 2, 1]]
let actual: IntTensor = [0, 1, 2, 2]
print(outputs.accuracy(labels: actual))
print(ClassificationMetrics(
    predicted: outputs.argmax(along: 1), actual: actual,
    classes: ["cat", "dog", "fox"]))

// Listing 4.14
let data = try FashionMNIST.load()
let batch = data.training.batch([0, 59_999])
print(batch.images.shape)
batch.labels.scalars.map { batch.classNames[Int($0)] }

// Listing 4.15
LineChart(losses, name: "loss", xLabel: "step", yScale: .logarithmic)

// Listing 4.16
BarChart(
    ["cat", "dog", "fox"], [0.62, 0.28, 0.1],
    name: "probability", digits: 2)

// Listing 4.17
HeatMap(
    [[0.9, 0.1, -0.4], [0.2, 0.7, 0.1]], name: "attention",
    rowLabels: ["it", "sat"], columnLabels: ["the", "cat", "sat"],
    digits: 1)

// Listing 4.18
ConfusionMatrix(
    predicted: [0, 1, 1, 2, 2, 2], actual: [0, 1, 2, 2, 2, 1],
    classes: ["cat", "dog", "fox"])

// Listing 4.19
seed(2)
let near = Tensor(randomNormal: [30, 2]) / 2
let far = Tensor(randomNormal: [30, 2]) / 2 + [2, 1]
FigureGrid(
    [
        .init("where they are", ScatterPlot(
            [.init("near", near), .init("far", far)],
            xLabel: "width", yLabel: "height")),
        .init("how high they are", Histogram(
            [.init("near", near[..., 1]), .init("far", far[..., 1])],
            bins: 8, xLabel: "height")),
    ], columns: 2)

// Listing 4.20
let some = data.training.first(5)
ImageGrid(
    some.images,
    captions: some.labels.scalars.map { some.classNames[Int($0)] })

// Listing 4.21
var weight: Float = 2
var path = [weight]
for _ in 1...8 {
    weight -= 0.2 * 2 * weight
    path.append(weight)
}
let slope = LineChart.Series(
    "loss", x: (-20...20).map { Double($0) / 10 },
    y: (-20...20).map { Double($0 * $0) / 100 })
SteppingFigure(path.indices, showing: 3) { step in
    let steps = path[...step]
    return LineChart(
        [slope, .init("steps", x: steps.map { Double($0) },
            y: steps.map { $0 * $0 })],
        xLabel: "weight", yLabel: "loss")
}
