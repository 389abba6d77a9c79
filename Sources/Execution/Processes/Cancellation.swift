import Synchronization

/// Ends what runs, for somebody who needs it no more. Any thread may ask for it.
package final class Cancellation: Sendable {
  /// What was running has been ended.
  package struct Cancelled: Error {}

  private struct State {
    var isCancelled = false
    var next = 0
    /// How to end what is running.
    var ends: [Int: @Sendable () -> Void] = [:]
  }

  private let state = Mutex(State())

  package init() {}

  package func cancel() {
    state.withLock { state in
      state.isCancelled = true
      for end in state.ends.values { end() }
      state.ends = [:]
    }
  }

  /// Throws `Cancelled` where somebody has asked for it.
  package func check() throws(Cancelled) {
    if state.withLock(\.isCancelled) { throw Cancelled() }
  }

  /// Does something that is ended with the others.
  ///
  /// - Parameter end: ends it; not called any more once this has returned.
  /// - Throws: `Cancelled` where that has happened.
  func ending<Value>(by end: @escaping @Sendable () -> Void, _ body: () throws -> Value) throws -> Value {
    let number = try state.withLock { state in
      guard !state.isCancelled else { throw Cancelled() }
      state.next += 1
      state.ends[state.next] = end
      return state.next
    }
    defer { state.withLock { $0.ends[number] = nil } }
    let value = try body()
    try check()
    return value
  }
}

extension Cancellation? {
  /// The same, also where nobody will end it.
  func ending<Value>(by end: @escaping @Sendable () -> Void, _ body: () throws -> Value) throws -> Value {
    guard let self else { return try body() }
    return try self.ending(by: end, body)
  }
}
