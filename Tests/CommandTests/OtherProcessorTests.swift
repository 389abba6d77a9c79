import Foundation
import Processor
import TestSupport
import Testing

/// Programs on a processor of 2008, which QEMU plays. A build for every processor of the architecture runs there.
@Suite(
  "A program on another processor",
  .enabled(
    if: FileManager.default.isExecutableFile(atPath: "/usr/bin/qemu-x86_64")
      && Processor.complaint(compiledFor: Processor.compiled, on: []) != nil, "needs qemu-user, and wider instructions")
)
struct OtherProcessorTests {
  @Test(
    "It ends with a sentence before it does anything: the tool, the cell host and any other program with the engine",
    arguments: ["build-book", "cell-host", "engine-bench"])
  func sentence(program: String) throws {
    let outcome = try tool(
      ["-cpu", "Nehalem", BuiltProducts.program(program), "--help"], in: NSTemporaryDirectory(),
      program: "/usr/bin/qemu-x86_64")
    #expect(outcome.exitCode == 126)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("this program was built for the processor of another machine: it needs "))
    #expect(outcome.errors.contains("avx"))
  }
}
