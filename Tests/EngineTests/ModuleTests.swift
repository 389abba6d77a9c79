import Networks
import Tensors
import Testing

@Suite("Layers and training")
struct ModuleTests {
  /// Two layers in one, one of them a module of its own.
  struct Pair: Module {
    var first = Conv2D(kernel: [[1, 2]], bias: 0.5)
    var scale: Tensor = 2

    mutating func visitParameters(_ visit: (inout Tensor) -> Void) {
      first.visitParameters(visit)
      visit(&scale)
    }
  }

  @Test("The gradient of a module is a module, with a gradient for every parameter")
  func nestedModules() {
    let image: Tensor = [[1, 2, 3], [4, 5, 6]]
    let pair = Pair()
    let (value, gradient) = valueWithGradient(at: pair) { ($0.first(image) * $0.scale).sum() }
    #expect(value == 2 * (5.5 + 8.5 + 14.5 + 17.5))
    #expect(gradient.first.kernel == [[24, 32]])
    #expect(gradient.first.bias == 8)
    #expect(gradient.scale == 46)
    #expect(pair.parameters == [[[1, 2]], 0.5, 2])
  }

  @Test("An optimiser moves every parameter against its gradient, and only the given copy")
  func gradientDescent() {
    let before = Pair()
    var after = before
    let (_, gradient) = valueWithGradient(at: before) { $0.first([[1, 2]]) * $0.scale }
    GradientDescent(learningRate: 0.5).update(&after, along: gradient)
    #expect(before.parameters == [[[1, 2]], 0.5, 2])
    #expect(after.parameters == [[[0, 0]], -0.5, -0.75])
  }

  @Test("A layer takes single images, images with channels, and batches")
  func ranks() {
    let layer = Conv2D(inputChannels: 1, outputChannels: 1, kernelSize: (3, 2))
    #expect(layer.kernel.shape == [3, 2, 1, 1])
    #expect(layer.bias == [0])
    let image = Tensor(randomUniform: [5, 4])
    let output = layer(image)
    #expect(output.shape == [3, 3])
    #expect(layer(image.reshaped(to: [5, 4, 1])) == output.reshaped(to: [3, 3, 1]))
    #expect(layer(image.reshaped(to: [1, 5, 4, 1])) == output.reshaped(to: [1, 3, 3, 1]))
    let wide = Conv2D(inputChannels: 4, outputChannels: 6, kernelSize: (3, 3), bias: false, padding: (1, 1), groups: 2)
    #expect(wide.kernel.shape == [3, 3, 2, 6])
    #expect(wide(Tensor(ones: [2, 7, 7, 4])).shape == [2, 7, 7, 6])
    #expect(wide.parameters.count == 1)
  }

  @Test("Random kernels lie within Glorot's limits and depend on the seed alone")
  func initialisation() {
    var first = RandomGenerator(seed: 5)
    var second = RandomGenerator(seed: 5)
    let a = Conv2D(inputChannels: 3, outputChannels: 8, kernelSize: (5, 5), using: &first)
    let b = Conv2D(inputChannels: 3, outputChannels: 8, kernelSize: (5, 5), using: &second)
    #expect(a.kernel == b.kernel)
    let limit = (6 / Float(25 * (3 + 8))).squareRoot()
    let largest = a.kernel.scalars.map(\.magnitude).max() ?? 0
    #expect(largest < limit && largest > 0.95 * limit)
    let c = Conv2D(inputChannels: 3, outputChannels: 8, kernelSize: (5, 5), using: &first)
    #expect(a.kernel != c.kernel)
  }
}
