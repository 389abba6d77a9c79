import Compute
import Networks
import Tensors

/// What is measured: something to do again and again, and how many floating-point operations it takes.
struct Case {
  let name: String
  /// Multiplications and additions of the mathematical definition, whatever the engine really does; 0 where that says nothing.
  let operations: Double
  /// How often what is timed does it.
  var repetitions = 1
  /// Prepares the data and returns what is timed.
  let prepare: () -> () -> Void
}

/// Makes the data of a case: the same numbers each time.
struct Data {
  var generator = RandomGenerator(seed: 1)
  mutating func tensor(_ shape: [Int]) -> Tensor { Tensor(randomNormal: shape, using: &generator) }
}

/// Keeps a result from being optimised away.
@inline(never) func use(_ tensor: Tensor) { sink = tensor }
nonisolated(unsafe) private var sink: Tensor = 0
