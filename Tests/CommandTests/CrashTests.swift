import Foundation
import TestSupport
import Testing

@Suite("A cell that ends badly, seen by a user")
struct CrashTests {
  struct Crash: Sendable, CustomTestStringConvertible {
    var name: String
    /// Stands in line 12 of the chapter.
    var code: String
    /// What the command and the page say of it.
    var message: String
    var options = ""
    var testDescription: String { name }
  }

  static let crashes: [Crash] = [
    Crash(
      name: "a compile error", code: "let wrong: Int = \"text\"",
      message: "cannot convert value of type 'String' to specified type 'Int'"),
    Crash(name: "a trap", code: "print(Int.max + two)", message: "arithmetic overflow"),
    Crash(name: "fatalError", code: "fatalError(\"boom\")", message: "stopped: boom"),
    Crash(
      name: "a segmentation fault", code: "UnsafeMutablePointer<Int>(bitPattern: 8 * two)!.pointee = 1",
      message: "ended with a segmentation fault"),
    Crash(
      name: "an uncaught error", code: "throw Bad.value(two)",
      message: "threw an error that nothing caught: Bad.value(2)"),
    Crash(name: "exit", code: "exit(3)", message: "ended the program by exit(3)"),
    Crash(
      name: "an endless loop", code: "while two == 2 { _ = getppid() }",
      message: "ran longer than its limit of 1 s and was stopped", options: " {timeout=1}"),
    Crash(name: "an endless recursion", code: "print(forever(two))", message: "used up its stack"),
    Crash(
      name: "too much memory",
      code: "var all = [[UInt8]](); while true { all.append([UInt8](repeating: 1, count: 10_000_000)) }",
      message: "needed more memory than the limit of 256 MiB"),
  ]

  private static func chapter(_ crash: Crash) -> String {
    """
    # Bad

    ```swift
    import Foundation
    enum Bad: Error { case value(Int) }
    func forever(_ n: Int) -> [Int] { forever(n + 1) + [n] }
    var two = CommandLine.arguments.count > 100 ? 3 : 2
    ```

    ```swift\(crash.options)
    print("before")
    \(crash.code)
    print("after")
    ```

    ```output
    before
    after
    ```

    ```swift
    print("below")
    ```

    ```output
    below
    ```

    """
  }

  @Test("Its line is named, its page says so, and the other chapter is built", arguments: crashes)
  func crash(_ crash: Crash) throws {
    let book = try TemporaryBook(
      ["bad": Self.chapter(crash), "good": BuildTests.squares],
      configuration: "title: Test\nlimits:\n  memory: 256 MiB\n")
    let result = try book.run()
    #expect(result.exitCode == 2)
    // The function that calls itself stands in the first cell.
    let location = crash.message == "used up its stack" ? "bad.md:6:" : "bad.md:12:"
    let lines = result.errors.split(separator: "\n").filter { $0.hasPrefix(location) && $0.contains(": error: ") }
    #expect(lines.count == 1, "\(result.errors)")
    #expect(lines.first?.contains(crash.message) == true, "\(result.errors)")
    // The next cell cannot be compared, and that is reported too.
    #expect(result.errors.contains("bad.md:21:1: error: 'bad#cell-3' was not run"))

    let page = try book.page("bad.html")
    let escaped = crash.message.replacingOccurrences(of: "'", with: "&#39;")
    #expect(page.contains(crash.message) || page.contains(escaped))
    #expect(try book.page("good.html").contains("[1, 4, 9]"))
    for text in [result.output, result.errors, page] {
      #expect(!text.contains("stack trace"))
      #expect(!text.contains("Stack dump"))
      #expect(!text.contains("0x0000"))
      #expect(!text.contains(".swiftmodule"))
    }
    // A failure is not kept as a result: it is reported again.
    #expect(try book.run().exitCode == 2)
  }
}
