import Foundation
import TestSupport
import Testing

@Suite("The memory limit is the whole chapter's")
struct MemoryTests {
  private static let mapping = """
    func fill(_ memory: UnsafeMutableRawPointer, megabytes: Int) {
      for offset in stride(from: 0, to: megabytes << 20, by: 4096) { memory.storeBytes(of: 1, toByteOffset: offset, as: UInt8.self) }
    }
    func shared(_ descriptor: Int32, megabytes: Int) -> UnsafeMutableRawPointer {
      mmap(nil, megabytes << 20, PROT_READ | PROT_WRITE, MAP_SHARED | (descriptor < 0 ? MAP_ANONYMOUS : 0), descriptor, 0)!
    }
    """

  private func check(_ code: String, options: String = "", prints: String = "") throws -> Outcome {
    let output = prints.isEmpty ? "" : "\n```output\n\(prints)\n```\n"
    let book = try TemporaryBook(
      ["a": "# A\n\n```swift\nimport Foundation\n\(Self.mapping)\n```\n\n```swift\(options)\n\(code)\n```\n\(output)"],
      configuration: "title: Test\nmodules: []\nlimits:\n  memory: 256 MiB\n  timeout: 60 s\n")
    return try book.run("check")
  }

  @Test(
    "What children hold counts, and shared memory, mapped or in open files",
    arguments: [
      // Four children of 180 MiB each.
      """
      let children = try (0..<4).map { _ in
        let child = Process()
        child.executableURL = URL(fileURLWithPath: "/bin/sh")
        child.arguments = ["-c", "x=$(head -c 180000000 /dev/zero | tr '\\\\0' x); sleep 1000"]
        try child.run()
        return child
      }
      for child in children { child.waitUntilExit() }
      """,
      "fill(shared(-1, megabytes: 600), megabytes: 600)\nwhile true { pause() }",
      """
      let name = "/colophon-test-\\(getpid())"
      let file = shm_open(name, O_RDWR | O_CREAT, 0o600)
      shm_unlink(name)
      let bytes = [UInt8](repeating: 1, count: 1 << 20)
      for _ in 0..<600 { write(file, bytes, bytes.count) }
      while true { pause() }
      """,
    ])
  func whole(code: String) throws {
    let result = try check(code)
    #expect(result.exitCode == 2)
    #expect(
      result.errors.contains("error: cell 'a#cell-2' needed more memory than the limit of 256 MiB"), "\(result.errors)")
  }

  @Test("A cell that must fail is stopped alone")
  func failing() throws {
    let result = try check(
      "fill(shared(-1, megabytes: 600), megabytes: 600)\nwhile true { pause() }", options: " {.fails}",
      prints: "The cell needed more memory than the limit of 256 MiB")
    #expect(result.exitCode == 0, "\(result.errors)")
  }

  @Test("Memory that several processes share counts once")
  func sharing() throws {
    // The child has the same 150 MiB as its parent, to the limit of both together.
    let result = try check(
      """
      let memory = shared(-1, megabytes: 150)
      fill(memory, megabytes: 150)
      let child = Process()
      child.executableURL = URL(fileURLWithPath: "/bin/sleep")
      child.arguments = ["1"]
      try child.run()
      child.waitUntilExit()
      print("there was enough")
      """, prints: "there was enough")
    #expect(result.exitCode == 0, "\(result.errors)")
  }
}
