import Book
import Site
import Storage
import Text

/// What the pages of a preview have beside what is in the site: a script and a style sheet, which are served and never written.
struct PreviewClient {
  private let files: [String: [UInt8]]

  struct Missing: UserError {
    let description: String
  }

  static func bundled() throws(Missing) -> PreviewClient {
    let folder = (ToolFiles.running?.resources(of: "Preview") ?? ".") + "/Client"
    var files: [String: [UInt8]] = [:]
    for name in ["patch.js", "preview.js", "scratch.js", "missing.js", "preview.css"] {
      do { files[name] = try AtomicFile.read("\(folder)/\(name)") } catch {
        throw Missing(
          description: "the preview is not whole: \(error); it is built with the program: run 'swift build' again")
      }
    }
    return PreviewClient(files: files)
  }

  subscript(name: String) -> [UInt8]? { files[name] }

  /// A page that follows the book.
  static func following(_ page: [UInt8], path: String, contents: String) -> [UInt8] {
    let end = Array("</head>".utf8)
    guard let index = page.firstRange(of: end)?.lowerBound else { return page }
    let name = HTMLEscape.text(path)
    let links =
      "<link rel=\"stylesheet\" href=\"/_preview/preview.css\">\n"
      + "<script src=\"/_preview/patch.js\" defer></script>\n"
      + "<script src=\"/_preview/preview.js\" data-page=\"\(name)\" data-contents=\"\(contents)\" defer></script>\n"
      + "<script src=\"/_preview/scratch.js\" data-page=\"\(name)\" defer></script>\n"
    return permitting(Array(page[..<index])) + Array(links.utf8) + page[index...]
  }

  /// The head of a page that may ask this server for news, which no page of a site has to.
  private static func permitting(_ head: [UInt8]) -> [UInt8] {
    let policy = Array("default-src &#39;none&#39;;".utf8)
    guard let range = head.firstRange(of: policy) else { return head }
    return head[..<range.upperBound] + Array(" connect-src &#39;self&#39;;".utf8) + head[range.upperBound...]
  }

  /// What is shown in place of a page that is not there, until it is.
  ///
  /// - Parameter page: the book's own page for this; nil while there is none.
  static func missing(_ path: String, newPage: String?, page: [UInt8]?) -> [UInt8] {
    let script = "<script src=\"/_preview/missing.js\" defer></script>\n"
    let link = newPage.map {
      "<p>Its chapter is <a href=\"/\(PercentEncoding.encoded(path: $0))\">\(HTMLEscape.text($0))</a> now.</p>\n"
    }
    if let page, let head = page.firstRange(of: Array("</head>".utf8))?.lowerBound,
      let title = page[head...].firstRange(of: Array("</h1>".utf8))?.upperBound
    {
      return permitting(Array(page[..<head])) + Array(script.utf8) + page[head..<title] + Array((link ?? "").utf8)
        + page[title...]
    }
    let html = """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>There is no such page</title>
      <meta name="color-scheme" content="light dark">
      <link rel="stylesheet" href="/assets/book.css">
      \(script)</head>
      <body>
      <main>
      <article class="cover">
      <h1>There is no such page</h1>
      <p>The book has no page <code>\(HTMLEscape.text(path))</code>. Once it has, that is shown here.</p>
      \(link ?? "")<p><a href="/index.html">Contents</a></p>
      </article>
      </main>
      </body>
      </html>

      """
    return Array(html.utf8)
  }
}
