import Storage

/// Reads the names of code. Those of what was read once are in the cache, and for as long as the reader lives in memory. Any
/// thread may ask.
struct CodeNameReader: Sendable {
  private let cache: Cache
  private let known = Memo<CodeNames>()

  /// Counts the forms that an entry has had, so that one of an older form is not taken.
  private static let version = "2"

  init(cache: Cache) { self.cache = cache }

  func names(in code: String) -> CodeNames {
    known.value(of: code) {
      let key = CacheKey(["names", Self.version, code])
      return cache.value("names", key, read: CodeNames.init(entry:), write: \.entry) { CodeNames(of: code) }!
    }
  }
}
