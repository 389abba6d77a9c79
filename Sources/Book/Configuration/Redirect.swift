/// A page that a site had once, and what stands in its place.
package struct Redirect: Sendable, Hashable {
  /// The path of the old page in the site.
  package var page: String
  /// Where it leads: a chapter's file, perhaps with an anchor, or the address of another site.
  package var destination: String
  /// Where the destination stands in `book.yml`.
  package var location: Diagnostic.Location?

  package init(page: String, destination: String, location: Diagnostic.Location? = nil) {
    self.page = page
    self.destination = destination
    self.location = location
  }

  package var isElsewhere: Bool { destination.hasPrefix("https://") || destination.hasPrefix("http://") }
}

/// Finds redirects that lead to nothing, or stand where a chapter's page does.
package struct RedirectChecker {
  private let chapters: [String: Chapter]
  private let files: [String]

  /// - Parameters:
  ///   - chapters: those that could be read.
  ///   - files: the files of all chapters.
  package init(_ chapters: [Chapter], files: [String]) {
    self.chapters = Dictionary(chapters.map { ($0.file, $0) }) { first, _ in first }
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
      guard let chapter = chapters[file], !ChapterOutline(of: chapter, number: 1).anchors.contains(anchor) else {
        return nil
      }
      return Diagnostic(
        .error, at: redirect.location, "'\(file)' has no anchor '#\(anchor)'",
        explanation: Spelling.advice(
          for: anchor, among: ChapterOutline(of: chapter, number: 1).anchors, choices: "Its anchors are"))
    case .chapter(_, nil): return nil
    case .file, .outside, .root, .elsewhere:
      return Diagnostic(
        .error, at: redirect.location, "'\(redirect.destination)' is no chapter to which a page could lead",
        explanation: Spelling.advice(for: redirect.destination, among: files, choices: "The chapters are"))
    }
  }
}
