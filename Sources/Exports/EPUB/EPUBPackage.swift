import Book
import Site
import Storage

/// The files of an EPUB, and what its package document says of them.
struct EPUBPackage {
  private let book: BookConfiguration
  private let language: PageLanguage
  private var items: [Item] = []
  /// The ids of the items that are read one after the other.
  private var spine: [String] = []

  private struct Item {
    var path: String
    var bytes: [UInt8]
    var mediaType: String
    var properties: [String]
  }

  init(_ book: BookConfiguration, _ language: PageLanguage) {
    self.book = book
    self.language = language
  }

  var title: String { book.title }

  mutating func add(_ path: String, _ bytes: [UInt8], _ mediaType: String, properties: [String] = []) {
    items.append(Item(path: path, bytes: bytes, mediaType: mediaType, properties: properties))
  }

  /// - Parameter type: what EPUB calls it; nil for the contents.
  mutating func addPage(
    _ path: String, title: String, body: String, type: String? = nil, properties: [String] = []
  ) {
    let tag = Markup.escaped(language.tag)
    let direction = language.isRightToLeft ? " dir=\"rtl\"" : ""
    let page = """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE html>
      <html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="\(tag)" xml:lang="\(tag)"\(direction)>
      <head>
      <title>\(Markup.escaped(title))</title>
      <link rel="stylesheet" type="text/css" href="style.css"/>
      </head>
      <body\(type.map { " epub:type=\"\($0)\"" } ?? "")>
      \(body)
      </body>
      </html>

      """
    spine.append("item-\(items.count + 1)")
    add(path, Array(page.utf8), "application/xhtml+xml", properties: properties)
  }

  var archive: [UInt8] {
    var archive = ZipArchive()
    archive.add(Array("application/epub+zip".utf8), at: "mimetype", isCompressed: false)
    archive.add(Array(Self.container.utf8), at: "META-INF/container.xml")
    archive.add(Array(document.utf8), at: "EPUB/package.opf")
    for item in items { archive.add(item.bytes, at: "EPUB/" + item.path) }
    return archive.bytes(comment: ExportMark.text)
  }

  private static let container = """
    <?xml version="1.0" encoding="UTF-8"?>
    <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
    <rootfiles>
    <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
    </rootfiles>
    </container>

    """

  /// The moment of the last change that stands in a book which says no date: the format wants one, and the same sources give the same
  /// bytes.
  private static let fixedDate = "2000-01-01"

  /// A number that stays the same while the title and the authors do: one made of their digest, as RFC 9562 has it in version 8.
  private var identifier: String {
    var digits = Array(CacheKey(["book", book.title] + book.authors).description)
    digits[12] = "8"
    digits[16] = "8"
    let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
    return "urn:uuid:" + parts.joined(separator: "-")
  }

  private var document: String {
    let manifest = items.enumerated().map { index, item in
      let properties = item.properties.isEmpty ? "" : " properties=\"\(item.properties.joined(separator: " "))\""
      return "<item id=\"item-\(index + 1)\" href=\"\(item.path)\" media-type=\"\(item.mediaType)\"\(properties)/>\n"
    }
    let authors = book.authors.map { "<dc:creator>\(Markup.escaped($0))</dc:creator>\n" }
    let description = book.description.map { "<dc:description>\(Markup.escaped($0))</dc:description>\n" } ?? ""
    let date = book.date.map { "<dc:date>\($0)</dc:date>\n" } ?? ""
    let direction = language.isRightToLeft ? " page-progression-direction=\"rtl\"" : ""
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <package version="3.0" xmlns="http://www.idpf.org/2007/opf" unique-identifier="identifier" xml:lang="\(Markup.escaped(language.tag))">
      <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
      <dc:identifier id="identifier">\(identifier)</dc:identifier>
      <dc:title>\(Markup.escaped(book.title))</dc:title>
      <dc:language>\(Markup.escaped(language.tag))</dc:language>
      \(authors.joined())\(description)\(date)<meta property="dcterms:modified">\(book.date ?? Self.fixedDate)T00:00:00Z</meta>
      <meta property="schema:accessMode">textual</meta>
      <meta property="schema:accessMode">visual</meta>
      <meta property="schema:accessModeSufficient">textual</meta>
      <meta property="schema:accessibilityFeature">alternativeText</meta>
      <meta property="schema:accessibilityFeature">tableOfContents</meta>
      <meta property="schema:accessibilityFeature">MathML</meta>
      <meta property="schema:accessibilityHazard">none</meta>
      </metadata>
      <manifest>
      \(manifest.joined())</manifest>
      <spine\(direction)>
      \(spine.map { "<itemref idref=\"\($0)\"/>\n" }.joined())</spine>
      </package>

      """
  }
}
