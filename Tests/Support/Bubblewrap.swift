import Foundation

/// The program that runs cells in a sandbox, where it is installed.
package enum Bubblewrap {
  package static let path: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { $0 + "/bwrap" }.first { FileManager.default.isExecutableFile(atPath: $0) }
}
