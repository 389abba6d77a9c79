// Padding, stride, dilation

import Notebook

// Listing 2.1
let square = Tensor(1...16).reshaped(to: [4, 4])
let kernel: Tensor = [[1, 2], [3, 4]]
CorrelationDiagram(
    input: square, kernel: kernel, stride: 3, padding: 1, dilation: 2).steps

// Listing 2.2
let image = Tensor(1...9).reshaped(to: [3, 3])
let ones = Tensor(ones: [3, 3])
show(conv2d(image, filters: ones, padding: 1))
show(conv2d(image, filters: ones))

// Listing 2.3
let digit = Tensor(zeros: [28, 28])
conv2d(digit, filters: Tensor(ones: [5, 5]), padding: 1).shape

// Listing 2.4
let larger = Tensor(0..<49).reshaped(to: [7, 7])
let mean = Tensor(repeating: 1.0 / 9, shape: [3, 3])
for stride in 1...3 {
    let output = conv2d(larger, filters: mean, stride: stride)
    print("stride \(stride): \(output.shape[0]) × \(output.shape[1]),",
        "from \(output[0, 0], digits: 1) to \(output.max(), digits: 1)")
}

// Listing 2.5
let rows = 9, window = 4, step = 3
let places = (rows - window) / step + 1
let seen = (places - 1) * step + window
print(rows - seen)

// Listing 2.6
var reach = 1
for layer in 0..<6 {
    reach += (1 << layer) * (3 - 1)
    print("depth \(layer + 1): \(reach) × \(reach) pixels,",
        "\((layer + 1) * 9) weights")
}

// Listing 2.7
func outputSize(
    _ n: Int, kernel k: Int, padding p: Int, stride s: Int, dilation d: Int
) -> Int {
    (n + 2 * p - d * (k - 1) - 1) / s + 1
}

var settings = 0, agreeing = 0
for n in 5...13 {
    for k in 1...5 {
        for p in 0...2 {
            for s in 1...4 {
                for d in 1...3 where n + 2 * p >= d * (k - 1) + 1 {
                    let output = conv2d(
                        Tensor(zeros: [n, n]), filters: Tensor(ones: [k, k]),
                        stride: s, padding: .init(p), dilation: d)
                    let size = outputSize(
                        n, kernel: k, padding: p, stride: s, dilation: d)
                    settings += 1
                    if output.shape == [size, size] { agreeing += 1 }
                }
            }
        }
    }
}
print("\(agreeing) of \(settings) settings agree")

// Listing 2.8
let once = outputSize(30, kernel: 3, padding: 1, stride: 2, dilation: 1)
let twice = outputSize(once, kernel: 3, padding: 1, stride: 2, dilation: 1)
print(once, twice)

// Listing 2.9
let padding = 3 * (5 - 1) / 2
print(padding, outputSize(40, kernel: 5, padding: padding, stride: 1, dilation: 3))

// Listing 2.10
let every = conv2d(larger, filters: mean)
let second = conv2d(larger, filters: mean, stride: 2)
var isSame = true
for i in 0..<second.shape[0] {
    for j in 0..<second.shape[1] where second[i, j] != every[2 * i, 2 * j] {
        isSame = false
    }
}
print(isSame)

// Listing 2.11
for padding in 0...1 {
    let counts = gradient(at: Tensor(ones: [5, 5])) { image in
        conv2d(image, filters: ones, padding: .init(padding)).sum()
    }
    print("padding \(padding): corner \(Int(counts[0, 0])),",
        "middle \(Int(counts[2, 2]))")
}
