import CXXHash
import Glibc
import Synchronization
import Text

/// The key of a cache entry: a hash of everything that the entry depends on.
package struct CacheKey: Sendable, Hashable, CustomStringConvertible {
  package let description: String

  /// The 128-bit XXH3 hash of the parts. Each part is hashed with its length, so that no two lists of parts collide by
  /// running into one another.
  package init(_ parts: [String]) {
    var content = [UInt8]()
    for part in parts {
      content += Array("\(part.utf8.count):".utf8)
      content += Array(part.utf8)
    }
    description = Cache.digest(content)
  }
}

/// Results that need not be computed again, by what they depend on.
///
/// Entries are written atomically and carry a checksum. One that is missing, damaged or unreadable is a miss, and one
/// that cannot be written is not kept: a cache never makes a build fail.
package struct Cache: Sendable {
  /// The folder that holds the entries; nil for a cache that keeps nothing.
  package let folder: String?
  /// Whether what is there is passed over, and only written anew.
  package var isIgnoringEntries = false
  /// Hears of each entry that is damaged, by its path.
  package var reportDamage: @Sendable (String) -> Void = { _ in }
  /// The bytes that all entries may take together.
  let sizeLimit: Int
  let isWritten = IsWritten()

  /// Whether entries were stored, in any copy of the cache: only then can it have become too large.
  final class IsWritten: Sendable {
    private let state = Atomic(false)

    var value: Bool { state.load(ordering: .relaxed) }
    func set() { state.store(true, ordering: .relaxed) }
  }

  package init(folder: String?, sizeLimit: Int = 1 << 30) {
    self.folder = folder
    self.sizeLimit = sizeLimit
  }

  /// The user's cache: `$COLOPHON_CACHE`, else `$XDG_CACHE_HOME/colophon`, else `~/.cache/colophon`.
  package static func ofUser(environment: [String: String]) -> Cache {
    if let folder = environment["COLOPHON_CACHE"], !folder.isEmpty { return Cache(folder: folder) }
    if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") { return Cache(folder: folder + "/colophon") }
    if let home = environment["HOME"], !home.isEmpty { return Cache(folder: home + "/.cache/colophon") }
    return Cache(folder: nil)
  }

  /// The entry of a key; `kind` names what it holds and is a folder of the cache.
  package func entry(_ kind: String, _ key: CacheKey) -> [UInt8]? {
    guard !isIgnoringEntries, let path = path(kind, key) else { return nil }
    guard let body = Self.body(ofEntry: path, key.description) else {
      var status = stat()
      if lstat(path, &status) == 0 { reportDamage(path) }
      return nil
    }
    // What was used is kept longest.
    utimensat(AT_FDCWD, path, nil, AT_SYMLINK_NOFOLLOW)
    return body
  }

  /// What an entry says, or what is made and stored where there is none; nil where nothing can be made.
  ///
  /// - Parameter read: nil for an entry that is not understood.
  package func value<Value>(
    _ kind: String, _ key: CacheKey, read: ([UInt8]) -> Value?, write: (Value) -> [UInt8], make: () -> Value?
  ) -> Value? {
    if let value = entry(kind, key).flatMap(read) { return value }
    guard let value = make() else { return nil }
    store(write(value), kind, key)
    return value
  }

  package func store(_ body: [UInt8], _ kind: String, _ key: CacheKey) {
    guard let folder, let path = path(kind, key) else { return }
    isWritten.set()
    do {
      try AtomicFile.createFolder("\(folder)/\(kind)")
      try AtomicFile.write(
        Array(Self.checksum(of: body, key.description).utf8) + body, to: path, isReplaceable: true)
    } catch {
      // The next build computes it again.
    }
  }

  /// Where the entry of a key is; nil where the cache keeps nothing, or not within its own folder.
  private func path(_ kind: String, _ key: CacheKey) -> String? {
    guard let folder, !Self.isLink("\(folder)/\(kind)") else { return nil }
    return "\(folder)/\(kind)/\(key)"
  }

  static func body(ofEntry path: String, _ key: String) -> [UInt8]? {
    guard !isLink(path), let content = try? AtomicFile.read(path), content.count >= 32 else { return nil }
    let body = Array(content[32...])
    return Array(checksum(of: body, key).utf8) == Array(content[..<32]) ? body : nil
  }

  static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// Of the key too: an entry is not taken for another one.
  private static func checksum(of body: [UInt8], _ key: String) -> String {
    digest(Array(key.utf8) + body)
  }

  /// The 128-bit XXH3 hash of bytes as 32 hexadecimal digits.
  package static func digest(_ bytes: [UInt8]) -> String {
    text(bytes.withUnsafeBytes { XXH3_128bits($0.baseAddress, $0.count) })
  }

  /// The digest of a file's bytes, which may be more than the memory holds.
  package static func digest(ofFile path: String) throws(FileError) -> String {
    let descriptor = try AtomicFile.openForReading(path)
    defer { close(descriptor) }
    let state = XXH3_createState()
    defer { XXH3_freeState(state) }
    XXH3_128bits_reset(state)
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count == 0 { return text(XXH3_128bits_digest(state)) }
      if count > 0 {
        XXH3_128bits_update(state, chunk, count)
      } else if errno != EINTR {
        throw FileError(path: path, action: "read", code: errno)
      }
    }
  }

  private static func text(_ hash: XXH128_hash_t) -> String {
    hash.high64.hexadecimal() + hash.low64.hexadecimal()
  }
}
