import Compute
import Networks
import Tensors

func otherCases() -> [Case] {
  seedCases() + products() + poolings() + elementwise() + functions() + [elements(), additionOfMillions()]
}

/// Small things, where what counts is what an operation costs before it computes anything.
private func seedCases() -> [Case] {
  let trainedKernel = Case(name: "seed_sgd", operations: 0) {
    var image = Tensor(ones: [6, 8])
    image[0..<6, 2..<6] = 0
    let picture = image
    let edges = conv2d(picture, filters: [[1, -1]])
    return {
      var kernel: Tensor = [[0.31577389, 0.18771399]]
      for _ in 0..<10 {
        let (_, gradient) = valueWithGradient(at: kernel) { (conv2d(picture, filters: $0) - edges).squared().sum() }
        kernel -= 3e-2 * gradient
      }
      use(kernel)
    }
  }
  // A thousand additions at a time, since a clock cannot see one; the figure is that of one.
  let recorded = Case(name: "op_overhead", operations: 0, repetitions: 1000) {
    var data = Data()
    let (a, b) = (data.tensor([2, 2]), data.tensor([2, 2]))
    return {
      let (sum, _) = valueWithGradient(at: a) { a in
        var sum = a
        for _ in 0..<1000 { sum = a + b }
        return sum
      }
      use(sum)
    }
  }
  let naive = Case(name: "corr2d_naive", operations: 0) {
    var data = Data()
    let (x, k) = (data.tensor([64, 64]), data.tensor([3, 3]))
    return {
      var y = Tensor(zeros: [62, 62])
      for i in 0..<62 {
        for j in 0..<62 { y[i, j] = Float((x[i..<i + 3, j..<j + 3] * k).sum()) }
      }
      use(y)
    }
  }
  return [trainedKernel, recorded, naive]
}

private func products() -> [Case] {
  [512, 1024, 2048].map { size in
    Case(name: "matmul_\(size)", operations: 2 * Double(size * size * size)) {
      var data = Data()
      let (a, b) = (data.tensor([size, size]), data.tensor([size, size]))
      return { use(matmul(a, b)) }
    }
  }
}

private func poolings() -> [Case] {
  func pooling(_ name: String, _ pool: @escaping (Tensor) -> Tensor) -> Case {
    Case(name: name, operations: 0) {
      var data = Data()
      let x = data.tensor([256, 28, 28, 6])
      return { forwardAndBackward(at: x, pool) }
    }
  }
  return [pooling("maxpool") { maxPool2d($0, size: (2, 2)) }, pooling("avgpool") { avgPool2d($0, size: (2, 2)) }]
}

private func elementwise() -> [Case] {
  [10, 4096].flatMap { columns in
    func function(_ name: String, _ body: @escaping (Tensor) -> Tensor) -> Case {
      Case(name: "\(name)_256x\(columns)", operations: 0) {
        var data = Data()
        let x = data.tensor([256, columns])
        return { forwardAndBackward(at: x, body) }
      }
    }
    let labels = (0..<256).map { $0 * 7 % columns }
    return [
      function("relu") { $0.relu() }, function("sigmoid") { $0.sigmoid() },
      function("softmaxce") { $0.softmaxCrossEntropy(labels: labels) },
    ]
  }
}

/// A million numbers through functions that compute in double precision, and through normalisations.
private func functions() -> [Case] {
  func function(_ name: String, _ body: @escaping (Tensor) -> Tensor) -> Case {
    Case(name: name, operations: 0) {
      var data = Data()
      let x = data.tensor([4096, 256])
      return { use(body(x)) }
    }
  }
  let (ones, zeros) = (Tensor(ones: [256]), Tensor(zeros: [256]))
  return [
    function("sin") { $0.sin() }, function("cos") { $0.cos() }, function("power_0.3") { $0.power(0.3) },
    function("power_7") { $0.power(7) }, function("power_tensor") { $0.power($0) }, function("log") { $0.log() },
    function("mean_rows") { $0.mean(along: 1) }, function("variance_rows") { $0.variance(along: 1) },
    function("variance_columns") { $0.variance(along: 0) },
    function("layernorm") { $0.layerNormalized(scale: ones, shift: zeros) },
    function("batchnorm") { $0.batchNormalized(scale: ones, shift: zeros) },
  ]
}

/// Every element of a tensor of three axes read and written once.
private func elements() -> Case {
  Case(name: "elements_3", operations: 0) {
    var data = Data()
    let x = data.tensor([64, 64, 16])
    return {
      var y = x
      for i in 0..<64 {
        for j in 0..<64 {
          for k in 0..<16 {
            let value: Float = x[i, j, k]
            y[i, j, k] = value + 1
          }
        }
      }
      use(y)
    }
  }
}

private func additionOfMillions() -> Case {
  Case(name: "add_16M", operations: 16_777_216) {
    var data = Data()
    let (a, b) = (data.tensor([1 << 24]), data.tensor([1 << 24]))
    return { use(a + b) }
  }
}

private func forwardAndBackward(at x: Tensor, _ body: (Tensor) -> Tensor) {
  let (value, gradient) = valueWithGradient(at: x, of: body)
  use(value)
  use(gradient)
}
