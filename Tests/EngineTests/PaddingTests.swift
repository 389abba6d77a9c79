import Networks
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

  @Test(
    "Pooling with same padding gives input / stride elements, rounded up, with the odd position after",
    arguments: 1..<20)
  func samePooling(size: Int) {
    for window in 1...4 {
      for stride in 1...3 {
        var generator = RandomGenerator(seed: UInt64(size))
        let image = Tensor(randomNormal: [2, size, size + 3, 3], using: &generator)
        let total = max(0, ((size + stride - 1) / stride - 1) * stride + window - size)
        let (before, after) = (total / 2, total - total / 2)
        let sides = Padding.sides(top: before, bottom: after, left: 0, right: 0)
        // Zeros for the mean; for the greatest what is never greater than an element.
        let zeros = image.padded([(0, 0), (before, after), (0, 0), (0, 0)])
        let mean = avgPool2d(image, size: (window, 1), stride: (stride, 1), padding: .same)
        #expect(mean.shape == [2, (size + stride - 1) / stride, size + 3, 3])
        #expect(mean == avgPool2d(zeros, size: (window, 1), stride: (stride, 1)))
        #expect(mean == avgPool2d(image, size: (window, 1), stride: (stride, 1), padding: sides))
        let low = zeros - 100 * (1 - Tensor(ones: image.shape).padded([(0, 0), (before, after), (0, 0), (0, 0)]))
        let ours = valueWithGradient(at: image) {
          maxPool2d($0, size: (window, 1), stride: (stride, 1), padding: .same).squared()
        }
        let theirs = valueWithGradient(at: low) { maxPool2d($0, size: (window, 1), stride: (stride, 1)).squared() }
        #expect(ours.value == theirs.value)
        #expect(ours.gradient == theirs.gradient[0..<2, before..<before + size, 0..<size + 3, 0..<3])
      }
    }
  }

  @Test("A transposed convolution with same padding gives input * stride elements, and undoes a convolution's shape")
  func sameTransposed() {
    var generator = RandomGenerator(seed: 1)
    for kernel in 1...4 {
      for stride in 1...3 {
        for dilation in 1...2 {
          let small = Tensor(randomNormal: [1, 4, 5, 2], using: &generator)
          let weights = Tensor(randomNormal: [kernel, kernel, 3, 2], using: &generator)
          let (steps, distances) = ((stride, stride), (dilation, dilation))
          let large = convTranspose2d(small, filters: weights, stride: steps, padding: .same, dilation: distances)
          #expect(large.shape == [1, 4 * stride, 5 * stride, 3])
          // By definition it is the gradient of a convolution of an image of that size.
          let expected = gradient(at: Tensor(zeros: large.shape)) {
            conv2d($0, filters: weights, stride: steps, padding: .same, dilation: distances) * small
          }
          #expect(large == expected, "kernel \(kernel), stride \(stride), dilation \(dilation)")
        }
      }
    }
  }

  @Test("Layers take padding by name, for each side, or as two numbers")
  func layers() {
    var generator = RandomGenerator(seed: 2)
    let image = Tensor(randomNormal: [1, 7, 6, 2], using: &generator)
    let same = Conv2D(inputChannels: 2, outputChannels: 4, kernelSize: (4, 3), padding: .same)
    #expect(same(image).shape == [1, 7, 6, 4])
    let kernel = Tensor(randomNormal: [3, 3, 2, 2], using: &generator)
    let sides = Padding.sides(top: 1, bottom: 1, left: 2, right: 2)
    #expect(Conv2D(kernel: kernel, padding: sides)(image) == Conv2D(kernel: kernel, padding: (1, 2))(image))
    #expect(MaxPool2D(size: (3, 3), stride: (2, 2), padding: .same)(image).shape == [1, 4, 3, 2])
    #expect(
      AvgPool2D(size: (3, 3), padding: (1, 2))(image) == avgPool2d(image, size: (3, 3), padding: sides))
    let larger = ConvTranspose2D(
      inputChannels: 2, outputChannels: 4, kernelSize: (3, 3), stride: (2, 2), padding: .same, groups: 2)
    #expect(larger.kernel.value.shape == [3, 3, 2, 2])
    #expect(larger(image).shape == [1, 14, 12, 4])
    let odd = ConvTranspose2D(kernel: kernel, stride: (2, 2), padding: (1, 1), outputPadding: (1, 0), dilation: (2, 1))
    #expect(odd(image).shape == [1, 16, 11, 2])
  }
}
