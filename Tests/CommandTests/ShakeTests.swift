import Foundation
import FoundationXML
import TestSupport
import Testing

@Suite("build-book check --shake")
struct ShakeTests {
  /// A chapter of cells of which each depends on something else, with outputs that are those of a run.
  private static let chapter = """
    # Conditions

    ```swift {#steady}
    [1, 2, 3].reduce(0, +)
    ```

    ```swift {#order}
    let names: Set = ["red", "green", "blue"]
    names.joined(separator: " ")
    ```

    ```swift {#hash}
    print(1.hashValue)
    ```

    ```swift {#drawn}
    Tensor(randomUniform: [2])
    ```

    ```swift {#own-seed}
    seed(3)
    Tensor(randomUniform: [2])
    ```

    ```swift {#sum}
    import Foundation
    let isUsual = Threads.count == ProcessInfo.processInfo.activeProcessorCount
    var sums = [Float](repeating: 0, count: Threads.count)
    for number in 1..<100_000 { sums[number % sums.count] += 1 / Float(number) }
    sums.reduce(0, +)
    ```

    ```swift {#tolerant tolerance=0.1}
    sums.reduce(0, +)
    ```

    ```swift {#timing .volatile}
    print(Threads.count, names)
    ```

    There are [3](<=names.count>) names, the first of them [x](<=names.first!>) and [x](<=names.min()!>).

    ```swift {#several}
    print(isUsual, names)
    ```

    """

  private static func book(_ chapters: [String: String]) throws -> TemporaryBook {
    let book = try TemporaryBook(chapters)
    #expect(try book.run("accept", "--quiet").exitCode == 0)
    return book
  }

  private func diagnostics(_ text: String) throws -> [[String: Any]] {
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    return try #require(object?["diagnostics"] as? [[String: Any]])
  }

  @Test("It names each output that depends on the threads, a hash seed or the generator's, and on which")
  func dependences() throws {
    let book = try Self.book(["a": Self.chapter])
    #expect(try book.run("check").exitCode == 0)
    let shaken = try book.run("check", "--shake", "--format", "json")
    #expect(shaken.exitCode == 1)
    let found = try diagnostics(shaken.output).map { diagnostic in
      let name = (diagnostic["cell"] ?? diagnostic["value"]) as? String ?? ""
      let conditions = (diagnostic["dependsOn"] as? [String] ?? []).joined(separator: " ")
      return "\(diagnostic["severity"] ?? "") \(name): \(conditions)"
    }
    #expect(
      found == [
        "drift a#order: hashSeed", "drift a#hash: hashSeed", "drift a#drawn: generatorSeed", "drift a#sum: threads",
        "note a#tolerant: threads", "drift names.first!: hashSeed", "drift a#several: threads hashSeed",
      ])
  }

  @Test("People read what changed, what it depends on and what to do; JUnit and GitHub have the same")
  func words() throws {
    let book = try Self.book(["a": Self.chapter])
    let text = try book.run("check", "--shake")
    for words in [
      "drift: the output of 'a#hash' depends on the hash seed\n", " sort what is shown.\n",
      "drift: the output of 'a#drawn' depends on the seed of the default generator\n", " A cell 'seed(0)' above it ",
      "drift: the output of 'a#sum' depends on the number of threads\n",
      "note: the output of 'a#tolerant' changes with another number of threads, and still agrees with the chapter\n",
      "drift: the value of 'names.first!' depends on the hash seed\n",
      "drift: the output of 'a#several' depends on the number of threads and the hash seed\n",
      "note: this is what it gives with another number of threads\n",
    ] {
      #expect(text.errors.contains(words), "\(words)")
    }
    #expect(text.errors.contains("ran a with other threads and seeds in "))
    let junit = try XMLDocument(xmlString: try book.run("check", "--shake", "--format", "junit").output)
    let cases = try #require(junit.rootElement()?.elements(forName: "testsuite").first).elements(forName: "testcase")
    let failing = cases.filter { !$0.elements(forName: "failure").isEmpty }
      .map { $0.attribute(forName: "name")?.stringValue }
    #expect(
      failing == ["a#order", "a#hash", "a#drawn", "a#sum", "the value of 'names.first!'", "a#several"])
    let annotations = try book.run("check", "--shake", "--format", "github").output.split(separator: "\n")
    #expect(annotations.map { $0.hasPrefix("::error file=a.md,") } == [true, true, true, true, false, true, true])
  }

  @Test("What is steady agrees, with a seed of its own above what is drawn")
  func steady() throws {
    let book = try Self.book([
      "a": "```swift\nseed(0)\n```\n\n```swift\nTensor(randomUniform: [2])\n```\n\n```swift\n[2, 1].sorted()\n```\n",
      "b": "Nothing runs here.\n",
    ])
    let result = try book.run("check", "--shake")
    #expect(result.exitCode == 0, "\(result.errors)")
    #expect(result.output.contains("everything agrees, with other threads and seeds too, in "))
    // The generator begins at this seed.
    let text = try book.text("a.md")
    try book.replace("seed(0)\n", by: "", in: "a.md")
    #expect(try book.run("check").exitCode == 0)
    #expect(try book.run("check", "--shake").exitCode == 1)
    try book.write("a.md", text)
  }

  @Test(
    "A cell that fails in one condition alone is an error that names it, and what stands below is not compared there")
  func failure() throws {
    let book = try Self.book([
      "a": """
      ```swift
      import Foundation
      if Threads.count != ProcessInfo.processInfo.activeProcessorCount { fatalError("too few") }
      ```

      ```swift {#value}
      Threads.count
      ```

      """,
      "b": "It is [1](<=Threads.count == Int(\"\(ProcessInfo.processInfo.activeProcessorCount)\") ? 1 : [1][1]>).\n",
    ])
    #expect(try book.run("check").exitCode == 0)
    let result = try book.run("check", "--shake")
    #expect(result.exitCode == 2)
    #expect(
      result.errors.contains("a.md:3:1: error: with another number of threads, cell 'a#cell-1' stopped: too few\n"),
      "\(result.errors)")
    #expect(result.errors.contains("  What stands below it was not compared there.\n"))
    #expect(!result.errors.contains("a#value"))
    #expect(
      result.errors.contains("b.md:1:13: error: with another number of threads, the checked value 'Threads.count =="))
  }

  @Test("What changes from run to run depends on nothing that is varied, and is said once")
  func everyRun() throws {
    let random = "print(Int.random(in: 0..<1_000_000_000))"
    let book = try Self.book([
      "drifts": "```swift\n\(random)\n```\n",
      "elided": "```swift\n\(random)\n```\n\n```output\n...\n```\n",
      // Nobody sees that it is asked for, so that the results of `accept` are taken.
      "process": "```swift\nimport Foundation\nprint(getpid())\n```\n\nIt is [1](<=getpid()>).\n",
    ])
    let result = try book.run("check", "--shake", "drifts", "elided")
    #expect(result.exitCode == 1)
    #expect(result.errors.components(separatedBy: ": drift: ").count == 2, "\(result.errors)")
    #expect(result.errors.contains("drifts.md:6:1: drift: the output of 'drifts#cell-1' drifted: "))
    #expect(!result.errors.contains("note: the output of"))
    let process = try book.run("check", "--shake", "process", "--format", "json")
    #expect(process.exitCode == 1)
    let found = try diagnostics(process.output)
    #expect(found.map { $0["dependsOn"] as? [String] } == [["run"], ["run"]], "\(process.output)")
  }

  @Test("What cells have written is what they wrote in a build, and a chapter that writes is not run again")
  func files() throws {
    let book = try TemporaryBook([
      "a": """
      ```swift {#write .volatile}
      import Foundation
      let drawn = Tensor(randomUniform: [2])
      try "\\(drawn)".write(toFile: "data.txt", atomically: true, encoding: .utf8)
      ```

      ```swift
      Threads.count == ProcessInfo.processInfo.activeProcessorCount
      ```

      """,
      "b": "```swift\nimport Foundation\nprint(try String(contentsOfFile: \"data.txt\", encoding: .utf8))\n```\n",
      "program": "```swift\nimport Foundation\nprint(system(\"true\"))\n```\n",
    ])
    try book.write("data.txt", "")
    #expect(try book.run("accept", "--quiet", "a", "program").exitCode == 0)
    #expect(try book.run("accept", "--quiet").exitCode == 0)
    #expect(try book.run("check").exitCode == 0)
    let before = book.snapshot()
    let shaken = try book.run("check", "--shake")
    #expect(shaken.exitCode == 0, "\(shaken.errors)")
    #expect(book.snapshot() == before)
    #expect(
      shaken.errors.contains(
        "a.md:1:1: note: 'a' was not run with other threads and seeds, because of cell 'a#write'\n"))
    #expect(shaken.errors.contains("note: 'program' was not run with other threads and seeds, because of cell "))
    #expect(shaken.errors.contains("ran b with other threads and seeds in "))
    #expect(shaken.output.contains("everything agrees, in "))
    #expect(shaken.output.hasSuffix("; 'a' and 'program' were not run with other threads and seeds\n"))
    #expect(try book.run("check").exitCode == 0)
  }

  @Test("A cell that writes files in other conditions alone is kept from it")
  func refusedFiles() throws {
    let book = try Self.book([
      "a": """
      ```swift
      import Foundation
      if Threads.count != ProcessInfo.processInfo.activeProcessorCount {
        try "changed".write(toFile: "data.txt", atomically: false, encoding: .utf8)
      }
      ```

      """
    ])
    try book.write("data.txt", "as it was")
    let result = try book.run("check", "--shake")
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("error: with another number of threads, cell 'a#cell-1'"), "\(result.errors)")
    #expect(try book.text("data.txt") == "as it was")
  }

  @Test("What a run in other conditions gives is never taken for a result")
  func cache() throws {
    let book = try Self.book(["a": Self.chapter])
    #expect(try book.run("build", "--quiet").exitCode == 0)
    let site = book.snapshot()
    #expect(try book.run("check", "--shake", "--fresh").exitCode == 1)
    let why = try book.run("why", "a").output
    #expect(!why.contains("would run") && why.contains("a#order would not run: nothing has changed since it ran"))
    let check = try book.run("check")
    #expect(check.exitCode == 0 && check.errors == "a has not changed since it ran\n")
    #expect(book.snapshot() == site)
  }

  @Test("It ends at the first dependence where it is to, and looks at the chapters that are named")
  func failFast() throws {
    let book = try Self.book([
      "a": "```swift\nThreads.count\n```\n\n```swift\n1.hashValue\n```\n",
      "endless": """
      ```swift
      import Foundation
      while Threads.count != ProcessInfo.processInfo.activeProcessorCount {}
      ```

      """,
    ])
    let first = try book.run("check", "--shake", "--fail-fast", "--jobs", "2")
    #expect(first.exitCode == 1)
    #expect(first.output.hasPrefix("ended at the first problem: 1 drift, in "))
    #expect(first.errors.contains("a.md:6:1: drift: the output of 'a#cell-1' depends on the number of threads\n"))
    #expect(!first.errors.contains("a#cell-2"))
    let named = try book.run("check", "--shake", "a", "--jobs", "1")
    #expect(named.exitCode == 1 && !named.errors.contains("endless"))
    #expect(named.errors.contains("drift: the output of 'a#cell-2' depends on the hash seed\n"))
  }

  @Test("A chapter with an error is not shaken, the others are")
  func errors() throws {
    let book = try Self.book(["a": "```swift\nThreads.count\n```\n"])
    try book.write("b.md", "```swift\nlet x: Int = 1.hashValue\n```\n\n```swift\nfatalError()\n```\n")
    let result = try book.run("check", "--shake")
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("a.md:6:1: drift: the output of 'a#cell-1' depends on the number of threads\n"))
    #expect(!result.errors.contains("ran b with other threads"))
    #expect(
      result.output.hasPrefix("2 chapters, ") && result.output.contains("1 error and 1 drift, in "), "\(result.output)")
    #expect(result.output.hasSuffix("; 'b' was not run with other threads and seeds\n"))
  }

  @Test(
    "With --exact a last digit that moves with a condition is a dependence, and nothing is said of what drifts already")
  func exact() throws {
    let book = try TemporaryBook([
      "a": """
      ```swift
      import Foundation
      let isUsual = Threads.count == ProcessInfo.processInfo.activeProcessorCount
      isUsual ? 0.25 : 0.26
      ```

      ```output
      0.25
      ```

      ```swift {#old}
      isUsual ? "usual" : "unusual"
      ```

      ```output
      old
      ```

      """
    ])
    let result = try book.run("check", "--shake")
    #expect(
      result.errors.contains(
        "note: the output of 'a#cell-1' changes with another number of threads, and still agrees with the chapter\n"))
    #expect(
      result.errors.contains("drift: the output of 'a#old' drifted") && !result.errors.contains("'a#old' depends"))
    let exact = try book.run("check", "--shake", "--exact")
    #expect(exact.errors.contains("drift: the output of 'a#cell-1' depends on the number of threads\n"))
  }
}
