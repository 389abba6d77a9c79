import Glibc

/// A file that is being written and has no name yet. Whatever ends the program before it has one, nothing is left of it.
///
/// Where the file system has no such files, it has a temporary name beside its own.
struct UnnamedFile: ~Copyable {
  let descriptor: Int32
  /// The temporary name, where there is one.
  private var temporaryName: String?

  /// - Parameter path: the name that it is to have.
  init(besides path: String) throws(FileError) {
    let folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) } ?? "."
    let unnamed = open(folder, Self.unnamedFlag | O_WRONLY | O_CLOEXEC, 0o600)
    if unnamed >= 0 {
      descriptor = unnamed
      return
    }
    var name = Array((path + ".XXXXXX").utf8CString)
    let named = mkstemp(&name)
    guard named >= 0 else { throw FileError(path: path, action: "write", code: errno) }
    descriptor = named
    temporaryName = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Gives the file its name, instead of what has it now; false with `errno` where that cannot be.
  mutating func name(_ path: String) -> Bool {
    if temporaryName == nil, !link(besides: path) { return false }
    guard rename(temporaryName!, path) == 0 else { return false }
    temporaryName = nil
    return true
  }

  /// A file cannot be linked over another one, so for a moment it has a temporary name after all.
  private mutating func link(besides path: String) -> Bool {
    for _ in 0..<100 {
      let name = "\(path).\(UInt32.random(in: 0...UInt32.max))"
      if linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0 {
        temporaryName = name
        return true
      }
      guard errno == EEXIST else { return false }
    }
    return false
  }

  deinit {
    close(descriptor)
    if let temporaryName { unlink(temporaryName) }
  }

  /// `O_TMPFILE`, which is no constant that Swift can see.
  private static let unnamedFlag = 0o20000000 | O_DIRECTORY
}
