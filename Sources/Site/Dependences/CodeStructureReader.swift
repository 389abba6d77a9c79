import Book
import Storage

/// Reads the structure of a chapter's code. That of a chapter which was read once is in the cache, that of a cell stays as long as the
/// reader lives. Any thread may ask.
struct CodeStructureReader: Sendable {
  private let cache: Cache
  private let known = Memo<CodeStructure>()
  private let chapters = Memo<[CodeStructure]>()

  /// Counts the forms that an entry has had, so that one of an older form is not taken.
  private static let version = "1"
  private static let separator = UInt8(0x1E)

  init(cache: Cache) { self.cache = cache }

  /// Of each step of a chapter.
  func structures(of chapter: Chapter) -> [CodeStructure] {
    let codes = chapter.steps.map { step in
      switch step {
      case .cell(let index): chapter.cells[index].code
      case .checkedValue(let index): chapter.checkedValues[index].expression
      }
    }
    return chapters.value(of: codes.joined(separator: "\u{1F}")) {
      cache.value(
        "structures", CacheKey(["structure", Self.version] + codes),
        read: { entry in
          let parts = entry.split(separator: Self.separator, omittingEmptySubsequences: false).dropLast()
          let structures = parts.compactMap { CodeStructure(entry: $0) }
          return structures.count == codes.count ? structures : nil
        },
        write: { $0.flatMap { $0.entry + [Self.separator] } },
        make: { codes.map { code in known.value(of: code) { CodeStructure(of: code) } } })!
    }
  }
}
