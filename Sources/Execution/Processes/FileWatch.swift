import Glibc

/// Notices that a file has been written whole to a folder.
final class FileWatch {
  let descriptor: Int32
  private let name: [UInt8]

  /// Where the system gives no watch, the file is never noticed.
  init(folder: String, name: String) {
    self.name = Array(name.utf8)
    descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
    if descriptor >= 0 { inotify_add_watch(descriptor, folder, UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO)) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Whether the file is among what has happened since the last call.
  func hasFile() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    var isThere = false
    while true {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress!, $0.count) }
      guard count > 0 else { return isThere }
      var offset = 0
      while offset + MemoryLayout<inotify_event>.size <= count {
        let length = buffer.withUnsafeBytes { bytes in
          Int(bytes.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
        }
        let start = offset + MemoryLayout<inotify_event>.size
        let found = buffer[start..<min(start + length, count)].prefix { $0 != 0 }
        if found.elementsEqual(name) { isThere = true }
        offset = start + length
      }
    }
  }
}
