import Glibc
import Synchronization

/// The output or the error stream. Where nothing can be written to it, closed or full as it may be, the work goes on; the exit code
/// says so in the end.
final class StandardStream: Sendable {
  static let output = StandardStream(1)
  static let errors = StandardStream(2)

  private let descriptor: Int32
  /// Why a write failed; 0 where none did.
  private let failure = Mutex<Int32>(0)

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var written = 0
      while written < bytes.count {
        let count = Glibc.write(descriptor, bytes.baseAddress! + written, bytes.count - written)
        if count >= 0 {
          written += count
        } else if errno == EAGAIN {
          // Whoever shares the stream with us has made it one that does not wait.
          var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          poll(&ready, 1, -1)
        } else if errno != EINTR {
          let code = errno
          return failure.withLock { $0 = code }
        }
      }
    }
  }

  /// The exit code where something that was to be said was not: of `sysexits.h`, "input/output error".
  static let failedExitCode: Int32 = 74

  /// The exit code of a command that would end with `code`.
  static func exitCode(_ code: Int32) -> Int32 {
    let failures = [output, errors].map { $0.failure.withLock(\.self) }
    // A reader that has read enough knows that it has not read all.
    if failures[0] != 0, failures[0] != EPIPE, failures[1] == 0 {
      errors.write(
        "build-book: the output could not be written: \(String(cString: strerror(failures[0])).lowercased())\n")
    }
    return code == 0 && failures.contains { $0 != 0 } ? failedExitCode : code
  }

  /// Keeps a file that is opened later from taking the number of a standard stream that is closed, and with it what is written there;
  /// and a reader that goes away from ending the program.
  static func prepare() {
    for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) < 0 {
      // Opened for reading, so that writing to it fails as it does where there is nothing.
      _ = open("/dev/null", O_RDONLY)
    }
    signal(SIGPIPE, SIG_IGN)
  }
}
