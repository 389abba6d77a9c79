import Foundation
import Text

/// The Swift toolchain that compiles cells: the user's own, the one that `swiftc` in the search path belongs to.
package struct Toolchain: Sendable {
  /// The absolute path of the toolchain's `usr` folder.
  package let root: String

  package struct NotFound: UserError {
    package let description: String
  }

  /// Finds the toolchain through the search path, also behind a program that chooses among several toolchains.
  package init(searchPath: String, environment: [String] = []) throws(NotFound) {
    for folder in searchPath.split(separator: ":") {
      let candidate = "\(folder)/swiftc"
      guard FileManager.default.isExecutableFile(atPath: candidate), let resolved = realpath(candidate, nil) else {
        continue
      }
      defer { free(resolved) }
      let bin = (String(cString: resolved) as NSString).deletingLastPathComponent
      let root = (bin as NSString).deletingLastPathComponent
      if FileManager.default.isExecutableFile(atPath: bin + "/swift-frontend") {
        self.root = root
        return
      }
      if let root = Self.root(namedBy: candidate, environment: environment) {
        self.root = root
        return
      }
    }
    throw NotFound(
      description: "cannot find 'swiftc' in the search path: cells are compiled by the Swift 6.3 toolchain, install it "
        + "or add its folder 'usr/bin' to PATH")
  }

  /// The toolchain that a compiler says it belongs to.
  private static func root(namedBy compiler: String, environment: [String]) -> String? {
    struct Information: Decodable {
      struct Paths: Decodable { var runtimeResourcePath: String }
      var paths: Paths
    }
    guard
      let (ending, output) = try? ChildProcess.run(compiler, ["-print-target-info"], environment: environment),
      ending == .exited(0),
      // What the chooser itself has to say may stand before it.
      let start = output.firstIndex(of: UInt8(ascii: "{")),
      let information = try? JSONDecoder().decode(Information.self, from: Data(output[start...]))
    else { return nil }
    // usr/lib/swift
    let root = URL(fileURLWithPath: information.paths.runtimeResourcePath).deletingLastPathComponent()
      .deletingLastPathComponent().path
    return FileManager.default.isExecutableFile(atPath: root + "/bin/swift-frontend") ? root : nil
  }

  /// The name that the compiler has for the machine.
  #if arch(x86_64)
    package static let architecture = "x86_64"
  #else
    package static let architecture = "aarch64"
  #endif

  var frontend: String { root + "/bin/swift-frontend" }

  /// What the toolchain has for editors.
  var languageServer: String { root + "/bin/sourcekit-lsp" }

  /// The program that says what a module declares.
  var symbolExtractor: String { root + "/bin/swift-symbolgraph-extract" }

  /// The library that reads the index of names which the compiler writes.
  var indexStoreLibrary: String { root + "/lib/libIndexStore.so" }
  var libraries: String { root + "/lib/swift/linux" }

  /// The object that registers a library's types and conformances with the runtime when it is loaded.
  var registration: String { "\(libraries)/\(Self.architecture)/swiftrt.o" }

  /// The part of the C library that is linked into each program or library that uses it.
  var staticParts: [String] {
    ["/usr/lib/\(Self.architecture)-linux-gnu", "/usr/lib64", "/usr/lib"].map { $0 + "/libc_nonshared.a" }
      .filter { FileManager.default.fileExists(atPath: $0) }.prefix(1).map { $0 }
  }

  /// The C library and its mathematics: where a library is linked without them, its symbols mean the oldest versions.
  var systemLibraries: [String] {
    let folders = ["/lib/\(Self.architecture)-linux-gnu", "/lib64", "/usr/lib64", "/usr/lib"]
    return ["libc.so.6", "libm.so.6"].compactMap { name in
      folders.map { $0 + "/" + name }.first { FileManager.default.fileExists(atPath: $0) }
    }
  }

  /// The linker of the toolchain.
  var linker: String { root + "/bin/ld.lld" }

  /// What distinguishes one installed toolchain from another without starting it: where it is and when it was written.
  package var fingerprint: String {
    var status = stat()
    stat(frontend, &status)
    return "\(root) \(status.st_size) \(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec)"
  }

  /// The program that finds functions and lines in a library's line tables.
  var symboliser: String { root + "/bin/llvm-symbolizer" }

  /// The shared libraries of the toolchain that a module needs, by its name.
  func libraries(ofModule module: String) -> [String] {
    ["lib\(module).so", "libswift\(module).so"].map { "\(libraries)/\($0)" }
      .filter { FileManager.default.fileExists(atPath: $0) }
  }
}
