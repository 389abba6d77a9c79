import CellHost
import Text

/// What one run of the compiler may use: some code, such as a literal of thousands of elements without a type, would else take
/// hours or all of the machine's memory.
package struct CompilerLimits: Sendable {
  /// Seconds of a processor's time; ordinary cells take less than one.
  package var seconds = 120
  /// Bytes of memory.
  package var memory = 4 << 30

  package init() {}

  /// What is said of a compiler that a limit has ended; nil where it ended otherwise.
  func sentence(_ ending: Termination, output: String, messages: [CompilerMessage]) -> String? {
    // 24 is SIGXCPU; the system's last resort is SIGKILL. A sandbox adds 128 to the signal that ended what it holds.
    switch ending {
    case .killed(signal: 24), .killed(signal: 9), .exited(128 + 24), .exited(128 + 9):
      return "the compiler needed more than its limit of \(seconds) s and was stopped"
    default: break
    }
    // With its messages the compiler prints lines of the author's, which may hold any words; who runs out of memory has none.
    guard ending != .exited(0), !messages.contains(where: { $0.severity == .error && $0.line > 0 }),
      ["out of memory", "bad_alloc", "Allocation failed"].contains(where: output.contains)
    else { return nil }
    return "the compiler needed more memory than its limit of \(memory.asBytes)"
  }

  static let explanation = """
    A long literal is the usual cause: give it its type, as in 'let table: [String: Int] = …', or let the cell read a file.
    """
}

extension Int {
  /// A number of bytes in the unit in which it is whole: `4 GiB`, `512 MiB`, `1000 bytes`.
  var asBytes: String {
    if self % (1 << 30) == 0 { return "\(self >> 30) GiB" }
    if self % (1 << 20) == 0 { return "\(self >> 20) MiB" }
    return counted(self, "byte")
  }
}
