import Glibc
import Text

/// A file operation that the system refused.
package struct FileError: UserError, Hashable {
  package let path: String
  /// What was tried, as it follows "cannot": `write`, `read`, `create the folder`.
  package let action: String
  /// Why it was refused.
  package let reason: String

  package init(path: String, action: String, reason: String) {
    self.path = path
    self.action = action
    self.reason = reason
  }

  /// - Parameter code: the system's number of the reason.
  package init(path: String, action: String, code: Int32) {
    self.init(path: path, action: action, reason: String(cString: strerror(code)).lowercased())
  }

  package var description: String { "cannot \(action) '\(path)': \(reason)" }
}

/// Writing and reading whole files so that nobody ever sees half of one.
package enum AtomicFile {
  /// Writes a file under no name in the file's own folder, syncs it and gives it its name. The folder must exist. A file that
  /// stands there already keeps its permissions.
  ///
  /// - Parameter isReplaceable: whether the file can be made again, and is looked at before it is used. It is not synced then, which
  ///   takes most of the time: a failure of the machine's power may leave it empty. A symbolic link in its place is replaced.
  package static func write(
    _ bytes: some Sequence<UInt8>, to path: String, isReplaceable: Bool = false
  ) throws(FileError) {
    // Renaming over a symbolic link would replace the link: the file it names is what the user means.
    let target = isReplaceable ? path : resolvingLinks(path)
    var file = try UnnamedFile(besides: target)
    var status = stat()
    let isThere = lstat(target, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    let mode = isThere ? status.st_mode & 0o7777 : 0o666 & ~currentUmask
    var failure: Int32 = fchmod(file.descriptor, mode) == 0 ? 0 : errno
    let content = Array(bytes)
    content.withUnsafeBytes { buffer in
      var written = 0
      while failure == 0, written < buffer.count {
        let count = Glibc.write(file.descriptor, buffer.baseAddress! + written, buffer.count - written)
        if count >= 0 { written += count } else if errno != EINTR { failure = errno }
      }
    }
    if failure == 0, !isReplaceable, fsync(file.descriptor) != 0 { failure = errno }
    if failure == 0, !file.name(target) { failure = errno }
    if failure != 0 { throw FileError(path: path, action: "write", code: failure) }
  }

  /// The greatest file that is read whole, where nothing less is asked for.
  package static let largestFile = 1 << 30

  /// The bytes of a file, without waiting for anybody to write to it.
  ///
  /// - Parameter limit: the number of bytes above which a file is refused, rather than taken into memory.
  package static func read(_ path: String, limit: Int = largestFile) throws(FileError) -> [UInt8] {
    let descriptor = try openForReading(path)
    defer { close(descriptor) }
    return try readToEnd(descriptor, name: path, limit: limit)
  }

  /// Opens what is a file: a pipe would keep us until somebody writes to it, and a device may have no end.
  static func openForReading(_ path: String) throws(FileError) -> Int32 {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileError(path: path, action: "read", code: errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, [S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT) else {
      close(descriptor)
      throw FileError(path: path, action: "read", reason: "it is a pipe or a device, not a file")
    }
    return descriptor
  }

  package static func readToEnd(
    _ descriptor: Int32, name: String, limit: Int = largestFile
  ) throws(FileError) -> [UInt8] {
    var status = stat()
    var capacity = 1 << 16
    if fstat(descriptor, &status) == 0, status.st_size > 0 { capacity = Int(min(status.st_size, limit)) + 1 }
    var content = [UInt8]()
    var failure: Int32 = 0
    var atEnd = false
    while !atEnd, failure == 0 {
      if max(content.count, Int(status.st_size)) > limit {
        throw FileError(
          path: name, action: "read",
          reason: "it is larger than \(limit >> 20) MiB, which is more than is read of a file")
      }
      let chunk = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
        let got = Glibc.read(descriptor, buffer.baseAddress!, capacity)
        count = max(0, got)
        if got == 0 { atEnd = true }
        if got < 0, errno != EINTR { failure = errno }
      }
      if content.isEmpty { content = chunk } else { content += chunk }
    }
    if failure != 0 { throw FileError(path: name, action: "read", code: failure) }
    return content
  }

  /// Creates a folder and those above it.
  package static func createFolder(_ path: String) throws(FileError) {
    guard !path.isEmpty, mkdir(path, 0o777) != 0 else { return }
    switch errno {
    case EEXIST:
      var status = stat()
      guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
        throw FileError(path: path, action: "create the folder", code: ENOTDIR)
      }
    case ENOENT:
      guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
        throw FileError(path: path, action: "create the folder", code: ENOENT)
      }
      try createFolder(String(path[..<slash]))
      guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
        throw FileError(path: path, action: "create the folder", code: errno)
      }
    case let code:
      throw FileError(path: path, action: "create the folder", code: code)
    }
  }

  /// The path that a path comes to when every symbolic link is followed; the path itself where there is nothing.
  package static func resolvingLinks(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The same for a path whose last parts are not there yet.
  package static func resolvingLinks(inPath path: String) -> String {
    if let resolved = realpath(path, nil) {
      defer { free(resolved) }
      return String(cString: resolved)
    }
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash != path.startIndex else { return path }
    return resolvingLinks(inPath: String(path[..<slash])) + path[slash...]
  }

  private static let currentUmask: mode_t = {
    let mask = umask(0)
    umask(mask)
    return mask
  }()
}
