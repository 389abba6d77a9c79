import Foundation
import TestSupport
import Testing

@Suite("Whose site it is")
struct SiteTests {
  /// Two books side by side in folders `one` and `two`, within the folder of a third.
  private func books(_ configuration: String = "title: T\n") throws -> TemporaryBook {
    let book = try TemporaryBook([:])
    for (name, chapter) in [("one", "uno"), ("two", "due")] {
      try book.write("\(name)/book.yml", configuration)
      try book.write("\(name)/\(chapter).md", "# \(chapter)\n")
    }
    return book
  }

  private func run(_ book: TemporaryBook, in folder: String, _ arguments: String...) throws -> Outcome {
    try tool(arguments, in: book.folder + "/" + folder, environment: ["COLOPHON_CACHE": book.folder + "/../cache"])
  }

  @Test("Two books side by side have two sites, each in its book's folder, and it is not taken for chapters")
  func twoBooks() throws {
    let book = try books()
    for _ in 0..<2 {
      for folder in ["one", "two"] {
        let result = try run(book, in: folder)
        #expect(result.exitCode == 0, "\(result.errors)")
        #expect(result.output.hasPrefix("1 chapter,"))
        #expect(try run(book, in: folder, "check").output.contains("everything agrees"))
      }
    }
    #expect(book.exists(book.folder + "/one/site/uno.html"))
    #expect(book.exists(book.folder + "/two/site/due.html"))
    #expect(!book.exists(book.folder + "/site"))
  }

  @Test("The site of another book is neither written nor compared")
  func otherBook() throws {
    let book = try books("title: T\nsite: ../shared\n")
    #expect(try run(book, in: "one").exitCode == 0)
    let before = book.snapshot()
    for command in ["build", "check"] {
      let result = try run(book, in: "two", command)
      #expect(result.exitCode == 2)
      #expect(
        result.errors == "build-book: the site in '\(book.folder)/shared' is that of another book, the one in "
          + "'\(book.folder)/one': name another folder with --output or with 'site:' in book.yml, or remove that site\n"
      )
    }
    #expect(book.snapshot() == before)
    #expect(try run(book, in: "one", "check").exitCode == 0)
  }

  @Test("A book and its site may move together")
  func moved() throws {
    let book = try books()
    #expect(try run(book, in: "one").exitCode == 0)
    try FileManager.default.moveItem(atPath: book.folder + "/one", toPath: book.folder + "/three")
    let result = try run(book, in: "three", "check")
    #expect(result.exitCode == 0, "\(result.errors)")
    #expect(try run(book, in: "three").output.contains("nothing changed"))
  }

  @Test("What the list of a site's files says of the book is relative to the site, and the rest are the files")
  func manifest() throws {
    let book = try TemporaryBook(["a": "# A\n"])
    try book.run()
    let lines = try book.page(".colophon-manifest").split(separator: "\n")
    #expect(lines.prefix(2) == ["Files written by build-book; it removes no others.", "Book: ../chapters"])
    #expect(lines.dropFirst(2).contains("a.html"))
  }

  @Test("A site whose list says nothing of a book is taken over")
  func oldManifest() throws {
    let book = try TemporaryBook(["a": "# A\n"])
    try book.run()
    let manifest = try book.page(".colophon-manifest")
    try book.write("../site/.colophon-manifest", manifest.replacing("Book: ../chapters\n", with: ""))
    #expect(try book.run().exitCode == 0)
    #expect(try book.page(".colophon-manifest") == manifest)
  }

  @Test("book.yml names the folder of the site, and --output another one")
  func key() throws {
    let book = try TemporaryBook(["a": "# A\n"], configuration: "title: T\nsite: ../public\n")
    #expect(try book.run().output.contains("/public/index.html"))
    #expect(book.exists(book.folder + "/../public/a.html"))
    #expect(try book.run("build", "--output", "elsewhere").exitCode == 0)
    #expect(book.exists(book.folder + "/elsewhere/a.html"))
    #expect(!book.exists(book.site))
  }

  @Test("Where there is no site none is compared, and the check says so")
  func noSite() throws {
    let book = try TemporaryBook(["README": BuildTests.squares], configuration: "title: T\nchapters: [README.md]\n")
    let before = book.snapshot()
    let result = try book.run("check")
    #expect(result.exitCode == 0, "\(result.errors)")
    #expect(result.output.contains("1 chapter, 1 cell: 1 output"))
    #expect(result.output.contains("there is no site, so none was compared\neverything agrees"))
    #expect(book.snapshot() == before)
    try book.run()
    #expect(try !book.run("check").output.contains("no site"))
  }

  @Test("No link is followed out of the site: neither to overwrite nor to remove")
  func links() throws {
    let book = try TemporaryBook(["a": "# A\n"])
    try book.write("../outside/file", "mine")
    try book.write("../outside/index", "mine")
    try book.run()
    let manifest = try book.page(".colophon-manifest")

    // A page that is a link.
    try FileManager.default.removeItem(atPath: book.site + "/index.html")
    try FileManager.default.createSymbolicLink(
      atPath: book.site + "/index.html", withDestinationPath: "../outside/index")
    let page = try book.run()
    #expect(page.exitCode == 2)
    #expect(page.errors.contains("/index.html' is a symbolic link, and a site is not written through links"))
    #expect(try book.run("check").errors.contains("is not what the chapters give: index.html"))
    try FileManager.default.removeItem(atPath: book.site + "/index.html")

    // A folder that is a link, in the list of a site that came from elsewhere.
    try FileManager.default.createSymbolicLink(atPath: book.site + "/x", withDestinationPath: "../outside")
    try book.write(
      "../site/.colophon-manifest", manifest + "x/file\n../outside/file\n%2e%2e/outside/file\n/etc/hostname\n")
    let folder = try book.run()
    #expect(folder.exitCode == 2)
    #expect(folder.errors.contains("/x' is a symbolic link"))
    try FileManager.default.removeItem(atPath: book.site + "/x")
    #expect(try book.run().exitCode == 0)
    #expect(try book.text("../outside/file") == "mine")
    #expect(try book.text("../outside/index") == "mine")
    #expect(try book.page(".colophon-manifest") == manifest)
  }

  @Test("Nor is a link that stands in the site's own place, unless it is named", arguments: ["../site", "../x/site"])
  func linkedSite(place: String) throws {
    let book = try TemporaryBook(["a": "# A\n"])
    if place != "../site" { try book.write("book.yml", "title: T\nsite: ../x/site\n") }
    try book.write("../outside/file", "mine")
    let link = String(place.dropLast(place == "../site" ? 0 : 5))
    try FileManager.default.createSymbolicLink(
      atPath: book.folder + "/" + link, withDestinationPath: "outside")
    let result = try book.run()
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("\(link.dropFirst(2))' is a symbolic link, and a site is not written through links"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: book.folder + "/../outside") == ["file"])
    #expect(try book.run("build", "--output", book.folder + "/" + link).exitCode == 0)
    #expect(FileManager.default.fileExists(atPath: book.folder + "/../outside/a.html"))
  }

  @Test("A list of files that is not ours, or is none, is not overwritten", arguments: [true, false])
  func foreignManifest(isPipe: Bool) throws {
    let book = try TemporaryBook(["a": "# A\n"])
    try book.write("../site/other", "")
    if isPipe {
      #expect(mkfifo(book.site + "/.colophon-manifest", 0o666) == 0)
    } else {
      try book.write("../site/.colophon-manifest", "mine\n")
    }
    let result = try book.run()
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("/.colophon-manifest' stands where the site would write a file"))
    #expect(try book.run("check").output.contains("there is no site"))
  }

  @Test("Markdown files beside listed chapters are reported, and a README is one only where it is listed")
  func unlisted() throws {
    let book = try TemporaryBook(
      ["a": "# A\n", "draft": "# D\n", "README": "# R\n"], configuration: "title: T\nchapters:\n  - a.md\n")
    let result = try book.run()
    #expect(result.exitCode == 0)
    #expect(result.errors.contains("book.yml:3:3: note: 'draft.md' is beside the chapters and not in the list"))
    try book.write("book.yml", "title: T\n")
    #expect(try book.run().output.hasPrefix("2 chapters,"))
    #expect(!book.exists(book.site + "/README.html"))
  }

  @Test("Chapters with numbers in their names follow each other as the numbers do")
  func order() throws {
    let book = try TemporaryBook(["10-end": "# End\n", "2-middle": "# Middle\n", "1-start": "# Start\n"])
    try book.run()
    #expect(try book.page("2-middle.html").contains("rel=\"next\" href=\"10-end.html\""))
    #expect(try book.page("2-middle.html").contains("rel=\"prev\" href=\"1-start.html\""))
  }

  @Test("The page of a part without a heading has the part's title, and is referred to by it")
  func partWithoutHeading() throws {
    let book = try TemporaryBook(
      ["seeing": "Text alone.\n", "a": "# A\n\nSee [](seeing.md).\n"],
      configuration: "title: T\nchapters:\n- part: Seeing things\n  text: seeing.md\n  chapters: [a.md]\n")
    try #require(book.run().exitCode == 0)
    #expect(try book.page("seeing.html").contains("<h1>Seeing things</h1>"))
    #expect(try book.page("a.html").contains(">Seeing things</a>"))
  }
}
