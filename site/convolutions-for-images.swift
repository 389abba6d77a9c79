// Convolutions for images

import Notebook

// A cell that the page does not show
/// Groups digits by threes, as books set large numbers.
func grouped(_ number: Int) -> String {
    var digits = String(number)
    var index = digits.count - 3
    while index > 0 {
        digits.insert(
            ",", at: digits.index(digits.startIndex, offsetBy: index))
        index -= 3
    }
    return digits
}

// Listing 1.1
let image: Tensor = [[0, 1, 2], [3, 4, 5], [6, 7, 8]]
let kernel: Tensor = [[0, 1], [2, 3]]
CorrelationDiagram(input: image, kernel: kernel).steps

// Listing 1.2
func corr2d(_ x: Tensor, _ k: Tensor) -> Tensor {
    let (h, w) = (k.shape[0], k.shape[1])
    let (rows, columns) = (x.shape[0] - h + 1, x.shape[1] - w + 1)
    var y = Tensor(zeros: [rows, columns])
    for i in 0..<rows {
        for j in 0..<columns {
            y[i, j] = (x[i..<i + h, j..<j + w] * k).sum()
        }
    }
    return y
}

corr2d(image, kernel)

// Listing 1.3
corr2d(Tensor(ones: [28, 28]), Tensor(ones: [5, 5])).shape

// Listing 1.4
let layer = Conv2D(kernel: kernel, bias: [0])
layer(image)

// Listing 1.5
var picture = Tensor(ones: [6, 8])
picture[0..<6, 2..<6] = 0
picture

// Listing 1.6
let difference: Tensor = [[1, -1]]
let edges = corr2d(picture, difference)
edges

// Listing 1.7
corr2d(picture.transposed(), difference)

// Listing 1.8
let model = Conv2D(kernel: [[0.31577389, 0.18771399]])
var losses: [Float] = []

for step in 1...10 {
    let (loss, gradients) = valueWithGradient(at: model) { model in
        (model(picture) - edges).squared().sum()
    }
    losses.append(Float(loss))
    model.kernel -= 3e-2 * gradients[model.kernel]
    if step.isMultiple(of: 2) {
        print("step \(step, width: 2)   loss \(loss, digits: 3)")
    }
}
model.kernel

// Listing 1.9
LineChart(losses, name: "loss", xLabel: "step")

// Listing 1.10
var generator = RandomGenerator(seed: 2)
let second = Conv2D(
    kernel: Tensor(randomNormal: [1, 2], using: &generator))
print("start kernel [\(second.kernel.value[0, 0], digits: 4),",
    "\(second.kernel.value[0, 1], digits: 4)]")

for step in 1...20 {
    let (loss, gradients) = valueWithGradient(at: second) { model in
        (model(picture) - edges).squared().sum()
    }
    second.kernel -= 3e-2 * gradients[second.kernel]
    if step.isMultiple(of: 4) {
        print("step \(step, width: 2)   loss \(loss, digits: 4)")
    }
}
second.kernel

// Listing 1.11
for depth in 2...6 {
    let reach = 1 + depth * (3 - 1)
    let stacked = depth * 3 * 3
    print("\(depth) layers of 3×3 see \(reach, width: 2)×\(reach)",
        "with \(stacked) weights instead of \(reach * reach)")
}
