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
