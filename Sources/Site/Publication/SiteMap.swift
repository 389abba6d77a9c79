import Book

/// What a site at a known address tells search engines.
enum SiteMap {
  /// - Parameter pages: the paths of the pages, each with its day where that is known.
  static func files(of pages: [(path: String, date: String?)], at url: String) -> [SiteFile] {
    var xml =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    for (path, date) in pages {
      let address = url + (path == "index.html" ? "" : PageLinks.url(to: path, from: ""))
      let day = date.map { "<lastmod>\($0)</lastmod>" } ?? ""
      xml += "<url><loc>\(HTMLEscape.text(address))</loc>\(day)</url>\n"
    }
    return [
      SiteFile(path: "sitemap.xml", text: xml + "</urlset>\n"),
      SiteFile(path: "robots.txt", text: "User-agent: *\nAllow: /\nSitemap: \(url)sitemap.xml\n"),
    ]
  }
}
