import Foundation
import TestSupport
import Testing

@Suite("Links, names and folders")
struct LinkTests {
  static let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>\n"

  /// The links of a book's pages that lead to no file of the site, each after its page.
  private func deadLinks(of book: TemporaryBook) throws -> [String] {
    let pages = book.snapshot().keys.filter { $0.hasPrefix("site/") && $0.hasSuffix(".html") }
    var dead = [String]()
    for page in pages {
      let tags = HTMLChecker(try book.page(String(page.dropFirst(5)))).tags
      for link in tags.flatMap({ [$0.attributes["href"], $0.attributes["src"]] }) {
        let url = String((link ?? "").prefix { $0 != "#" })
        guard !url.isEmpty, !url.hasPrefix("data:"), !url.contains("://") else { continue }
        let folder = URL(fileURLWithPath: book.site + "/" + page.dropFirst(5)).deletingLastPathComponent()
        // As a browser finds it: the URL is resolved first, then its percent-encoded bytes.
        let target = try #require(URL(string: url, relativeTo: folder.appending(path: "", directoryHint: .isDirectory)))
        if !book.exists(target.absoluteURL.path(percentEncoded: false)) { dead.append("\(page): \(url)") }
      }
    }
    return dead.sorted()
  }

  @Test("Chapters with any signs in their names are led to: by contents, neighbours, links and sources")
  func awkwardNames() throws {
    let names = [
      "R&D", "C#", "50%", "Bayes' rule", "\"quoted\"", "größe", "10:30", "what?", "a+b", "<i>", "b\\c", "%20",
    ]
    let links = names.map {
      "[x](<\($0.replacing("%", with: "%25").replacing("#", with: "%23").replacing("?", with: "%3F").replacing("\\", with: "\\\\").replacing(">", with: "%3E").replacing("<", with: "%3C").replacing(":", with: "%3A")).md>)"
    }
    let book = try TemporaryBook(
      Dictionary(uniqueKeysWithValues: names.map { ($0, "# \($0)\n\n\(links.joined(separator: "\n"))\n") }))
    let result = try book.run()
    #expect(result.exitCode == 0, "\(result.errors)")
    for name in names { #expect(book.exists(book.site + "/\(name).html"), "\(name)") }
    #expect(try deadLinks(of: book) == [])
    let contents = try book.page("assets/contents.js")
    for page in ["R%26D.html", "C%23.html", "50%25.html", "Bayes%27%20rule.html", "%2520.html", "gr%C3%B6%C3%9Fe.html"]
    {
      #expect(contents.contains("\"\(page)\""), "\(page)")
    }
    #expect(try book.run("check").exitCode == 0)
  }

  @Test("Cells of chapters with any signs in their names run, are accepted and checked, and steer no terminal")
  func awkwardNamesOfCells() throws {
    let names = [
      "\"quoted\"", "b\\c", "t\tb", "e\u{1B}[31mx", "n\nl", "x\"; fatalError() ", "#", "-x", " ", "$HOME", "\\(1)",
      "a--b", "@file",
    ]
    let chapters = names.enumerated().map { number, name in
      (name, "# A\n\n```swift {#c\(number)}\nlet x = 6\nBarChart([\"a\"], [1], name: \"x\")\n```\n\nIt is [7](<=x>).\n")
    }
    let book = try TemporaryBook(Dictionary(uniqueKeysWithValues: chapters))
    let accept = try book.run("accept")
    #expect(accept.exitCode == 0, "\(accept.errors)")
    #expect(accept.output.hasPrefix("26 changes written in "))
    #expect(accept.output.contains(", 13 figure files"))
    #expect((accept.output + accept.errors).unicodeScalars.allSatisfy { $0 == "\n" || $0 == "\t" || $0.value >= 0x20 })
    #expect(accept.errors.contains("e\\u{1B}[31mx.md:3:1: note: "))
    for (name, _) in chapters { #expect(try book.text("\(name).md").contains("It is [6](<=x>)."), "\(name)") }
    for command in ["build", "check"] {
      let result = try book.run(command)
      #expect(result.exitCode == 0, "\(result.errors)")
      #expect(
        (result.output + result.errors).unicodeScalars.allSatisfy { $0 == "\n" || $0 == "\t" || $0.value >= 0x20 })
    }
    #expect(try deadLinks(of: book) == [])
  }

  @Test("The site has the folders of the chapters, and chapters of one file name are two")
  func folders() throws {
    let book = try TemporaryBook(
      [
        "a/one": "# A\n\n![p](pic.svg) ![s](../images/s.svg) [x](../b/one.md#end)\n",
        "b/one": "# B\n\n![p](pic.svg)\n\n## End\n",
      ],
      configuration: "title: T\nchapters: [a/one.md, b/one.md]\n")
    try book.write("a/pic.svg", Self.picture)
    try book.write("b/pic.svg", Self.picture + "<!-- b -->")
    try book.write("images/s.svg", Self.picture)
    let result = try book.run()
    #expect(result.exitCode == 0, "\(result.errors)")
    #expect(try book.page("a/pic.svg") == Self.picture)
    #expect(try book.page("b/pic.svg") == Self.picture + "<!-- b -->")
    #expect(try book.page("a/one.html").contains("<img src=\"../images/s.svg\""))
    #expect(try book.page("a/one.html").contains(" href=\"../b/one.html#end\""))
    #expect(try deadLinks(of: book) == [])
  }

  @Test("The links of an author's own HTML are checked, and lead where those of the text do")
  func ownHTML() throws {
    let book = try TemporaryBook([
      "a":
        "# A\n\n<img src=\"p%20q.svg\" width=\"9\"> and <a href='b.md#end'>B</a>\n\n<p>\n<a href=\"#end\">x</a>\n</p>\n\n## End\n",
      "b": "# B\n\n## End\n",
    ])
    try book.write("p q.svg", Self.picture)
    let result = try book.run()
    #expect(result.exitCode == 0, "\(result.errors)")
    #expect(try book.page("p q.svg") == Self.picture)
    #expect(try book.page("a.html").contains("<img src=\"p%20q.svg\" width=\"9\"> and <a href='b.html#end'>B</a>"))
    #expect(try deadLinks(of: book) == [])
    try book.write("b.md", "# B\n\n<a href=\"c.md\">c</a> <img src='../a.svg'>\n\n<div><a href='a.md#and'></a></div>\n")
    let errors = try book.run().errors
    #expect(errors.contains("b.md:3:10: error: 'c.md' is not a chapter of this book"))
    #expect(errors.contains("b.md:3:32: error: '../a.svg' is outside of the book's folder"))
    #expect(errors.contains("b.md:5:19: error: 'a.md' has no anchor '#and'"))
  }

  @Test("A chapter with a # in its name, and a cell of it, are accepted by name")
  func signsInNames() throws {
    let text = "# C\n\n```swift {#x}\n1\n```\n"
    for name in ["C#", "C##x"] {
      let book = try TemporaryBook(["C#": text, "Bayes' rule": text, "50% & more": text])
      let result = try book.run("accept", name)
      #expect(result.exitCode == 0, "\(result.errors)")
      #expect(try book.text("C#.md") == text + "\n```output\n1\n```\n")
      #expect(try book.text("Bayes' rule.md") == text)
      #expect(try book.run("accept").exitCode == 0)
      #expect(try book.run().exitCode == 0)
    }
  }

  @Test("A chapter is named by its path, by its file, or by its file's name where no other has it")
  func chapterNames() throws {
    let book = try TemporaryBook(
      ["a/one": "# A\n", "b/one": "# B\n", "b/two": "# Two\n"],
      configuration: "title: T\nchapters: [a/one.md, b/one.md, b/two.md]\n")
    for name in ["b/one", "b/one.md", "./b/one", "two", "two.md", "b/two"] {
      let result = try book.run("check", name)
      #expect(result.exitCode == 0, "\(name): \(result.errors)")
      #expect(result.output.hasPrefix("1 chapter,"), "\(name): \(result.output)")
    }
    let parent = try tool(
      ["check", "chapters/a/one.md"], in: book.folder + "/..",
      environment: ["COLOPHON_CACHE": book.folder + "/../cache"])
    #expect(parent.output.hasPrefix("1 chapter,"), "\(parent.errors)")
    let unclear = try book.run("check", "one")
    #expect(unclear.exitCode == 64)
    #expect(
      unclear.errors == "build-book: several chapters are called 'one': name one by its path, 'a/one' or 'b/one'\n")
    let unknown = try book.run("check", "b/tow")
    #expect(unknown.exitCode == 64)
    #expect(unknown.errors.contains("the book has no chapter 'b/tow'. Did you mean 'b/two'?"))
  }

  @Test("A cell of a chapter in a folder is accepted by its full name, and by the chapter's own where no other has it")
  func cellNames() throws {
    let text = "# A\n\n```swift {#x}\n1\n```\n"
    let book = try TemporaryBook(
      ["a/one": text, "b/two": text], configuration: "title: T\nchapters: [a/one.md, b/two.md]\n")
    #expect(try book.run("accept", "a/one#x").exitCode == 0)
    #expect(try book.text("a/one.md") == text + "\n```output\n1\n```\n")
    #expect(try book.text("b/two.md") == text)
    #expect(try book.run("accept", "two#x").exitCode == 0)
    #expect(try book.text("b/two.md") == text + "\n```output\n1\n```\n")
  }

  @Test("An anchor that is not there is an error with the nearest that is, in the chapter and in another")
  func anchors() throws {
    let book = try TemporaryBook([
      "a": "# A\n\n[x](#nowhere) [y](b.md#lerning)\n", "b": "# B\n\n## Learning\n\n[z](a.md#a)\n",
    ])
    let result = try book.run()
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("a.md:3:5: error: this chapter has no anchor '#nowhere'"))
    #expect(result.errors.contains("a.md:3:23: error: 'b.md' has no anchor '#lerning'"))
    #expect(result.errors.contains("Did you mean '#learning'?"))
    #expect(!result.errors.contains("b.md:5"))
    #expect(!book.exists(book.site))
  }

  @Test(
    "Nothing outside of the book's folder comes into the site, however it is written or linked",
    arguments: [
      "../secret.txt", "%2e%2e/secret.txt", "..%2fsecret.txt", "sub/../../secret.txt", "link.txt", "folder/secret.txt",
      "%2fetc%2fpasswd", "chain.txt",
    ])
  func outside(path: String) throws {
    let book = try TemporaryBook(["a": "# A\n\n[x](\(path))\n"])
    try book.write("../secret.txt", "secret")
    try FileManager.default.createSymbolicLink(atPath: book.folder + "/link.txt", withDestinationPath: "../secret.txt")
    try FileManager.default.createSymbolicLink(atPath: book.folder + "/chain.txt", withDestinationPath: "link.txt")
    try FileManager.default.createSymbolicLink(atPath: book.folder + "/folder", withDestinationPath: "..")
    let result = try book.run()
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("a.md:3:5: error: '"))
    #expect(result.errors.contains("is outside of the book's folder and is not copied into the site"))
    #expect(!book.exists(book.site))
  }

  @Test("A symbolic link within the book's folder is as good as the file, and a chapter outside of it is none")
  func symbolicLinks() throws {
    let book = try TemporaryBook(["a": "# A\n\n![x](link.svg)\n"])
    try book.write("images/p.svg", Self.picture)
    try FileManager.default.createSymbolicLink(atPath: book.folder + "/link.svg", withDestinationPath: "images/p.svg")
    #expect(try book.run().exitCode == 0)
    #expect(try book.page("link.svg") == Self.picture)

    try book.write("../notes.md", "# Notes\n")
    try FileManager.default.createSymbolicLink(atPath: book.folder + "/b.md", withDestinationPath: "../notes.md")
    let result = try book.run()
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("'b.md' lies outside of the book's folder"))
  }

  @Test("Two chapters whose pages many systems take for one are an error, and nothing is written")
  func oneName() throws {
    let book = try TemporaryBook(["Intro": "# A\n", "intro": "# B\n"])
    let result = try book.run()
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("'Intro.md' and 'intro.md' differ only in capital letters"))
    #expect(!book.exists(book.site))
  }

  @Test("A file whose name has a line break is copied, found again, and removed when it is no longer linked")
  func lineBreak() throws {
    let book = try TemporaryBook(["a": "# A\n\n[x](b%0Ac.txt)\n"])
    try book.write("b\nc.txt", "text")
    for command in ["build", "build", "check"] { #expect(try book.run(command).exitCode == 0) }
    #expect(try book.page("b\nc.txt") == "text")
    try book.write("a.md", "# A\n")
    #expect(try book.run().exitCode == 0)
    #expect(!book.exists(book.site + "/b\nc.txt"))
  }

  @Test("A chapter whose name is not UTF-8 is an error, and not left out")
  func encoding() throws {
    let book = try TemporaryBook(["a": "# A\n"])
    let path = Array(book.folder.utf8CString.dropLast()) + [0x2F, CChar(bitPattern: 0xE4), 0x2E, 0x6D, 0x64, 0]
    let descriptor = open(path, O_CREAT | O_WRONLY, 0o666)
    #expect(descriptor >= 0)
    close(descriptor)
    let result = try book.run()
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("the name of '\u{FFFD}.md' is not UTF-8"))
    #expect(result.errors.components(separatedBy: "error: ").count == 2)
  }

  @Test("A file that a cell puts a link out of the book in the place of is not copied into the site")
  func replacedByCell() throws {
    let book = try TemporaryBook([
      "a":
        "# A\n\n[d](data.txt)\n\n```swift\nimport Glibc\nunlink(\"data.txt\")\n_ = symlink(\"../secret.txt\", \"data.txt\")\n```\n"
    ])
    try book.write("data.txt", "mine")
    try book.write("../secret.txt", "secret")
    let result = try book.run()
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("a.md:3:1: error: 'data.txt' is no file of the book any more since the cells ran"))
    #expect(!book.exists(book.site))
  }

  @Test("A pipe where a file is to be read does not keep the build waiting")
  func pipes() throws {
    let book = try TemporaryBook(["a": "# A\n\n[x](pipe.txt)\n\n```swift {#c}\n```\n\n![d](figures/c.svg)\n"])
    try book.write("figures/.keep", "")
    for pipe in ["/pipe.txt", "/figures/c.svg"] { #expect(mkfifo(book.folder + pipe, 0o666) == 0) }
    let result = try book.run()
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("a.md:3:5: error: 'pipe.txt' is not a file"))
  }

  @Test("Nor does one, or a link that leads nowhere, in place of a chapter or of book.yml, and it is not left out")
  func pipesAsSources() throws {
    let book = try TemporaryBook(["a": "# A\n"])
    #expect(mkfifo(book.folder + "/b.md", 0o666) == 0)
    #expect(symlink("nowhere.md", book.folder + "/c.md") == 0)
    for configuration in ["title: T\n", "title: T\nchapters: [a.md, b.md, c.md]\n"] {
      try book.write("book.yml", configuration)
      let result = try book.run()
      #expect(result.exitCode == 2)
      for name in ["b", "c"] {
        #expect(result.errors.contains("'\(name).md' is named like a chapter and is not a file"))
      }
    }
    for name in ["b.md", "c.md", "book.yml"] { try FileManager.default.removeItem(atPath: book.folder + "/" + name) }
    #expect(mkfifo(book.folder + "/book.yml", 0o666) == 0)
    let result = try book.run()
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("book.yml': it is a pipe or a device, not a file"))
  }
}
