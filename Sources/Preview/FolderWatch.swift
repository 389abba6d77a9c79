import Glibc
import Storage
import Text

/// Notices that something in a folder, or in one below it, has changed.
///
/// Editors save in many ways: they write the file, or another beside it that takes its name. Each of these ends in one of the
/// events that are waited for here.
final class FolderWatch {
  private let descriptor: Int32
  /// The folders by the number of their watch.
  private var folders: [Int32: String] = [:]
  private let isIgnored: (String) -> Bool

  struct Unavailable: UserError {
    let description: String
  }

  private static let events =
    UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO) | UInt32(IN_MOVED_FROM) | UInt32(IN_DELETE) | UInt32(IN_CREATE)
    | UInt32(IN_ATTRIB)

  /// - Parameter isIgnored: whether nothing in a folder matters.
  init(_ folder: String, isIgnored: @escaping (String) -> Bool) throws(Unavailable) {
    self.isIgnored = isIgnored
    descriptor = inotify_init1(Int32(IN_CLOEXEC))
    guard descriptor >= 0 else {
      throw Unavailable(
        description: "changes of files cannot be noticed: \(String(cString: strerror(errno)).lowercased())")
    }
    addAll(folder)
  }

  deinit { close(descriptor) }

  /// Watches a folder too, without those below it.
  func add(_ folder: String) {
    let watch = inotify_add_watch(descriptor, folder, Self.events | UInt32(IN_ONLYDIR))
    if watch >= 0 { folders[watch] = folder }
  }

  private func addAll(_ folder: String) {
    guard !isIgnored(folder) else { return }
    add(folder)
    for entry in FolderEntry.all(in: folder) where entry.isFolder && !entry.name.hasPrefix(".") {
      addAll(folder + "/" + entry.name)
    }
  }

  /// Waits until something has changed, and then for as long as changes follow each other closely: one save of an editor is
  /// several.
  func wait() {
    guard read() else { return }
    var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while poll(&watched, 1, 4) > 0 { guard read() else { return } }
  }

  /// Takes what has happened; false where nothing more can be learnt.
  private func read() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    var count = 0
    repeat {
      count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress!, $0.count) }
    } while count < 0 && errno == EINTR
    guard count > 0 else { return false }
    var offset = 0
    while offset + MemoryLayout<inotify_event>.size <= count {
      let event = buffer.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: inotify_event.self) }
      let start = offset + MemoryLayout<inotify_event>.size
      let name = String(decoding: buffer[start..<min(start + Int(event.len), count)].prefix { $0 != 0 }, as: UTF8.self)
      // A folder that is new may hold files already.
      if event.mask & UInt32(IN_ISDIR) != 0, event.mask & (UInt32(IN_CREATE) | UInt32(IN_MOVED_TO)) != 0,
        let folder = folders[event.wd], !name.hasPrefix(".")
      {
        addAll(folder + "/" + name)
      }
      offset = start + Int(event.len)
    }
    return true
  }
}
