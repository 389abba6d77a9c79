import Foundation
import Storage
import TestSupport
import Testing

/// The catalogues of the libraries, made into pages by the toolchain's DocC.
@Suite("The articles about the engine")
struct CatalogueTests {
  static let modules = ["Tensors", "Networks", "Figures", "DataSets", "Notebook"]
  static let compiler: String? = program("docc")
  static let extractor: String? = program("swift-symbolgraph-extract")

  @Test(
    "DocC finds nothing wrong with them: every link leads somewhere",
    .enabled(if: compiler != nil && extractor != nil, "the toolchain has no DocC"), arguments: modules)
  func articles(module: String) throws {
    let folder = try TemporaryFolder()
    let graphs = folder.path + "/graphs"
    try FileManager.default.createDirectory(atPath: graphs, withIntermediateDirectories: true)
    let modules = ToolFiles(executable: toolPath).modules
    let extracted = try tool(
      [
        "-module-name", module, "-I", modules, "-target", "\(InstallationTests.architecture)-unknown-linux-gnu",
        "-output-dir", graphs,
      ],
      in: folder.path, program: try #require(Self.extractor))
    try #require(extracted.exitCode == 0, "\(extracted.errors)")
    let catalogue = "\(packageRoot)/Sources/\(module)/\(module).docc"
    let converted = try tool(
      [
        "convert", catalogue, "--additional-symbol-graph-dir", graphs, "--output-dir", folder.path + "/out",
        "--fallback-display-name", module, "--fallback-bundle-identifier", "colophon.\(module)", "--diagnostics-file",
        folder.path + "/problems.json",
      ], in: folder.path, program: try #require(Self.compiler))
    #expect(converted.exitCode == 0, "\(converted.errors)")
    let problems = try JSONDecoder().decode(
      Problems.self, from: Data(contentsOf: URL(fileURLWithPath: folder.path + "/problems.json"))
    ).diagnostics
    let ofArticles = problems.filter { $0.source?.contains(".docc/") == true }
    #expect(
      ofArticles.isEmpty, "\(ofArticles.map { "\($0.source ?? ""):\($0.range?.start.line ?? 0): \($0.summary)" })")
  }

  @Test("Their code compiles and runs, as the cells of a chapter do", arguments: modules)
  func code(module: String) throws {
    let catalogue = "\(packageRoot)/Sources/\(module)/\(module).docc"
    let articles = try FileManager.default.contentsOfDirectory(atPath: catalogue)
    let book = try TemporaryBook([:])
    for article in articles {
      // Links and tables of DocC are nobody's business here.
      var (chapter, isCode) = ("# Article\n", false)
      for line in try String(contentsOfFile: catalogue + "/" + article, encoding: .utf8).components(separatedBy: "\n") {
        if line == "```swift" { isCode = true }
        chapter += isCode ? line + "\n" : "\n"
        if line == "```" { isCode = false }
      }
      try book.write(article, chapter)
    }
    let built = try book.run("check", "--format", "json")
    let problems = try JSONDecoder().decode(Report.self, from: Data(built.output.utf8)).diagnostics
    // What a cell of these prints is documented nowhere.
    let unexpected = problems.filter { $0.severity == "error" }.map { "\($0.file ?? ""): \($0.summary)" }
    #expect(unexpected.isEmpty, "\(unexpected)")
    #expect(problems.contains { $0.severity == "drift" })
  }

  private struct Report: Decodable {
    var diagnostics: [Entry]
    struct Entry: Decodable {
      var severity: String
      var summary: String
      var file: String?
    }
  }

  private struct Problems: Decodable {
    var diagnostics: [Problem]
    struct Problem: Decodable {
      var source: String?
      var summary: String
      var range: Range?
    }
    struct Range: Decodable { var start: Position }
    struct Position: Decodable { var line: Int }
  }

  /// A program of the toolchain, found by the compiler in the search path.
  private static func program(_ name: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    guard let folder = folders.first(where: { FileManager.default.isExecutableFile(atPath: $0 + "/swiftc") }) else {
      return nil
    }
    let path =
      URL(fileURLWithPath: folder + "/swiftc").resolvingSymlinksInPath().deletingLastPathComponent().path + "/" + name
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }
}
