/// Finds redirects that lead to nothing, or stand where a chapter's page does.
package struct RedirectChecker {
  private let outline: BookOutline
  private let files: Set<String>
  /// The pages that the book has in any case.
  private let pages: Set<String>

  /// - Parameter files: the files of all chapters.
  package init(_ outline: BookOutline, files: [String]) {
    self.outline = outline
    self.files = Set(files)
    pages = Set(files.map { Path.withoutExtension($0) + ".html" } + ["index.html", "404.html"])
  }

  package func problems(of redirects: [Redirect]) -> [Diagnostic] {
    var chapters = SpellingIndex(files.sorted())
    var anchors: [String: SpellingIndex] = [:]
    return redirects.compactMap { problem($0, &chapters, &anchors) }
  }

  /// - Parameter anchors: those of chapters that redirects lead to, by file.
  private func problem(
    _ redirect: Redirect, _ chapters: inout SpellingIndex, _ anchors: inout [String: SpellingIndex]
  ) -> Diagnostic? {
    if pages.contains(redirect.page) {
      return Diagnostic(
        .error, at: redirect.location, "'\(redirect.page)' is a page of the book, and leads nowhere else",
        explanation: "A redirect stands in the place of a page that the book has no more.")
    }
    if redirect.isElsewhere { return nil }
    switch LinkTarget(URIReference(redirect.destination), in: "book.yml", of: files) {
    case .chapter(let file, let anchor?):
      if anchors[file] == nil { anchors[file] = outline[file].map { SpellingIndex($0.anchors) } }
      guard anchors[file]?.contains(anchor) == false else { return nil }
      return Diagnostic(
        .error, at: redirect.location, "'\(file)' has no anchor '#\(anchor)'",
        explanation: anchors[file]?.advice(for: anchor, choices: "Its anchors are"))
    case .chapter(_, nil): return nil
    case .file, .outside, .root, .elsewhere:
      return Diagnostic(
        .error, at: redirect.location, "'\(redirect.destination)' is no chapter to which a page could lead",
        explanation: chapters.advice(for: redirect.destination, choices: "The chapters are"))
    }
  }
}
