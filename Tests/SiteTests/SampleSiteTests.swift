import Book
import Foundation
import Storage
import Testing

@testable import Site

@Suite("SampleSite")
struct SampleSiteTests {
  static func site() throws -> (files: [SiteFile], diagnostics: [Diagnostic]) {
    var book = BookConfiguration(
      title: "Convolutional networks in Swift",
      parts: [
        .init(title: "Part one · Seeing", chapters: ["dense.md", "convolutions.md"]),
        .init(title: "Part two · Networks", chapters: ["padding.md"]),
      ])
    book.authors = ["Ada Lovelace", "Charles Babbage"]
    let weaver = SiteWeaver(book: book, cache: Cache(folder: nil), theme: try Theme.bundled(), math: Sample.sharedMath)
    var dense = Sample("# From dense layers to convolutions\n\n## Why not\n\nText.\n", file: "dense.md")
    dense.chapter.frontMatter.description = "Why a layer that joins everything to everything is too large for pictures."
    let padding = Sample(
      "# Padding and stride\n\n## Why\n\n```swift\n1 + 1\n```\n\n```output\n2\n```\n", file: "padding.md")
    return weaver.weave([dense, SampleChapter.sample, padding].map { ($0.chapter, $0.report) })
  }

  @Test("A book with everything in it is woven without an error or a warning")
  func everything() throws {
    let site = try Self.site()
    #expect(site.diagnostics.isEmpty, "\(site.diagnostics)")
    #expect(
      site.files.map(\.path).filter { !$0.hasPrefix("assets/") } == [
        "404.html", "convolutions.html", "convolutions.md", "convolutions.swift", "dense.html", "dense.md",
        "index.html", "padding.html", "padding.md", "padding.swift", "terms.html",
      ])
    guard let folder = ProcessInfo.processInfo.environment["COLOPHON_SAMPLE"] else { return }
    for file in site.files {
      let path = "\(folder)/\(file.path)"
      try AtomicFile.createFolder(String(path[..<path.lastIndex(of: "/")!]))
      try AtomicFile.write(file.bytes, to: path)
    }
  }
}
