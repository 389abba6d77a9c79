import Foundation
import Pipeline

/// The signals with which a user, the end of the terminal or another program ends us.
enum TerminationSignals {
  private static let all = [SIGINT, SIGTERM, SIGHUP]

  private static func set(of numbers: [Int32]) -> sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in numbers { sigaddset(&signals, number) }
    return signals
  }

  /// Whether whoever started us wants it to do nothing, as `nohup` does.
  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    return sigaction(number, nil, &action) == 0
      && unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// Whoever started us may have blocked them; they must end us all the same.
  static func unblock() {
    var signals = set(of: all)
    sigprocmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Lets nothing be left of what was compiled when this process is ended. To be called before there are other threads, so that none of
  /// them ends it first.
  static func removeFilesAtEnd() {
    let awaited = all.filter { !isIgnored($0) }
    var signals = set(of: awaited)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    guard !awaited.isEmpty else { return }
    Thread.detachNewThread {
      var (signals, number) = (set(of: awaited), Int32(0))
      while sigwait(&signals, &number) != 0 {}
      TemporaryFiles.remove {
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        // Until the signal has arrived.
        while true { kill(getpid(), number) }
      }
    }
  }
}
