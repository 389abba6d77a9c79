import Storage
import TestSupport
import Testing

@Suite("A chapter's code as one file")
struct ChapterCodeTests {
  @Test("It compiles as a script, with the engine, and does what the cells do")
  func compiles() throws {
    let book = try TemporaryBook([
      "a": """
      ```swift
      let kernel: Tensor = [[1, -1]]
      // hide
      let scale: Float = 2
      // show
      print(kernel.shape, scale)  // (1)
      ```

      ```output
      [1, 2] 2.0
      ```

      1. Two of them.

      ```swift {.fails}
      [1, 2][5]
      ```

      ```output
      Fatal error: Index out of range
      ```

      ```swift {.isolated}
      let kernel = "another"
      ```

      ```swift
      func twice(_ tensor: Tensor) -> Tensor { tensor * scale }
      print(twice(kernel))
      ```

      ```output
      [[2, -2]]
      shape [1, 2]
      ```
      """
    ])
    let built = try book.run()
    #expect(built.exitCode <= 1, "\(built.errors)")
    let compiled = try tool(
      ["swiftc", "-typecheck", "-swift-version", "5", "-I", ToolFiles(executable: toolPath).modules, "a.swift"],
      in: book.site, environment: [:], program: "/usr/bin/env")
    #expect(compiled.exitCode == 0, "\(compiled.errors)")
  }
}
