import Compute

/// What a differentiated closure has done, step by step: the one list that the reverse walk reads backwards.
///
/// A tensor that is being differentiated knows its tape and its step, nothing else; steps name their inputs by number. So
/// there is no graph of objects, and a tape of a million steps is freed as three arrays are, without recursion.
///
/// Unchecked, because a tape is written only on the thread that runs the closure that is being differentiated: every step
/// is preceded by a look at the thread, and who comes on another one is stopped.
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
  /// The thread that may record.
  private let thread = Workers.currentThread

  /// Whether the calling thread may record.
  var isOfThisThread: Bool { thread == Workers.currentThread }

  /// Ends recording. Steps are kept for the reverse walk.
  func close() { isOpen = false }

  /// Goes on recording after the reverse walk of a part that is finished.
  func reopen() { isOpen = true }

  /// Whether one of the edges from `edge` on leads to a step before `step`.
  func refers(before step: Int, from edge: Int) -> Bool { edges[edge...].contains { $0.input < step } }

  /// Turns the steps from `step` on, whose edges are those from `edge` on, into constants, and lets go of the tensors that
  /// they have kept. The steps keep their numbers: a tensor that stands on one of them may have escaped.
  func forget(from step: Int, edges edge: Int) {
    for number in step..<steps.count { steps[number] = Step(operation: steps[number].operation, edges: edge..<edge) }
    edges.removeLast(edges.count - edge)
  }

  /// Forgets all steps, and with them the tensors they have kept, which in turn refer to this tape.
  func clear() {
    steps = []
    edges = []
  }

  /// Adds a step and returns its number.
  ///
  /// Stops with a message on another thread than that of the closure.
  func append(_ operation: StaticString, _ inputs: [Edge]) -> Int {
    guard isOfThisThread else { fail(Complaint.otherThread("\(operation)")) }
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
