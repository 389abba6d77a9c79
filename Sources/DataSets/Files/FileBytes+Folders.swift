#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

extension FileBytes {
  /// What is in a folder, by name in the order of bytes, and whether it is a folder itself. What begins with a point is left out, as it
  /// is hidden.
  ///
  /// - Parameter advice: what to do when there is no such folder.
  static func entries(
    of folder: String, advice: String
  ) throws(DataFileError.Problem) -> [(name: String, isFolder: Bool)] {
    guard let stream = opendir(folder) else {
      if errno == ENOENT { throw .missing(advice: advice) }
      throw systemProblem()
    }
    defer { closedir(stream) }
    var entries: [(name: String, isFolder: Bool)] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
      }
      if name.hasPrefix(".") { continue }
      var status = stat()
      guard stat(path(of: name, in: folder), &status) == 0 else { continue }
      entries.append((name, status.st_mode & S_IFMT == S_IFDIR))
    }
    return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// The path of something in a folder.
  static func path(of name: String, in folder: String) -> String {
    folder.isEmpty || folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }

  /// What a path leads to, whether it is there or not.
  ///
  /// What is there is asked by opening it to be written: what a cell asks for in another way is noted as something that it reads.
  private static func destination(_ path: String) throws(DataFileError.Problem) -> String {
    let file = open(path, O_WRONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
    guard file < 0 else {
      defer { close(file) }
      var status = stat()
      guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        throw .unwritable(reason: "it is a device or a pipe")
      }
      return path
    }
    switch errno {
    case EISDIR: throw .unwritable(reason: "it is a folder")
    case ENXIO: throw .unwritable(reason: "it is a device or a pipe")
    case ELOOP:
      guard let resolved = realpath(path, nil) else { throw .unwritable(reason: "it is a link to nothing") }
      defer { free(resolved) }
      return try destination(String(cString: resolved))
    default: return path
    }
  }

  /// Writes a file, or replaces it when it is there already, at the end of symbolic links. Only a file is ever replaced.
  ///
  /// It is written beside its destination and moved there when it is complete, so nobody ever sees half of one.
  package static func write(_ bytes: [UInt8], to path: String) throws(DataFileError) {
    try naming(path) { () throws(DataFileError.Problem) in
      var name = Array((path + ".XXXXXX").utf8CString)
      let file = mkstemp(&name)
      guard file >= 0 else { throw .unwritable(reason: String(cString: strerror(errno))) }
      // A temporary file is for its owner only; this one is for whoever may read files that are made here.
      let mask = umask(0)
      umask(mask)
      var failure = fchmod(file, 0o666 & ~mask) == 0 ? 0 : errno
      bytes.withUnsafeBytes { buffer in
        var written = 0
        while failure == 0, written < buffer.count {
          let count = systemWrite(file, buffer.baseAddress! + written, buffer.count - written)
          if count >= 0 { written += count } else if errno != EINTR { failure = errno }
        }
      }
      if failure == 0, fsync(file) != 0 { failure = errno }
      close(file)
      if failure == 0 {
        // What is new is given its name in the one way that replaces nothing and asks nothing.
        if link(name, path) == 0 {
          unlink(name)
        } else {
          let problem: DataFileError.Problem?
          do throws(DataFileError.Problem) {
            let target = try destination(path)
            problem = nil
            if rename(name, target) != 0 { failure = errno }
          } catch { problem = error }
          if let problem {
            unlink(name)
            throw problem
          }
        }
      }
      if failure != 0 {
        unlink(name)
        throw .unwritable(reason: String(cString: strerror(failure)))
      }
    }
  }
}

// The function of the system, which within the method of the same name could not be called.
private func systemWrite(_ file: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int { write(file, start, count) }
