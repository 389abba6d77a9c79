/// How a process ended.
package enum Termination: Sendable, Hashable {
  case exited(Int32)
  case killed(signal: Int32)

  /// - Parameter status: what the system gives to whoever waits for the process.
  package init(status: Int32) {
    let signal = status & 0x7f
    self = signal == 0 ? .exited((status >> 8) & 0xff) : .killed(signal: signal)
  }
}
