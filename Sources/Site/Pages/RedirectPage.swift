import Book

/// A page in the place of one that the book had once: it leads to what has taken its place, by itself and by a link.
enum RedirectPage {
  static func file(_ redirect: Redirect, in frame: PageFrame) -> SiteFile {
    let destination: String
    if redirect.isElsewhere {
      destination = redirect.destination
    } else {
      let page = frame.references.links.destination(redirect.destination, in: "book.yml")
      destination = String(repeating: "../", count: redirect.page.utf8.count { $0 == UInt8(ascii: "/") }) + page
    }
    let values: [String: Any] = [
      "language": frame.language.tag, "isRightToLeft": frame.language.isRightToLeft, "bookTitle": frame.book.title,
      "destination": destination, "canonical": redirect.isElsewhere ? destination : false,
      "moved": frame.language.words.publication.moved,
    ]
    return SiteFile(path: redirect.page, text: frame.render(values, .redirect))
  }
}
