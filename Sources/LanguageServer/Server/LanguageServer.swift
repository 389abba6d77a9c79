import Book
import Foundation
import Glibc
import Pipeline

/// Answers an editor over standard input and output, until it says that it has finished or is not there any more.
package struct LanguageServer {
  private let request: Request
  private let log: @Sendable (String) -> Void

  /// - Parameters:
  ///   - request: what holds for all books; each is found from the chapters that are opened.
  ///   - log: takes what is for nobody but who looks for a mistake.
  package init(_ request: Request, log: @escaping @Sendable (String) -> Void) {
    self.request = request
    self.log = log
  }

  /// - Returns: the exit code, 0 where the editor has asked for the end as it should.
  package func run() -> Int32 {
    let server = Server(request, EditorConnection(output: 1), log: log)
    // Whatever ends us, nothing is to be left: so signals are waited for, by a thread that can do what has to be done then. Programs that
    // are started get them as ever.
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    Thread.detachNewThread { [signals] in
      var (waited, signal) = (signals, Int32(0))
      while sigwait(&waited, &signal) != 0 {}
      server.end()
      _exit(128 + signal)
    }
    do throws(MessageFraming.Unreadable) {
      try EditorConnection.read(0) { server.receive($0) }
    } catch {
      log("what the editor sends cannot be read: \(error)")
    }
    server.end()
    return server.exitCode
  }
}
