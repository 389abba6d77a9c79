import Foundation
import Site
import SwiftParser
import SwiftSyntax
import TestSupport
import Testing

@Suite("The modules of the source")
struct ArchitectureTests {
  /// Every module with the modules that it may import: only such that stand below it.
  static let modules: [(name: String, imports: Set<String>)] = [
    ("build-book", ["LanguageServer", "Preview", "Pipeline", "Exports", "Book", "Storage", "Text", "Processor"]),
    ("cell-host", ["CellHost", "CellSupport", "Notebook", "Outputs"]),
    ("LanguageServer", ["Pipeline", "Execution", "Book", "Storage", "Markdown", "Text", "Outputs"]),
    ("Preview", ["Pipeline", "Site", "Execution", "Book", "Storage", "Text", "Outputs"]),
    ("Pipeline", ["Exports", "Site", "Execution", "Book", "Storage", "Markdown", "Text", "Outputs"]),
    ("Exports", ["Site", "Execution", "Book", "Storage", "Markdown", "Text"]),
    ("Site", ["Book", "Search", "Storage", "Markdown", "Text", "Outputs", "CDuktape"]),
    ("Execution", ["Book", "Storage", "Markdown", "Text", "CellHost", "Outputs", "CProcess", "CToolchain"]),
    ("Book", ["Storage", "Markdown", "Text", "Outputs"]),
    ("Search", []),
    ("Storage", ["Text", "CXXHash", "CZlib"]),
    ("Markdown", ["Text", "CCMark"]),
    ("Text", []),
    ("Notebook", ["CellSupport", "DataSets", "Figures", "Networks", "Outputs", "Tensors", "Compute"]),
    ("DataSets", ["Tensors", "Compute", "Codecs"]),
    ("Figures", ["Tensors", "Compute"]),
    ("Networks", ["Tensors", "Compute"]),
    ("Tensors", ["Compute"]),
    ("Compute", ["Processor"]), ("CellSupport", []), ("CellHost", ["Outputs", "CProcess"]), ("Outputs", []),
    ("Codecs", ["CZlib", "CPNG"]), ("Processor", ["CProcessor"]),
    ("CCMark", []), ("CDuktape", []), ("CXXHash", []), ("CZlib", []), ("CPNG", []), ("CProcess", []),
    ("CProcessor", []), ("CToolchain", []),
  ]
  /// Programs beside the book's, and what they share: they may import any module.
  static let programs: Set<String> = [
    "BenchmarkSupport", "markdown-bench", "engine-bench", "execution-bench", "preview-bench", "editor-bench",
    "search-bench",
  ]

  static let engine: Set<String> = ["Codecs", "Compute", "Tensors", "Networks", "Figures", "DataSets"]
  static let book: Set<String> = [
    "Text", "Markdown", "Storage", "Search", "Book", "Execution", "Site", "Exports", "Pipeline", "Preview",
    "LanguageServer",
  ]

  /// What each Swift file imports, declares and names, by its path below Sources.
  static let sources: [String: SourceNames] = {
    let sources = packageRoot + "/Sources"
    let paths = FileManager.default.enumerator(atPath: sources)?.compactMap { $0 as? String } ?? []
    var names: [String: SourceNames] = [:]
    for path in paths where path.hasSuffix(".swift") {
      guard let text = try? String(contentsOfFile: sources + "/" + path, encoding: .utf8) else { continue }
      names[path] = SourceNames(Parser.parse(source: text))
    }
    return names
  }()

  /// What each Swift file imports, by its path below Sources.
  static let imports = sources.mapValues(\.imports)

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

  @Test("The index of a book knows the engine's public types and functions")
  func engineNames() {
    let modules = ["Tensors", "Networks", "Figures", "DataSets", "Notebook"]
    let declared = Self.sources.filter { modules.contains(moduleName(of: $0.key)) }.values
      .reduce(into: Set<String>()) { $0.formUnion($1.publicNames) }
    // Swift has these for plain numbers, and nobody can tell which of them a cell means.
    let ambiguous: Set = ["abs", "exp", "log", "pow", "sqrt"]
    #expect(EngineNames.all.symmetricDifference(declared.subtracting(ambiguous)) == [])
    let methods = Self.sources.filter { modules.contains(moduleName(of: $0.key)) }.values
      .reduce(into: Set<String>()) { $0.formUnion($1.publicMethods) }
    let swifts: Set = [
      "all", "any", "append", "appendInterpolation", "appendLiteral", "decode", "description", "encode", "encoded",
      "first", "formatted", "isEqual", "load",
      "magnitude", "max",
      "maximum", "min",
      "minimum", "next", "replacing", "rounded", "save", "sign", "sorted", "split", "squareRoot", "step", "stride",
      "update",
      "write",
    ]
    #expect(EngineNames.methods.symmetricDifference(methods.subtracting(swifts)) == [])
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

  @Test("A C library is touched by one file only", arguments: ["CCMark", "CDuktape", "CXXHash", "CPNG", "CProcessor"])
  func oneFile(library: String) {
    #expect(Self.imports.filter { $0.value.contains(library) }.count == 1)
  }

  @Test("zlib is touched by one file of each half: the engine reads what is compressed, exports write it")
  func zlib() {
    let files = Self.imports.filter { $0.value.contains("CZlib") }.keys
    #expect(Set(files) == ["Codecs/GzipReader.swift", "Storage/ZipArchive.swift"])
  }

  @Test("What a C header remembers a program has once, however its files are optimised")
  func headerState() throws {
    let folder = packageRoot + "/Sources/CProcess"
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(".h") {
      var function = ""
      for line in try String(contentsOfFile: folder + "/" + name, encoding: .utf8).split(separator: "\n") {
        if line.first != " ", line.hasSuffix("{") { function = String(line) }
        guard line.hasPrefix("  static "), !line.contains("(") else { continue }
        #expect(function.hasPrefix("COLOPHON_SHARED "), "\(name): \(line) stands in \(function)")
      }
    }
  }

  @Test("No arrow between the folders of a module leads back", arguments: modules.map(\.name))
  func folders(module: String) {
    let files = Self.sources.filter { moduleName(of: $0.key) == module }
    // The folders that declare a type; of two with types of one name it is not known which is meant.
    var owners: [String: Set<String>] = [:]
    for (file, names) in files { for type in names.types { owners[type, default: []].insert(folderName(of: file)) } }
    var arrows: [String: [String: Set<String>]] = [:]
    for (file, names) in files {
      let folder = folderName(of: file)
      for name in names.all {
        guard let owner = owners[name], owner.count == 1, let target = owner.first, target != folder else { continue }
        arrows[folder, default: [:]][target, default: []].insert(name)
      }
    }
    // Whoever names none of the others stands at the bottom, and whom none names at the top. Without those, only circles are left.
    while let end = arrows.first(where: { folder, targets in
      targets.keys.allSatisfy { arrows[$0] == nil } || arrows.values.allSatisfy { $0[folder] == nil }
    }) { arrows[end.key] = nil }
    let circle = arrows.flatMap { folder, targets in
      targets.filter { arrows[$0.key] != nil }.map { target, names in
        "\(folder) names \(names.sorted().joined(separator: ", ")) of \(target)"
      }
    }
    #expect(circle.isEmpty, "\(module): \(circle.sorted().joined(separator: "; "))")
  }

  @Test(
    "The first source of a module that is compiled as a whole bears the module's name: there swiftbuild looks for what it depends on"
  )
  func firstSources() throws {
    let manifest = try String(contentsOfFile: packageRoot + "/Package.swift", encoding: .utf8)
    let targets = TargetCollector(viewMode: .sourceAccurate)
    targets.walk(Parser.parse(source: manifest))
    let whole = targets.found.filter { $0.settings.contains("engine") }
    #expect(Set(whole.map(\.name)).isSuperset(of: ["Compute", "Tensors", "Networks", "Figures", "DataSets"]))
    for target in whole {
      let folder = packageRoot + "/" + (target.path ?? "Sources/" + target.name)
      let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
      // In SwiftPM's order, which is that of whole paths.
      let first = files.sorted().first { file in
        file.hasSuffix(".swift")
          && (target.sources.isEmpty || target.sources.contains { file.hasPrefix($0 + "/") })
      }
      let expected = target.name.replacing("-", with: "_") + ".swift"
      #expect(first.map { ($0 as NSString).lastPathComponent } == expected, "\(target.name): \(first ?? "no source")")
    }
  }

  /// The folder of its module in which a file lies; the module's own name where it lies in none.
  private func folderName(of file: String) -> String {
    let parts = file.split(separator: "/")
    return String(parts.count > 2 ? parts[1] : parts[0])
  }
}

/// What a file says of its relations: the modules that it imports, wherever in it; the types that it declares at its top for others;
/// and all names in it, outside of strings and comments.
struct SourceNames {
  let imports: Set<String>
  let types: Set<String>
  /// Public types and functions at the top level, also where only some systems have them.
  let publicNames: Set<String>
  /// Public methods that code can call by their names.
  let publicMethods: Set<String>
  let all: Set<String>

  init(_ source: SourceFileSyntax) {
    let imports = ImportCollector(viewMode: .sourceAccurate)
    imports.walk(source)
    self.imports = imports.modules
    types = Set(
      source.statements.compactMap { statement -> String? in
        guard let declaration = statement.item.asProtocol((any NamedDeclSyntax).self) else { return nil }
        let isPrivate = statement.item.asProtocol((any WithModifiersSyntax).self)?.modifiers.contains {
          [.keyword(.private), .keyword(.fileprivate)].contains($0.name.tokenKind)
        }
        let name = declaration.name.text
        return isPrivate == true || name.first?.isUppercase != true ? nil : name
      })
    func declarations(_ items: CodeBlockItemListSyntax) -> [CodeBlockItemSyntax.Item] {
      items.flatMap { item -> [CodeBlockItemSyntax.Item] in
        guard let choice = item.item.as(IfConfigDeclSyntax.self) else { return [item.item] }
        return choice.clauses.flatMap { clause -> [CodeBlockItemSyntax.Item] in
          guard case .statements(let items) = clause.elements else { return [] }
          return declarations(items)
        }
      }
    }
    publicNames = Set(
      declarations(source.statements).compactMap { item -> String? in
        guard let declaration = item.asProtocol((any NamedDeclSyntax).self),
          item.asProtocol((any WithModifiersSyntax).self)?.modifiers
            .contains(where: { $0.name.tokenKind == .keyword(.public) }) == true,
          item.asProtocol((any WithAttributesSyntax).self)?.attributes.description.contains("unavailable") != true,
          case .identifier(let name) = declaration.name.tokenKind
        else { return nil }
        return name
      })
    let methods = MethodCollector(viewMode: .sourceAccurate)
    methods.walk(source)
    publicMethods = methods.names
    all = Set(
      source.tokens(viewMode: .sourceAccurate).compactMap { token in
        if case .identifier(let name) = token.tokenKind { name } else { nil }
      })
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

private final class MethodCollector: SyntaxVisitor {
  private(set) var names: Set<String> = []

  override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
    guard node.parent?.is(MemberBlockItemSyntax.self) == true,
      node.modifiers.contains(where: { $0.name.tokenKind == .keyword(.public) }),
      case .identifier(let name) = node.name.tokenKind,
      !node.attributes.description.contains("unavailable")
    else { return .skipChildren }
    // What the compiler calls.
    let callers: Set = ["callAsFunction", "appendInterpolation", "dynamicallyCall"]
    if !name.hasPrefix("build"), !callers.contains(name) { names.insert(name) }
    return .skipChildren
  }
}

/// The targets of a manifest, with what tells how they are compiled, and of which files.
private final class TargetCollector: SyntaxVisitor {
  struct Target {
    let name: String
    let path: String?
    let sources: [String]
    /// The names in the expression of its Swift settings.
    let settings: Set<String>
  }
  private(set) var found: [Target] = []

  override func visit(_ node: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind {
    let arguments = Dictionary(
      node.arguments.compactMap { argument in argument.label.map { ($0.text, argument.expression) } },
      uniquingKeysWith: { first, _ in first })
    guard let settings = arguments["swiftSettings"],
      let name = arguments["name"]?.as(StringLiteralExprSyntax.self)?.representedLiteralValue
    else { return .visitChildren }
    let names = settings.tokens(viewMode: .sourceAccurate).compactMap { token in
      if case .identifier(let name) = token.tokenKind { name } else { nil }
    }
    let sources = arguments["sources"]?.as(ArrayExprSyntax.self)?.elements.compactMap {
      $0.expression.as(StringLiteralExprSyntax.self)?.representedLiteralValue
    }
    found.append(
      Target(
        name: name, path: arguments["path"]?.as(StringLiteralExprSyntax.self)?.representedLiteralValue,
        sources: sources ?? [], settings: Set(names)))
    return .visitChildren
  }
}
