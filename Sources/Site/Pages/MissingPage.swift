import Book

/// The page that a server shows in place of one that is not there, at whatever address.
enum MissingPage {
  static let path = "404.html"

  static func file(in frame: PageFrame) -> SiteFile {
    var values = frame.values(PageFrame.Page(path: path, title: frame.language.words.publication.missingPage))
    // From wherever it is shown, its files are found only from the root of the server.
    if let root = frame.serverRoot ?? frame.book.url.map(path(ofURL:)) {
      values["root"] = root
      values["index"] = root + "index.html"
    }
    // Where the book begins is known only then; else the page stands for itself, and needs no file.
    values["isRooted"] = frame.serverRoot != nil || frame.book.url != nil
    values["metadata"] = false
    values["explanation"] = frame.language.words.publication.missingPageExplanation
    return SiteFile(path: path, text: frame.render(values, .missing))
  }

  private static func path(ofURL url: String) -> String {
    "/" + url.split(separator: "/", omittingEmptySubsequences: false).dropFirst(3).joined(separator: "/")
  }
}
