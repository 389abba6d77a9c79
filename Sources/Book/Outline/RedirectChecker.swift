/// Finds redirects that lead to nothing, or stand where a chapter's page does.
package struct RedirectChecker {
  private let outline: BookOutline
  private let files: [String]

  /// - Parameter files: the files of all chapters.
  package init(_ outline: BookOutline, files: [String]) {
    self.outline = outline
    self.files = files
  }

  package func problems(of redirects: [Redirect]) -> [Diagnostic] { redirects.compactMap(problem) }

  private func problem(_ redirect: Redirect) -> Diagnostic? {
    let pages = files.map { Path.withoutExtension($0) + ".html" } + ["index.html", "404.html"]
    if pages.contains(redirect.page) {
      return Diagnostic(
        .error, at: redirect.location, "'\(redirect.page)' is a page of the book, and leads nowhere else",
        explanation: "A redirect stands in the place of a page that the book has no more.")
    }
    if redirect.isElsewhere { return nil }
    switch LinkTarget(URIReference(redirect.destination), in: "book.yml", of: Set(files)) {
    case .chapter(let file, let anchor?):
      guard let anchors = outline[file]?.anchors, !anchors.contains(anchor) else { return nil }
      return Diagnostic(
        .error, at: redirect.location, "'\(file)' has no anchor '#\(anchor)'",
        explanation: Spelling.advice(
          for: anchor, among: anchors, choices: "Its anchors are"))
    case .chapter(_, nil): return nil
    case .file, .outside, .root, .elsewhere:
      return Diagnostic(
        .error, at: redirect.location, "'\(redirect.destination)' is no chapter to which a page could lead",
        explanation: Spelling.advice(for: redirect.destination, among: files, choices: "The chapters are"))
    }
  }
}
