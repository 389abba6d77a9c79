import Compute
import Tensors

struct ConvolutionCase {
  let name: String
  let input: [Int]
  let filters: [Int]
  var stride = 1
  var padding = 0
  var groups = 1

  static let all = [
    ConvolutionCase(name: "a", input: [256, 28, 28, 1], filters: [5, 5, 1, 6], padding: 2),
    ConvolutionCase(name: "b", input: [256, 14, 14, 6], filters: [5, 5, 6, 16]),
    ConvolutionCase(name: "c", input: [8, 56, 56, 64], filters: [3, 3, 64, 64], padding: 1),
    ConvolutionCase(name: "d", input: [8, 14, 14, 256], filters: [3, 3, 256, 256], padding: 1),
    ConvolutionCase(name: "e", input: [8, 28, 28, 256], filters: [1, 1, 256, 64]),
    ConvolutionCase(name: "f", input: [1, 1024, 1024, 1], filters: [11, 11, 1, 1]),
    ConvolutionCase(name: "g", input: [1, 1000, 1000, 3], filters: [3, 3, 3, 8]),
    ConvolutionCase(name: "h", input: [8, 28, 28, 128], filters: [3, 3, 1, 128], padding: 1, groups: 128),
    ConvolutionCase(name: "i", input: [8, 56, 56, 64], filters: [3, 3, 64, 128], stride: 2, padding: 1),
  ]

  var operations: Double {
    let height = (input[1] + 2 * padding - filters[0]) / stride + 1
    let width = (input[2] + 2 * padding - filters[1]) / stride + 1
    return 2 * Double(input[0] * height * width) * Double(filters.reduce(1, *))
  }

  var forward: Case {
    Case(name: "conv_\(name)_fwd", operations: operations) {
      var data = Data()
      let (x, w) = (data.tensor(input), data.tensor(filters))
      return { use(convolved(x, w)) }
    }
  }

  var forwardAndBackward: Case {
    Case(name: "conv_\(name)_fwdbwd", operations: 3 * operations) {
      var data = Data()
      let (x, w) = (data.tensor(input), data.tensor(filters))
      let weights = data.tensor(convolved(x, w).shape)
      return {
        let (value, gradients) = valueWithGradient(at: x, w, outputGradient: weights) { x, w in convolved(x, w) }
        use(value)
        use(gradients.0)
        use(gradients.1)
      }
    }
  }

  private func convolved(_ input: Tensor, _ filters: Tensor) -> Tensor {
    conv2d(input, filters: filters, stride: (stride, stride), padding: (padding, padding), groups: groups)
  }
}
