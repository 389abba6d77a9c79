import Glibc
import Text

/// The name of what lasts no longer than a build: a file beside the one whose place it is to take, a folder of products.
///
/// Half of the name is computed from the other half, so that nobody gives it to something else by chance. And whoever made the file or
/// the folder holds a lock on it: what a killed build left is known by the name, and by the lock that nobody holds.
package enum TemporaryName {
  private static let prefix = ".colophon-"
  private static let digits = 16

  /// A name that nothing has yet.
  package static func make() -> String {
    let number = UInt64.random(in: 0...UInt64.max).hexadecimal()
    return prefix + number + check(number)
  }

  /// Whether what has this name was made by a build.
  package static func isTemporary(_ name: String) -> Bool {
    guard name.utf8.count == prefix.utf8.count + 2 * digits, name.hasPrefix(prefix) else { return false }
    return name.hasSuffix(check(String(name.dropFirst(prefix.utf8.count).prefix(digits))))
  }

  private static func check(_ number: String) -> String {
    String(Cache.digest(Array("a temporary file of build-book: \(number)".utf8)).prefix(digits))
  }

  /// Removes from a folder what killed builds left of files that they were writing. What cannot be removed stays.
  @discardableResult
  package static func removeAbandoned(in folder: String) -> RemovedFiles {
    var removed = RemovedFiles()
    for entry in FolderEntry.all(in: folder) where isTemporary(entry.name) {
      let path = folder.isEmpty ? entry.name : "\(folder)/\(entry.name)"
      let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard file >= 0 else { continue }
      defer { close(file) }
      var status = stat()
      guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, flock(file, LOCK_EX | LOCK_NB) == 0 else {
        continue
      }
      if unlink(path) == 0 { removed.add(bytes: Int(status.st_size)) }
    }
    return removed
  }
}
