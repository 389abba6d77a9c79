import Foundation
import Testing

@Suite("No process stays behind")
struct ProcessTests {
  /// A cell that starts a program of its own in a session of its own and then never ends. Both hold a pipe open for
  /// writing, whose reader learns by its end that both have gone.
  static func chapter(pipe: String) -> String {
    """
    # Endless

    ```swift
    import Foundation
    let pipe = open("\(pipe)", O_WRONLY)
    let child = Process()
    child.executableURL = URL(fileURLWithPath: "/usr/bin/setsid")
    child.arguments = ["/bin/sh", "-c", "exec sleep 1000 >> '\(pipe)'"]
    try child.run()
    write(pipe, "started\\n", 8)
    while true { usleep(1000) }
    ```

    """
  }

  @Test("Neither after Ctrl-C, nor after the end of the terminal, nor when the parent is killed", arguments: [SIGINT, SIGTERM, SIGHUP, SIGKILL])
  func signals(signal: Int32) throws {
    let book = try TemporaryBook([:])
    let pipe = book.folder + "/pipe"
    try #require(mkfifo(pipe, 0o600) == 0)
    try book.write("endless.md", Self.chapter(pipe: pipe))

    let process = Process()
    process.executableURL = URL(fileURLWithPath: toolPath)
    process.currentDirectoryURL = URL(fileURLWithPath: book.folder)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    // Opening waits for the cell to open its end, reading for its word; both without a clock.
    let reader = try #require(FileHandle(forReadingAtPath: pipe))
    let word = try #require(try reader.read(upToCount: 8))
    #expect(String(decoding: word, as: UTF8.self) == "started\n")
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    // The end of the pipe comes when nobody holds it open any more.
    #expect(try reader.readToEnd() ?? Data() == Data())
    #expect(!book.exists(book.site))
  }

  @Test("Nor after a time limit")
  func timeLimit() throws {
    let book = try TemporaryBook([:], configuration: "title: Test\nlimits:\n  timeout: 2 s\n")
    let pipe = book.folder + "/pipe"
    try #require(mkfifo(pipe, 0o600) == 0)
    try book.write("endless.md", Self.chapter(pipe: pipe))
    nonisolated(unsafe) var said = Data()
    let reading = DispatchGroup()
    DispatchQueue.global().async(group: reading) {
      said = FileHandle(forReadingAtPath: pipe)?.readDataToEndOfFile() ?? Data()
    }
    let result = try book.run()
    reading.wait()
    #expect(String(decoding: said, as: UTF8.self) == "started\n")
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("ran longer than its limit of 2 s"))
  }
}
