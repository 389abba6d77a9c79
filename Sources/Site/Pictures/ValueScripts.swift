import Book

/// The numbers of a chapter's pictures as a script, which its page loads once a reader points at one: a page that was opened as a file may
/// read no other.
enum ValueScripts {
  static func path(of chapter: String) -> String { "assets/values/\(Path.withoutExtension(chapter)).js" }

  /// - Parameter tables: those of each picture, by its key.
  /// - Returns: nil where there are none.
  static func file(of chapter: String, _ tables: [String: [PictureTable]]) -> SiteFile? {
    guard !tables.isEmpty else { return nil }
    return SiteFile(path: path(of: chapter), text: "showValues(\(ScriptData.json(tables)));\n")
  }
}
