import Glibc

/// The program that runs.
package enum RunningProgram {
  /// Its absolute path, whatever name it was started by; nil where the system does not say.
  package static let path: String? = {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes { readlink("/proc/self/exe", $0.baseAddress!, $0.count) }
    return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
  }()
}
