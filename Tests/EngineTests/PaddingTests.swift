import Tensors
import Testing

@Suite("Padding of convolutions")
struct PaddingTests {
  @Test("Same padding gives input / stride elements, rounded up, with the odd zero after", arguments: 1..<30)
  func same(size: Int) {
    for kernel in 1...5 {
      for stride in 1...3 {
        for dilation in 1...2 {
          var generator = RandomGenerator(seed: UInt64(size))
          let image = Tensor(randomNormal: [size, size + 3], using: &generator)
          let weights = Tensor(randomNormal: [kernel, 1], using: &generator)
          let output = conv2d(
            image, filters: weights, stride: (stride, 1), padding: .same, dilation: (dilation, 1))
          #expect(output.shape == [(size + stride - 1) / stride, size + 3])
          let total = max(0, (output.shape[0] - 1) * stride + dilation * (kernel - 1) + 1 - size)
          let padded = image.padded([(total / 2, total - total / 2), (0, 0)])
          #expect(output == conv2d(padded, filters: weights, stride: (stride, 1), dilation: (dilation, 1)))
        }
      }
    }
  }

  @Test("Each side may have its own number of zeros, and gradients know of them")
  func sides() {
    let image = Tensor(0..<12).reshaped(to: [3, 4])
    let weights: Tensor = [[1, 2], [3, 4]]
    let padding = Padding.sides(top: 1, bottom: 0, left: 0, right: 2)
    let padded = image.padded([(1, 0), (0, 2)])
    #expect(conv2d(image, filters: weights, padding: padding) == conv2d(padded, filters: weights))
    let ours = valueWithGradient(at: image, weights) { conv2d($0, filters: $1, padding: padding).squared() }
    let theirs = valueWithGradient(at: image, weights) {
      conv2d($0.padded([(1, 0), (0, 2)]), filters: $1).squared()
    }
    #expect(ours.gradient.0 == theirs.gradient.0)
    #expect(ours.gradient.1 == theirs.gradient.1)
    #expect(conv2d(image, filters: weights, padding: .valid) == conv2d(image, filters: weights))
  }
}
