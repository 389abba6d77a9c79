import Foundation
import Synchronization
import Text

/// Bubblewrap, which runs a program where it reaches what it was given and nothing else: no network, no process but its own,
/// no file of the user's.
package struct Sandbox: Sendable {
  /// The path of `bwrap`.
  private let program: String
  /// Whether it can do its work here.
  let check = Check()

  /// The first answer to a question holds for all who ask.
  final class Check: Sendable {
    private let answer = Mutex<Result<Void, any Error>?>(nil)

    /// Throws what the first call threw.
    func callAsFunction(_ body: () throws -> Void) throws {
      try answer.withLock { answer in
        let result = answer ?? Result(catching: body)
        answer = result
        try result.get()
      }
    }
  }

  /// A file or folder that a program in the sandbox sees.
  struct Binding: Sendable, Hashable {
    enum Access: Sendable { case reading, writing }

    /// Where it is, outside.
    var path: String
    /// Where the program finds it.
    var inside: String
    var access: Access

    init(_ path: String, at inside: String? = nil, for access: Access = .reading) {
      self.path = path
      self.inside = inside ?? path
      self.access = access
    }
  }

  /// There is no sandbox to be had here: nothing is run without the one that was asked for.
  package struct Unavailable: UserError, Hashable {
    package let description: String
  }

  /// - Parameter searchPath: folders, with colons between them, in which `bwrap` is looked for.
  package init(searchPath: String) throws(Unavailable) {
    let candidates = searchPath.split(separator: ":").map { "\($0)/bwrap" }
    guard let program = candidates.first(where: FileManager.default.isExecutableFile) else {
      throw Unavailable(
        description: "cannot find 'bwrap' in the search path: a sandbox needs bubblewrap, which is the package "
          + "'bubblewrap' in Debian. Nothing was run; without --sandbox and 'sandbox: true' cells run with your rights")
    }
    self.program = program
  }

  /// The scratch folder of a program in the sandbox, which is its home folder too.
  static let scratch = "/tmp"

  /// What says where programs and scratch files are to be found, for any program in the sandbox.
  static let environment = ["HOME=\(scratch)", "PATH=/usr/local/bin:/usr/bin:/bin", "TMPDIR=\(scratch)"]

  /// The command that runs a program in the sandbox.
  ///
  /// - Parameters:
  ///   - bindings: what it sees beside the programs and libraries of the system, in this order: a later one may lie in an
  ///     earlier one.
  ///   - hidden: folders and files within these whose content it does not see.
  ///   - sharedMemory: bytes that it may keep in `/dev/shm`.
  func command(
    _ path: String, _ arguments: [String], bindings: [Binding], hidden: [String] = [], sharedMemory: Int = 1 << 20
  ) -> (path: String, arguments: [String]) {
    var options = [
      // Namespaces of its own, in which it gets no rights back and makes no further ones.
      "--unshare-all", "--unshare-user", "--disable-userns", "--cap-drop", "ALL", "--hostname", "localhost",
      // A terminal is out of its reach; it ends with whoever started it, and all that it started with it.
      "--new-session", "--die-with-parent",
      "--proc", "/proc", "--dev", "/dev", "--perms", "1777", "--size", String(sharedMemory), "--tmpfs", "/dev/shm",
      "--remount-ro", "/dev",
    ]
    options += Self.system
    for binding in bindings {
      options += [binding.access == .writing ? "--bind" : "--ro-bind", binding.path, binding.inside]
    }
    for path in hidden {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { continue }
      options += isFolder.boolValue ? ["--tmpfs", path, "--remount-ro", path] : ["--ro-bind", "/dev/null", path]
    }
    return (program, options + ["--remount-ro", "/", "--chdir", "/", "--", path] + arguments)
  }

  /// Programs and libraries of the system, and what the loader and the C library need to find them.
  private static let system: [String] = {
    var options = ["--ro-bind", "/usr", "/usr"]
    for name in ["bin", "sbin", "lib", "lib32", "lib64", "libx32"] {
      let path = "/" + name
      if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) {
        options += ["--symlink", target, path]
      } else {
        options += ["--ro-bind-try", path, path]
      }
    }
    for path in ["/etc/alternatives", "/etc/ld.so.cache"] { options += ["--ro-bind-try", path, path] }
    return options
  }()
}
