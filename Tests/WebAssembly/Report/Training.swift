import Figures
import Networks
import Tensors

/// A network learns to distinguish upright from level stripes.
func training() -> [String] {
  var generator = RandomGenerator(seed: 1)
  var images = Tensor(randomUniform: [8, 8, 8, 1], in: -0.25..<0.25, using: &generator)
  let labels = (0..<8).map { $0 % 2 }
  for (example, label) in labels.enumerated() {
    for row in 0..<8 {
      for column in 0..<8 where (label == 0 ? row : column) % 2 == 0 { images[example, row, column, 0] += 1 }
    }
  }
  seed(1)
  let network = Model(
    Sequential {
      Conv2D(inputChannels: 1, outputChannels: 3, kernelSize: (3, 3), padding: (1, 1))
      BatchNorm(channels: 3)
      ReLU()
      AvgPool2D(size: (2, 2))
      Flatten()
      Dense(inputs: 48, outputs: 2)
    })
  var adam = Adam(learningRate: 0.02)
  var lines: [String] = []
  for step in 0...20 {
    let (loss, gradient) = valueWithGradient(at: network) { $0(images).softmaxCrossEntropy(labels: labels) }
    if step % 5 == 0 { lines.append("step \(step, width: 2) loss \(loss, digits: 3)") }
    adam.update(network, along: gradient)
  }
  let scores = network(images)
  let right = labels.enumerated().filter { scores[$0.offset, $0.element] > scores[$0.offset, 1 - $0.element] }.count
  lines.append("right \(right) of \(labels.count), bias \(network.parameters[7].value.formatted(digits: 2))")
  let file = SafeTensors(network)
  lines.append("saved \(file.entries.map { $0.name }.joined(separator: ", ")) in \(file.encoded().count) bytes")
  lines.append(network.summary(input: [8, 8, 8, 1]).description)
  return lines + learnedKernel()
}

/// The seed of every chapter: the kernel that finds an edge, learned from one image.
private func learnedKernel() -> [String] {
  var image = Tensor(ones: [6, 8])
  image[0..<6, 2..<6] = 0
  let edges = conv2d(image, filters: [[1, -1]])
  let layer = Conv2D(kernel: [[0.2, -0.1]])
  var descent = SGD(learningRate: 0.02, momentum: 0.5)
  for _ in 0..<15 {
    let (_, gradient) = valueWithGradient(at: layer) { ($0(image) - edges).squared().sum() }
    descent.update(layer, along: gradient)
  }
  return ["learned kernel \(layer.kernel.value.formatted(digits: 3))"]
}

/// Pictures are too long to be compared here; their length and a hash say as much.
func pictures() -> [String] {
  let matrix = (Tensor(0..<12).reshaped(to: [3, 4]) - 5) / 4
  let drawn: [(String, Picture)] = [
    ("heat map", HeatMap(matrix, name: "K").picture),
    ("line chart", LineChart(x: [0, 5, 10, 15], y: [2.5, 0.75, 0.25, 0.125], name: "loss", xLabel: "step").picture),
    ("scatter plot", ScatterPlot(x: [0.5, 1, 2.25], y: [1.0, 3, 2], xLabel: "x").picture),
    ("ridgelines", RidgelinePlot(steps: [0, 10], [matrix, matrix * 0.5], xLabel: "weight").picture),
    ("grid", FigureGrid([.init("a", LineChart([3.0, 1])), .init("b", HeatMap(matrix))]).picture),
    ("diagram", CorrelationDiagram(input: matrix, kernel: [[1, -1]], at: (row: 1, column: 2)).picture),
  ]
  return drawn.map { name, picture in
    var hash = Hash()
    for byte in picture.svg.utf8 { hash.add(UInt64(byte)) }
    return "\(name) \(picture.svg.utf8.count) bytes, hash \(hash), \(picture.description)"
  }
}
