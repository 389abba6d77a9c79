// Measures how long books take whose chapters have many segments or many cells: `swift run execution-bench [CASE...]`.
// Each case is a book that is built from scratch, three times, by the tool beside this program; the fastest counts.
import Foundation

struct Case {
  var name: String
  var chapter: String
}

func cells(_ count: Int, _ cell: (Int) -> String) -> String {
  "# Bench\n\n" + (0..<count).map { cell($0) + "\n\n" }.joined()
}

let cases = [
  Case(
    name: "a name declared again in 40 cells",
    chapter: cells(41) { "```swift\nlet x = \($0)\nx + 1\n```\n\n```output\n\($0 + 1)\n```" }),
  Case(
    name: "40 cells that fail as they run",
    chapter: cells(40) {
      "```swift\nlet a\($0) = [\($0)]\n```\n\n```swift {.fails}\na\($0)[7]\n```\n\n```output\nFatal error: Index out of range\n```"
    }),
  Case(
    name: "40 cells that fail to compile",
    chapter: cells(40) {
      "```swift\nlet a\($0) = [\($0)]\n```\n\n```swift {.fails}\nlet s: String = a\($0)\n```\n\n```output\n"
        + "error: cannot convert value of type '[Int]' to specified type 'String'\n```"
    }),
  Case(
    name: "40 isolated cells",
    chapter: cells(40) { "```swift {.isolated}\nlet x = \($0)\nx + 1\n```\n\n```output\n\($0 + 1)\n```" }),
  Case(
    name: "40 conformances that the compiler writes, each in a cell of its own",
    chapter: cells(40) {
      "```swift\nstruct P\($0) { let x: Int }\n```\n\n```swift\nP\($0)(x: 1)\n```\n\n```output\nP\($0)(x: 1)\n```\n\n"
        + "```swift\nextension P\($0): Hashable {}\n```"
    }),
  Case(name: "100 cells", chapter: twoLines(100)),
  Case(name: "400 cells", chapter: twoLines(400)),
  Case(name: "1000 cells", chapter: twoLines(1000)),
]

func twoLines(_ count: Int) -> String {
  cells(count) { "```swift\nlet a\($0) = \($0) + 1\nprint(a\($0) * 2)\n```\n\n```output\n\(($0 + 1) * 2)\n```" }
}

/// Builds a book and gives the seconds that it took.
func measure(_ chapter: String, _ name: String) throws -> Double {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("execution-bench-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try Data("title: Bench\n".utf8).write(to: folder.appendingPathComponent("book.yml"))
  try Data(chapter.utf8).write(to: folder.appendingPathComponent("bench.md"))
  let process = Process()
  process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appendingPathComponent("build-book")
  process.arguments = ["build", "--fresh", "--quiet", "--book", folder.path, "--output", folder.path + "/site"]
  process.environment = ProcessInfo.processInfo.environment.merging(
    ["COLOPHON_CACHE": folder.path + "/cache"], uniquingKeysWith: { $1 })
  let clock = ContinuousClock()
  let time = try clock.measure {
    try process.run()
    process.waitUntilExit()
  }
  // Every output is documented, so anything but agreement is a failure of the measurement.
  guard process.terminationStatus == 0 else { fatalError("'\(name)' does not build") }
  return Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
}

let chosen = CommandLine.arguments.dropFirst()
for example in cases where chosen.isEmpty || chosen.contains(example.name) {
  let seconds = try (0..<3).map { _ in try measure(example.chapter, example.name) }.min()!
  print("{\"case\": \"\(example.name)\", \"seconds\": \(String(format: "%.2f", seconds))}")
}
