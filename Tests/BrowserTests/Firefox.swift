import Foundation
import TestSupport

/// Firefox without a window, driven over its Marionette protocol: messages of JSON on a connection to 127.0.0.1, each after its
/// length and a colon.
final class Firefox {
  /// The program, where it is installed.
  static let path: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .flatMap { [$0 + "/firefox-esr", $0 + "/firefox"] }.first { FileManager.default.isExecutableFile(atPath: $0) }

  /// How long it may be silent while it is waited for, in seconds.
  private static let patience = 180

  private let process = Process()
  private let profile: TemporaryFolder
  private let connection: Int32
  private var received: [UInt8] = []
  private var lastNumber = 0

  init(width: Int = 1280, height: Int = 800) throws {
    guard let path = Self.path else { throw Browser.Failure(description: "firefox is not installed") }
    profile = try TemporaryFolder()
    // Any port that is free; nothing is looked for elsewhere.
    try profile.write(
      """
      user_pref("marionette.port", 0);
      user_pref("datareporting.policy.dataSubmissionEnabled", false);
      user_pref("app.update.enabled", false);
      user_pref("browser.shell.checkDefaultBrowser", false);
      user_pref("network.captive-portal-service.enabled", false);
      user_pref("network.connectivity-service.enabled", false);

      """, to: "user.js")
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = ["--headless", "--no-remote", "--marionette", "--profile", profile.path]
    process.environment = ProcessInfo.processInfo.environment.merging(["HOME": profile.path]) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    try process.run()
    var said = ""
    while !said.contains("Listening on port ") || !said.hasSuffix("\n") {
      let chunk = output.fileHandleForReading.availableData
      guard !chunk.isEmpty else { throw Browser.Failure(description: "firefox has ended: \(said)") }
      said += String(decoding: chunk, as: UTF8.self)
    }
    // What it says from now on is of no interest, and must not fill the pipe.
    output.fileHandleForReading.readabilityHandler = { if $0.availableData.isEmpty { $0.readabilityHandler = nil } }
    let digits = said.components(separatedBy: "Listening on port ")[1].prefix { $0.isNumber }
    connection = try Self.connect(port: UInt16(digits) ?? 0)
    _ = try receive()
    try send("WebDriver:NewSession", ["capabilities": [String: String]()])
    try send("WebDriver:SetWindowRect", ["width": width, "height": height])
  }

  deinit {
    // A signal to end is not always heard.
    if (try? send("Marionette:Quit", ["flags": ["eForceQuit"]])) == nil { kill(process.processIdentifier, SIGKILL) }
    close(connection)
    process.waitUntilExit()
  }

  /// Opens a file and waits until it is loaded, its fonts too.
  func open(_ file: String) throws {
    try send("WebDriver:Navigate", ["url": URL(fileURLWithPath: file).absoluteString])
    _ = try value("return document.fonts.ready.then(() => true)") as Bool
  }

  /// What the body of a function of JavaScript returns on the page.
  func value<Value>(_ body: String) throws -> Value {
    let answer = try send("WebDriver:ExecuteScript", ["script": body, "args": [String]()])
    guard let value = (answer as? Browser.Message)?["value"] as? Value else {
      throw Browser.Failure(description: "\(body) gives \(answer), no \(Value.self)")
    }
    return value
  }

  private static func connect(port: UInt16) throws -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw Browser.Failure(description: "no connection to firefox: error \(errno)") }
    // A browser that hangs fails its test, in place of the whole run.
    var patience = timeval(tv_sec: Self.patience, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    return descriptor
  }

  /// Sends a command and waits for what it gives.
  @discardableResult
  private func send(_ command: String, _ parameters: Browser.Message) throws -> Any {
    lastNumber += 1
    let message: [Any] = [0, lastNumber, command, parameters]
    let json = Array(try JSONSerialization.data(withJSONObject: message))
    var bytes = Array("\(json.count):".utf8) + json
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { throw Browser.Failure(description: "firefox has ended") }
      bytes.removeFirst(count)
    }
    guard let answer = try receive() as? [Any], answer.count == 4 else {
      throw Browser.Failure(description: "firefox gave no answer to \(command)")
    }
    if let error = answer[2] as? Browser.Message {
      throw Browser.Failure(description: "\(command): \(error["message"] ?? error)")
    }
    return answer[3]
  }

  private func receive() throws -> Any {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if let colon = received.firstIndex(of: UInt8(ascii: ":")),
        let length = Int(String(decoding: received[..<colon], as: UTF8.self)), received.count > colon + length
      {
        defer { received.removeSubrange(...(colon + length)) }
        return try JSONSerialization.jsonObject(with: Data(received[(colon + 1)...(colon + length)]))
      }
      let count = read(connection, &chunk, chunk.count)
      guard count > 0 else { throw Browser.Failure(description: "firefox has said nothing for \(Self.patience) s") }
      received += chunk[..<count]
    }
  }
}
