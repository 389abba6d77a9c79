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

extension Tensor {
  /// An input of an operation, and its rule: how a gradient with respect to the result becomes one with respect to it.
  typealias Rule = (input: Tensor, pullback: (Tensor) -> Tensor)

  /// The tape on which operations with this tensor are recorded now.
  var openTape: Tape? {
    guard let trace, trace.tape.isOpen else { return nil }
    return trace.tape
  }

  /// Whether it depends on a variable of a closure that is being differentiated now.
  package var isBeingDifferentiated: Bool { openTape != nil }

  /// This tensor as the result of an operation on one input. Outside a differentiated closure nothing happens.
  @inline(__always)
  func recorded(_ operation: StaticString, _ rule: Rule) -> Tensor {
    guard let tape = rule.input.openTape else { return self }
    return appended(to: tape, operation, [rule])
  }

  /// This tensor as the result of an operation on two inputs. An input that is a constant costs nothing on the way back.
  @inline(__always)
  func recorded(_ operation: StaticString, _ first: Rule, _ second: Rule) -> Tensor {
    guard let tape = first.input.openTape ?? second.input.openTape else { return self }
    return appended(to: tape, operation, [first, second])
  }

  /// This tensor as the result of an operation on three inputs.
  func recorded(_ operation: StaticString, _ first: Rule, _ second: Rule, _ third: Rule) -> Tensor {
    guard let tape = first.input.openTape ?? second.input.openTape ?? third.input.openTape else { return self }
    return appended(to: tape, operation, [first, second, third])
  }

  private func appended(to tape: Tape, _ operation: StaticString, _ rules: [Rule]) -> Tensor {
    var edges: [Tape.Edge] = []
    for rule in rules {
      guard let trace = rule.input.trace, trace.tape.isOpen else { continue }
      guard trace.tape === tape else { fail(ErrorMessage.twoTapes("\(operation)")) }
      edges.append(Tape.Edge(input: trace.entry, inputShape: rule.input.shape, pullback: rule.pullback))
    }
    var result = self
    result.trace = Trace(tape: tape, entry: tape.append(operation, edges))
    return result
  }

  /// These numbers as a constant: the gradient stops here, as no derivative passes through. The memory is shared.
  ///
  ///     let slope = gradient(at: 3) { x in x.detached() * x }  // 3, where x * x gives 6
  ///
  /// What is computed of constants alone is not recorded, so a part of a closure that needs no derivatives costs nothing once its
  /// inputs are detached. Outside a differentiated closure all tensors are constants.
  public func detached() -> Tensor { Tensor(storage: storage, shape: shape) }
}

/// Which tape records now.
///
/// A call of `valueWithGradient(at:)` within the closure of another has to go on with the other's tape, whatever its own
/// variables are: its closure may use tensors of the outer one. So the tape is known to all that runs inside the closure.
extension Tape {
  #if hasFeature(Embedded)
    // One thread is all there is.
    nonisolated(unsafe) private static var innermost: Tape?

    /// Runs a closure during which `current` is the given tape.
    static func with<Value>(_ tape: Tape, _ body: () -> Value) -> Value {
      let before = innermost
      innermost = tape
      defer { innermost = before }
      return body()
    }
  #else
    // Belongs to the task, or to the thread where there is none.
    @TaskLocal private static var innermost: Tape?

    /// Runs a closure during which `current` is the given tape.
    static func with<Value>(_ tape: Tape, _ body: () -> Value) -> Value { $innermost.withValue(tape, operation: body) }
  #endif

  /// The open tape of the closure that is being differentiated on this thread, if one is.
  ///
  /// A task that is started inside a closure inherits its task-local values, but runs elsewhere or later, and records nothing there.
  static var current: Tape? {
    guard let innermost, innermost.isOfThisThread, innermost.isOpen else { return nil }
    return innermost
  }
}

extension ErrorMessage {
  static func twoTapes(_ operation: String) -> String {
    "\(operation): tensors of two separate valueWithGradient(at:) calls meet, neither of which runs within the other; use "
      + "detached() on those of one."
  }

  static func otherThread(_ operation: String) -> String {
    "\(operation): a tensor that is being differentiated is used on another thread than that of valueWithGradient(at:); "
      + "detached() makes a constant of it, which any thread may use."
  }
}
