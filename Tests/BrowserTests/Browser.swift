import Foundation
import TestSupport

/// Chromium without a window, driven over the DevTools protocol: messages of JSON, each ended by a zero byte, through the
/// file descriptors 3 and 4 of the browser.
final class Browser {
  /// The program, where it is installed.
  static let path: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { $0 + "/chromium" }.first { FileManager.default.isExecutableFile(atPath: $0) }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  typealias Message = [String: Any]

  /// How long a browser may be silent while it is waited for, in seconds.
  private static let patience = 180

  private let process = Process()
  private let profile: TemporaryFolder
  /// Ours of the two ends of the connection.
  private let connection: Int32
  private var received: [UInt8] = []
  private var lastNumber = 0
  /// What the browser reported without being asked, in order.
  private(set) var events: [Message] = []

  /// - Parameter switches: further ones of its command line.
  init(switches: [String] = []) throws {
    guard let path = Self.path else { throw Failure(description: "chromium is not installed") }
    profile = try TemporaryFolder()
    var ends: [Int32] = [0, 0]
    // A socket, since writing to one whose other end is gone is an error and not a signal that ends the tests.
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0 else {
      throw Failure(description: "no connection to the browser: error \(errno)")
    }
    connection = ends[0]
    _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
    // A browser that hangs fails its test, in place of the whole run.
    var patience = timeval(tv_sec: Self.patience, tv_usec: 0)
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments =
      [
        "-c", "exec \"$0\" \"$@\" 3<&0 4>&0 0</dev/null", path, "--headless", "--no-sandbox", "--disable-gpu",
        "--no-first-run", "--disable-background-networking", "--remote-debugging-pipe",
        "--user-data-dir=\(profile.path)",
      ] + switches + ["about:blank"]
    // It is closed below, once: whoever closed it again might close what somebody else has opened meanwhile.
    process.standardInput = FileHandle(fileDescriptor: ends[1], closeOnDealloc: false)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    close(ends[1])
  }

  deinit {
    if (try? send("Browser.close")) == nil { kill(process.processIdentifier, SIGKILL) }
    close(connection)
    process.waitUntilExit()
  }

  /// Sends a command and waits for what it gives.
  @discardableResult
  func send(_ method: String, _ parameters: Message = [:], session: String? = nil) throws -> Message {
    lastNumber += 1
    var message: Message = ["id": lastNumber, "method": method, "params": parameters]
    message["sessionId"] = session
    var bytes = Array(try JSONSerialization.data(withJSONObject: message)) + [0]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { throw Failure(description: "the browser has ended") }
      bytes.removeFirst(count)
    }
    while true {
      let answer = try receive()
      guard answer["id"] as? Int == lastNumber else {
        events.append(answer)
        continue
      }
      if let error = answer["error"] as? Message {
        throw Failure(description: "\(method): \(error["message"] ?? error)")
      }
      return answer["result"] as? Message ?? [:]
    }
  }

  /// Waits until the browser has reported an event, and gives it.
  @discardableResult
  func event(_ method: String) throws -> Message {
    while true {
      if let event = events.first(where: { $0["method"] as? String == method }) { return event }
      events.append(try receive())
    }
  }

  func forgetEvents() { events = [] }

  /// Waits for the next event of some kinds, and takes it away.
  func next(of methods: Set<String>) throws -> Message {
    while true {
      if let index = events.firstIndex(where: { methods.contains($0["method"] as? String ?? "") }) {
        return events.remove(at: index)
      }
      events.append(try receive())
    }
  }

  private func receive() throws -> Message {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if let end = received.firstIndex(of: 0) {
        defer { received.removeSubrange(...end) }
        return try JSONSerialization.jsonObject(with: Data(received[..<end])) as? Message ?? [:]
      }
      let count = read(connection, &chunk, chunk.count)
      guard count >= 0 else {
        throw Failure(description: "the browser has said nothing for \(Self.patience) s")
      }
      guard count > 0 else { throw Failure(description: "the browser has ended") }
      received += chunk[..<count]
    }
  }
}
