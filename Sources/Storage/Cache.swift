import CXXHash
import Glibc
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

  package init(folder: String?) {
    self.folder = folder
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
    guard let folder, !isIgnoringEntries, let content = try? AtomicFile.read("\(folder)/\(kind)/\(key)"),
      content.count >= 32
    else { return nil }
    let body = Array(content[32...])
    guard Array(Self.checksum(of: body, key).utf8) == Array(content[..<32]) else { return nil }
    return body
  }

  package func store(_ body: [UInt8], _ kind: String, _ key: CacheKey) {
    guard let folder else { return }
    do {
      try AtomicFile.createFolder("\(folder)/\(kind)")
      try AtomicFile.write(
        Array(Self.checksum(of: body, key).utf8) + body, to: "\(folder)/\(kind)/\(key)", isReplaceable: true)
    } catch {
      // The next build computes it again.
    }
  }

  /// Of the key too: an entry is not taken for another one.
  private static func checksum(of body: [UInt8], _ key: CacheKey) -> String {
    digest(Array(key.description.utf8) + body)
  }

  /// The 128-bit XXH3 hash of bytes as 32 hexadecimal digits.
  package static func digest(_ bytes: [UInt8]) -> String {
    let hash = bytes.withUnsafeBytes { XXH3_128bits($0.baseAddress, $0.count) }
    return hash.high64.hexadecimal() + hash.low64.hexadecimal()
  }
}
