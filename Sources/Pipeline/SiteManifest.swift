import Text

/// The list of what we wrote to a site's folder, and whose site it is.
struct SiteManifest: Hashable {
  static let name = ".colophon-manifest"

  /// The book's folder, relative to the site's; nil in a list that says nothing of it.
  var book: String?
  /// The format of an export; nil for a site.
  var format: String?
  /// The files, relative to the site's folder.
  var files: [String]

  init(book: String, format: String? = nil, files: [String]) {
    self.book = book
    self.format = format
    self.files = files
  }

  private static let title = "Files written by build-book; it removes no others."
  private static let bookKey = "Book: "
  private static let formatKey = "Format: "

  /// Nil for a text that is no such list.
  init?(_ bytes: [UInt8]) {
    var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")[...]
    guard lines.popFirst() == Self.title[...] else { return nil }
    if let line = lines.first, line.hasPrefix(Self.bookKey) {
      book = PercentEncoding.decoded(String(line.dropFirst(Self.bookKey.count)))
      lines.removeFirst()
    }
    if let line = lines.first, line.hasPrefix(Self.formatKey) {
      format = String(line.dropFirst(Self.formatKey.count))
      lines.removeFirst()
    }
    files = lines.map { PercentEncoding.decoded(String($0)) }
      // A list that somebody edited must not lead us out of the folder.
      .filter { path in
        !path.hasPrefix("/") && !path.utf8.contains(0)
          && path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { !["", ".", ".."].contains($0) }
      }
  }

  var bytes: [UInt8] {
    let lines =
      [Self.title] + (book.map { [Self.bookKey + PercentEncoding.encoded(line: $0)] } ?? [])
      + (format.map { [Self.formatKey + $0] } ?? [])
    return Array((lines + files.map(PercentEncoding.encoded(line:))).map { $0 + "\n" }.joined().utf8)
  }
}
