import Compute
import Networks
import OperationCases
import Tensors

func otherCases() -> [Case] {
  seedCases() + [elements()] + declaredCases()
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

/// What is declared with each operation, or else the operation of the few numbers of its case.
private func declaredCases() -> [Case] {
  OperationCase.all.flatMap { operation in
    operation.benchmarks.isEmpty ? [fewNumbers(operation)] : operation.benchmarks.map { declared($0, operation) }
  }
}

private func declared(_ benchmark: OperationCase.Benchmark, _ operation: OperationCase) -> Case {
  Case(name: benchmark.name, operations: benchmark.operations) {
    var data = Data()
    let inputs = zip(benchmark.shapes, operation.inputs).map { $1.domain.tensor($0, using: &data.generator) }
    guard benchmark.differentiates else { return { use(operation.call(inputs)) } }
    let weights = data.tensor(operation.call(inputs).shape)
    return {
      let (value, gradient) = valueWithGradient(at: inputs[0], outputGradient: weights) {
        operation.call([$0] + inputs[1...])
      }
      use(value)
      use(gradient)
    }
  }
}

/// A hundred times, since a clock cannot see one; the figure is that of one.
private func fewNumbers(_ operation: OperationCase) -> Case {
  Case(name: operation.name, operations: 0, repetitions: 100, time: .milliseconds(100)) {
    let inputs = operation.drawn(seed: 1)
    return { for _ in 0..<100 { use(operation.call(inputs)) } }
  }
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
