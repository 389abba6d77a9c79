import Compute

/// What a differentiated closure has done, step by step: the one list that the reverse walk reads backwards.
///
/// A tensor that is being differentiated knows its tape and its step, nothing else; steps name their inputs by number. So
/// there is no graph of objects, and a tape of a million steps is freed as three arrays are, without recursion.
///
/// Unchecked, because a tape is written only by the closure that is being differentiated, on the thread that runs it.
@usableFromInline
final class Tape: @unchecked Sendable {
  struct Step {
    let operation: StaticString
    let edges: Range<Int>
  }

  /// From a step to one of its inputs: the gradient with respect to the step's result becomes that to the input.
  struct Edge {
    let input: Int
    let inputShape: [Int]
    let pullback: (Tensor) -> Tensor
  }

  private(set) var steps: [Step] = []
  private(set) var edges: [Edge] = []
  /// Only an open tape records. What is computed after its closure has returned is plain arithmetic.
  private(set) var isOpen = true

  /// Ends recording. Steps are kept for the reverse walk.
  func close() { isOpen = false }

  /// Forgets all steps, and with them the tensors they have kept, which in turn refer to this tape.
  func clear() {
    steps = []
    edges = []
  }

  /// Adds a step and returns its number.
  func append(_ operation: StaticString, _ inputs: [Edge]) -> Int {
    let first = edges.count
    edges += inputs
    steps.append(Step(operation: operation, edges: first..<edges.count))
    return steps.count - 1
  }
}

/// A tensor's place on a tape.
@usableFromInline
struct Trace: Sendable {
  let tape: Tape
  let step: Int
}
