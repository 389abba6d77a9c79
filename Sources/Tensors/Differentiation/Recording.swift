import Compute

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
