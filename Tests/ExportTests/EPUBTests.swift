import Foundation
import TestSupport
import Testing

@Suite("EPUB", .enabled(if: Readers.python != nil))
struct EPUBTests {
  /// A book as EPUB, unpacked.
  private struct Unpacked {
    let book: TemporaryBook
    let file: String

    func text(_ name: String) throws -> String { try book.text("../unpacked/EPUB/" + name) }
  }

  private func unpacked(_ book: TemporaryBook, _ name: String = "two--two") throws -> Unpacked {
    let result = try ExportSample.export(book, to: "epub")
    try #require(result.exitCode == 0, "\(result.errors)")
    let file = book.folder + "/../export/\(name).epub"
    let folder = book.folder + "/../unpacked"
    let unpacking = try tool(["-m", "zipfile", "-e", file, folder], in: "/", program: try #require(Readers.python))
    try #require(unpacking.exitCode == 0, "\(unpacking.errors)")
    return Unpacked(book: book, file: file)
  }

  @Test("epubcheck finds nothing wrong with it", .enabled(if: Readers.java != nil && Readers.epubcheck != nil))
  func validity() throws {
    let book = try unpacked(ExportSample.book())
    let result = try tool(
      ["-jar", try #require(Readers.epubcheck), book.file], in: "/", program: try #require(Readers.java))
    #expect(result.exitCode == 0)
    #expect(result.errors.isEmpty, "\(result.errors)")
    #expect(result.output.contains("0 fatals / 0 errors / 0 warnings / 0 infos"), "\(result.output)")
  }

  @Test("HTML that a cell gives is a part of the chapter, well-formed")
  func html() throws {
    let text = try unpacked(ExportSample.bookWithHTML(), "h").text("chapter-1.xhtml")
    #expect(text.contains("a &lt; <b>b</b><br/>\nc<sup>2</sup></p>"), "\(text)")
    #expect(text.contains("<td class=\"right\">−1.5</td>"))
  }

  @Test(
    "HTML that a cell gives is accepted by epubcheck", .enabled(if: Readers.java != nil && Readers.epubcheck != nil))
  func validHTML() throws {
    let book = try unpacked(ExportSample.bookWithHTML(), "h")
    let result = try tool(
      ["-jar", try #require(Readers.epubcheck), book.file], in: "/", program: try #require(Readers.java))
    #expect(result.output.contains("0 fatals / 0 errors / 0 warnings / 0 infos"), "\(result.output)\(result.errors)")
  }

  @Test("Its metadata are those of book.yml, and its identifier follows from title and authors")
  func metadata() throws {
    let book = try ExportSample.book()
    let document = try unpacked(book).text("package.opf")
    for element in [
      "<dc:title>Two &amp; two</dc:title>", "<dc:language>en</dc:language>", "<dc:creator>Ada Example</dc:creator>",
      "<dc:creator>Bob Example</dc:creator>", "properties=\"cover-image\"",
    ] { #expect(document.contains(element), "\(element)") }
    let identifier = try #require(
      document.firstMatch(of: /urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}/))
    try book.write("numbers.md", book.text("numbers.md") + "\nMore.\n")
    #expect(try unpacked(book).text("package.opf").contains(identifier.output))
    try book.replace("Two & two", by: "Three", in: "book.yml")
    try #require(ExportSample.export(book, to: "epub", "--output", "../three.epub").exitCode == 0)
    let other = try tool(
      ["-c", "import zipfile; print(zipfile.ZipFile('../three.epub').read('EPUB/package.opf').decode())"],
      in: book.folder, program: try #require(Readers.python))
    #expect(other.output.contains("urn:uuid:") && !other.output.contains(identifier.output))
  }

  @Test("The contents have parts, chapters and sections")
  func navigation() throws {
    let navigation = try unpacked(ExportSample.book()).text("nav.xhtml")
    #expect(
      navigation.contains(
        """
        <li><span class="part">First part</span>
        <ol>
        <li><a href="chapter-1.xhtml">Numbers &amp; sums</a>
        <ol>
        <li><a href="chapter-1.xhtml#a-sum">A sum</a></li>
        </ol>
        </li>
        </ol>
        </li>
        """))
  }

  @Test("The bibliography and the index are documents of their own, in the contents and among the landmarks")
  func lists() throws {
    let book = try unpacked(ExportSample.bookWithWorks(), "test")
    let navigation = try book.text("nav.xhtml")
    for (file, type) in [("bibliography", "bibliography"), ("index", "index")] {
      let title = type.prefix(1).uppercased() + type.dropFirst()
      #expect(navigation.contains("</li>\n<li><a href=\"\(file).xhtml\">\(title)</a></li>"))
      #expect(navigation.contains("<li><a epub:type=\"\(type)\" href=\"\(file).xhtml\">\(title)</a></li>"))
      #expect(try book.text("\(file).xhtml").contains("<section epub:type=\"\(type)\" role=\"doc-\(type)\">"))
    }
    #expect(try book.text("bibliography.xhtml").contains("<a href=\"chapter-2.xhtml#_cite-lecun1998\">Chapter"))
    #expect(try book.text("index.xhtml").contains("<a href=\"chapter-1.xhtml#term\">term</a>"))
    #expect(try book.text("package.opf").contains("<item id=\"item-8\" href=\"index.xhtml\""))
    guard let java = Readers.java, let epubcheck = Readers.epubcheck else { return }
    let result = try tool(["-jar", epubcheck, book.file], in: "/", program: java)
    #expect(result.output.contains("0 fatals / 0 errors / 0 warnings / 0 infos"), "\(result.errors)")
  }

  @Test("Chapters have MathML, drawings with titles, notes that readers know, and links within the book")
  func chapters() throws {
    let book = try unpacked(ExportSample.book())
    let numbers = try book.text("chapter-1.xhtml")
    #expect(numbers.contains("alttext=\"a &lt; b\""))
    #expect(numbers.contains("<mo>&lt;</mo>"))
    #expect(!numbers.contains("katex-html"))
    #expect(numbers.contains("epub:type=\"noteref\""))
    #expect(numbers.contains("<section class=\"footnotes\" role=\"doc-endnotes\""))
    #expect(numbers.contains("epub:type=\"footnotes\""))
    #expect(numbers.contains("href=\"chapter-2.xhtml#loss\""))
    // A file that is no document of the book cannot be opened.
    #expect(!numbers.contains("data.csv"))
    let pictures = try book.text("chapter-2.xhtml")
    #expect(pictures.contains("<title>Line chart: loss is 3 at 1 and 1 at 3.</title>"))
    #expect(pictures.contains("href=\"chapter-1.xhtml#sum\""))
    #expect(pictures.contains("<td class=\"plus\" style=\"background-color:#8db3e2\">4</td>"))
    for name in ["style=\"--", "tabindex", "<script", "class=\"narrow\""] {
      #expect(!(numbers + pictures).contains(name), "\(name)")
    }
  }

  @Test("Its type stands first and uncompressed, and no file has a time of its own")
  func archive() throws {
    let book = try unpacked(ExportSample.book())
    let script = """
      import sys, zipfile
      files = zipfile.ZipFile(sys.argv[1]).infolist()
      print(files[0].filename, files[0].compress_type, len({file.date_time for file in files}), files[0].date_time[0])
      """
    let result = try tool(["-c", script, book.file], in: "/", program: try #require(Readers.python))
    #expect(result.output == "mimetype 0 1 1980\n")
  }
}
