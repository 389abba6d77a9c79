import Glibc

/// A file that is being written and has no name yet. Whatever ends the program before it has one, nothing is left of it.
///
/// Where the file system has no such files, and for the moment in which it takes another one's place, it has a temporary name
/// (`TemporaryName`) beside its own.
struct UnnamedFile: ~Copyable {
  let descriptor: Int32
  /// The folder, with a slash at its end; empty for the working folder.
  private let folder: String
  /// The path under the temporary name, where there is one.
  private var temporaryPath: String?

  /// - Parameter path: the name that it is to have.
  init(besides path: String) throws(FileError) {
    folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) } ?? ""
    let unnamed = open(folder.isEmpty ? "." : folder, Self.unnamedFlag | O_WRONLY | O_CLOEXEC, 0o600)
    if unnamed >= 0 {
      descriptor = unnamed
    } else {
      let temporary = folder + TemporaryName.make()
      descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw FileError(path: path, action: "write", code: errno) }
      temporaryPath = temporary
    }
    // Whoever finds a temporary name learns by it that the file is being written.
    flock(descriptor, LOCK_EX | LOCK_NB)
  }

  /// Gives the file its name, instead of what has it now; false with `errno` where that cannot be.
  mutating func name(_ path: String) -> Bool {
    if temporaryPath == nil {
      // A file cannot be linked over another one.
      if link(to: path) { return true }
      guard errno == EEXIST else { return false }
      let temporary = folder + TemporaryName.make()
      guard link(to: temporary) else { return false }
      temporaryPath = temporary
    }
    guard rename(temporaryPath!, path) == 0 else { return false }
    temporaryPath = nil
    return true
  }

  private func link(to path: String) -> Bool {
    linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0
  }

  deinit {
    close(descriptor)
    if let temporaryPath { unlink(temporaryPath) }
  }

  /// `O_TMPFILE`, which is no constant that Swift can see.
  private static let unnamedFlag = 0o20000000 | O_DIRECTORY
}
