import Foundation
import TestSupport
import Testing

@Suite("The engine as WebAssembly")
struct WebAssemblyTests {
  /// What compares a report with the one of the engine that was built for this machine.
  static let check = BuiltProducts.program("webassembly-check")

  @Test("Compiled as Embedded Swift it computes the same")
  func sameResults() throws {
    let folder = try TemporaryFolder()
    let outcome = try run(packageRoot + "/Tests/WebAssembly/run", ["--native", Self.check, "--output", folder.path])
    #expect(outcome.exitCode == 0, "\(outcome.output)\n\(outcome.errors)")
    #expect(outcome.output.contains("lines agree"))

    let report = try #require(FileManager.default.contents(atPath: folder.path + "/report.wasm"))
    let function = try #require(FileManager.default.contents(atPath: folder.path + "/function.wasm"))
    #expect(report.starts(with: [0, 0x61, 0x73, 0x6D]))
    // A function by itself carries only what it needs.
    #expect(function.count < report.count / 2)
  }

  @Test("A number that moved by one unit of its last digit agrees, and the check says so")
  func lastDigit() throws {
    let report = try report(replacing: "step  0 loss 0.642", by: "step  0 loss 0.643")
    let outcome = try run(Self.check, [], input: report)
    #expect(outcome.exitCode == 0)
    #expect(outcome.output.hasSuffix("lines agree, 1 number by one unit of the last digit\n"))
  }

  @Test(
    "Anything else that differs is reported",
    arguments: [
      ("step  0 loss 0.642", "step  0 loss 0.652", "differs:"),
      ("right 8 of 8", "right 7 of 8", "differs:"),
      ("shape [1, 3, 4, 3]", "shape [1, 3, 4, 2]", "differs:"),
      ("memory is used again\n", "", "only native:"),
      ("memory is used again\n", "memory is used again\nmore\n", "only WebAssembly:"),
    ])
  func differences(text: String, other: String, says: String) throws {
    let outcome = try run(Self.check, [], input: report(replacing: text, by: other))
    #expect(outcome.exitCode == 1)
    #expect(outcome.output.contains(says))
  }

  @Test("A program that ended early does not agree")
  func nothing() throws {
    #expect(try run(Self.check, [], input: "").exitCode == 1)
  }

  /// The report of this machine with a text of it replaced.
  private func report(replacing text: String, by other: String) throws -> String {
    let report = try run(Self.check, ["print"]).output
    #expect(report.contains(text))
    return report.replacingOccurrences(of: text, with: other)
  }

  private func run(_ program: String, _ arguments: [String], input: String = "") throws -> Outcome {
    try tool(arguments, in: packageRoot, input: Data(input.utf8), program: program)
  }
}
