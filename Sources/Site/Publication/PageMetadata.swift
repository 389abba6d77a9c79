import Book

/// What a page says of itself to search engines, to those who cite it and to those who show links to it.
struct PageMetadata {
  let book: BookConfiguration
  /// The page's path in the site.
  let page: String
  /// Nil for the book's first page.
  let title: String?
  let description: String?
  let authors: [String]
  let date: String?

  private var isBook: Bool { title == nil }

  /// The page's own address, where the book's is known.
  var canonical: String? {
    book.url.map { url in url + (page == "index.html" ? "" : PageLinks.url(to: page, from: "")) }
  }

  /// The values of `name` and `content`.
  var names: [(String, String)] {
    var names: [(String, String)] = []
    if let description { names.append(("description", description)) }
    names += authors.map { ("author", $0) }
    names.append(("citation_title", title ?? book.title))
    if !isBook { names.append(("citation_inbook_title", book.title)) }
    names += authors.map { ("citation_author", $0) }
    // Highwire's form of a date.
    if let date { names.append(("citation_publication_date", date.replacing("-", with: "/"))) }
    names.append(("citation_language", book.language))
    if let canonical { names.append(("citation_public_url", canonical)) }
    return names
  }

  /// The values of `property` and `content`, by the Open Graph protocol.
  var properties: [(String, String)] {
    var properties = [
      ("og:title", title ?? book.title), ("og:type", isBook ? "book" : "article"), ("og:site_name", book.title),
    ]
    if let description { properties.append(("og:description", description)) }
    if let canonical { properties.append(("og:url", canonical)) }
    // Only pictures of pixels are shown, and only by their whole address.
    if let url = book.url, let cover = book.cover, [".png", ".jpg", ".jpeg", ".webp"].contains(where: cover.hasSuffix) {
      properties.append(("og:image", url + PageLinks.url(to: cover, from: "")))
    }
    return properties
  }

  var values: [String: Any] {
    [
      "names": names.map { ["name": $0.0, "content": $0.1] },
      "properties": properties.map { ["name": $0.0, "content": $0.1] },
      "canonical": canonical ?? false,
    ]
  }
}
