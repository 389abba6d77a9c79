import Book
import Foundation
import Storage

/// Compiles segments to shared libraries, as the design's recipe says.
struct SegmentCompiler {
  let toolchain: Toolchain
  /// The folder with the modules that cells import, beside the tool itself.
  let modules: String
  let languageMode: Int
  /// Where the products of this chapter go.
  let folder: String
  let environment: [String]

  struct Product: Sendable {
    var succeeded: Bool
    var library: String
    var messages: [CompilerMessage]
    /// All that the compiler said, for when it failed without a message.
    var output: String
  }

  /// Compiles one module; `searchPaths` come before the chapter's own folder.
  func compile(
    _ source: SegmentSource, module: String, importing imports: [String], searchPaths: [String] = []
  ) throws -> Product {
    let path = "\(folder)/\(module).swift"
    try AtomicFile.write(Array(source.text.utf8), to: path)
    let object = "\(folder)/\(module).o"
    let library = "\(folder)/\(module).so"
    let (ending, output) = try ChildProcess.run(
      toolchain.frontend,
      [
        "-frontend", "-c", path, "-o", object, "-O", "-assert-config", "Debug", "-gline-tables-only",
        "-enable-testing", "-disable-access-control", "-emit-module", "-emit-module-path",
        "\(folder)/\(module).swiftmodule",
        "-entry-point-function-name", "\(module)_main",
      ] + commonArguments(module: module, searchPaths: searchPaths), environment: environment)
    var product = Product(
      succeeded: ending == .exited(0), library: library, messages: CompilerMessage.parse(output),
      output: String(decoding: output, as: UTF8.self))
    if product.succeeded { try link(object, to: library, importing: imports, product: &product) }
    return product
  }

  /// Writes the module of a segment's first parts alone, under the segment's own name, for what must not see the rest.
  func emitModule(_ source: SegmentSource, module: String, to subfolder: String) throws {
    try AtomicFile.createFolder(subfolder)
    let path = "\(subfolder)/\(module).swift"
    try AtomicFile.write(Array(source.text.utf8), to: path)
    _ = try ChildProcess.run(
      toolchain.frontend,
      [
        "-frontend", "-emit-module", path, "-o", "\(subfolder)/\(module).swiftmodule", "-enable-testing",
        "-disable-access-control",
      ] + commonArguments(module: module, searchPaths: []), environment: environment)
  }

  /// What the compiler says of code that does not parse; nothing is produced.
  func parse(_ source: SegmentSource, module: String) throws -> [CompilerMessage] {
    let path = "\(folder)/\(module).swift"
    try AtomicFile.write(Array(source.text.utf8), to: path)
    let (_, output) = try ChildProcess.run(
      toolchain.frontend, ["-frontend", "-parse", path] + commonArguments(module: module, searchPaths: []),
      environment: environment)
    return CompilerMessage.parse(output)
  }

  private func commonArguments(module: String, searchPaths: [String]) -> [String] {
    var arguments = [
      "-module-name", module, "-swift-version", String(languageMode), "-target",
      "\(Self.architecture)-unknown-linux-gnu",
      "-no-color-diagnostics", "-diagnostic-style", "llvm", "-disable-objc-interop",
      "-in-process-plugin-server-path", "\(toolchain.root)/lib/swift/host/libSwiftInProcPluginServer.so",
      "-plugin-path", "\(toolchain.root)/lib/swift/host/plugins",
      "-plugin-path", "\(toolchain.root)/local/lib/swift/host/plugins",
    ]
    for path in searchPaths + [folder, modules] { arguments += ["-I", path] }
    return arguments
  }

  private func link(_ object: String, to library: String, importing imports: [String], product: inout Product) throws {
    let libraries = imports.flatMap(toolchain.libraries(ofModule:))
    let (ending, output) = try ChildProcess.run(
      toolchain.linker,
      ["-shared", toolchain.registration, object, "-o", library, "-rpath", toolchain.libraries] + libraries,
      environment: environment)
    if ending != .exited(0) {
      product.succeeded = false
      product.output = String(decoding: output, as: UTF8.self)
    }
  }

  #if arch(x86_64)
    static let architecture = "x86_64"
  #else
    static let architecture = "aarch64"
  #endif
}
