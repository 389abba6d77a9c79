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
