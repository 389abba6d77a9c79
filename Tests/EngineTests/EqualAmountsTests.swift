import DataSets
import Networks
import Tensors
import Testing

@Suite("One number for both axes")
struct EqualAmountsTests {
  private static func tensor(_ shape: [Int]) -> Tensor {
    var random = RandomCases(seed: shape.reduce(1) { $0 * 31 + $1 })
    return random.tensor(shape)
  }

  @Test("Functions take one number as stride, padding, dilation and window")
  func functions() {
    let (x, k) = (Self.tensor([2, 9, 8, 3]), Self.tensor([3, 3, 3, 4]))
    #expect(conv2d(x, filters: k, padding: 1) == conv2d(x, filters: k, padding: (1, 1)))
    #expect(conv2d(x, filters: k, stride: 2) == conv2d(x, filters: k, stride: (2, 2)))
    #expect(
      conv2d(x, filters: k, stride: 2, padding: .same, dilation: 2)
        == conv2d(x, filters: k, stride: (2, 2), padding: .same, dilation: (2, 2)))
    #expect(conv2d(x, filters: k, stride: 2, padding: (1, 0)) == conv2d(x, filters: k, stride: (2, 2), padding: (1, 0)))
    let t = Self.tensor([2, 2, 5, 3])
    #expect(
      convTranspose2d(x, filters: t, stride: 2, padding: 1, outputPadding: 1)
        == convTranspose2d(x, filters: t, stride: (2, 2), padding: (1, 1), outputPadding: (1, 1)))
    #expect(maxPool2d(x, size: 2) == maxPool2d(x, size: (2, 2)))
    #expect(maxPool2d(x, size: 3, stride: 2, padding: 1) == maxPool2d(x, size: (3, 3), stride: (2, 2), padding: (1, 1)))
    #expect(avgPool2d(x, size: (3, 2), stride: 1) == avgPool2d(x, size: (3, 2), stride: (1, 1)))
    #expect(avgPool2d(x, size: 2, padding: (1, 0)) == avgPool2d(x, size: (2, 2), padding: (1, 0)))
  }

  @Test("Any of the numbers may stand alone")
  func alone() {
    let (x, k, t) = (Self.tensor([2, 9, 8, 3]), Self.tensor([3, 3, 3, 4]), Self.tensor([2, 2, 5, 3]))
    #expect(conv2d(x, filters: k, dilation: 2) == conv2d(x, filters: k, dilation: (2, 2)))
    #expect(conv2d(x, filters: k, padding: 1, dilation: 2) == conv2d(x, filters: k, padding: (1, 1), dilation: (2, 2)))
    #expect(conv2d(x, filters: k, padding: (1, 0), dilation: 2).shape == [2, 7, 4, 4])
    #expect(conv2d(x, filters: k, padding: .same, dilation: 2).shape == [2, 9, 8, 4])
    #expect(conv2d(x, filters: k) == conv2d(x, filters: k, stride: 1))
    #expect(convTranspose2d(x, filters: t, dilation: 2) == convTranspose2d(x, filters: t, dilation: (2, 2)))
    #expect(convTranspose2d(x, filters: t, padding: .same, dilation: 2).shape == [2, 9, 8, 5])
    #expect(convTranspose2d(x, filters: t, padding: (1, 0), dilation: 2).shape == [2, 9, 10, 5])
    #expect(convTranspose2d(x, filters: t).shape == [2, 10, 9, 5])
    #expect(Conv2D(kernel: k, dilation: 2)(x) == conv2d(x, filters: k, dilation: 2))
    #expect(Conv2D(kernel: k)(x) == conv2d(x, filters: k))
    #expect(Conv2D(kernel: k, padding: (1, 0), dilation: 2)(x).shape == [2, 7, 4, 4])
    #expect(Conv2D(inputChannels: 3, outputChannels: 4, kernelSize: (3, 2), dilation: 2)(x).shape == [2, 5, 6, 4])
    #expect(Conv2D(inputChannels: 3, outputChannels: 4, kernelSize: (3, 2))(x).shape == [2, 7, 7, 4])
    #expect(Conv2D(inputChannels: 3, outputChannels: 4, kernelSize: 3, dilation: 2)(x).shape == [2, 5, 4, 4])
    #expect(ConvTranspose2D(kernel: t, dilation: 2)(x) == convTranspose2d(x, filters: t, dilation: 2))
    #expect(ConvTranspose2D(inputChannels: 3, outputChannels: 4, kernelSize: (3, 2), dilation: 2)(x).shape[1] == 13)
  }

  @Test("Windows, sizes and margins are as high as they are wide")
  func images() {
    let x = Self.tensor([2, 9, 8, 3])
    #expect(x.unfolded(size: 3) == x.unfolded(size: (3, 3)))
    #expect(x.unfolded(size: 3, stride: 2) == x.unfolded(size: (3, 3), stride: (2, 2)))
    #expect(x.unfolded(size: (3, 2), stride: 2) == x.unfolded(size: (3, 2), stride: (2, 2)))
    #expect(x.resized(to: 4) == x.resized(to: (4, 4)))
    #expect(([1, 2] as Tensor).padded(1) == [0, 1, 2, 0])
    #expect(Tensor(ones: [1, 2]).padded(1, value: 7) == [[7, 7, 7, 7], [7, 1, 1, 7], [7, 7, 7, 7]])
    var (first, second) = (RandomGenerator(seed: 3), RandomGenerator(seed: 3))
    #expect(
      x.randomlyCropped(to: 4, padding: 1, using: &first) == x.randomlyCropped(to: (4, 4), padding: 1, using: &second))
    #expect(x.randomlyCropped(to: 4).shape == [2, 4, 4, 3])
  }

  @Test("So do layers")
  func layers() {
    var (first, second) = (RandomGenerator(seed: 3), RandomGenerator(seed: 3))
    let short = Conv2D(inputChannels: 3, outputChannels: 4, kernelSize: 3, stride: 2, padding: 1, using: &first)
    let long = Conv2D(
      inputChannels: 3, outputChannels: 4, kernelSize: (3, 3), stride: (2, 2), padding: (1, 1), using: &second)
    let x = Self.tensor([2, 9, 8, 3])
    #expect(short(x) == long(x))
    #expect(Conv2D(inputChannels: 3, outputChannels: 4, kernelSize: 5, padding: .same)(x).shape == [2, 9, 8, 4])
    #expect(
      Conv2D(inputChannels: 3, outputChannels: 4, kernelSize: (5, 3), stride: 2, padding: (2, 1))(x).shape == [
        2, 5, 4, 4,
      ])
    #expect(Conv2D(kernel: Self.tensor([3, 3, 3, 4]), stride: 3)(x).shape == [2, 3, 2, 4])
    #expect(ConvTranspose2D(inputChannels: 3, outputChannels: 2, kernelSize: 2, stride: 2)(x).shape == [2, 18, 16, 2])
    #expect(MaxPool2D(size: 2)(x).shape == [2, 4, 4, 3])
    #expect(MaxPool2D(size: 3, stride: 2, padding: 1)(x).shape == [2, 5, 4, 3])
    #expect(AvgPool2D(size: (2, 2), stride: 1)(x).shape == [2, 8, 7, 3])
  }

  @Test("Pooling takes the ranks that a convolution takes", arguments: [[6, 5, 3], [6, 5]])
  func ranks(shape: [Int]) {
    let x = Self.tensor(shape)
    let batch = x.reshaped(to: [1, 6, 5, shape.count == 3 ? 3 : 1])
    var random = RandomCases(seed: 2)
    for pool in [{ maxPool2d($0, size: 2) }, { avgPool2d($0, size: 3, stride: 2, padding: 1) }] as [(Tensor) -> Tensor]
    {
      let output = pool(x)
      #expect(output.rank == x.rank)
      #expect(output.scalars == pool(batch).scalars)
      #expect(output.shape == Array(pool(batch).shape.dropFirst().prefix(shape.count)))
      check("pooling", seed: 2, at: [x * 4], using: &random) { pool($0[0]) }
    }
  }
}
