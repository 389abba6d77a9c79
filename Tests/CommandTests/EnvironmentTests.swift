import Foundation
import TestSupport
import Testing

@Suite("What a cell gets of the process that builds the book")
struct EnvironmentTests {
  @Test("The variables that the README names, and no other")
  func variables() throws {
    let book = try TemporaryBook(
      [
        "a": """
        # A

        ```swift
        import Foundation
        for (name, value) in ProcessInfo.processInfo.environment.sorted(by: { $0.key < $1.key }) {
          print(name, ["HOME", "PATH", "TMPDIR"].contains(name) ? "…" : value)
        }
        print(getenv("SECRET") == nil)
        ```

        ```output
        HOME …
        LANG C.UTF-8
        LC_ALL C.UTF-8
        PATH …
        SWIFT_BACKTRACE enable=no
        SWIFT_DETERMINISTIC_HASHING 1
        TMPDIR …
        TZ UTC
        USER ada
        true
        ```

        """
      ])
    let result = try book.run(
      ["check"], environment: ["SECRET": "x", "LANG": "de_DE", "TZ": "Asia/Tokyo", "USER": "ada", "TMPDIR": "/tmp"])
    #expect(result.exitCode == 0, "\(result.errors)")
    let readme = try String(contentsOfFile: packageRoot + "/README.md", encoding: .utf8)
    for name in [
      "HOME", "PATH", "TMPDIR", "USER", "LANG", "LC_ALL", "TZ", "SWIFT_BACKTRACE", "SWIFT_DETERMINISTIC_HASHING",
    ] {
      #expect(readme.contains("`\(name)"), "the README does not name \(name)")
    }
  }

  @Test("No file that the process was started with stays open")
  func descriptors() throws {
    let book = try TemporaryBook(
      [
        "a": """
        # A

        ```swift
        import Foundation
        let numbers = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        let files = numbers.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\\($0)") }
        print(files.contains { $0.hasSuffix("/secret.txt") })
        ```

        ```output
        false
        ```

        """
      ])
    try book.write("../secret.txt", "secret")
    let result = try tool(
      ["-c", "exec 9<../secret.txt; exec \"$0\" check --fresh", toolPath], in: book.folder,
      environment: ["COLOPHON_CACHE": ""], program: "/bin/sh")
    #expect(result.exitCode == 0, "\(result.errors)")
  }
}
