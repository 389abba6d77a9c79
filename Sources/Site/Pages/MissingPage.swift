import Book

/// The page that a server shows in place of one that is not there, at whatever address.
enum MissingPage {
  static func file(in frame: PageFrame) -> SiteFile {
    var values = frame.values(PageFrame.Page(path: "404.html", title: frame.language.words.publication.missingPage))
    // From wherever it is shown, its files are found only from the root of the server.
    if let url = frame.book.url {
      let root = "/" + url.split(separator: "/", omittingEmptySubsequences: false).dropFirst(3).joined(separator: "/")
      values["root"] = root
      values["index"] = root + "index.html"
    }
    // Where the book begins is known only then; else the page stands for itself, and needs no file.
    values["isRooted"] = frame.book.url != nil
    values["metadata"] = false
    values["explanation"] = frame.language.words.publication.missingPageExplanation
    return SiteFile(path: "404.html", text: frame.render(values, .missing))
  }
}
