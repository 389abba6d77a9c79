#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Files as bytes. By the system's calls, because cells import this module, and with Foundation in it each of them would have
/// Foundation to load and its names to meet.
package enum FileBytes {
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// All of a file. A path that is not absolute begins in the working folder.
  package static func contents(of path: String) throws(DataFileError) -> [UInt8] {
    try naming(path) { () throws(DataFileError.Problem) in
      try contents(of: path, advice: "check its name and folder")
    }
  }

  /// All of a file. A path that is not absolute begins in the working folder.
  ///
  /// - Parameter advice: what to do when there is no such file.
  static func contents(of path: String, advice: String) throws(DataFileError.Problem) -> [UInt8] {
    // Without the last flag a pipe that nobody writes to would never be opened.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { throw .missing(advice: advice) }
      throw systemProblem()
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw systemProblem() }
    guard status.st_mode & S_IFMT == S_IFREG else {
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      throw .unreadable(reason: isFolder ? "it is a folder" : "it is a device or a pipe")
    }

    let size = Int(status.st_size)
    // The initialiser below would write the count 0 into the memory that all empty arrays share.
    guard size > 0 else { return [] }
    var problem: DataFileError.Problem?
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { memory, initialized in
      // A call gives at most 2 GiB, and nothing at the end of a file that was shortened meanwhile.
      while initialized < size {
        let count = read(file, memory.baseAddress! + initialized, size - initialized)
        if count < 0, errno == EINTR { continue }
        if count < 0 { problem = systemProblem() }
        if count <= 0 { break }
        initialized += count
      }
    }
    if let problem { throw problem }
    return bytes
  }

  static func systemProblem() -> DataFileError.Problem {
    .unreadable(reason: String(cString: strerror(errno)))
  }
}
