import Book

/// The book's contents as a script, which every page loads: were they on each page, the site would grow with the square of the
/// chapters. Readers without JavaScript find the same on the book's first page.
enum ContentsScript {
  private struct Part: Encodable {
    var title: String?
    /// Its own page, where it has one.
    var page: String?
    /// The page, the number and the title of each chapter.
    var chapters: [[String]]
  }

  static func file(in frame: PageFrame) -> SiteFile {
    let parts = frame.parts.map { part in
      Part(
        title: part.title, page: part.page.map { PageLinks.url(to: frame.chapters[$0].page, from: "") },
        chapters: part.chapters.map { index in
          let entry = frame.chapters[index]
          return [
            PageLinks.url(to: entry.page, from: ""), entry.outline.number?.description ?? "", entry.outline.title,
          ]
        })
    }
    let extras = frame.lists.map { [PageLinks.url(to: $0.path, from: ""), "", $0.title] }
    let reference = frame.reference.map { [PageLinks.url(to: ModulePages.path(of: $0), from: ""), "", $0] }
    let behind = [
      Part(title: nil, chapters: extras), Part(title: frame.language.words.reference.title, chapters: reference),
    ]
    let json = ScriptData.json(parts + behind.filter { !$0.chapters.isEmpty })
    return SiteFile(path: "assets/contents.js", text: "showContents(\(json));\n")
  }
}
