import DataSets
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
  /// The file is written beside its destination and moved there when it is complete, so nobody ever sees half of one.
  public func save(to path: String) throws { try SafeTensors(self).write(to: path) }

  /// Sets all parameters to those of a file in the format safetensors. Where names or shapes differ, the error names all
  /// differences, and nothing is changed.
  public func load(from path: String) throws { try load(SafeTensors(contentsOf: path)) }
}

extension SafeTensors {
  /// Reads a file.
  public init(contentsOf path: String) throws { try self.init(decoding: FileBytes.contents(of: path)) }

  /// Writes a file, or replaces it when it is there already.
  public func write(to path: String) throws { try ParameterFile.write(encoded(), to: path) }
}

/// A file of parameters that the system would not write.
public struct ParameterFileError: Error, CustomStringConvertible {
  public let description: String

  init(_ path: String, _ code: Int32) {
    description = "cannot write '\(path)': \(String(cString: strerror(code)).lowercased())"
  }
}

private enum ParameterFile {
  static func write(_ bytes: [UInt8], to path: String) throws(ParameterFileError) {
    var name = Array((path + ".XXXXXX").utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw ParameterFileError(path, errno) }
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
      throw ParameterFileError(path, failure)
    }
  }
}

// The function of the system, which within the method of the same name could not be called.

private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, start, count)
}
