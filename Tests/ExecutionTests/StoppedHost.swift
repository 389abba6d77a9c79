import Foundation

/// A cell host that is stopped, so that what it is told comes at once when it goes on.
struct StoppedHost: @unchecked Sendable {
  private let process: pid_t
  private let input: Int32

  /// Whether a host waits for nothing but the next job: it polls one descriptor, and more while cells run.
  static func isResting(_ process: pid_t) -> Bool {
    let call = try? String(contentsOfFile: "/proc/\(process)/syscall", encoding: .utf8).split(separator: " ")
    return call.map { $0.count > 2 && $0[2] == "0x1" } ?? false
  }

  /// Stops a host.
  init(_ process: pid_t) {
    self.process = process
    input = open("/proc/\(process)/fd/0", O_RDONLY | O_NONBLOCK)
    precondition(input >= 0 && kill(process, SIGSTOP) == 0)
  }

  /// How many bytes it was told and has not read.
  var unread: Int32 {
    var count: Int32 = 0
    precondition(ioctl(input, UInt(FIONREAD), &count) == 0)
    return count
  }

  /// Waits until it was told more than so many bytes.
  func waitUntilTold(moreThan count: Int32) { while unread <= count { sched_yield() } }

  func goOn() {
    close(input)
    kill(process, SIGCONT)
  }
}
