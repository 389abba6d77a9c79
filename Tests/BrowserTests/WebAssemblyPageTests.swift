import Foundation
import TestSupport
import Testing

/// A function of the engine as a page loads it: compiled small, with vector instructions and without.
@Suite("A function for pages, as WebAssembly", .serialized)
struct WebAssemblyPageTests {
  /// What `Tests/WebAssembly/run --page` makes, and how it ended.
  private static let made = Result {
    let folder = try TemporaryFolder()
    let outcome = try tool(
      ["--page", "--output", folder.path], in: packageRoot, program: packageRoot + "/Tests/WebAssembly/run")
    try folder.write("<!DOCTYPE html><html lang=\"en\"><title>A page</title></html>\n", to: "page.html")
    return (folder, outcome)
  }

  @Test("Each file is at most 60 kB for a server that compresses it, with all that it needs")
  func size() throws {
    let (folder, outcome) = try Self.made.get()
    #expect(outcome.exitCode == 0, "\(outcome.output)\n\(outcome.errors)")
    for name in ["function.wasm", "function.simd.wasm"] {
      let bytes = try #require(FileManager.default.contents(atPath: folder.path + "/" + name))
      #expect(bytes.starts(with: [0, 0x61, 0x73, 0x6D]))
      #expect(outcome.output.contains("\(name): "))
    }
  }

  @Test("One that is larger is named, with the functions that grew")
  func growth() throws {
    let (folder, _) = try Self.made.get()
    let sizes = folder.path + "/function.sizes.txt"
    let before = try String(contentsOfFile: sizes, encoding: .utf8)
    try #require(before.contains(" Tile.accumulate\n"))
    try (before + "90000 Invented.loop\n").write(toFile: sizes, atomically: true, encoding: .utf8)
    defer { try? before.write(toFile: sizes, atomically: true, encoding: .utf8) }
    let outcome = try tool(
      [folder.path, "--limit", "1000"], in: packageRoot, program: packageRoot + "/Tests/WebAssembly/sizes")
    #expect(outcome.exitCode == 1)
    #expect(outcome.output.contains("with gzip, more than the 1000 that it may have; what grew"))
    #expect(outcome.output.contains("\n   +90000 to  90000  Invented.loop\n"))
  }

  #if arch(x86_64)
    /// Without these its compiler has no vector instructions for WebAssembly, on this architecture.
    static let browsers: [(switches: [String], file: String)] = [
      ([], "function.simd.wasm"), (["--js-flags=--no-enable-sse4-1"], "function.wasm"),
    ]
  #else
    static let browsers: [(switches: [String], file: String)] = [([], "function.simd.wasm")]
  #endif

  @Test(
    "A browser loads the file that it can run, and computes what the engine computes here",
    .enabled(if: Browser.path != nil, "chromium is not installed"), arguments: browsers)
  func page(switches: [String], file: String) throws {
    let (folder, _) = try Self.made.get()
    let page = try BrowserPage(switches: switches)
    try page.open("page.html", ofSite: folder.path)
    let _: Bool = try page.value("(window.loaded = import('/load.mjs').then(({ load }) => load('/function')), true)")
    #expect(try page.answerRequests(until: ".wasm", ofSite: folder.path) == file)
    #expect(
      try page.value("loaded.then(({ edge }) => [0, 1, 2, 5].map(column => edge(1, -1, column)))") == [0, 1, 0, -1])

    let cases = try tool(["function"], in: packageRoot, program: BuiltProducts.program("webassembly-check"))
    try #require(cases.exitCode == 0, "\(cases.errors)")
    // How far the numbers of each case are from those here, at the most.
    let distances: [Double] = try page.value(
      """
      loaded.then(({ convolve, numbers, memory }) => \(cases.output).map(one => {
        const put = values => {
          const start = numbers(values.length)
          new Float32Array(memory.buffer, start, values.length).set(values)
          return start
        }
        const [height, width, channels, size, outputs, groups] = one.arguments
        const result = numbers(one.result.length)
        convolve(put(one.picture), height, width, channels, put(one.filters), size, outputs, groups, result)
        const found = new Float32Array(memory.buffer, result, one.result.length)
        return Math.max(...one.result.map((number, index) => Math.abs(Math.fround(number) - found[index])))
      }))
      """)
    #expect(distances.count == 12)
    // Those that need no rounding are equal; sums of some hundred products are rounded a little differently, without an instruction
    // that multiplies and adds.
    #expect(distances.prefix(6).allSatisfy { $0 == 0 }, "\(distances)")
    #expect(distances.dropFirst(6).allSatisfy { $0 < 1e-5 }, "\(distances)")
  }
}
