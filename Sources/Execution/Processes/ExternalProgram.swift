import CellHost
import Glibc

/// A program of the system that does a part of the work, and is killed with it.
package enum ExternalProgram {
  /// Runs a program to its end, without input.
  ///
  /// - Returns: whether it succeeded, and what it wrote on either stream.
  package static func run(
    _ path: String, _ arguments: [String], environment: [String: String]
  ) throws -> (succeeded: Bool, output: String) {
    let variables = environment.map { "\($0)=\($1)" }.sorted()
    let (ending, output) = try ChildProcess.run(path, arguments, environment: variables)
    return (ending == .exited(0), String(decoding: output, as: UTF8.self))
  }

  /// The first of some programs that stands in the search path; nil where none does.
  package static func find(_ names: [String], environment: [String: String]) -> String? {
    let folders = (environment["PATH"] ?? "").split(separator: ":").filter { $0.hasPrefix("/") }
    return names.lazy.flatMap { name in folders.map { "\($0)/\(name)" } }.first { access($0, X_OK) == 0 }
  }
}
