import Glibc
import Storage

/// Keeps two commands from working on one book at once.
///
/// The lock is on the folder itself, so that it needs no file, works in a folder that is read-only, and goes with the
/// process that holds it.
package struct FolderLock: ~Copyable {
  private let descriptor: Int32

  /// Waits for the lock, and says so where somebody else holds it. Where the folder's file system has no locks, that is said, and the
  /// work is done without.
  package init(_ folder: String, _ progress: (Progress) -> Void) throws(FileError) {
    descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path: folder, action: "open the folder", code: errno) }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
    if errno == EWOULDBLOCK {
      progress(.waitingForLock(folder))
      while true {
        if flock(descriptor, LOCK_EX) == 0 { return }
        guard errno == EINTR else { break }
      }
    }
    progress(.withoutLock(folder))
  }

  deinit { close(descriptor) }
}
