import Networks
import Tensors
import Testing

@Suite("Group normalisation, sequences, embeddings, enlarging")
struct MoreLayerTests {
  @Test(
    "Group normalisation is, with one group, layer normalisation of the whole image, with a group each, of its channels"
  )
  func groupNorm() {
    var random = RandomCases(seed: 1)
    let images = random.tensor([2, 3, 4, 6])
    let whole = images.reshaped(to: [2, -1]).layerNormalized(scale: 1, shift: 0).reshaped(to: images.shape)
    #expect((GroupNorm(groups: 1, channels: 6)(images) - whole).magnitude().max().scalar < 1e-5)
    let mean = images.mean(along: 1, 2, keepingAxes: true)
    let deviation = (images.variance(along: 1, 2, keepingAxes: true) + 1e-5).squareRoot()
    #expect((GroupNorm(groups: 6, channels: 6)(images) - (images - mean) / deviation).magnitude().max().scalar < 1e-4)
    let norm = GroupNorm(groups: 2, channels: 6)
    norm.scale.value = [1, 2, 3, 4, 5, 6]
    norm.shift.value = [0, 0, 0, 0, 0, 1]
    let output = norm(images)
    let half = images[0..., 0..., 0..., 3..<6].reshaped(to: [2, -1]).layerNormalized(scale: 1, shift: 0)
      .reshaped(to: [2, 3, 4, 3])
    #expect((output[0..., 0..., 0..., 4] - half[0..., 0..., 0..., 1] * 5).magnitude().max().scalar < 1e-4)
    #expect((output[0..., 0..., 0..., 5] - half[0..., 0..., 0..., 2] * 6 - 1).magnitude().max().scalar < 1e-4)
    #expect(norm.namedParameters.map(\.name) == ["groupnorm1.scale", "groupnorm1.shift"])
  }

  @Test("A convolution of sequences adds up what its window covers")
  func sequences() {
    let layer = Conv1D(kernel: Tensor(shape: [2, 1, 1], [1, 10]), bias: [100])
    let input = Tensor(shape: [1, 4, 1], [1, 2, 3, 4])
    #expect(layer(input).scalars == [121, 132, 143])
    #expect(Conv1D(kernel: layer.kernel.value, stride: 2)(input).scalars == [21, 43])
    #expect(Conv1D(kernel: layer.kernel.value, padding: 1)(input).scalars == [10, 21, 32, 43, 4])
    #expect(Conv1D(kernel: layer.kernel.value, padding: .same)(input).scalars == [21, 32, 43, 4])
    #expect(Conv1D(kernel: layer.kernel.value, dilation: 2)(input).scalars == [31, 42])
    let random = Conv1D(inputChannels: 4, outputChannels: 6, kernelSize: 3, groups: 2)
    #expect(random.parameters.map(\.shape) == [[3, 2, 6], [6]])
    #expect(random(Tensor(ones: [2, 5, 4])).shape == [2, 3, 6])
  }

  @Test("Pooling of sequences takes windows of their length, as that of images of one row does")
  func sequencePooling() {
    let input = Tensor(shape: [1, 5, 2], [1, 10, 4, 20, 2, 50, 3, 40, 0, 30])
    #expect(MaxPool1D(size: 2)(input) == [[[4, 20], [3, 50]]])
    #expect(AvgPool1D(size: 2)(input) == [[[2.5, 15], [2.5, 45]]])
    #expect(MaxPool1D(size: 3, stride: 1)(input) == [[[4, 50], [4, 50], [3, 50]]])
    #expect(MaxPool1D(size: 2, padding: .same)(input) == [[[4, 20], [3, 50], [0, 30]]])
    #expect(AvgPool1D(size: 2, padding: .same)(input) == [[[2.5, 15], [2.5, 45], [0, 15]]])
    #expect(
      maxPool1d(input, size: 3, stride: 2, padding: 1).expanded(at: 1)
        == maxPool2d(input.expanded(at: 1), size: (1, 3), stride: (1, 2), padding: (0, 1)))
    let network = Sequential {
      Conv1D(inputChannels: 2, outputChannels: 3, kernelSize: 2)
      MaxPool1D(size: 2)
    }
    #expect(network(input).shape == [1, 2, 3])
    #expect(Model(network).summary(input: [1, 5, 2]).rows.map(\.name) == ["conv1d1", "maxpool1d1"])
  }

  @Test("An embedding gives rows of its table, which learn by what they gave")
  func embedding() {
    let embedding = Embedding(table: [[1, 2], [3, 4], [5, 6]])
    #expect(embedding([2, 0, 2]) == [[5, 6], [1, 2], [5, 6]])
    #expect(embedding(IntTensor(shape: [1, 2], [1, 1])).shape == [1, 2, 2])
    let gradient = gradient(at: embedding) { $0([2, 0, 2]).sum() }
    #expect(gradient[embedding.table] == [[1, 1], [0, 0], [2, 2]])
    #expect(Embedding(count: 10, features: 3).parameters.map(\.shape) == [[10, 3]])
  }

  @Test("Images are enlarged and reduced to a number for each channel")
  func sizes() {
    let x: Tensor = [[0, 1], [2, 3]]
    let image = x.reshaped(to: [1, 2, 2, 1])
    #expect(
      UpSampling2D(factor: 2)(image).squeezed() == [[0, 0, 1, 1], [0, 0, 1, 1], [2, 2, 3, 3], [2, 2, 3, 3]])
    #expect(UpSampling2D(factor: (1, 3))(image).squeezed() == [[0, 0, 0, 1, 1, 1], [2, 2, 2, 3, 3, 3]])
    #expect(UpSampling2D(factor: 2, interpolation: .bilinear)(image).squeezed() == x.resized(to: (4, 4)))
    #expect(GlobalAvgPool2D()(image) == [[1.5]])
    #expect(GlobalMaxPool2D()(image) == [[3]])
    #expect(SiLU()(x) == x * x.sigmoid())
  }

  @Test("Absolute and Huber's errors")
  func errors() {
    let (output, target): (Tensor, Tensor) = ([0, 1, 5, -2], [0, 0.5, 2, 1])
    #expect(meanAbsoluteError(output, target) == 1.625)
    // Computed by PyTorch: the mean of 0, 0.125, 2.5, 2.5, and with a delta of 2 of 0, 0.125, 4, 4.
    #expect(huberLoss(output, target) == 1.28125)
    #expect(huberLoss(output, target, delta: 2) == 2.03125)
    #expect(gradient(at: output) { huberLoss($0, target) } == [0, 0.125, 0.25, -0.25])
    #expect(gradient(at: output) { meanAbsoluteError($0, target) } == [0, 0.25, 0.25, -0.25])
  }

  @Test("Cross-entropy with weights, ignored labels and soft labels", arguments: 0..<10)
  func crossEntropy(seed: Int) {
    var random = RandomCases(seed: seed)
    let output = random.tensor([5, 3])
    let labels = (0..<5).map { _ in random.int(0...2) }
    let plain = softmaxCrossEntropy(output, labels: labels)
    let soft = softmaxCrossEntropy(output, probabilities: IntTensor(labels).oneHot(classes: 3))
    #expect((plain - soft).magnitude().scalar < 1e-5)
    #expect((softmaxCrossEntropy(output, labels: labels, classWeights: [2, 2, 2]) - plain).magnitude().scalar < 1e-5)
    let weights: Tensor = [0.5, 1, 3]
    let logarithms = output.logSoftmax()
    let (sum, total) = labels.enumerated().reduce((0.0, 0.0)) { result, item in
      let weight = Double(weights[item.element])
      return (result.0 - weight * Double(logarithms[item.offset, item.element]), result.1 + weight)
    }
    let weighted = softmaxCrossEntropy(output, labels: labels, classWeights: weights)
    #expect((Double(weighted) - sum / total).magnitude < 1e-5)
    let ignoring = softmaxCrossEntropy(output, labels: [-1] + labels.dropFirst(), ignoring: -1)
    let rest = softmaxCrossEntropy(output[1..., ...], labels: Array(labels.dropFirst()))
    #expect((ignoring - rest).magnitude().scalar < 1e-5)
    check("weighted", seed: seed, at: [output], using: &random) {
      softmaxCrossEntropy($0[0], labels: [-1] + labels.dropFirst(), classWeights: weights, ignoring: -1)
    }
    check("soft", seed: seed, at: [output, random.tensor([5, 3])], using: &random) {
      softmaxCrossEntropy($0[0], probabilities: $0[1])
    }
  }

  @Test("Their gradients agree with differences", arguments: 0..<5)
  func gradients(seed: Int) {
    var random = RandomCases(seed: seed)
    let inputs = [random.tensor([2, 3, 2, 4]), random.tensor([4]), random.tensor([4])]
    check("group norm", seed: seed, at: inputs, using: &random, tolerance: 5e-3) { inputs in
      let norm = GroupNorm(groups: 2, channels: 4)
      return norm(inputs[0]) * inputs[1] + inputs[2]
    }
    check("silu", seed: seed, at: inputs, using: &random) { $0[0].silu() }
    checkSecond("silu", seed: seed, at: [inputs[1]], using: &random) { $0[0].silu() }
    check("enlarged", seed: seed, at: inputs, using: &random) {
      UpSampling2D(factor: (2, 3), interpolation: .bilinear)($0[0]) + UpSampling2D(factor: (2, 3))($0[0])
    }
  }
}
