import Foundation
import Storage

/// A folder for the files of one build, removed with it.
///
/// Its name carries the process that made it, so that what a killed build left behind is removed by the next one.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws(FileError) {
    let base =
      NSTemporaryDirectory().hasSuffix("/") ? String(NSTemporaryDirectory().dropLast()) : NSTemporaryDirectory()
    Self.removeAbandoned(in: base)
    var template = Array("\(base)/colophon-\(getpid())-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw FileError(path: "\(base)/colophon-\(getpid())", action: "create the folder", code: errno)
    }
    path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  private static func removeAbandoned(in base: String) {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: base) else { return }
    for name in names where name.hasPrefix("colophon-") {
      let parts = name.split(separator: "-")
      guard parts.count == 3, let process = pid_t(parts[1]), kill(process, 0) != 0, errno == ESRCH else { continue }
      try? FileManager.default.removeItem(atPath: "\(base)/\(name)")
    }
  }
}
