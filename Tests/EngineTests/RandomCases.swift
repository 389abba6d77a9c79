import OperationCases
import Tensors

/// Shapes and values drawn from a seed, which is what a failure names.
struct RandomCases {
  var generator: RandomGenerator

  init(seed: Int) { generator = RandomGenerator(seed: UInt64(seed)) }

  mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }

  mutating func shape(rank: ClosedRange<Int> = 0...4) -> [Int] { (0..<int(rank)).map { _ in int(1...4) } }

  /// Two shapes that broadcast: axes of a common shape are cut to 1 or, at the front, left out.
  mutating func broadcastingShapes() -> ([Int], [Int]) {
    let common = shape()
    func part() -> [Int] { [Int](common.map { int(0...2) == 0 ? 1 : $0 }.dropFirst(int(0...common.count) / 2)) }
    return (part(), part())
  }

  mutating func tensor(_ shape: [Int]) -> Tensor { Tensor(randomNormal: shape, using: &generator) }

  /// Numbers in a random order that all lie at least half a unit apart, so that a small step changes no order among them.
  mutating func spreadTensor(_ shape: [Int]) -> Tensor {
    let order = IntTensor(permutationOf: shape.reduce(1, *), using: &generator)
    return (Tensor(order) - Float(order.count / 2)).reshaped(to: shape) * 0.5
  }

  /// Some of the axes of a shape, each as it counts from the beginning or from the end.
  mutating func axes(of shape: [Int]) -> [Int] { shape.indices.filter { _ in int(0...1) == 1 } }
}

/// The index of every element of a shape, in row-major order, the slow and obvious way.
func indices(of shape: [Int]) -> [[Int]] {
  shape.reduce([[]]) { prefixes, length in prefixes.flatMap { prefix in (0..<length).map { prefix + [$0] } } }
}

/// The element at an index, whatever the rank.
func element(_ tensor: Tensor, _ index: [Int]) -> Float {
  tensor.scalars[zip(index, tensor.shape).reduce(0) { $0 * $1.1 + $1.0 }]
}
