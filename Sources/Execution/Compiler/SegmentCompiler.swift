import Book
import CellHost
import Foundation
import Storage

/// Compiles segments to shared libraries, which the cell host loads.
struct SegmentCompiler: Sendable {
  let toolchain: Toolchain
  /// The folder with the modules that cells can import.
  let modules: String
  let languageMode: Int
  /// Whether cells are optimised of which nobody says otherwise; nil for those that may gain by it.
  let optimizes: Bool?
  /// Where the products of this chapter go.
  private(set) var folder: String
  let environment: [String]
  /// nil where the compiler runs with the user's rights.
  let sandbox: ChapterSandbox?
  let limits: CompilerLimits
  /// What was compiled before; nil where nothing will be compiled twice.
  private(set) var memory: CompilerMemory?
  /// Ends compilers before their time; nil where nobody will.
  var cancellation: Cancellation?
  private var toleratesErrors = false
  /// How many modules the chapter is compiled into.
  var moduleCount = 0

  init(
    toolchain: Toolchain, modules: String, languageMode: Int, optimizes: Bool?, folder: String, environment: [String],
    sandbox: ChapterSandbox?, limits: CompilerLimits, memory: CompilerMemory?
  ) {
    self.toolchain = toolchain
    self.modules = modules
    self.languageMode = languageMode
    self.optimizes = optimizes
    self.folder = folder
    self.environment = environment
    self.sandbox = sandbox
    self.limits = limits
    self.memory = memory
  }

  /// The same compiler for modules of the same names in another folder.
  var apart: SegmentCompiler {
    get throws {
      var compiler = self
      compiler.folder = folder + "/apart"
      try AtomicFile.createFolder(compiler.folder)
      compiler.memory = try CompilerMemory(folder: compiler.folder + "/kept")
      return compiler
    }
  }

  /// The same compiler in another folder, with nothing in it, which makes modules of code with errors too. What it says of code that
  /// imports such a module is not only what is wrong there.
  var toleratingErrors: SegmentCompiler {
    get throws {
      var compiler = self
      compiler.folder = folder + "/tolerant"
      compiler.memory = nil
      compiler.toleratesErrors = true
      if FileManager.default.fileExists(atPath: compiler.folder) {
        try FileManager.default.removeItem(atPath: compiler.folder)
      }
      try AtomicFile.createFolder(compiler.folder)
      return compiler
    }
  }

  struct Product: Sendable {
    var succeeded: Bool
    /// The path of the library with its code; empty where none was made.
    var library = ""
    var messages: [CompilerMessage]
    /// The names in its code of which the compiler knows what they are; empty where it failed.
    var names: [CompiledName] = []
    /// All that the compiler said, for when it failed without a message.
    var output: String
    /// What is said of a compiler that was stopped by a limit.
    var limit: String?

    /// Whether the compiler failed by itself, which says nothing about the code.
    var isCrash: Bool {
      !succeeded
        && (limit != nil || !messages.contains { $0.severity == .error }
          || output.contains("please submit a bug report"))
    }
  }

  /// As many compilers run at once as there are processors, whatever number of chapters wait for them.
  private static let slots = DispatchSemaphore(value: max(1, ProcessInfo.processInfo.activeProcessorCount))

  /// Compiles one module.
  ///
  /// - Parameters:
  ///   - imports: modules whose libraries it needs.
  ///   - searchPaths: folders whose modules come before the chapter's own.
  ///   - moduleFolder: where others find it; nil for the chapter's folder.
  ///   - moduleIsReady: called, if it gets so far, when other modules can import this one, before its code is made.
  func compile(
    _ source: SegmentSource, module: ModuleName, importing imports: [String], searchPaths: [String] = [],
    moduleFolder: String? = nil, moduleIsReady: () -> Void = {}
  ) throws -> Product {
    let moduleFolder = moduleFolder ?? folder
    let level = source.optimizationLevel(optimizes)
    let key = memory?.key(source.text, ["code", level] + imports, seeing: searchPaths + [folder])
    if let key, let product = memory?.product(key, module: module.identifier, to: moduleFolder) {
      if product.succeeded { moduleIsReady() }
      return product
    }
    // A library that is loaded must not be written over.
    let name = module.file + (key.map { "-" + $0.prefix(12) } ?? "")
    let path = try write(source, as: name, to: folder)
    let object = "\(folder)/\(name).o"
    let moduleFile = module.identifier + ".swiftmodule"
    let watch = FileWatch(folder: moduleFolder, name: moduleFile)
    let index = "\(folder)/\(name).index"
    defer { try? FileManager.default.removeItem(atPath: index) }
    var product = try runCompiler(
      [
        "-frontend", "-c", path, "-o", object, "-index-store-path", index, "-index-ignore-stdlib",
        "-index-include-locals", level, "-assert-config", "Debug",
        "-gline-tables-only",
        "-enable-testing", "-emit-module", "-emit-module-path", "\(moduleFolder)/\(moduleFile)",
        "-entry-point-function-name", module.entry,
        // It would write the names of types into other texts, where nobody could tell them from the author's words.
        "-Xllvm", "-sil-disable-pass=string-optimization",
      ] + commonArguments(module: module, searchPaths: searchPaths), watching: watch, moduleIsReady)
    product.library = "\(folder)/\(name).so"
    if product.succeeded {
      product.names = names(in: source, path: path, object: object, index: index)
      try AtomicFile.write(
        ModuleName.replacingIdentifiers(in: try AtomicFile.read(object), count: moduleCount), to: object,
        isReplaceable: true)
      try link(object, importing: imports, product: &product)
    }
    if let key {
      unlink(object)
      unlink(path)
      memory?.keep(product, key, module: module.identifier, from: moduleFolder)
    }
    return product
  }

  /// What the compiler noted about the names of a file that it compiled.
  private func names(in source: SegmentSource, path: String, object: String, index: String) -> [CompiledName] {
    guard let store = IndexStore(toolchain) else { return [] }
    let origins = source.lineOrigins
    return store.occurrences(in: path, object: object, folder: index).compactMap { occurrence in
      guard origins.indices.contains(occurrence.line - 1) else { return nil }
      let (file, line) = origins[occurrence.line - 1]
      return CompiledName(file: String(file), line: line, column: occurrence.column, occurrence: occurrence)
    }
  }

  /// Writes a segment's module alone, as some others are to see it; its code is made elsewhere.
  ///
  /// - Parameters:
  ///   - searchPaths: folders whose modules come before the chapter's own.
  ///   - moduleFolder: where these others find it.
  @discardableResult
  func emitModule(
    _ source: SegmentSource, module: ModuleName, searchPaths: [String] = [], to moduleFolder: String
  ) throws -> Product {
    try AtomicFile.createFolder(moduleFolder)
    let key = memory?.key(source.text, ["module"], seeing: searchPaths + [folder])
    if let key, let product = memory?.product(key, module: module.identifier, to: moduleFolder) { return product }
    let product = try runCompiler(
      [
        "-frontend", "-emit-module", try write(source, as: module.file, to: moduleFolder),
        "-o", "\(moduleFolder)/\(module.identifier).swiftmodule", "-enable-testing",
      ] + commonArguments(module: module, searchPaths: searchPaths))
    if let key { memory?.keep(product, key, module: module.identifier, from: moduleFolder) }
    return product
  }

  /// Writes a segment's Swift to a folder, and gives the file's path.
  private func write(_ source: SegmentSource, as name: String, to folder: String) throws -> String {
    let path = "\(folder)/\(name).swift"
    try AtomicFile.write(Array(source.text.utf8), to: path, isReplaceable: true)
    return path
  }

  /// What the compiler says of code that does not parse; nothing is produced.
  func parse(_ source: SegmentSource, module: ModuleName) throws -> [CompilerMessage] {
    let path = "\(folder)/parsed.swift"
    try AtomicFile.write(Array(source.text.utf8), to: path, isReplaceable: true)
    return try runCompiler(["-frontend", "-parse", path] + commonArguments(module: module)).messages
  }

  private func runCompiler(
    _ arguments: [String], watching watch: FileWatch? = nil, _ fileIsThere: () -> Void = {}
  ) throws -> Product {
    let cache = sandbox.map { ["-module-cache-path", $0.moduleCache] } ?? []
    let (ending, output) = try run(toolchain.frontend, arguments + cache, watching: watch, fileIsThere)
    var product = Product(
      succeeded: ending == .exited(0), messages: CompilerMessage.parse(output),
      output: String(decoding: output, as: UTF8.self))
    product.limit = limits.sentence(ending, output: product.output, messages: product.messages)
    return product
  }

  private func run(
    _ program: String, _ arguments: [String], watching watch: FileWatch? = nil, _ fileIsThere: () -> Void = {}
  ) throws -> (ending: Termination, output: [UInt8]) {
    Self.slots.wait()
    defer { Self.slots.signal() }
    let command = sandbox?.compiler(program, arguments) ?? (path: program, arguments: arguments)
    return try ChildProcess.run(
      command.path, command.arguments, environment: environment,
      limits: .init(seconds: limits.seconds, bytes: limits.memory), cancellation: cancellation, watching: watch,
      fileIsThere)
  }

  private func commonArguments(module: ModuleName, searchPaths: [String] = []) -> [String] {
    var arguments = [
      "-module-name", module.identifier, "-swift-version", String(languageMode), "-target",
      "\(Toolchain.architecture)-unknown-linux-gnu",
      "-module-alias", "\(SegmentSource.supportModule.alias)=\(SegmentSource.supportModule.name)",
      "-no-color-diagnostics", "-diagnostic-style", "llvm", "-disable-objc-interop",
      "-in-process-plugin-server-path", "\(toolchain.root)/lib/swift/host/libSwiftInProcPluginServer.so",
      "-plugin-path", "\(toolchain.root)/lib/swift/host/plugins",
      "-plugin-path", "\(toolchain.root)/local/lib/swift/host/plugins",
    ]
    if toleratesErrors { arguments.append("-experimental-allow-module-with-compiler-errors") }
    for path in searchPaths + [folder, modules] { arguments += ["-I", path] }
    return arguments
  }

  private func link(_ object: String, importing imports: [String], product: inout Product) throws {
    let libraries = (imports + ["SwiftOnoneSupport"]).flatMap(toolchain.libraries(ofModule:))
    let arguments =
      [
        // One such link is too little for several threads.
        "-shared", "--threads=1", toolchain.registration, object, "-o", product.library, "-rpath", toolchain.libraries,
        // Without it nobody can find out who called the code of a cell.
        "--eh-frame-hdr",
        // Some functions of the C library are in no shared library, `atexit` among them.
        "--defsym=__dso_handle=0",
      ] + libraries + toolchain.systemLibraries + toolchain.staticParts
    let (ending, output) = try run(toolchain.linker, arguments)
    if ending != .exited(0) {
      product.succeeded = false
      product.output = String(decoding: output, as: UTF8.self)
    }
  }
}
