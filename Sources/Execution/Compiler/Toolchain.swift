import Foundation

/// The Swift toolchain that compiles cells: the user's own, the one that `swiftc` in the search path belongs to.
package struct Toolchain: Sendable {
  /// The absolute path of the toolchain's `usr` folder.
  package let root: String

  package struct NotFound: Error, CustomStringConvertible {
    package let description: String
  }

  /// Finds the toolchain through the search path.
  package init(searchPath: String) throws(NotFound) {
    for folder in searchPath.split(separator: ":") {
      let candidate = "\(folder)/swiftc"
      guard FileManager.default.isExecutableFile(atPath: candidate), let resolved = realpath(candidate, nil) else {
        continue
      }
      defer { free(resolved) }
      let bin = (String(cString: resolved) as NSString).deletingLastPathComponent
      guard FileManager.default.isExecutableFile(atPath: bin + "/swift-frontend") else { continue }
      root = (bin as NSString).deletingLastPathComponent
      return
    }
    throw NotFound(
      description: "cannot find 'swiftc' in the search path: cells are compiled by the Swift 6.3 toolchain, install it "
        + "or add its folder 'usr/bin' to PATH")
  }

  var frontend: String { root + "/bin/swift-frontend" }
  var libraries: String { root + "/lib/swift/linux" }

  /// The object that tells the runtime of a library's types and conformances when it is loaded.
  var registration: String { "\(libraries)/\(SegmentCompiler.architecture)/swiftrt.o" }

  /// The linker of the toolchain.
  var linker: String { root + "/bin/ld.lld" }

  /// What tells one installed toolchain from another without starting it: where it is and when it was written.
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
