import Foundation
import TestSupport
import Testing

@Suite("In a sandbox", .enabled(if: Bubblewrap.path != nil, "bubblewrap is not installed"))
struct SandboxTests {
  /// A book of one chapter whose cell must print what is expected.
  private func book(_ code: String, prints expected: String, configuration: String = "") throws -> TemporaryBook {
    let chapter = "# A\n\n```swift\nimport Foundation\n\(code)\n```\n\n```output\n\(expected)\n```\n"
    return try TemporaryBook(["a": chapter], configuration: "title: Test\nmodules: []\n" + configuration)
  }

  private func expectAgreement(_ code: String, prints expected: String) throws {
    let result = try book(code, prints: expected).run("check", "--sandbox")
    #expect(result.exitCode == 0, "\(result.errors)")
  }

  @Test("Cells write to the book's folder and to a scratch folder, and to nothing else")
  func writing() throws {
    let outside = try TemporaryFolder()
    let name = UUID().uuidString
    let book = try book(
      """
      let good = ["made.txt", "/tmp/\(name)-1", NSTemporaryDirectory() + "\(name)-2", NSHomeDirectory() + "/\(name)-3"]
      let bad = ["/usr/x", "/x", "/dev/x", "/etc/x", "/run/chapter/x", "book.yml", "\(outside.path)/x"]
      for file in good + bad { print(FileManager.default.createFile(atPath: file, contents: Data("1".utf8))) }
      _ = FileManager.default.createFile(atPath: "../\(name)", contents: nil)
      """, prints: (Array(repeating: "true", count: 4) + Array(repeating: "false", count: 7)).joined(separator: "\n"))
    let configuration = try book.text("book.yml")
    let result = try book.run("check", "--sandbox")
    #expect(result.exitCode == 0, "\(result.errors)")
    #expect(try book.text("made.txt") == "1")
    #expect(try book.text("book.yml") == configuration)
    for path in [
      "/tmp/\(name)-1", "/tmp/\(name)-2", "/tmp/\(name)-3", book.folder + "/../" + name, outside.path + "/x",
    ] {
      #expect(!book.exists(path))
    }
  }

  @Test("No file of the user's can be read, nor what the system says of its users")
  func reading() throws {
    let secret = try TemporaryFolder()
    try secret.write("secret", to: "id_rsa")
    try expectAgreement(
      """
      let paths = ["\(secret.path)/id_rsa", "/etc/passwd", "/etc/hostname", "\(NSHomeDirectory())/.ssh", "/root", "/home", \
      "/var", "/proc/1/root/etc/passwd"]
      for path in paths { print(FileManager.default.contents(atPath: path) == nil && access(path, R_OK) != 0) }
      """, prints: Array(repeating: "true", count: 8).joined(separator: "\n"))
  }

  @Test("A repository's own folder is empty, since what lies there runs with the user's next command")
  func repository() throws {
    let book = try book(
      """
      print(try FileManager.default.contentsOfDirectory(atPath: ".git"))
      print(FileManager.default.createFile(atPath: ".git/config", contents: Data()))
      """, prints: "[]\nfalse")
    try book.write(".git/config", "[core]\n")
    let result = try book.run("check", "--sandbox")
    #expect(result.exitCode == 0, "\(result.errors)")
    #expect(try book.text(".git/config") == "[core]\n")
  }

  @Test("There is no network, that of this machine included")
  func network() throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(listener) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    try withUnsafeMutablePointer(to: &address) {
      try $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        try #require(bind(listener, $0, size) == 0 && listen(listener, 1) == 0)
        try #require(getsockname(listener, $0, &size) == 0)
      }
    }
    let code = """
      let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = inet_addr("127.0.0.1")
      address.sin_port = \(address.sin_port)
      let result = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      print(result)
      """
    let book = try book(code, prints: "-1")
    let sandboxed = try book.run("check", "--sandbox")
    #expect(sandboxed.exitCode == 0, "\(sandboxed.errors)")
    // The same cell reaches it without, so it is the sandbox that keeps it from doing so; nothing of it was kept as a result.
    #expect(try book.run("check").errors.contains("-1 is now 0"))
    let again = try book.run("check", "--sandbox")
    #expect(again.exitCode == 0, "\(again.errors)")
  }

  @Test("No process but the chapter's own is there")
  func processes() throws {
    try expectAgreement(
      """
      let numbers = try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil }
      let names = numbers.compactMap { try? String(contentsOfFile: "/proc/\\($0)/comm", encoding: .utf8) }
      print(Set(names).sorted().joined(), terminator: "")
      print(kill(\(getpid()), 0))
      """, prints: "bwrap\ncell-host\n-1")
  }

  @Test("The environment is the sandbox's own")
  func environment() throws {
    let book = try book(
      "for (name, value) in ProcessInfo.processInfo.environment.sorted(by: { $0.key < $1.key }) { print(name, value) }",
      prints: """
        HOME /tmp
        LANG C.UTF-8
        LC_ALL C.UTF-8
        PATH /usr/local/bin:/usr/bin:/bin
        SWIFT_BACKTRACE enable=no
        SWIFT_DETERMINISTIC_HASHING 1
        TMPDIR /tmp
        TZ UTC
        USER ada
        """)
    let result = try book.run(["check", "--sandbox"], environment: ["USER": "ada", "SECRET": "x"])
    #expect(result.exitCode == 0, "\(result.errors)")
  }

  @Test("A program that a cell starts is in it too, and macros, concurrency, figures and their files work")
  func everything() throws {
    let book = try TemporaryBook(
      [
        "a": """
        # A

        ```swift
        import Foundation
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "cat /etc/passwd 2>/dev/null || echo nothing"]
        try process.run()
        process.waitUntilExit()
        await Task.yield()
        ```

        ```swift {#plot}
        LineChart(x: [1, 2, 3], y: [1, 4, 9], name: "squares")
        ```

        ```swift {.fails}
        fatalError("as it must")
        ```

        """
      ])
    let accepted = try book.run("accept", "--sandbox")
    #expect(accepted.exitCode == 0, "\(accepted.errors)")
    #expect(try book.text("a.md").contains("```output\nnothing\n```"))
    #expect(try book.text("figures/plot.svg").contains("<svg"))
    let built = try book.run("build", "--sandbox")
    #expect(built.exitCode == 0, "\(built.errors)")
  }

  @Test(
    "The limits hold in it",
    arguments: [
      ("while true { usleep(1000) }", "ran longer than its limit of 2 s"),
      (
        "var all = [[UInt8]](); while true { all.append([UInt8](repeating: 1, count: 10_000_000)) }", "limit of 256 MiB"
      ),
      (
        "let memory = mmap(nil, 600 << 20, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)!; "
          + "memset(memory, 1, 600 << 20); while true { pause() }", "limit of 256 MiB"
      ),
      ("fatalError(\"boom\")", "a.md:5:1: error: cell 'a#cell-1' stopped: boom"),
    ])
  func limits(code: String, message: String) throws {
    let book = try book(code, prints: "x", configuration: "sandbox: true\nlimits:\n  timeout: 2 s\n  memory: 256 MiB\n")
    let result = try book.run("check")
    #expect(result.exitCode == 2)
    #expect(result.errors.contains(message), "\(result.errors)")
  }

  @Test("A link that a cell leaves in the book's folder leads nobody out of it")
  func links() throws {
    let outside = try TemporaryFolder()
    let own = "<!-- Written by build-book accept for a#old. -->\n<svg></svg>\n"
    try outside.write(own, to: "old.svg")
    let book = try TemporaryBook(
      [
        "a": """
        # A

        ```swift {#plot}
        import Foundation
        symlink("\(outside.path)", "figures")
        LineChart(x: [1, 2, 3], y: [1, 4, 9], name: "squares")
        ```

        """
      ])
    let result = try book.run("accept", "--sandbox")
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("outside of the book's folder, through a symbolic link"), "\(result.errors)")
    let listed = try book.run("accept", "--list", "--sandbox")
    #expect(!listed.errors.contains("old.svg"), "\(listed.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside.path) == ["old.svg"])
  }

  @Test("All of it ends with the tool, however that ends")
  func end() throws {
    let book = try TemporaryBook([:], configuration: "title: Test\nsandbox: true\n")
    let pipe = book.folder + "/pipe"
    try #require(mkfifo(pipe, 0o600) == 0)
    try book.write("endless.md", EndlessCell.chapter(pipe))
    let reader = open(pipe, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    defer { close(reader) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: toolPath)
    process.currentDirectoryURL = URL(fileURLWithPath: book.folder)
    process.environment = ProcessInfo.processInfo.environment.merging(["COLOPHON_CACHE": ""]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.terminationHandler = { _ in close(open(pipe, O_WRONLY | O_NONBLOCK)) }
    try process.run()
    var descriptor = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
    while poll(&descriptor, 1, -1) < 0 {}
    try #require(fcntl(reader, F_SETFL, 0) == 0)
    let handle = FileHandle(fileDescriptor: reader)
    let word = try handle.read(upToCount: 8) ?? Data()
    try #require(String(decoding: word, as: UTF8.self) == "started\n")
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    // The end of the pipe comes when nobody holds it open any more.
    #expect(try handle.readToEnd() ?? Data() == Data())
  }
}

@Suite("Without a sandbox to be had")
struct MissingSandboxTests {
  /// A book whose cell leaves a file when it runs, and a folder that stands for the whole search path.
  private func book(_ configuration: String) throws -> (book: TemporaryBook, programs: TemporaryFolder) {
    let chapter =
      "# A\n\n```swift\nimport Foundation\nprint(FileManager.default.createFile(atPath: \"ran\", contents: nil))\n```\n"
    let book = try TemporaryBook(["a": chapter], configuration: "title: Test\n" + configuration)
    let programs = try TemporaryFolder()
    let search = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/swiftc" }
    let compiler = try #require(search.first { FileManager.default.isExecutableFile(atPath: $0) })
    try FileManager.default.createSymbolicLink(atPath: programs.path + "/swiftc", withDestinationPath: compiler)
    return (book, programs)
  }

  @Test(
    "Nothing runs where bubblewrap is not installed",
    arguments: [
      ("sandbox: true\n", [String]()), ("", ["--sandbox"]), ("sandbox: false\n", ["--sandbox"]),
      ("sandbox: yes\n", []), ("sanbox: true\n", []),
    ])
  func missing(configuration: String, options: [String]) throws {
    let (book, programs) = try book(configuration)
    for command in ["check", "build", "accept"] {
      let result = try book.run([command] + options, environment: ["PATH": programs.path])
      #expect(result.exitCode == 2)
      // Of a mistake in book.yml `accept` says that alone, and runs nothing.
      let isMistake = configuration.contains("yes") || configuration.contains("sanbox")
      #expect(
        result.errors.contains("build-book: cannot find 'bwrap' in the search path")
          != (isMistake && command == "accept"),
        "\(result.errors)")
    }
    #expect(!book.exists(book.folder + "/ran"))
    #expect(!book.exists(book.site))
  }

  @Test("Nor where it cannot do its work, which it says in its own words")
  func refused() throws {
    let (book, programs) = try book("sandbox: true\n")
    for name in ["b.md", "c.md"] { try book.write(name, try book.text("a.md")) }
    try programs.write(
      "#!/bin/sh\necho asked >> '\(programs.path)/calls'\necho 'bwrap: No permissions to create new namespace, says the kernel' >&2\nexit 1\n",
      to: "bwrap")
    chmod(programs.path + "/bwrap", 0o755)
    let result = try book.run(["check"], environment: ["PATH": programs.path])
    #expect(result.exitCode == 2)
    #expect(
      result.errors.contains(
        "build-book: cells cannot be run in a sandbox here, and nothing was run: 'bwrap: No permissions to create new"),
      "\(result.errors)")
    #expect(!book.exists(book.folder + "/ran"))
    // Whatever number of chapters wait for the answer.
    #expect(programs.text("calls") == "asked\n")
  }

  @Test("A file of the book is not dumped without it either")
  func dump() throws {
    let (book, programs) = try book("sandbox: true\n")
    let result = try book.run(["dump", "--stage", "results", "a.md"], environment: ["PATH": programs.path])
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("cannot find 'bwrap'"), "\(result.errors)")
    #expect(!book.exists(book.folder + "/ran"))
  }
}
