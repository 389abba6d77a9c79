import Networks
import Synchronization
import Testing

@testable import Tensors

/// A differentiation within the closure of another: whatever the inner one's variables are, the outer one sees through it.
@Suite("Nested differentiation")
struct NestedGradientTests {
  @Test("The derivative of what is constant or linear is 0")
  func constants() {
    #expect(gradient(at: 1) { x in gradient(at: x) { 2 * $0 } } == 0)
    #expect(gradient(at: [1, 2]) { x in gradient(at: x) { 3 * $0 + 1 } } == [0, 0])
    // x^2 has a second derivative, a third of 0, and a fourth.
    #expect(gradient(at: 3) { x in gradient(at: x) { gradient(at: $0) { $0 * $0 } } } == 0)
    #expect(gradient(at: 3) { x in gradient(at: x) { gradient(at: $0) { gradient(at: $0) { $0 * $0 } } } } == 0)
    #expect(gradient(at: [-1, 2]) { x in gradient(at: x) { $0.relu() } } == [0, 0])
    // What is only captured counts as well, and so does one variable of two.
    #expect(gradient(at: 5) { w in gradient(at: 1) { x in x + w } } == 0)
    #expect(gradient(at: 5) { w in gradient(at: 1) { x in x * w } } == 1)
    let (a, b) = gradient(at: 2, 3) { a, b in
      let (first, second) = gradient(at: a, b) { $0 + $1 * $1 }
      return first + second
    }
    #expect(a == 0)
    #expect(b == 2)
  }

  @Test("What the inner closure captures is constant to it, and differentiated by the outer one")
  func captured() {
    #expect(gradient(at: 3) { w in gradient(at: 2) { x in x * w } } == 1)
    // d/dx of x w^2 is w^2, whose derivative is 2 w.
    #expect(gradient(at: 3) { w in gradient(at: 2) { x in x * w * w } } == 6)
    #expect(gradient(at: 3) { w in gradient(at: w) { x in x * w * w } } == 6)
  }

  @Test("Three levels, of which the innermost has variables of both others")
  func threeLevels() {
    let slope = gradient(at: 3 as Tensor) { w in
      let inner = gradient(at: 2 as Tensor) { x in valueWithGradient(at: x, w) { x, w in x * w * w }.value }
      return inner + w * 0
    }
    #expect(slope == 6)
    // x^2 y^2 z^2 at 1, 2, 3: the derivative by each is 8 x y z.
    let mixed = gradient(at: 1) { x in
      gradient(at: 2) { y in gradient(at: 3) { z in (x * y * z).squared() } }
    }
    #expect(mixed == 48)
  }

  @Test("A penalty for steep slopes, by differences in every parameter")
  func penalty() {
    var random = RandomCases(seed: 5)
    let model = Model(
      Sequential {
        Dense(inputs: 2, outputs: 3)
        Tanh()
        Dense(inputs: 3, outputs: 1)
      })
    for parameter in model.parameters { parameter.value = random.tensor(parameter.shape) }
    let x = random.tensor([4, 2])
    func penalty() -> Tensor { gradient(at: x) { model($0).tanh() }.squared().sum() }
    let slopes = gradient(at: model) { m in gradient(at: x) { x in m(x).tanh() }.squared().sum() }
    for (parameter, slope) in zip(slopes.parameters, slopes.tensors) {
      let direction = random.tensor(parameter.shape)
      let middle = parameter.value
      parameter.value = middle + direction * Float(1.0 / 64)
      let above = penalty()
      parameter.value = middle - direction * Float(1.0 / 64)
      let below = penalty()
      parameter.value = middle
      let measured: Float = (above.scalar - below.scalar) * 32
      let exact: Float = (slope * direction).sum().scalar
      #expect((exact - measured).magnitude < 5e-3 * (1 + measured.magnitude), "\(parameter.name ?? "")")
    }
  }

  @Test("At a module within a closure of tensors, and a module within another module's")
  func modules() {
    let (inner, outer) = (Model(Scaling([2, 3])), Model(Scaling(5)))
    let (weights, scale) = (inner.body.factor, outer.body.factor)
    // The gradient of (w x)^2 by w is 2 w x^2, whose derivative by x is 4 w x.
    let byInput = gradient(at: [1, 10]) { x in gradient(at: inner) { $0(x).squared() }[weights] }
    #expect(byInput == [8, 120])
    // The gradient of (s w x)^2 by w is 2 s^2 w x^2, whose derivative by s is 4 s w x^2, summed over both positions.
    let byScale = gradient(at: outer) { o in gradient(at: inner) { i in o(i([1, 10])).squared() }[weights] }
    #expect(byScale[scale] == 6040)
  }

  @Test("An inner differentiation that uses nothing of the outer one gives constants")
  func independentInside() {
    let slope = gradient(at: 2) { x in
      var y = x
      for _ in 0..<4 {
        let (value, constant) = valueWithGradient(at: [1, 2]) { v in
          var u = v
          for _ in 0..<100 { u = u * v }
          return u
        }
        #expect(value.trace == nil)
        #expect(constant.trace == nil)
        y = y * constant[0...0]
      }
      return y
    }
    // The first element of each constant is 101.
    #expect(slope == 104_060_401)
  }

  @Test("A tensor that escaped from a finished inner closure is a constant, and its tape goes on")
  func escapedFromInside() {
    var kept: Tensor = 0
    let slope = gradient(at: 3) { x in
      let ten = gradient(at: 5) { v in
        kept = v * v
        return kept
      }
      return x * kept + ten * x
    }
    #expect(slope == 35)
  }

  @Test("An inner result that depends on the outer variables alone stops the program with the sentence")
  func independentOfTheInner() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = gradient(at: 3) { w in gradient(at: 2) { _ in w * w } }
    }
    let sentence = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(sentence.contains(ErrorMessage.independent([])))
  }
}

/// A number for each position.
private struct Scaling: Layer {
  let factor: Parameter

  init(_ factor: Tensor) { self.factor = Parameter(factor) }

  func callAsFunction(_ x: Tensor) -> Tensor { x * factor.value }
}
