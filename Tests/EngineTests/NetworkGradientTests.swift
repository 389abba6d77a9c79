import Networks
import OperationCases
import Tensors
import Testing

/// The operations of networks and their second derivatives against finite differences.
@Suite("Network operations' derivatives agree with differences")
struct NetworkGradientTests {
  @Test("Convolution with any stride, padding, dilation and groups", arguments: 0..<40)
  func convolution(seed: Int) {
    var random = RandomCases(seed: seed)
    let geometry = random.convolution(products: 1500)
    let inputs = [
      random.tensor(geometry.inputShape), random.tensor(geometry.filterShape), random.tensor([geometry.outputs]),
    ]
    func convolve(_ inputs: [Tensor]) -> Tensor {
      conv2d(
        inputs[0], filters: inputs[1], bias: inputs[2], stride: geometry.stride, padding: geometry.padding,
        dilation: geometry.dilation, groups: geometry.groups)
    }
    check("conv2d, \(geometry)", seed: seed, at: inputs, using: &random, convolve)
    checkSecond("conv2d, \(geometry)", seed: seed, at: inputs, using: &random, tolerance: 1e-2, convolve)
  }

  @Test("Transposed convolution", arguments: 0..<30)
  func transposedConvolution(seed: Int) {
    var random = RandomCases(seed: seed)
    let kernel = (random.int(1...4), random.int(1...4))
    let stride = (random.int(1...3), random.int(1...3))
    let padding = (random.int(0...(kernel.0 - 1) / 2), random.int(0...(kernel.1 - 1) / 2))
    let (channels, outputs) = (random.int(1...3), random.int(1...3))
    let inputs = [
      random.tensor([random.int(1...2), random.int(1...3), random.int(1...3), channels]),
      random.tensor([kernel.0, kernel.1, outputs, channels]), random.tensor([outputs]),
    ]
    func convolve(_ inputs: [Tensor]) -> Tensor {
      convTranspose2d(inputs[0], filters: inputs[1], bias: inputs[2], stride: stride, padding: padding)
    }
    check("convTranspose2d, \(stride), \(padding)", seed: seed, at: inputs, using: &random, convolve)
    checkSecond(
      "convTranspose2d, \(stride), \(padding)", seed: seed, at: inputs, using: &random, tolerance: 1e-2, convolve)
  }

  @Test("Pooling", arguments: 0..<30)
  func pooling(seed: Int) {
    var random = RandomCases(seed: seed)
    let window = (random.int(1...3), random.int(1...3))
    let stride = (random.int(1...3), random.int(1...3))
    let padding = (random.int(0...window.0 - 1), random.int(0...window.1 - 1))
    let x = random.tensor([random.int(1...2), random.int(3...5), random.int(3...5), random.int(1...3)], in: .apart)
    let name = "\(window), \(stride), \(padding)"
    func greatest(_ inputs: [Tensor]) -> Tensor {
      maxPool2d(inputs[0], size: window, stride: stride, padding: padding)
    }
    func mean(_ inputs: [Tensor]) -> Tensor { avgPool2d(inputs[0], size: window, stride: stride, padding: padding) }
    check("avgPool2d \(name)", seed: seed, at: [x], using: &random, mean)
    checkSecond("avgPool2d \(name)", seed: seed, at: [x], using: &random, mean)
    check("maxPool2d \(name)", seed: seed, at: [x], using: &random, greatest)
    checkSecond("maxPool2d \(name)", seed: seed, at: [x], using: &random, greatest)
  }

  @Test("Softmax cross-entropy", arguments: 0..<20)
  func crossEntropy(seed: Int) {
    var random = RandomCases(seed: seed)
    let (examples, classes) = (random.int(1...5), random.int(2...12))
    let labels = (0..<examples).map { _ in random.int(0...classes - 1) }
    let x = random.tensor([examples, classes])
    check("cross-entropy", seed: seed, at: [x], using: &random) { $0[0].softmaxCrossEntropy(labels: labels) }
    checkSecond("cross-entropy", seed: seed, at: [x], using: &random) {
      $0[0].softmaxCrossEntropy(labels: labels)
    }
  }

  @Test("Mean squared error and binary cross-entropy, with respect to outputs and targets", arguments: 0..<20)
  func losses(seed: Int) {
    var random = RandomCases(seed: seed)
    let shape = random.shape(rank: 0...3)
    let output = random.tensor(shape) * 2
    let target = random.tensor(shape).sigmoid()
    for (name, loss) in [
      ("mean squared error", { meanSquaredError($0[0], $0[1]) }),
      ("binary cross-entropy", { binaryCrossEntropy($0[0], $0[1]) }),
    ] as [(String, ([Tensor]) -> Tensor)] {
      check(name, seed: seed, at: [output, target], using: &random, loss)
      checkSecond(name, seed: seed, at: [output, target], using: &random, loss)
    }
    let slope = gradient(at: output) { binaryCrossEntropy($0, target) }
    let expected = (output.sigmoid() - target) / Float(output.count)
    #expect((slope - expected).magnitude().max().scalar < 1e-6)
  }

  @Test("Batch and layer normalisation", arguments: 0..<20)
  func normalisation(seed: Int) {
    var random = RandomCases(seed: seed)
    let channels = random.int(2...5)
    let shape = [random.int(2...3), random.int(2...3), random.int(1...3), channels]
    let inputs = [random.tensor(shape) * 2, random.tensor([channels]), random.tensor([channels])]
    for (name, operation) in [
      ("batch", { $0[0].batchNormalized(scale: $0[1], shift: $0[2], epsilon: 0.5) }),
      ("layer", { $0[0].layerNormalized(scale: $0[1], shift: $0[2], epsilon: 0.5) }),
    ] as [(String, ([Tensor]) -> Tensor)] {
      check("\(name) normalisation", seed: seed, at: inputs, using: &random, operation)
      checkSecond("\(name) normalisation", seed: seed, at: inputs, using: &random, tolerance: 1e-2, operation)
    }
  }

  @Test("A third derivative, where the rules are built of operations that have further ones")
  func third() {
    var random = RandomCases(seed: 0)
    let functions = OperationCase.all.filter {
      $0.exact != nil && $0.derivative == .smooth && $0.inputs[0].domain == .all
    }
    for operation in functions {
      let (name, function) = (operation.name, { operation.call([$0]) } as (Tensor) -> Tensor)
      let x = random.tensor([7])
      check("third derivative of \(name)", seed: 0, at: [x], using: &random, tolerance: 1e-2) { outer in
        gradient(at: outer[0]) { middle in
          gradient(at: middle) { inner in
            let value = function(inner)
            return value + value.squared() * value
          }
        }
      }
    }
  }
}
