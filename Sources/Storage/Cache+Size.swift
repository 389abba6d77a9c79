import Glibc

extension Cache {
  /// Removes the entries that were used longest ago, where all of them take more than the cache may have, until a quarter of that is
  /// free; and what killed builds left of entries that they were writing. What is no entry stays.
  package func removeOldest() {
    guard let folder else { return }
    var entries: [(path: String, name: String, size: Int, used: timespec)] = []
    for kind in FolderEntry.all(in: folder) where kind.isFolder {
      let kindFolder = "\(folder)/\(kind.name)"
      TemporaryName.removeAbandoned(in: kindFolder)
      for entry in FolderEntry.all(in: kindFolder) where Self.isKey(entry.name) {
        let path = "\(kindFolder)/\(entry.name)"
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
        entries.append((path, entry.name, Int(status.st_size), status.st_mtim))
      }
    }
    var size = entries.reduce(0) { $0 + $1.size }
    guard size > sizeLimit else { return }
    entries.sort { ($0.used.tv_sec, $0.used.tv_nsec) < ($1.used.tv_sec, $1.used.tv_nsec) }
    for entry in entries where size > sizeLimit / 4 * 3 {
      // Its checksum says that a build wrote it.
      guard Self.body(ofEntry: entry.path, entry.name) != nil, unlink(entry.path) == 0 else { continue }
      size -= entry.size
    }
  }

  private static func isKey(_ name: String) -> Bool {
    name.utf8.count == 32 && name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
