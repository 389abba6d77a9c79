import DataSets
import Networks
import Tensors

/// An epoch of the classic LeNet over the 60,000 images of Fashion-MNIST, by the original recipe: sigmoid functions, average
/// pooling, Xavier's initial weights, batches of 256 and plain gradient descent with learning rate 0.9.
struct LeNetEpoch {
  private var parameters: [Tensor]
  private let images: Tensor
  private let labels: IntTensor
  private var generator = RandomGenerator(seed: 1)

  init() throws {
    let data = try FashionMNIST.load()
    images = data.training.images
    labels = data.training.labels
    parameters = []
    for shape in [[5, 5, 1, 6], [5, 5, 6, 16], [400, 120], [120, 84], [84, 10]] {
      let area = shape.dropLast(2).reduce(1, *)
      let fans = Float(area * (shape[shape.count - 2] + shape[shape.count - 1]))
      let limit = (6 / fans).squareRoot()
      parameters.append(Tensor(randomUniform: shape, in: -limit..<limit, using: &generator))
      parameters.append(Tensor(zeros: [shape[shape.count - 1]]))
    }
  }

  /// Trains for one epoch and returns the mean loss and accuracy over it.
  mutating func run() -> (loss: Double, accuracy: Double) {
    let order = (0..<labels.count).shuffled(using: &generator)
    var loss = 0.0
    var correct = 0.0
    for start in stride(from: 0, to: order.count, by: 256) {
      let indices = IntTensor(Array(order[start..<min(start + 256, order.count)]))
      let (x, y) = (images.rows(indices), labels.rows(indices))
      var outputs = Tensor(0)
      let (value, gradients) = valueWithGradient(at: parameters) { parameters in
        outputs = LeNetEpoch.output(x, parameters)
        return outputs.softmaxCrossEntropy(labels: y)
      }
      for number in parameters.indices { parameters[number] -= 0.9 * gradients[number] }
      loss += Double(value) * Double(indices.count)
      correct += Double(outputs.detached().accuracy(labels: y)) * Double(indices.count)
    }
    return (loss / Double(order.count), correct / Double(order.count))
  }

  private static func output(_ images: Tensor, _ p: [Tensor]) -> Tensor {
    let first = avgPool2d(conv2d(images, filters: p[0], bias: p[1], padding: (2, 2)).sigmoid(), size: (2, 2))
    let second = avgPool2d(conv2d(first, filters: p[2], bias: p[3]).sigmoid(), size: (2, 2))
    let flat = second.reshaped(to: [images.shape[0], -1])
    let third = (matmul(flat, p[4]) + p[5]).sigmoid()
    let fourth = (matmul(third, p[6]) + p[7]).sigmoid()
    return matmul(fourth, p[8]) + p[9]
  }
}
