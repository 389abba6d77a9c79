import Book
import Storage

/// What a reader sees who points at a name that a cell defines: its declaration and what it does in a sentence. What was made once is in
/// the cache, and for as long as this lives in memory. Any thread may ask.
struct NameExcerpts: Sendable {
  private let cache: Cache
  private let known = Memo<[Int: String]>()

  /// Counts the forms that an entry has had, so that one of an older form is not taken.
  private static let version = "4"
  private static let (record, field) = (UInt8(0x1E), UInt8(0x1F))

  init(cache: Cache) { self.cache = cache }

  /// The HTML for names by the bytes at which they are defined.
  func excerpts(of definitions: [CodeName], in code: String) -> [Int: String] {
    let parts = definitions.map { "\($0.range.lowerBound) \($0.declaration)" }
    return known.value(of: ([code] + parts).joined(separator: "\u{1F}")) {
      cache.value(
        "declarations", CacheKey([Self.version, code] + parts), read: Self.read, write: Self.entry,
        make: { Self.make(definitions, in: code) })!
    }
  }

  private static func make(_ definitions: [CodeName], in code: String) -> [Int: String] {
    let types = Dictionary(definitions.map { ($0.range.lowerBound, $0.type) }) { first, _ in first }
    let declarations = CodeDeclarations.declarations(in: code, at: types)
    return Dictionary(
      definitions.map { name in
        let declaration = declarations[name.range.lowerBound]
        let html = SymbolText.excerpt(
          SymbolText.code(declaration?.text ?? name.declaration),
          declaration.flatMap { SymbolDocumentation.firstSentence($0.documentation) })
        return (name.range.lowerBound, html)
      }
    ) { first, _ in first }
  }

  private static func entry(_ excerpts: [Int: String]) -> [UInt8] {
    Array(
      excerpts.sorted { $0.key < $1.key }.map { Array("\($0.key)".utf8) + [field] + Array($0.value.utf8) }
        .joined(separator: [record]))
  }

  private static func read(_ entry: [UInt8]) -> [Int: String]? {
    var excerpts: [Int: String] = [:]
    for line in entry.split(separator: record) {
      guard let end = line.firstIndex(of: field), let offset = Int(String(decoding: line[..<end], as: UTF8.self)) else {
        return nil
      }
      excerpts[offset] = String(decoding: line[(end + 1)...], as: UTF8.self)
    }
    return excerpts
  }
}
