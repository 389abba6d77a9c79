import Foundation
import Synchronization

/// A folder for the files of one build, removed with it, with a temporary name.
///
/// In it is a file on which its owner holds a lock. A killed build leaves the folder without the lock, and the next one removes it. The
/// number of a process would not do: in another container it means another one.
package final class LockedFolder: Sendable {
  package let path: String
  /// The open file that is locked.
  private let lock: Int32

  private static let lockName = "lock"
  private static let lockText = Array("This folder is a running build's, or was left by one that was killed.\n".utf8)

  /// - Parameter base: the folder in which it is made; by default that of temporary files.
  package init(in base: String? = nil) throws(FileError) {
    let base = base ?? Self.temporary
    Self.removeAbandoned(in: base)
    switch Self.own.withLock({ Self.make(in: base, among: &$0) }) {
    case .success(let made): (path, lock) = made
    case .failure(let error): throw error
    }
  }

  private static func make(
    in base: String, among own: inout Set<String>
  ) -> Result<(path: String, lock: Int32), FileError> {
    var failure: Int32 = 0
    // While it is empty another build may take it for abandoned.
    for _ in 0..<8 {
      let path = "\(base)/\(TemporaryName.make())"
      guard mkdir(path, 0o700) == 0 else {
        failure = errno
        break
      }
      if let lock = lock(in: path) {
        own.insert(path)
        return .success((path, lock))
      }
      failure = errno
    }
    return .failure(FileError(path: base, action: "create a folder in", code: failure))
  }

  deinit {
    Self.remove(path)
    Self.own.withLock { _ = $0.remove(path) }
    close(lock)
  }

  /// Those of this process.
  private static let own = Mutex<Set<String>>([])

  /// Removes all that this process has, and ends it. Meanwhile nobody makes another.
  package static func removeOwn(_ finish: () -> Never) -> Never {
    own.withLock { own in
      for path in own { remove(path) }
      finish()
    }
  }

  /// What the file says is written when it is locked, so one that says nothing is not abandoned yet; and it never is where a folder has
  /// no locks.
  private static func lock(in folder: String) -> Int32? {
    let file = open("\(folder)/\(lockName)", O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { return nil }
    if flock(file, LOCK_EX) == 0 { _ = write(file, lockText, lockText.count) }
    return file
  }

  /// The folder of temporary files.
  private static var temporary: String {
    let folder = NSTemporaryDirectory()
    return folder.hasSuffix("/") ? String(folder.dropLast()) : folder
  }

  /// Removes the folders that killed builds left.
  ///
  /// - Parameter base: where; by default the folder of temporary files.
  /// - Returns: how many there were.
  @discardableResult
  package static func removeAbandoned(in base: String? = nil) -> Int {
    let base = base ?? temporary
    var count = 0
    for entry in FolderEntry.all(in: base) where entry.isFolder && TemporaryName.isTemporary(entry.name) {
      let folder = "\(base)/\(entry.name)"
      let file = open("\(folder)/\(lockName)", O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard file >= 0 else {
        // Of one that was killed as it began or ended.
        if rmdir(folder) == 0 { count += 1 }
        continue
      }
      defer { close(file) }
      if isOwnFile(file), flock(file, LOCK_EX | LOCK_NB) == 0, text(of: file) == lockText {
        remove(folder)
        count += 1
      }
    }
    return count
  }

  private static func isOwnFile(_ file: Int32) -> Bool {
    var status = stat()
    return fstat(file, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_uid == geteuid()
  }

  private static func text(of file: Int32) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: lockText.count + 1)
    let count = read(file, &bytes, bytes.count)
    return Array(bytes.prefix(max(0, count)))
  }

  /// Removes a folder, its lock last: what is left when this is interrupted is still known as abandoned.
  private static func remove(_ folder: String) {
    for entry in FolderEntry.all(in: folder) where entry.name != lockName {
      try? FileManager.default.removeItem(atPath: "\(folder)/\(entry.name)")
    }
    try? FileManager.default.removeItem(atPath: folder)
  }
}
