import Exports
import Foundation
import Markdown
import TestSupport
import Testing

@Suite("build-book export")
struct ExportTests {
  @Test("The help and the README list the formats that there are")
  func formats() throws {
    let help = try tool(["export", "--help"], in: "/").output.split(whereSeparator: \.isWhitespace).joined(
      separator: " ")
    let readme = try String(contentsOfFile: packageRoot + "/README.md", encoding: .utf8)
    let rows = readme.split(separator: "\n").drop { !$0.hasPrefix("| `--to` |") }.dropFirst(2).prefix {
      $0.hasPrefix("|")
    }
    #expect(rows.map(String.init) == ExportFormat.allCases.map { "| `\($0.rawValue)` | \($0.declaration.summary) |" })
    for format in ExportFormat.allCases { #expect(help.contains("\(format.rawValue) \(format.declaration.summary)")) }
    let unknown = try tool(["export", "--to", "docx"], in: "/")
    #expect(unknown.exitCode == 64)
    for format in ExportFormat.allCases { #expect(unknown.errors.contains(format.rawValue)) }
  }

  @Test("A drift stops it as it stops a build, and nothing is written")
  func drift() throws {
    let book = try TemporaryBook(["a": "```swift\n1 + 1\n```\n\n```output\n3\n```\n"])
    let check = try book.run("check", "--format", "json")
    let export = try book.run("export", "--to", "md", "--format", "json")
    #expect(export.exitCode == 1)
    let changed = export.output.replacing("\"command\" : \"export\"", with: "\"command\" : \"check\"")
    #expect(changed == check.output)
    #expect(!book.exists(book.folder + "/../export"))
    try book.replace("1 + 1", by: "1 +", in: "a.md")
    #expect(try book.run("export", "--to", "md").exitCode == 2)
    #expect(!book.exists(book.folder + "/../export"))
  }

  @Test("The same sources give the same bytes, and nothing is written again", arguments: ExportFormat.allCases)
  func determinism(format: ExportFormat) throws {
    let book = try ExportSample.book()
    try #require(ExportSample.export(book, to: format.rawValue).exitCode == 0)
    let (first, numbers) = (book.snapshot(), try book.fileNumbers())
    let second = try ExportSample.export(book, to: format.rawValue)
    #expect(second.output.contains("\nnothing changed in "))
    #expect(book.snapshot() == first)
    #expect(try book.fileNumbers() == numbers)
  }

  @Test("With names of chapters it exports those, and the files of others stay")
  func someChapters() throws {
    let book = try ExportSample.book()
    try #require(ExportSample.export(book, to: "ipynb", "pictures").exitCode == 0)
    #expect(!book.exists(book.folder + "/../export/ipynb/numbers.ipynb"))
    try #require(ExportSample.export(book, to: "ipynb").exitCode == 0)
    try #require(ExportSample.export(book, to: "ipynb", "pictures").exitCode == 0)
    #expect(book.exists(book.folder + "/../export/ipynb/numbers.ipynb"))
  }

  @Test("What lists the chapters lists all of them, whichever are exported")
  func lists() throws {
    let book = try ExportSample.bookWithWorks()
    let pages = ["md/llms.txt", "html/index.html", "html/bibliography.html", "html/terms.html"]
    for format in ["md", "html"] { try #require(ExportSample.export(book, to: format).exitCode == 0) }
    let whole = try pages.map(book.exported)
    for format in ["md", "html"] { try #require(ExportSample.export(book, to: format, "first").exitCode == 0) }
    #expect(try pages.map(book.exported) == whole)
  }

  @Test("It overwrites no file that it did not write", arguments: ExportFormat.allCases)
  func foreignFiles(format: ExportFormat) throws {
    let book = try ExportSample.book()
    let name = format.declaration.isOneFile ? "mine.\(format.rawValue)" : "mine/more/pictures.\(format.rawValue)"
    try FileManager.default.createDirectory(atPath: book.folder + "/../mine/more", withIntermediateDirectories: true)
    try book.write("../\(name)", "mine")
    let output = format.declaration.isOneFile ? "../" + name : "../mine"
    let result = try ExportSample.export(book, to: format.rawValue, "--output", output)
    #expect(result.exitCode != 0)
    #expect(result.errors.contains("was not written by build-book: move it away, or name another"), "\(result.errors)")
    #expect(try book.text("../\(name)") == "mine")
  }

  @Test("It is not written where something of another kind is, which is said before anything runs")
  func otherKinds() throws {
    let book = try TemporaryBook(["a": "```swift\nfatalError()\n```\n"])
    try book.write("../file", "mine")
    let folder = try ExportSample.export(book, to: "md", "--output", "../file")
    #expect(folder.errors.contains("the export needs the name of a folder, and '../file' is none"), "\(folder.errors)")
    let file = try ExportSample.export(book, to: "epub", "--output", "..")
    #expect(file.errors.contains("the export needs the name of a file, and '..' is a folder"), "\(file.errors)")
    #expect(folder.exitCode == 64 && file.exitCode == 64)
    #expect(try book.text("../file") == "mine")
  }

  @Test("It takes no folder of a site, of another format or of the chapters")
  func otherFolders() throws {
    let book = try ExportSample.book()
    try book.run(["build"], environment: ExportSample.environment)
    let site = book.snapshot()
    let overSite = try ExportSample.export(book, to: "md", "--output", "../site")
    #expect(overSite.errors.contains("build-book wrote something else to"))
    try #require(ExportSample.export(book, to: "ipynb", "--output", "../other").exitCode == 0)
    let overOther = try ExportSample.export(book, to: "md", "--output", "../other")
    #expect(overOther.errors.contains("than the export to md: name another folder with --output"))
    let overChapters = try ExportSample.export(book, to: "md", "--output", ".")
    #expect(overChapters.errors.contains("the chapters are there. Name another folder with --output"))
    #expect([overSite, overOther, overChapters].allSatisfy { $0.exitCode != 0 })
    #expect(book.snapshot().filter { !$0.key.hasPrefix("other") } == site)
  }
}
