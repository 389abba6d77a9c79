import Book
import Foundation
import Storage
import TestSupport
import Testing

@testable import Execution

@Suite("A cell sees the modules that the book names, and none of the tool's")
struct ModuleTests {
  private func run(_ cells: String..., modules: [String], fails: Set<Int> = []) throws -> [String] {
    var test = TestChapter()
    for (index, code) in cells.enumerated() { test.add(code) { $0.fails = fails.contains(index) } }
    var book = BookConfiguration(title: "Test", parts: [])
    book.modules = modules
    let executor = Executor(
      book: book, folder: NSTemporaryDirectory(), tool: ToolFiles(executable: toolPath),
      environment: ProcessInfo.processInfo.environment, cache: Cache(folder: nil))
    let results = try executor.run(test.chapter())
    #expect(results.diagnostics.map(\.summary) == [])
    return results.cells.map(\.text)
  }

  @Test("With none, cells are plain Swift: values are shown, printed and cut into segments all the same")
  func plain() throws {
    let texts = try run(
      "print(1 + 1)", "[1, 2] + 1", "show(1)", "let a = [3]\na", "extension Int { var half: Int { self / 2 } }\n8.half",
      "import Tensors\nlet t: Tensor = [1, 2]\nt.shape", modules: [], fails: [1, 2])
    #expect(
      texts == [
        "2\n", "error: binary operator '+' cannot be applied to operands of type '[Int]' and 'Int'\n",
        "error: cannot find 'show' in scope\n", "[3]\n", "4\n", "[2]\n",
      ])
  }

  @Test("A list gives just those")
  func list() throws {
    let texts = try run(
      "let t: Tensor = [1, 2]\nt.shape", "LineChart([1.0], name: \"a\")", modules: ["Tensors"], fails: [1])
    #expect(texts == ["[2]\n", "error: cannot find 'LineChart' in scope\n"])
  }

  @Test(
    "No module of the tool is in reach",
    arguments: [
      "Book", "Execution", "Site", "Pipeline", "Storage", "Markdown", "CellHost", "CellSupport", "Yams", "SwiftSyntax",
    ], [[], ["Notebook"]])
  func own(module: String, modules: [String]) throws {
    #expect(
      try run(
        "import \(module)", "@testable import \(module)", modules: modules, fails: [0, 1])
        == ["error: no such module '\(module)'\n", "error: no such module '\(module)'\n"])
  }

  @Test("What a reference says of a module is what was compiled, whatever stands in its source by now")
  func reference() throws {
    let folder = try TemporaryFolder()
    let modules = folder.path + "/lib/colophon/modules"
    try FileManager.default.createDirectory(atPath: modules, withIntermediateDirectories: true)
    try FileManager.default.createDirectory(atPath: folder.path + "/bin", withIntermediateDirectories: true)
    let source = folder.path + "/Own.swift"
    let text = "/// Half of a number.\npublic func half(_ x: Double) -> Double { x / 2 }\n"
    try text.write(toFile: source, atomically: true, encoding: .utf8)
    let compiler = Process()
    compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    compiler.arguments = [
      "swiftc", "-emit-module", "-parse-as-library", "-module-name", "Own", source, "-emit-module-path",
      modules + "/Own.swiftmodule", "-emit-module-source-info-path", modules + "/Own.swiftsourceinfo",
    ]
    try compiler.run()
    compiler.waitUntilExit()
    try #require(compiler.terminationStatus == 0)
    try ("public func another() -> Int { 1 } // \n" + text.replacing("Half", with: "Fifth"))
      .write(toFile: source, atomically: true, encoding: .utf8)
    var book = BookConfiguration(title: "Test", parts: [])
    book.reference = ["Own"]
    let executor = Executor(
      book: book, folder: folder.path, tool: ToolFiles(installedIn: folder.path),
      environment: ProcessInfo.processInfo.environment, cache: Cache(folder: nil))
    let symbols = try executor.moduleReferences().flatMap(\.symbols)
    #expect(symbols.map(\.documentation) == ["Half of a number."])
  }

  @Test("Names of our own that cells need are met by nobody")
  func names() throws {
    let texts = try run(
      "nothing", "func begin(_ n: Int) -> Int { n }\nlet step = begin(3), line = 4\nprint(step, line)",
      "struct CellSupport { var session = 1 }\nCellSupport()", "CellSupport().session", modules: ["Notebook"],
      fails: [0])
    #expect(texts == ["error: cannot find 'nothing' in scope\n", "3 4\n", "CellSupport(session: 1)\n", "1\n"])
  }

  @Test("The toolchain is found behind a program that chooses among several")
  func proxy() throws {
    let real = try Toolchain(searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "")
    let folder = (#filePath as NSString).deletingLastPathComponent + "/Toolchains"
    #expect(try Toolchain(searchPath: folder, environment: ["CHOSEN_TOOLCHAIN=\(real.root)"]).root == real.root)
    #expect(throws: Toolchain.NotFound.self) { try Toolchain(searchPath: folder + "/nowhere") }
  }
}
