import Foundation
import TestSupport
import Testing

@Suite("No process stays behind")
struct ProcessTests {
  @Test(
    "Neither after Ctrl-C, nor after the end of the terminal, nor when the parent is killed",
    arguments: [
      (SIGINT, "build"), (SIGTERM, "build"), (SIGHUP, "build"), (SIGKILL, "build"), (SIGINT, "check"),
      (SIGTERM, "accept"),
    ])
  func signals(signal: Int32, command: String) throws {
    let book = try TemporaryBook([:])
    let pipe = book.folder + "/pipe"
    try #require(mkfifo(pipe, 0o600) == 0)
    try book.write("endless.md", EndlessCell.chapter(pipe))

    // Opening does not wait for the cell, and `poll` does: for its first word, or for the end of the program.
    let reader = open(pipe, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    defer { close(reader) }
    let temporary = try TemporaryFolder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: toolPath)
    process.arguments = [command]
    process.currentDirectoryURL = URL(fileURLWithPath: book.folder)
    process.environment = ProcessInfo.processInfo.environment.merging([
      "COLOPHON_CACHE": "", "TMPDIR": temporary.path,
    ]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.terminationHandler = { _ in close(open(pipe, O_WRONLY | O_NONBLOCK)) }
    try withAllSignals { try process.run() }
    var descriptor = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
    while poll(&descriptor, 1, -1) < 0 {}
    try #require(fcntl(reader, F_SETFL, 0) == 0)
    let handle = FileHandle(fileDescriptor: reader)
    let word = try handle.read(upToCount: 8) ?? Data()
    try #require(String(decoding: word, as: UTF8.self) == "started\n")
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    // The end of the pipe comes when nobody holds it open any more.
    #expect(try handle.readToEnd() ?? Data() == Data())
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(process.terminationStatus == signal)
    #expect(!book.exists(book.site))
    // Who is killed can remove nothing.
    if signal != SIGKILL { #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.path) == []) }
  }

  @Test("The next build removes the temporary folder that a killed one left, and no other of such a name")
  func temporaryFolders() throws {
    let book = try TemporaryBook(["a": "```swift\nprint(1)\n```\n"], configuration: "title: Test\nmodules: []\n")
    let pipe = book.folder + "/pipe"
    try #require(mkfifo(pipe, 0o600) == 0)
    try book.write("endless.md", EndlessCell.chapter(pipe))
    try book.write("../temporary/colophon-999999-notes/file", "mine")
    try book.write("../temporary/.colophon-0123456789abcdef0123456789abcdef/file", "mine")
    let folder = (book.site as NSString).deletingLastPathComponent + "/temporary"
    let others = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()

    let reader = open(pipe, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: toolPath)
    process.arguments = ["build", "endless"]
    process.currentDirectoryURL = URL(fileURLWithPath: book.folder)
    process.environment = ProcessInfo.processInfo.environment.merging(["COLOPHON_CACHE": "", "TMPDIR": folder]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.terminationHandler = { _ in close(open(pipe, O_WRONLY | O_NONBLOCK)) }
    try withAllSignals { try process.run() }
    var descriptor = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
    while poll(&descriptor, 1, -1) < 0 {}
    let during = try FileManager.default.contentsOfDirectory(atPath: folder).filter { !others.contains($0) }
    try #require(during.count == 1)
    // A build of another folder leaves the one alone that is being used.
    let other = try TemporaryBook(["a": "```swift\nprint(1)\n```\n"], configuration: "title: Test\nmodules: []\n")
    #expect(try other.run("check", environment: ["TMPDIR": folder]).exitCode == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).contains(during[0]))
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    close(reader)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).contains(during[0]))
    #expect(try other.run("check", "--fresh", environment: ["TMPDIR": folder]).exitCode == 1)
    let left = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(left == others)
  }

  @Test("Nor after a time limit")
  func timeLimit() throws {
    let book = try TemporaryBook([:], configuration: "title: Test\nlimits:\n  timeout: 2 s\n")
    let pipe = book.folder + "/pipe"
    try #require(mkfifo(pipe, 0o600) == 0)
    try book.write("endless.md", EndlessCell.chapter(pipe))
    let reader = open(pipe, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    defer { close(reader) }
    let result = try book.run()
    try #require(fcntl(reader, F_SETFL, 0) == 0)
    let said = try FileHandle(fileDescriptor: reader).readToEnd() ?? Data()
    #expect(String(decoding: said, as: UTF8.self) == "started\n")
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("ran longer than its limit of 2 s"))
  }

  /// A thread of a test may keep signals from itself, and a program inherits that from the thread that starts it.
  private func withAllSignals(_ body: () throws -> Void) rethrows {
    var none = sigset_t()
    var before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try body()
  }
}
