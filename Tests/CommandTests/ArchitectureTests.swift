import Foundation
import SwiftParser
import SwiftSyntax
import TestSupport
import Testing

@Suite("The modules of the source")
struct ArchitectureTests {
  /// Every module with the modules that it may import: only such that stand below it.
  static let modules: [(name: String, imports: Set<String>)] = [
    ("build-book", ["Pipeline", "Book", "Storage", "Text"]), ("cell-host", ["CellHost", "CellSupport", "Notebook"]),
    ("Pipeline", ["Site", "Execution", "Book", "Storage", "Markdown", "Text"]),
    ("Site", ["Book", "Storage", "Markdown", "Text", "CDuktape"]),
    ("Execution", ["Book", "Storage", "Markdown", "Text", "CellHost", "CProcess"]),
    ("Book", ["Storage", "Markdown", "Text"]),
    ("Storage", ["Text", "CXXHash"]),
    ("Markdown", ["Text", "CCMark"]),
    ("Text", []),
    ("Notebook", ["CellSupport", "DataSets", "Figures", "Networks", "Tensors"]),
    ("DataSets", ["Tensors", "Compute", "Codecs"]),
    ("Figures", ["Tensors", "Compute"]),
    ("Networks", ["Tensors", "Compute"]),
    ("Tensors", ["Compute"]),
    ("Compute", []), ("CellSupport", []), ("CellHost", ["CProcess"]),
    ("Codecs", ["CZlib", "CPNG"]),
    ("CCMark", []), ("CDuktape", []), ("CXXHash", []), ("CZlib", []), ("CPNG", []), ("CProcess", []),
  ]
  /// Programs beside the book's: they may import any module.
  static let programs: Set<String> = ["markdown-bench", "engine-bench", "execution-bench"]

  static let engine: Set<String> = ["Codecs", "Compute", "Tensors", "Networks", "Figures", "DataSets"]
  static let book: Set<String> = ["Text", "Markdown", "Storage", "Book", "Execution", "Site", "Pipeline"]

  /// What each Swift file imports, by its path below Sources.
  static let imports: [String: Set<String>] = {
    let sources = packageRoot + "/Sources"
    let paths = FileManager.default.enumerator(atPath: sources)?.compactMap { $0 as? String } ?? []
    var imports: [String: Set<String>] = [:]
    for path in paths where path.hasSuffix(".swift") {
      guard let text = try? String(contentsOfFile: sources + "/" + path, encoding: .utf8) else { continue }
      let collector = ImportCollector(viewMode: .sourceAccurate)
      collector.walk(Parser.parse(source: text))
      imports[path] = collector.modules
    }
    return imports
  }()

  private func files(of modules: Set<String>) -> [String: Set<String>] {
    Self.imports.filter { modules.contains(moduleName(of: $0.key)) }
  }

  private func moduleNames(of files: [String: Set<String>]) -> Set<String> { Set(files.keys.map(moduleName)) }

  /// The module that a file below Sources belongs to.
  private func moduleName(of file: String) -> String { String(file.prefix { $0 != "/" }) }

  @Test("Every folder of Sources is a module of the table, and CONTRIBUTING.md has the same modules in the same order")
  func table() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: packageRoot + "/Sources")
    #expect(Set(folders).subtracting(Self.programs) == Set(Self.modules.map(\.name)))
    let text = try String(contentsOfFile: packageRoot + "/CONTRIBUTING.md", encoding: .utf8)
    let map = try #require(text.components(separatedBy: "\n## ").first { $0.hasPrefix("The map\n") })
    let rows = map.split(separator: "\n").filter { $0.hasPrefix("| `") }
    let names = rows.flatMap { row in
      row.dropFirst().prefix { $0 != "|" }.split(separator: ",").map {
        $0.trimmingCharacters(in: .whitespaces).replacingOccurrences(of: "`", with: "")
      }
    }
    #expect(names == Self.modules.map(\.name))
  }

  @Test("The table's arrows point downward")
  func downward() {
    for (index, module) in Self.modules.enumerated() {
      let below = Set(Self.modules[(index + 1)...].map(\.name))
      #expect(module.imports.isSubset(of: below), "\(module.name)")
    }
  }

  @Test("A module imports only what the table allows", arguments: modules.map(\.name))
  func arrows(module: String) throws {
    let allowed = try #require(Self.modules.first { $0.name == module }).imports
    let all = Set(Self.modules.map(\.name))
    for (file, modules) in files(of: [module]) {
      let forbidden = modules.intersection(all).subtracting(allowed)
      #expect(forbidden.isEmpty, "Sources/\(file) imports \(forbidden.sorted().joined(separator: ", "))")
    }
    let used = files(of: [module]).values.reduce(into: Set<String>()) { $0.formUnion($1) }
    let unused = allowed.subtracting(used)
    #expect(unused.isEmpty, "no file of \(module) imports \(unused.sorted().joined(separator: ", ")) any more")
  }

  @Test("The engine imports neither Foundation nor a module of the book's half")
  func engineHalf() {
    let files = files(of: Self.engine)
    #expect(moduleNames(of: files) == Self.engine)
    for (file, modules) in files {
      #expect(!modules.contains { $0.hasPrefix("Foundation") }, "Sources/\(file)")
      #expect(modules.isDisjoint(with: Self.book), "Sources/\(file)")
    }
  }

  @Test("The book's half imports nothing of the engine")
  func bookHalf() {
    let files = files(of: Self.book)
    #expect(moduleNames(of: files) == Self.book)
    for (file, modules) in files {
      #expect(modules.isDisjoint(with: Self.engine.union(["Notebook"])), "Sources/\(file)")
    }
  }

  @Test("A C library is touched by one file only", arguments: ["CCMark", "CDuktape", "CXXHash", "CZlib", "CPNG"])
  func oneFile(library: String) {
    #expect(Self.imports.filter { $0.value.contains(library) }.count == 1)
  }
}

/// The modules that a file imports, wherever in it.
private final class ImportCollector: SyntaxVisitor {
  private(set) var modules: Set<String> = []

  override func visit(_ node: ImportDeclSyntax) -> SyntaxVisitorContinueKind {
    if let module = node.path.first { modules.insert(module.name.text) }
    return .skipChildren
  }

  override func visit(_ node: CodeBlockSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: MemberBlockSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
}
