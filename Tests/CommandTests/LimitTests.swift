import Foundation
import TestSupport
import Testing

/// How the benchmark of the engine tells which operation takes longer than it did. Times are no tests: the limits here are off by far.
@Suite("Limits of the engine's benchmark")
struct LimitTests {
  private static let bench = BuiltProducts.program("engine-bench")

  private func run(_ limits: String, _ options: [String] = []) throws -> (outcome: Outcome, written: String?) {
    let folder = try TemporaryFolder()
    try folder.write(limits, to: "limits.json")
    let outcome = try tool(["--limits", "limits.json"] + options, in: folder.path, program: Self.bench)
    return (outcome, folder.text("limits.json"))
  }

  private func limits(ratio: String, case name: String = "seed_sgd") -> String {
    "{\"machine\": \"any\", \"threads\": 1, \"tolerance\": 0.5, \"ratios\": [{\"case\": \"\(name)\", \"of\": \"op_overhead\", \"ratio\": \(ratio)}]}"
  }

  @Test("A case that takes longer, compared with another, than the limits say is named, and the exit code is 1")
  func slower() throws {
    let (outcome, _) = try run(limits(ratio: "0.001"))
    #expect(outcome.exitCode == 1)
    #expect(outcome.output.hasPrefix("{\"case\": \"seed_sgd\", \"of\": \"op_overhead\", \"ratio\": "))
    #expect(outcome.output.hasSuffix("\"verdict\": \"slower\"}\n"))
  }

  @Test("One that takes less is named too, and is nothing bad")
  func faster() throws {
    let (outcome, _) = try run(limits(ratio: "1000000"))
    #expect(outcome.exitCode == 0)
    #expect(outcome.output.hasSuffix("\"verdict\": \"faster\"}\n"))
  }

  @Test("What was measured can be written into the file, and nothing else of it changes")
  func record() throws {
    let (outcome, written) = try run(limits(ratio: "0.001"), ["--record"])
    #expect(outcome.exitCode == 0)
    let text = try #require(written)
    #expect(
      text.contains("\"tolerance\": 0.5,\n")
        && text.contains("{\"case\": \"seed_sgd\", \"of\": \"op_overhead\", \"ratio\": "))
    #expect(!text.contains("0.001"))
  }

  @Test("A file that is no file of limits, and a case that there is not, are refused by a sentence")
  func refused() throws {
    let damaged = try run("{}").outcome
    #expect(
      damaged.exitCode == 64
        && damaged.errors.hasPrefix("engine-bench: \"limits.json\" is no file of limits; expected "))
    let unknown = try run(limits(ratio: "1", case: "nothing")).outcome
    #expect(unknown.exitCode == 64)
    #expect(unknown.errors.hasPrefix("engine-bench: the limits name a case \"nothing\", which there is not\n"))
  }

  /// If each of those that others are compared with were not compared itself, all of its ratios would say "faster" once it is slower.
  @Test("The limits of this package name each case once, those that others are compared with too")
  func committed() throws {
    let text = try String(contentsOfFile: packageRoot + "/Benchmarks/limits.json", encoding: .utf8)
    let names = text.matches(of: /"case": "([^"]+)", "of": "([^"]+)"/)
    let refusal = try tool(["nothing"], in: NSTemporaryDirectory(), program: Self.bench).errors
    let line = try #require(refusal.split(separator: "\n").first)
    let cases = Set(try #require(line.split(separator: "there are ").last).split(separator: ", ").map(String.init))
    let limited = names.map { String($0.output.1) }
    let references = Set(names.map { String($0.output.2) })
    #expect(Set(limited).count == limited.count)
    #expect(cases.subtracting(limited) == ["lenet_epoch"])
    #expect(references.isSubset(of: limited) && cases.isSuperset(of: limited))
  }
}
