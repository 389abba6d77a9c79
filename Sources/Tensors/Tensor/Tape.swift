import Compute

/// What a differentiated closure has done, step by step: the one list that the reverse walk reads backwards.
///
/// A tensor that is being differentiated knows its tape and its entry, nothing else; entries name their inputs by number. So
/// there is no graph of objects, and a tape of a million entries is freed as three arrays are, without recursion.
///
/// Unchecked, because a tape is written only on the thread that runs the closure that is being differentiated: every entry
/// is preceded by a look at the thread, and who comes on another one is stopped.
@usableFromInline
final class Tape: @unchecked Sendable {
  struct Entry {
    let operation: StaticString
    let edges: Range<Int>
  }

  /// From an entry to one of its inputs: the gradient with respect to the entry's result becomes that to the input.
  struct Edge {
    let input: Int
    let inputShape: [Int]
    let pullback: (Tensor) -> Tensor
  }

  private(set) var entries: [Entry] = []
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

  /// Whether one of the edges from `edge` on leads to an entry before `entry`.
  func refers(before entry: Int, from edge: Int) -> Bool { edges[edge...].contains { $0.input < entry } }

  /// The edges from `edge` on that lead to an entry before `entry`, one to each.
  func edges(leadingBefore entry: Int, from edge: Int) -> [Edge] {
    let sorted = edges[edge...].filter { $0.input < entry }.sorted { $0.input < $1.input }
    return sorted.indices.filter { $0 == 0 || sorted[$0].input != sorted[$0 - 1].input }.map { sorted[$0] }
  }

  /// Turns the entries from `entry` on, whose edges are those from `edge` on, into constants, and lets go of the tensors that
  /// they have kept. The entries keep their numbers: a tensor that stands on one of them may have escaped.
  func forget(from entry: Int, edges edge: Int) {
    for number in entry..<entries.count {
      entries[number] = Entry(operation: entries[number].operation, edges: edge..<edge)
    }
    edges.removeLast(edges.count - edge)
  }

  /// Forgets all entries, and with them the tensors they have kept, which in turn refer to this tape.
  func clear() {
    entries = []
    edges = []
  }

  /// Adds an entry and returns its number.
  ///
  /// Stops with a message on another thread than that of the closure.
  func append(_ operation: StaticString, _ inputs: [Edge]) -> Int {
    guard isOfThisThread else { fail(ErrorMessage.otherThread("\(operation)")) }
    let first = edges.count
    edges += inputs
    entries.append(Entry(operation: operation, edges: first..<edges.count))
    return entries.count - 1
  }
}

/// A tensor's entry on a tape.
@usableFromInline
struct Trace: Sendable {
  let tape: Tape
  let entry: Int
}
