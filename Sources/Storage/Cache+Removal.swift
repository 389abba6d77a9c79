import Glibc

/// How much was removed.
package struct RemovedFiles: Sendable, Hashable {
  package var count = 0
  package var bytes = 0

  package init() {}

  package mutating func add(bytes: Int) {
    count += 1
    self.bytes += bytes
  }

  package static func += (a: inout RemovedFiles, b: RemovedFiles) {
    a.count += b.count
    a.bytes += b.bytes
  }
}

extension Cache {
  private struct Entry {
    var path: String
    var name: String
    var size: Int
    var used: timespec
  }

  /// Removes the entries that were used longest ago, where all of them take more than the cache may have, until a quarter of that is
  /// free; and what killed builds left of entries that they were writing. What is no entry stays. Where nothing was stored, nothing is
  /// looked for: a build of an unchanged book would wait longest for it.
  package func removeOldest() {
    guard isWritten.value else { return }
    _ = removeAbandoned()
    var entries = entries(ofKinds: kinds)
    var size = entries.reduce(0) { $0 + $1.size }
    guard size > sizeLimit else { return }
    entries.sort { ($0.used.tv_sec, $0.used.tv_nsec) < ($1.used.tv_sec, $1.used.tv_nsec) }
    for entry in entries where size > sizeLimit / 4 * 3 {
      // Its checksum says that a build wrote it.
      guard Self.body(ofEntry: entry.path, entry.name) != nil, unlink(entry.path) == 0 else { continue }
      size -= entry.size
    }
  }

  /// Removes entries whose checksum says that a build wrote them, and folders of kinds that have become empty.
  ///
  /// - Parameters:
  ///   - kinds: the kinds of entries that are looked at; by default all.
  ///   - isChosen: asked with what each entry holds.
  package func removeEntries(ofKinds kinds: [String]? = nil, where isChosen: ([UInt8]) -> Bool) -> RemovedFiles {
    var removed = RemovedFiles()
    let kinds = kinds ?? self.kinds
    for entry in entries(ofKinds: kinds) {
      guard let body = Self.body(ofEntry: entry.path, entry.name), isChosen(body), unlink(entry.path) == 0 else {
        continue
      }
      removed.add(bytes: entry.size)
    }
    if let folder { for kind in kinds { rmdir("\(folder)/\(kind)") } }
    return removed
  }

  /// What all entries of a kind hold.
  package func entries(_ kind: String) -> [[UInt8]] {
    entries(ofKinds: [kind]).compactMap { Self.body(ofEntry: $0.path, $0.name) }
  }

  /// Removes what killed builds left of entries that they were writing.
  package func removeAbandoned() -> RemovedFiles {
    var removed = RemovedFiles()
    if let folder { for kind in kinds { removed += TemporaryName.removeAbandoned(in: "\(folder)/\(kind)") } }
    return removed
  }

  private var kinds: [String] { folder.map(FolderEntry.all(in:))?.filter(\.isFolder).map(\.name).sorted() ?? [] }

  private func entries(ofKinds kinds: [String]) -> [Entry] {
    guard let folder else { return [] }
    var entries: [Entry] = []
    for kindFolder in kinds.map({ "\(folder)/\($0)" }) where !Self.isLink(kindFolder) {
      for entry in FolderEntry.all(in: kindFolder) where Self.isKey(entry.name) {
        let path = "\(kindFolder)/\(entry.name)"
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
        entries.append(Entry(path: path, name: entry.name, size: Int(status.st_size), used: status.st_mtim))
      }
    }
    return entries
  }

  private static func isKey(_ name: String) -> Bool {
    name.utf8.count == 32 && name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
