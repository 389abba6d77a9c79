import Foundation

/// A terminal of a test's own, on whose screen a program writes.
package final class PseudoTerminal {
  private let master: FileHandle
  private let terminal: FileHandle

  package struct NotAvailable: Error {}

  /// `TIOCSPTLCK` and `TIOCGPTN`.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430

  package init(columns: UInt16 = 80, rows: UInt16 = 24) throws {
    // What `posix_openpt`, `unlockpt` and `ptsname` do, which Swift cannot see.
    let descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (lock, number): (Int32, UInt32) = (0, 0)
    guard descriptor >= 0, ioctl(descriptor, Self.setLock, &lock) == 0, ioctl(descriptor, Self.getNumber, &number) == 0
    else { throw NotAvailable() }
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard ioctl(descriptor, UInt(TIOCSWINSZ), &size) == 0 else { throw NotAvailable() }
    master = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    let other = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard other >= 0 else { throw NotAvailable() }
    terminal = FileHandle(fileDescriptor: other, closeOnDealloc: true)
  }

  /// Runs the tool with the terminal as its error stream.
  ///
  /// - Returns: what it wrote there, with what steers the terminal.
  package func run(_ arguments: [String], in folder: String, environment: [String: String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: toolPath)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(["TERM": "xterm"]) { $1 }
      .merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = terminal
    try process.run()
    // The end comes when nobody holds the other side any more.
    try terminal.close()
    var written = Data()
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(master.fileDescriptor, &chunk, chunk.count)
      if count > 0 { written += chunk[..<count] } else if count == 0 || errno != EINTR { break }
    }
    process.waitUntilExit()
    return String(decoding: written, as: UTF8.self)
  }
}
