import Networks

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Module {
  /// Writes all parameters to a file in the format safetensors, which most tools for networks read.
  ///
  ///     try model.save(to: "edges.safetensors")
  ///
  /// The file is written beside its place and put there when it is complete, so nobody ever sees half of one.
  public func save(to path: String) throws { try SafeTensors(self).write(to: path) }

  /// Sets all parameters to those of a file in the format safetensors. Where names or shapes differ, the error tells all
  /// differences, and nothing is changed.
  public func load(from path: String) throws { try load(SafeTensors(contentsOf: path)) }
}

extension SafeTensors {
  /// Reads a file.
  public init(contentsOf path: String) throws { try self.init(decoding: ParameterFile.read(path)) }

  /// Writes a file, or replaces it when it is there already.
  public func write(to path: String) throws { try ParameterFile.write(encoded(), to: path) }
}

/// A file of parameters that the system would not read or write.
public struct ParameterFileError: Error, CustomStringConvertible {
  public let description: String

  init(_ action: String, _ path: String, _ code: Int32) {
    description = "cannot \(action) '\(path)': \(String(cString: strerror(code)).lowercased())"
  }
}

private enum ParameterFile {
  static func read(_ path: String) throws(ParameterFileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ParameterFileError("read", path, errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var status = stat()
    if fstat(descriptor, &status) == 0 { bytes.reserveCapacity(max(0, Int(status.st_size))) }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let capacity = buffer.count
      let count = buffer.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress!, capacity) }
      if count == 0 { return bytes }
      if count > 0 {
        bytes += buffer[..<count]
      } else if errno != EINTR {
        throw ParameterFileError("read", path, errno)
      }
    }
  }

  static func write(_ bytes: [UInt8], to path: String) throws(ParameterFileError) {
    var name = Array((path + ".XXXXXX").utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw ParameterFileError("write", path, errno) }
    // A temporary file is for its owner only; this one is for whoever may read files that are made here.
    let mask = umask(0)
    umask(mask)
    var failure = fchmod(descriptor, 0o666 & ~mask) == 0 ? 0 : errno
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while failure == 0, written < buffer.count {
        let count = systemWrite(descriptor, buffer.baseAddress! + written, buffer.count - written)
        if count >= 0 { written += count } else if errno != EINTR { failure = errno }
      }
    }
    if failure == 0, fsync(descriptor) != 0 { failure = errno }
    close(descriptor)
    if failure == 0, rename(name, path) != 0 { failure = errno }
    if failure != 0 {
      unlink(name)
      throw ParameterFileError("write", path, failure)
    }
  }
}

// The functions of the system, which within the methods of the same names could not be called.

private func systemRead(_ descriptor: Int32, _ start: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(descriptor, start, count)
}

private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, start, count)
}
