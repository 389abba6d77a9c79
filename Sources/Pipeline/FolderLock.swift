import Glibc
import Storage

/// Keeps two commands from working on one book at once.
///
/// The lock is on the folder itself, so that it needs no file, works in a folder that is read-only, and goes with the
/// process that holds it.
struct FolderLock: ~Copyable {
  private let descriptor: Int32

  /// Waits for the lock; `waiting` is called once if somebody else holds it.
  init(_ folder: String, waiting: () -> Void) throws(FileError) {
    descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path: folder, action: "open the folder", code: errno) }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
    waiting()
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else {
        let code = errno
        close(descriptor)
        throw FileError(path: folder, action: "lock the folder", code: code)
      }
    }
  }

  deinit { close(descriptor) }
}
