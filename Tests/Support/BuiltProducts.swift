import Foundation

/// Where the package is, and what the build made of it.
package enum BuiltProducts {
  /// The folder of the programs, of which the test bundle lies in one and the test runner's helper below.
  package static let folder: String = {
    let candidates = CommandLine.arguments.map { ($0 as NSString).deletingLastPathComponent } + [Bundle.main.bundlePath]
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0 + "/build-book") } ?? candidates[0]
  }()

  /// The path of a program that the build made.
  package static func program(_ name: String) -> String { folder + "/" + name }
}

/// The path of the tool.
package let toolPath = BuiltProducts.program("build-book")

/// The root of the package, found from this file.
package let packageRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().path
