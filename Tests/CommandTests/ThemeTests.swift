import Foundation
import TestSupport
import Testing

@Suite("A theme of a book's own")
struct ThemeTests {
  private func book(_ files: [String: String]) throws -> TemporaryBook {
    let book = try TemporaryBook(["a": "# A\n\nText.\n"])
    for (name, text) in files { try book.write("theme/" + name, text) }
    return book
  }

  @Test("Its style sheet is added, its templates and files take the place of the theme's")
  func overrides() throws {
    let book = try book([
      "book.css": ":root { --serif: Georgia }\n", "entry.mustache": "<li class=\"here\">{{title}}!</li>\n",
      "fonts/own.woff2": "font", "README.md": "about it", ".hidden": "x",
    ])
    let result = try book.run()
    #expect(result.exitCode == 0, "\(result.errors)")
    let css = try book.page("assets/book.css")
    #expect(css.hasPrefix("/* Colophon"))
    #expect(css.hasSuffix("\n:root { --serif: Georgia }\n"))
    #expect(try book.page("a.html").contains("<li class=\"here\">A!</li>"))
    #expect(try book.page("assets/fonts/own.woff2") == "font")
    #expect(!book.exists(book.site + "/assets/README.md"))
    #expect(!book.exists(book.site + "/assets/.hidden"))
    #expect(try book.run("check").exitCode == 0)
  }

  @Test(
    "What is wrong with a template is said at its line",
    arguments: [
      ("chapter.mustache", "<p>\n{{#text}}\n</p>\n", "a section that is opened with {{# or {{^ is not closed with {{/"),
      (
        "chapter.mustache", "<p>\n{{#text}}{{/title}}\n</p>\n",
        "this tag closes another section than the last one that was opened"
      ),
      ("chapter.mustache", "<p>\n{{text\n</p>\n", "this tag is not closed: }} is missing"),
      ("chaptr.mustache", "", "'chaptr.mustache' is none of the theme's templates"),
    ])
  func mistakes(name: String, text: String, message: String) throws {
    let book = try book([name: text])
    let result = try book.run()
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("theme/\(name):"), "\(result.errors)")
    #expect(result.errors.contains("error: \(message)"), "\(result.errors)")
    #expect(!book.exists(book.site))
    #expect(!name.hasPrefix("chaptr") || result.errors.contains("Did you mean 'chapter.mustache'?"))
  }

  @Test("A link out of the book's folder brings nothing into the site")
  func link() throws {
    let book = try book(["x.txt": "mine"])
    try FileManager.default.createSymbolicLink(
      atPath: book.folder + "/theme/passwd.txt", withDestinationPath: "/etc/passwd")
    let result = try book.run()
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("theme/passwd.txt' is no file of the book that can be read"))
  }
}
