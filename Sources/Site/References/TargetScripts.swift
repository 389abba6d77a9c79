import Book

/// What other chapters refer to in a chapter, as a script that their pages load once a reader points at such a reference: a page
/// that was opened as a file may read no other.
enum TargetScripts {
  /// - Parameter targets: the HTML of each, by its anchor.
  /// - Returns: nil where there are none.
  static func file(of chapter: String, _ targets: [String: String]) -> SiteFile? {
    guard !targets.isEmpty else { return nil }
    let page = PageLinks.page(of: chapter)
    return SiteFile(path: path(of: page), text: text(of: page, targets))
  }

  /// Where the script of a page is.
  static func path(of page: String) -> String { "assets/targets/\(Path.withoutExtension(page)).js" }

  static func text(of page: String, _ targets: [String: String]) -> String {
    "showTargets(\(ScriptData.json(page)), \(ScriptData.json(targets)));\n"
  }
}
