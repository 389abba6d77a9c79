import Book
import Foundation
import Storage

/// A module's declarations as the toolchain's `swift-symbolgraph-extract` writes them.
struct SymbolGraph: Decodable {
  struct Symbol: Decodable {
    struct Kind: Decodable { var identifier: String }
    struct Identifier: Decodable { var precise: String }
    struct Comment: Decodable {
      struct Line: Decodable { var text: String }
      var module: String?
      var lines: [Line]
    }
    struct Fragment: Decodable {
      var spelling: String
      var preciseIdentifier: String?
    }
    struct Availability: Decodable { var isUnconditionallyUnavailable: Bool? }

    var kind: Kind
    var identifier: Identifier
    var pathComponents: [String]
    var docComment: Comment?
    var declarationFragments: [Fragment]?
    var availability: [Availability]?
  }

  struct Relationship: Decodable {
    var kind: String
    var source: String
    var target: String
    var targetFallback: String?
    /// The declaration of a protocol that a member fulfils.
    var sourceOrigin: Origin?

    struct Origin: Decodable { var identifier: String }
  }

  var symbols: [Symbol]
  var relationships: [Relationship]

  /// Members that the compiler gives to whatever has a certain protocol's conformance, or that repeat a protocol's own, are left out: they
  /// have no documentation of the module's, and nobody looks for them there.
  func symbols(of module: String) -> [ModuleSymbol] {
    let comments = Dictionary(
      symbols.compactMap { symbol in symbol.docComment.map { (symbol.identifier.precise, $0) } }
    ) { first, _ in first }
    let origins = Dictionary(
      relationships.compactMap { relation in relation.sourceOrigin.map { (relation.source, $0.identifier) } }
    ) { first, _ in first }
    let protocols = self.protocols
    return symbols.compactMap { symbol in
      guard let kind = Self.kinds[symbol.kind.identifier], !symbol.identifier.precise.contains("::SYNTHESIZED::"),
        !symbol.pathComponents.contains(where: { $0.hasPrefix("_") }),
        symbol.availability?.contains(where: { $0.isUnconditionallyUnavailable == true }) != true,
        !Self.isSupplied(symbol, module)
      else { return nil }
      // What a protocol asks for is documented there.
      let origin = origins[symbol.identifier.precise].flatMap { comments[$0] }
      let comment = (symbol.docComment ?? origin).flatMap { $0.module == nil || $0.module == module ? $0 : nil }
      return ModuleSymbol(
        usr: symbol.identifier.precise, kind: kind, path: symbol.pathComponents,
        declaration: (symbol.declarationFragments ?? []).map { .init($0.spelling, symbol: $0.preciseIdentifier) }
          + (kind == .type || kind == .protocol ? Self.list(protocols[symbol.identifier.precise] ?? []) : []),
        documentation: comment.map { $0.lines.map(\.text).joined(separator: "\n") } ?? "")
    }
  }

  /// The protocols that types conform to and the classes that they inherit from, by the types' names for all programs. Those that the
  /// compiler finds by itself are left out.
  private var protocols: [String: [ModuleSymbol.Fragment]] {
    let names = Dictionary(symbols.map { ($0.identifier.precise, $0.pathComponents.joined(separator: ".")) }) {
      first, _ in first
    }
    var protocols: [String: [ModuleSymbol.Fragment]] = [:]
    for relation in relationships where relation.kind == "conformsTo" || relation.kind == "inheritsFrom" {
      let name =
        names[relation.target] ?? relation.targetFallback.flatMap { $0.split(separator: ".").last.map(String.init) }
      guard let name, !Self.markers.contains(name) else { continue }
      protocols[relation.source, default: []].append(.init(name, symbol: relation.target))
    }
    return protocols
  }

  /// What stands behind the name of a type.
  private static func list(_ protocols: [ModuleSymbol.Fragment]) -> [ModuleSymbol.Fragment] {
    protocols.sorted { $0.text < $1.text }.enumerated().flatMap { index, name in
      [.init(index == 0 ? ": " : ", "), name]
    }
  }

  private static let markers: Set = ["Sendable", "SendableMetatype", "Copyable", "Escapable", "BitwiseCopyable"]

  private static func isSupplied(_ symbol: Symbol, _ module: String) -> Bool {
    let isDocumented = symbol.docComment?.module == module
    return !isDocumented
      && ["==(_:_:)", "!=(_:_:)", "hash(into:)", "hashValue", "encode(to:)", "init(from:)"]
        .contains(symbol.pathComponents.last ?? "")
  }

  private static let kinds: [String: ModuleSymbol.Kind] = [
    "swift.struct": .type, "swift.class": .type, "swift.enum": .type, "swift.actor": .type,
    "swift.protocol": .protocol, "swift.typealias": .alias, "swift.associatedtype": .alias,
    "swift.init": .initialiser, "swift.property": .property, "swift.type.property": .property, "swift.var": .property,
    "swift.method": .method, "swift.type.method": .method, "swift.subscript": .subscript,
    "swift.type.subscript": .subscript, "swift.enum.case": .enumerationCase, "swift.func": .function,
    "swift.func.op": .operator, "swift.macro": .macro,
  ]
}

/// Asks the toolchain for what modules declare.
struct SymbolGraphExtractor {
  let toolchain: Toolchain
  /// Whose modules these are, and those that they import.
  let tool: ToolFiles
  let imported: [String]

  /// Each module's, in the order of the names.
  ///
  /// - Throws: `ExecutionError` where the toolchain's program fails.
  func reference(of module: String) throws -> ModuleReference {
    let folder = try LockedFolder()
    defer { _ = folder }
    let modules = folder.path + "/modules"
    try linkInterfaces(besides: module, into: modules)
    let (ending, output) = try ChildProcess.run(
      toolchain.symbolExtractor,
      [
        "-module-name", module, "-I", modules, "-target", "\(Toolchain.architecture)-unknown-linux-gnu", "-output-dir",
        folder.path, "-minimum-access-level", "public", "-skip-synthesized-members",
      ], environment: ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" })
    guard ending == .exited(0) else {
      throw ExecutionError(
        "the toolchain does not say what the module '\(module)' declares, for which 'reference' in book.yml asks: "
          + String(decoding: output, as: UTF8.self).split(separator: "\n").prefix(1).joined())
    }
    // One for the module, and one for each module whose types it extends.
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    var symbols: [ModuleSymbol] = []
    for file in files where file.hasSuffix(".symbols.json") {
      let graph = try JSONDecoder().decode(
        SymbolGraph.self, from: Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + file)))
      symbols += graph.symbols(of: module)
    }
    var known: Set<String> = []
    symbols = symbols.filter { known.insert($0.usr).inserted }
    symbols.sort {
      if $0.path != $1.path { return $0.path.lexicographicallyPrecedes($1.path) }
      return ($0.declarationText, $0.usr) < ($1.declarationText, $1.usr)
    }
    return ModuleReference(module: module, symbols: symbols)
  }

  /// Makes a folder with what modules declare and their documentation, as both were compiled. Beside them lies where in the sources
  /// each declaration stood: the toolchain would read the documentation there, where something else may stand by now.
  private func linkInterfaces(besides module: String, into folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    for name in Set(imported + [module]) {
      for file in tool.interface(of: name, architecture: Toolchain.architecture)
      where FileManager.default.fileExists(atPath: file) {
        try FileManager.default.createSymbolicLink(
          atPath: "\(folder)/\(name).\((file as NSString).pathExtension)", withDestinationPath: file)
      }
    }
  }
}
