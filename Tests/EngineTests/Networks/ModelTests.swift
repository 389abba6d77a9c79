import Networks
import Tensors
import Testing

@Suite("Models and their parameters")
struct ModelTests {
  struct Perceptron: Layer {
    let weights = Parameter([3, -2], name: "weights")
    let bias = Parameter(0.5, name: "bias")

    func callAsFunction(_ x: Tensor) -> Tensor { (x * weights.value).sum() + bias.value }
  }

  /// A layer of its own kind that holds another layer, and a parameter without a name.
  struct Scale: Layer {
    let label = LayerLabel("scale")
    let factor: Parameter
    let inner = Dense(weights: [[1, 2], [3, 4]], bias: [0, 0])
    let rest = Parameter(1)

    init() { factor = Parameter(2, name: "factor", of: label) }

    func callAsFunction(_ x: Tensor) -> Tensor { label.noting { inner(x) * factor.value + rest.value } }
  }

  @Test("A layer of one's own declares its parameters once, and the model finds them")
  func perceptron() {
    let model = Model(Perceptron())
    #expect(model([1, 1]) == 1.5)
    let (value, gradient) = valueWithGradient(at: model) { $0([1, 2]).squared() }
    #expect(value == 0.25)
    #expect(gradient[model.body.weights] == [-1, -2])
    #expect(gradient[model.body.bias] == -1)
    #expect(gradient.parameters.map(\.name) == ["weights", "bias"])
  }

  @Test("Names give the layer's kind, its number and the parameter's role, and are unique")
  func names() {
    struct Network: Layer {
      let first = Conv2D(inputChannels: 1, outputChannels: 2, kernelSize: (3, 3))
      let scale = Scale()
      let plain = Perceptron()
      let other = Perceptron()
      let last = Dense(inputs: 2, outputs: 1, bias: false)

      func callAsFunction(_ x: Tensor) -> Tensor { last(scale(first(x))) }
    }
    #expect(
      Model(Network()).namedParameters.map(\.name) == [
        "conv2d1.kernel", "conv2d1.bias", "dense1.weights", "dense1.bias", "parameter5", "scale1.factor", "weights",
        "bias", "weights2", "bias2", "dense2.weights",
      ])
  }

  @Test("Nested layers, lists of layers and models within models belong to the model, each parameter once")
  func nesting() {
    struct Network: Layer {
      let list = (1...3).map { Dense(inputs: $0, outputs: $0 + 1, bias: false) }
      let inner = Model(Sequential { Dense(inputs: 4, outputs: 2) })
      let shared: Dense

      init() { shared = list[0] }

      func callAsFunction(_ x: Tensor) -> Tensor { inner(list.reduce(x) { $1($0) }) }
    }
    let model = Model(Network())
    #expect(model.parameters.map(\.shape) == [[1, 2], [2, 3], [3, 4], [4, 2], [2]])
    #expect(model.body.inner.parameters.map(\.shape) == [[4, 2], [2]])
    let gradient = gradient(at: model) { $0([[1]]).sum() }
    #expect(gradient.tensors.map(\.shape) == model.parameters.map(\.shape))
  }

  @Test("What an initialiser replaces does not belong to the model")
  func abandoned() {
    struct Network: Layer {
      var dense = Dense(inputs: 2, outputs: 2)

      init() { dense = Dense(inputs: 3, outputs: 1) }

      func callAsFunction(_ x: Tensor) -> Tensor { dense(x) }
    }
    #expect(Model(Network()).namedParameters.map(\.name) == ["dense1.weights", "dense1.bias"])
  }

  @Test("A layer that was created before brings its parameters along")
  func adopted() {
    let dense = Dense(weights: [[2]], bias: [0])
    let model = Model(
      Sequential {
        dense
        ReLU()
      })
    #expect(model.parameters.map(\.shape) == [[1, 1], [1]])
    #expect(model.parameters[0] === dense.weights)
    #expect(Model(dense).parameters.count == 2)
    #expect(gradient(at: model) { $0([[3]]) }[dense.weights] == [[3]])
  }

  @Test("Afterwards parameters are plain tensors again, and computing with them records nothing")
  func restored() {
    let model = Model(Perceptron())
    _ = valueWithGradient(at: model) { $0([1, 2]) }
    model.body.bias.value = 1
    let (_, slope) = valueWithGradient(at: [1, 2] as Tensor) { x in model(x) }
    #expect(slope == [3, -2])
    #expect(model([0, 0]) == 1)
  }

  @Test("Frozen parameters have no gradient and stay as they are")
  func frozen() {
    let model = Model(Perceptron())
    model.body.weights.isTrainable = false
    let (_, gradient) = valueWithGradient(at: model) { $0([1, 2]) }
    #expect(gradient.parameters.map(\.name) == ["bias"])
    var descent = SGD(learningRate: 1)
    descent.update(model, along: gradient)
    #expect(model.parameters.map(\.value) == [[3, -2], -0.5])
    model.freeze()
    #expect(model.trainableCount == 0)
    descent.update(model, along: gradient)
    #expect(model.body.bias.value == -0.5)
  }

  @Test("Unfreezing makes learned parameters trainable again, and not running statistics")
  func unfrozen() {
    let norm = BatchNorm(channels: 2)
    norm.freeze()
    norm.unfreeze()
    #expect(norm.parameters.map(\.isTrainable) == [true, true, false, false])
    #expect(norm.trainableCount == 4)
  }

  @Test("Gradients of gradients: the inner gradient is a variable of the outer closure")
  func second() {
    let model = Model(Perceptron())
    let w = model.body.weights
    // The value is f² with f = w x + b = -0.5 at x = (1, 2); its gradient with respect to w is 2 f x, the square of whose
    // length is 20 f², and the gradient of that is 40 f x.
    let (penalty, gradient) = valueWithGradient(at: model) { model in
      let inner = valueWithGradient(at: model) { $0([1, 2]).squared() }.gradient
      return inner[w].squared().sum()
    }
    #expect(penalty == 5)
    #expect(gradient[w] == [-20, -40])
    #expect(gradient[model.body.bias] == -20)
  }

  @Test("The gradient with respect to an input can be learned from")
  func inputGradient() {
    let model = Model(Perceptron())
    let penalty = valueWithGradient(at: model) { model in
      valueWithGradient(at: [1, 2] as Tensor, model.body.weights.value) { x, w in (x * w).sum() }.gradient.0.squared()
        .sum()
    }
    #expect(penalty.value == 13)
    #expect(penalty.gradient[model.body.weights] == [6, -4])
  }

  @Test("Another module can be differentiated inside, as a part of the outer computation")
  func twoModules() {
    let (first, second) = (Model(Perceptron()), Model(Perceptron()))
    // d/dw2 (w2 x f1) is x f1; its sum over the numbers of x = (1, 2) is 3 f1, whose gradient with respect to w1 is 3 x.
    let (value, gradient) = valueWithGradient(at: first) { first in
      let output = first([1, 2])
      return valueWithGradient(at: second) { second in second([1, 2]) * output }.gradient[second.body.weights].sum()
    }
    #expect(value == -1.5)
    #expect(gradient[first.body.weights] == [3, 6])
    #expect(gradient[first.body.bias] == 3)
  }

  @Test("A value is assigned as a constant")
  func assignment() {
    let parameter = Parameter([1, 2])
    parameter -= [0.5, 0]
    parameter.value[0] = 7
    parameter *= 2
    parameter += 1
    #expect(parameter.value == [15, 5])
    #expect("\(parameter)" == "[15, 5]")
    let slope = gradient(at: [1, 1] as Tensor) { x in
      parameter.value = (x * 3).detached()
      return (x * parameter.value).sum()
    }
    #expect(slope == [3, 3])
  }

  @Test("A copy of a value does not change with the parameter")
  func copies() {
    let parameter = Parameter([1, 2])
    let copy = parameter.value
    var descent = SGD(learningRate: 1)
    let layer = Model(Lambda { $0 * parameter.value })
    #expect(layer.parameters.isEmpty)
    let model = Model(Perceptron())
    let before = model.body.weights.value
    descent.update(model, along: gradient(at: model) { $0([1, 1]) })
    #expect(before == [3, -2])
    #expect(model.body.weights.value == [2, -3])
    parameter += 1
    #expect(copy == [1, 2])
  }

  @Test("Several threads may differentiate models of their own at once")
  func threads() async {
    await withTaskGroup(of: Bool.self) { group in
      for number in 1...8 {
        group.addTask {
          let model = Model(Perceptron())
          return (0..<50).allSatisfy { _ in
            let x = Tensor(Float(number)) * Tensor(ones: [2])
            let (_, gradient) = valueWithGradient(at: model) { $0(x) }
            return gradient[model.body.weights] == x && LayerMode.current == .inference
          }
        }
      }
      for await isRight in group { #expect(isRight) }
    }
  }

  @Test("A model's gradient equals finite differences", arguments: 0..<6)
  func finiteDifferences(seed: Int) {
    var random = RandomCases(seed: seed)
    var generator = RandomGenerator(seed: UInt64(seed))
    let model = Model(
      Sequential {
        Conv2D(inputChannels: 2, outputChannels: 3, kernelSize: (3, 3), padding: (1, 1), using: &generator)
        BatchNorm(channels: 3)
        Softplus()
        Residual {
          Conv2D(inputChannels: 3, outputChannels: 4, kernelSize: (1, 1), using: &generator)
          Tanh()
        } projection: {
          Conv2D(inputChannels: 3, outputChannels: 4, kernelSize: (1, 1), using: &generator)
        }
        AvgPool2D(size: (2, 2))
        ConvTranspose2D(inputChannels: 4, outputChannels: 6, kernelSize: (2, 2), stride: (2, 2), using: &generator)
        LayerNorm(features: 6, epsilon: 0.1)
        GELU()
        Flatten()
        Dense(inputs: 96, outputs: 3, using: &generator)
      })
    let x = random.tensor([2, 4, 4, 2])
    let weights = random.tensor([2, 3])
    func total() -> Double {
      withMode(.training) { zip(model(x).scalars, weights.scalars).reduce(0) { $0 + Double($1.0) * Double($1.1) } }
    }
    let gradient = gradient(at: model) { $0(x) * weights }
    for (name, parameter) in model.namedParameters where parameter.isTrainable {
      let direction = random.tensor(parameter.shape)
      let start = parameter.value
      let h: Float = 1.0 / 128
      parameter.value = start + h * direction
      let forward = total()
      parameter.value = start - h * direction
      let backward = total()
      parameter.value = start
      let slope = Double((gradient[parameter] * direction).sum())
      let scale = max(1, Double((gradient[parameter] * direction).squared().sum()).squareRoot())
      let measured = (forward - backward) / Double(2 * h)
      #expect((slope - measured).magnitude < 1e-2 * scale, "\(name), seed \(seed): \(slope), measured \(measured)")
    }
  }
}
