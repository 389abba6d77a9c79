// Measures what an author waits for while `build-book preview` runs: `swift run preview-bench [--slow SECONDS] [--edits N]`.
//
// A chapter whose first cell computes for some seconds is edited ten times in each of several ways; the time from the save to the
// page that shows it is printed as a line of JSON, the median of ten. Then come many edits, after which memory, processes and open
// files of the preview are compared with those after the first few.
import BenchmarkSupport
import Foundation

let slowSeconds = option("--slow", 10)
let editCount = option("--edits", 1000)

/// A book in a folder of its own, and the preview of it.
final class Preview {
  let folder: URL
  let process = Process()
  private let errors = Pipe()
  private(set) var address = ""
  private let events = Process()
  private let eventPipe = Pipe()
  private var text: String

  init(_ text: String) throws {
    self.text = text
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("preview-bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    // The slow cell must not reach the limit.
    try Data("title: Bench\nlimits:\n  timeout: \(10 * slowSeconds + 60) s\n".utf8).write(
      to: folder.appendingPathComponent("book.yml"))
    try save()
    process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appendingPathComponent("build-book")
    process.arguments = ["preview", "--book", folder.path]
    process.environment = ProcessInfo.processInfo.environment.merging(["COLOPHON_CACHE": ""]) { $1 }
    process.standardError = errors
    try process.run()
    while !address.hasPrefix("http") { address = line(from: errors) ?? "http" }
    let pipe = errors
    DispatchQueue.global().async { _ = pipe.fileHandleForReading.readDataToEndOfFile() }
    events.executableURL = URL(fileURLWithPath: "/usr/bin/curl")
    events.arguments = ["-sN", address + "_preview/events"]
    events.standardOutput = eventPipe
    try events.run()
    while line(from: eventPipe)?.hasPrefix("retry") != true {}
  }

  func end() {
    events.terminate()
    // Whoever starts this in the background has it ignore Ctrl-C, and all that it starts.
    process.terminate()
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  private func line(from pipe: Pipe) -> String? {
    var line = Data()
    while let byte = try? pipe.fileHandleForReading.read(upToCount: 1), !byte.isEmpty {
      if byte == Data("\n".utf8) { return String(decoding: line, as: UTF8.self) }
      line += byte
    }
    return nil
  }

  private func save() throws { try Data(text.utf8).write(to: folder.appendingPathComponent("bench.md")) }

  private func get(_ path: String) throws -> String {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/curl")
    process.arguments = ["-s", address + path]
    process.standardOutput = pipe
    try process.run()
    // Its end is not waited for: that takes longer than the answer.
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    return String(decoding: data, as: UTF8.self)
  }

  /// Waits until what is asked for has a text, and gives the seconds until it was there, with those that asking takes.
  func wait(for words: String, at path: String = "bench.html", since start: ContinuousClock.Instant) throws -> Double {
    while true {
      if try get(path).contains(words) { return Double((ContinuousClock.now - start) / .milliseconds(1)) / 1000 }
      // A browser asks for the page again when it is told that it has changed.
      while line(from: eventPipe) != "event: pages" {}
    }
  }

  /// Replaces a text of the chapter and gives the seconds until a page shows another.
  func edit(_ old: String, _ new: String, until words: String, at path: String = "bench.html") throws -> Double {
    text = text.replacingOccurrences(of: old, with: new)
    let start = ContinuousClock.now
    try save()
    return try wait(for: words, at: path, since: start)
  }
}

let preview = try Preview(
  """
  # Bench

  Prose 0.

  ```swift
  import Foundation
  usleep(\(slowSeconds)_000_000)
  var total = 1
  total
  ```

  ```swift
  let list = (1...10).map { $0 * total } // comment 0
  list.count
  ```

  ```swift {#last}
  list.reduce(0, +) + 0
  ```

  """)
_ = try preview.wait(for: ">55<", since: .now)
report("prose", try (1...10).map { try preview.edit("Prose \($0 - 1).", "Prose \($0).", until: "Prose \($0).") })
report("comment", try (1...10).map { try preview.edit("comment \($0 - 1)", "comment \($0)", until: "comment \($0)") })
report(
  "last cell below one of \(slowSeconds) s",
  try (1...10).map { try preview.edit("+) + \($0 - 1)", "+) + \($0)", until: ">\(55 + $0)<") })
report(
  "compile error",
  try (1...10).map { number in
    let error = try preview.edit(
      "+) + 10", "+) + x\(number)", until: "cannot find 'x\(number)'", at: "_preview/state?page=bench.html")
    _ = try preview.edit("+) + x\(number)", "+) + 10", until: ">65<")
    return error
  })
try reportUse(of: preview.process.processIdentifier, after: editCount) { number in
  _ = try preview.edit("+) + \(number == 1 ? 10 : 99 + number)", "+) + \(100 + number)", until: ">\(155 + number)<")
}
preview.end()
