import Networks
import Tensors
import Testing

/// The figures that the chapter on convolutions promises.
@Suite("The chapter's figures")
struct LearnedKernelTests {
  static var image: Tensor {
    var image = Tensor(ones: [6, 8])
    image[0..<6, 2..<6] = 0
    return image
  }

  @Test("Two hand-written loops give the worked figure")
  func workedFigure() {
    func correlate(_ x: Tensor, with kernel: Tensor) -> Tensor {
      let (h, w) = (kernel.shape[0], kernel.shape[1])
      var y = Tensor(zeros: [x.shape[0] - h + 1, x.shape[1] - w + 1])
      for i in 0..<y.shape[0] {
        for j in 0..<y.shape[1] {
          y[i, j] = (x[i..<i + h, j..<j + w] * kernel).sum()
        }
      }
      return y
    }
    let y = correlate([[0, 1, 2], [3, 4, 5], [6, 7, 8]], with: [[0, 1], [2, 3]])
    #expect("\(y)" == "[[19, 25],\n [37, 43]]\nshape [2, 2]")
    #expect(conv2d([[0, 1, 2], [3, 4, 5], [6, 7, 8]], filters: [[0, 1], [2, 3]]) == y)
  }

  @Test("A difference kernel finds vertical edges, and none in the transposed image")
  func edges() {
    let layer = Conv2D(kernel: [[1, -1]])
    #expect(layer(Self.image) == Tensor(ones: [6, 1]) * [[0, 1, 0, 0, 0, -1, 0]])
    #expect(layer(Self.image.transposed()) == Tensor(zeros: [8, 5]))
  }

  @Test("The published run: five losses and the learned kernel")
  func publishedRun() {
    let image = Self.image
    let edges = Conv2D(kernel: [[1, -1]])(image)
    let layer = Conv2D(kernel: [[0.31577389, 0.18771399]])
    var log: [String] = []
    for step in 1...10 {
      let (loss, gradient) = valueWithGradient(at: layer) { ($0(image) - edges).squared().sum() }
      layer.kernel -= 3e-2 * gradient[layer.kernel]
      if step.isMultiple(of: 2) { log.append("step \(step, width: 2)   loss \(loss, digits: 3)") }
    }
    #expect(
      log == [
        "step  2   loss 6.740", "step  4   loss 1.719", "step  6   loss 0.529", "step  8   loss 0.188",
        "step 10   loss 0.072",
      ])
    #expect("\(layer.kernel)" == "[[ 1.01624, -0.96218]]\nshape [1, 2]")
  }

  @Test("The published layout and an optimiser give the same kernel")
  func publishedLayout() {
    let image = Self.image.reshaped(to: [1, 6, 8, 1])
    let edges = conv2d(image, filters: [[1, -1]])
    let layer = Conv2D(kernel: Tensor(shape: [1, 2, 1, 1], [0.31577389, 0.18771399]))
    var descent = SGD(learningRate: 3e-2)
    for _ in 1...10 {
      let (_, gradient) = valueWithGradient(at: layer) { ($0(image) - edges).squared() }
      descent.update(layer, along: gradient)
    }
    #expect(layer.kernel.value.reshaped(to: [1, 2]).formatted(digits: 5) == "[[ 1.01624, -0.96218]]\nshape [1, 2]")
  }
}
