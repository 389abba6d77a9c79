import CProcess
import CellHost
import Glibc
import Storage
import Text

/// A program that was started and is waited for.
///
/// Started by a fork of our own rather than through Foundation, because a child must join a process group and learn to
/// die with its parent before it becomes another program.
struct ChildProcess {
  let identifier: pid_t
  /// The ends of the pipes on our side: what we write becomes the child's input.
  let input: Int32
  let output: Int32

  /// What the system lets a program have; 0 means as much as it likes.
  struct Limits {
    /// Time of a processor.
    var seconds = 0
    /// Memory of its own.
    var bytes = 0
  }

  struct CannotStart: UserError {
    let path: String
    let code: Int32
    var description: String { "cannot start '\(path)': \(String(cString: strerror(code)).lowercased())" }
  }

  /// Starts a program whose error stream is the same pipe as its output, or ours, or nothing.
  ///
  /// A child that dies with its thread must be waited for by the thread that started it.
  ///
  /// - Parameters:
  ///   - name: what the program finds as its own name, its path unless something else is said.
  ///   - errors: where its error stream goes if not into its output.
  init(
    _ path: String, _ arguments: [String], name: String? = nil, environment: [String], folder: String? = nil,
    mergingErrors: Bool, errors: Int32 = 2, diesWithThread: Bool, hasFixedAddresses: Bool = false,
    limits: Limits = Limits()
  ) throws(CannotStart) {
    var inputEnds: [Int32] = [-1, -1]
    var outputEnds: [Int32] = [-1, -1]
    guard colophon_pipe(&inputEnds) == 0, colophon_pipe(&outputEnds) == 0 else {
      throw CannotStart(path: path, code: errno)
    }
    let argumentVector = CStrings([name ?? path] + arguments)
    let environmentVector = CStrings(environment)
    identifier = colophon_spawn(
      path, argumentVector.pointers, environmentVector.pointers, folder, inputEnds[0], outputEnds[1],
      mergingErrors ? outputEnds[1] : errors, diesWithThread ? 1 : 0, hasFixedAddresses ? 1 : 0,
      UInt64(limits.seconds), UInt64(limits.bytes))
    let code = errno
    close(inputEnds[0])
    close(outputEnds[1])
    input = inputEnds[1]
    output = outputEnds[0]
    guard identifier > 0 else {
      close(input)
      close(output)
      throw CannotStart(path: path, code: code)
    }
  }

  /// Waits for the end, having read everything; closes both pipes.
  func waitForEnd() -> Termination {
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
    return Termination(status: status)
  }

  /// Runs a program to its end without input and gives all that it printed, errors among it.
  ///
  /// - Parameters:
  ///   - cancellation: what may kill it before its end.
  ///   - watch: a file that the program writes on its way.
  ///   - fileIsThere: called once when it has done so.
  static func run(
    _ path: String, _ arguments: [String], environment: [String], folder: String? = nil,
    limits: Limits = Limits(), cancellation: Cancellation? = nil, watching watch: FileWatch? = nil,
    _ fileIsThere: () -> Void = {}
  ) throws -> (ending: Termination, output: [UInt8]) {
    let child = try StartedPrograms.add {
      try ChildProcess(
        path, arguments, environment: environment, folder: folder, mergingErrors: true, diesWithThread: true,
        limits: limits)
    }
    close(child.input)
    // Until it is waited for, its number is nobody else's.
    let process = child.identifier
    let output = Result {
      try cancellation.ending(by: { kill(process, SIGKILL) }) { read(child.output, watching: watch, fileIsThere) }
    }
    if case .failure = output { kill(process, SIGKILL) }
    close(child.output)
    StartedPrograms.remove(child)
    return (child.waitForEnd(), try output.get())
  }

  /// Reads to the end, and meanwhile waits for a file.
  private static func read(_ descriptor: Int32, watching watch: FileWatch?, _ fileIsThere: () -> Void) -> [UInt8] {
    var content = [UInt8]()
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    // A descriptor of -1 is passed over.
    var watched = [
      pollfd(fd: watch?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
    ]
    while true {
      guard poll(&watched, nfds_t(watched.count), -1) >= 0 || errno == EINTR else { return content }
      if watched[0].revents != 0, watch?.hasFile() == true {
        watched[0].fd = -1
        fileIsThere()
      }
      guard watched[1].revents != 0 else { continue }
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count > 0 { content += chunk[..<count] } else if count == 0 || errno != EINTR { return content }
    }
  }
}

/// A null-terminated vector of C strings that lives as long as this object.
private final class CStrings {
  let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  init(_ strings: [String]) {
    count = strings.count
    pointers = .allocate(capacity: count + 1)
    for (index, string) in strings.enumerated() { pointers[index] = strdup(string) }
    pointers[count] = nil
  }

  deinit {
    for index in 0..<count { free(pointers[index]) }
    pointers.deallocate()
  }
}
